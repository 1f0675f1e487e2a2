"""Contributions and guidelines in the admin. Contributions are read here and decided on at the review desk."""

import json

from django.contrib import admin, messages
from django.db.models import Max
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from content.admin.rights import NeverChanged, NeverDeleted, ReadOnly
from contributions import actions
from contributions.models import Contribution, GuidelineVersion, Invitation, Message, Reason, Round, Transition
from contributions.refusals import Refused
from contributions.wording.declarations import declared


class ReadOnlyRows(ReadOnly, admin.TabularInline):
    extra = 0
    can_delete = False
    shown_of_others = ()
    """What a row shows of other tables, fetched with it."""

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.shown_of_others) if self.shown_of_others else rows

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_view_permission(self, request, obj=None):
        """Who may see the contribution may see what happened to it."""
        return request.user.has_perm("contributions.view_contribution")


class Transitions(ReadOnlyRows):
    model = Transition
    fields = ("at", "event", "from_state", "to_state", "by", "reason", "message")
    shown_of_others = ("by", "reason")


class Rounds(ReadOnlyRows):
    model = Round
    fields = ("number", "at", "base_version", "note")


class Messages(ReadOnlyRows):
    model = Message
    fields = ("created_at", "author", "place", "text", "staff_only", "resolved_at")
    shown_of_others = ("author",)


class Invitations(ReadOnlyRows):
    model = Invitation
    fields = ("created_at", "purpose", "party", "name", "expires_at", "answer", "answered_at")


@admin.register(Contribution)
class ContributionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "uid",
        "kind",
        "title_shown",
        "state",
        "held",
        "author",
        "claimed_by",
        "due",
        "submitted_at",
        "desk",
    )
    list_filter = ("state", "held", "kind", "interest", "ai_use")
    search_fields = ("uid", "author__email", "author__person__display_name", "rounds__document__title")
    search_help_text = _("Number, author, or a title under which it was sent")
    list_select_related = ("author", "claimed_by")
    date_hierarchy = "created_at"
    fields = (
        ("uid", "kind", "state", "held"), "author", ("target", "base_version", "page"),
        ("claimed_by", "due", "decided_by", "decided_at"),
        "declared_shown", "note_shown", "document_shown", "sources_shown", "proposals_shown",
        ("created_at", "updated_at", "submitted_at"),
    )  # fmt: skip
    readonly_fields = ("declared_shown", "note_shown", "document_shown", "sources_shown", "proposals_shown")
    inlines = (Transitions, Rounds, Messages, Invitations)
    actions = ("quarantine", "end_quarantine")

    def get_queryset(self, request):
        """What was sent: a draft is its author's alone."""
        return super().get_queryset(request).filter(submitted_at__isnull=False).prefetch_related("rounds")

    @admin.display(description=_("title"))
    def title_shown(self, contribution):
        title = contribution.as_sent().title
        return title["zh"] or title["en"] or "—"

    @admin.display(description=_("review"))
    def desk(self, contribution):
        path = reverse("review:desk", args=[contribution.uid])
        return format_html('<a href="{}">{}</a>', path, _("Review desk"))

    @admin.display(description=_("declarations"))
    def declared_shown(self, contribution):
        rows = declared(contribution.sent.declarations)
        return format_html_join("", "{} {}<br>", rows)

    @admin.display(description=_("what changed, and why"))
    def note_shown(self, contribution):
        return contribution.as_sent().note

    @admin.display(description=_("document"))
    def document_shown(self, contribution):
        return as_text(contribution.as_sent().document)

    @admin.display(description=_("new sources"))
    def sources_shown(self, contribution):
        return as_text(contribution.as_sent().sources)

    @admin.display(description=_("new tags and organisations"))
    def proposals_shown(self, contribution):
        return as_text(contribution.as_sent().proposals)

    def for_authors(self, request, chosen, deed):
        """Do it with the author of each, once, and say what came of it."""
        for author in {contribution.author for contribution in chosen}:
            try:
                number = deed(author, by=request.user)
            except Refused as refusal:
                messages.error(request, f"{author}: {refusal}")
            else:
                words = _("%(author)s: %(number)d contributions changed.")
                messages.success(request, words % {"author": author, "number": number})

    @admin.action(description=_("Set aside everything by these authors"), permissions=["view"])
    def quarantine(self, request, chosen):
        self.for_authors(request, chosen, actions.quarantine)

    @admin.action(description=_("Bring these authors back"), permissions=["view"])
    def end_quarantine(self, request, chosen):
        self.for_authors(request, chosen, actions.end_quarantine)


def as_text(value):
    """JSON as people read it; escaped like any text."""
    return format_html("<pre>{}</pre>", json.dumps(value, ensure_ascii=False, indent=2))


class Reasons(NeverChanged, NeverDeleted, admin.TabularInline):
    model = Reason
    fields = ("code", "clause", "words_zh_hans", "words_en", "for_changes", "for_decline")

    def get_extra(self, request, obj=None, **options):
        """As many rows as there are reasons in force, and some more."""
        return GuidelineVersion.objects.current().reasons.count() + 2 if obj is None else 0


@admin.register(GuidelineVersion)
class GuidelineVersionAdmin(NeverChanged, NeverDeleted, admin.ModelAdmin):
    """A new text is a new version, with its reasons; what people have agreed to stays as it is."""

    list_display = ("number", "created_at")
    fields = ("number", "text_zh_hans", "text_en", "created_at")
    readonly_fields = ("number", "created_at")
    inlines = (Reasons,)
    actions = None

    def get_changeform_initial_data(self, request):
        """The text in force, to begin with."""
        current = GuidelineVersion.objects.current()
        return {"text_zh_hans": current.text_zh_hans, "text_en": current.text_en}

    def save_model(self, request, obj, form, change):
        obj.number = GuidelineVersion.objects.aggregate(last=Max("number"))["last"] + 1
        super().save_model(request, obj, form, change)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """The reasons in force, to begin with."""
        keywords = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None:
            names = ("code", "clause", "words_zh_hans", "words_en", "for_changes", "for_decline")
            current = GuidelineVersion.objects.current().reasons.values(*names)
            keywords["initial"] = list(current)
        return keywords
