"""Pages that editors keep from being suggested beside each other: said, and taken back."""

import re

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.rights import NeverDeleted
from content.document import Role, kinds_with
from content.models import UID_PATTERN, Page, Unrelated
from content.related import revise, tell_apart

LONGEST = 130


class PageNumber(forms.CharField):
    """A page by the number at the end of it, "C-0001"."""

    def __init__(self, **options):
        super().__init__(max_length=LONGEST, **options)

    def clean(self, value):
        number = super().clean(value).strip().upper()
        known = Page.objects.filter(kind__in=kinds_with(Role.MAIN), version__gt=0)
        page = known.filter(uid=number).first() if re.fullmatch(UID_PATTERN, number) else None
        if page is None:
            raise forms.ValidationError(_("No case, playbook, term or organisation has this number."))
        return page


class UnrelatedForm(forms.ModelForm):
    first = PageNumber(label=_("page"), help_text=_("The number at the end of the page, such as C-0001."))
    second = PageNumber(label=_("other page"), help_text=_("The same for the page that is not to stand beside it."))

    class Meta:
        model = Unrelated
        fields = ("first", "second", "reason", "holds")

    def clean(self):
        cleaned = super().clean()
        if {"first", "second"} <= set(cleaned):
            if cleaned["first"] == cleaned["second"]:
                raise forms.ValidationError({"second": _("These are the same page.")})
            cleaned["first"], cleaned["second"] = sorted((cleaned["first"], cleaned["second"]), key=lambda one: one.pk)
        return cleaned


@admin.register(Unrelated)
class UnrelatedAdmin(NeverDeleted, admin.ModelAdmin):
    """Said of two pages once; taken back by leaving “holds” empty."""

    form = UnrelatedForm
    list_display = ("first", "second", "holds", "reason", "by", "created_at")
    list_filter = ("holds",)
    list_select_related = ("first", "second", "by")
    search_fields = tuple(f"{end}__{name}" for end in ("first", "second") for name in ("title_zh_hans", "title_en"))
    actions = None
    ordering = ("-pk",)

    def get_fields(self, request, obj=None):
        return ("first", "second", "reason", *(("holds", "by", "created_at") if obj else ()))

    def get_readonly_fields(self, request, obj=None):
        return ("first", "second", "by", "created_at") if obj else ()

    def get_changeform_initial_data(self, request):
        return {name: request.GET.get(name, "")[:LONGEST] for name in ("first", "second")}

    def save_model(self, request, obj, form, change):
        if change:
            revise(obj, holds=obj.holds, reason=obj.reason)
        else:
            obj.pk = tell_apart(obj.first, obj.second, by=request.user, reason=obj.reason).pk
