"""Public collections in the admin: editors show or close them, nothing else. Private ones are nobody's business."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.collecting import actions
from community.models import Collection
from content.admin.rights import NeverAdded, NeverDeleted


class StandingForm(forms.ModelForm):
    class Meta:
        model = Collection
        fields = ("standing", "closed_reason")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("standing") == Collection.Standing.CLOSED and not cleaned.get("closed_reason"):
            raise forms.ValidationError({"closed_reason": _("Say why: the owner reads it.")})
        return cleaned


@admin.register(Collection)
class CollectionAdmin(NeverAdded, NeverDeleted, admin.ModelAdmin):
    form = StandingForm
    list_display = ("title", "standing", "by_editors", "owner", "updated_at")
    list_filter = ("standing", "by_editors")
    search_fields = ("title", "about", "owner__person__display_name")
    list_select_related = ("owner",)
    readonly_fields = ("title", "about", "page", "owner", "by_editors", "created_at", "updated_at")
    fields = (*readonly_fields, "standing", "closed_reason")
    actions = ("show",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(public=True)

    @admin.display(description=gettext_lazy("page"))
    def page(self, collection):
        return format_html('<a href="/collections/{0}/">/collections/{0}/</a>', collection.name)

    @admin.action(description=gettext_lazy("Show to everybody"), permissions=["change"])
    def show(self, request, chosen):
        hidden = chosen.exclude(standing=Collection.Standing.SHOWN)
        for collection in hidden:
            actions.decide(collection, Collection.Standing.SHOWN, by=request.user)
        messages.success(request, _("%(number)d changed.") % {"number": len(hidden)})

    def save_model(self, request, obj, form, change):
        actions.decide(obj, obj.standing, by=request.user, reason=obj.closed_reason)
