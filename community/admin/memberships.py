"""Memberships, mail domains and the outbox in the admin. Deciding goes through the same actions as for owners."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from community import memberships
from community.memberships import CannotChange
from community.models import Membership, OrganizationDomain, OutgoingMail
from community.notices.outbox import try_again
from content.admin.rights import NeverAdded, NeverDeleted


@admin.register(Membership)
class MembershipAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ("user", "person", "organization", "role", "state", "proof", "asked_at", "decided_at", "decided_by")
    list_filter = ("state", "role", "proof")
    search_fields = (
        "user__email",
        "user__person__display_name",
        "organization__title_zh_hans",
        "organization__title_en",
    )
    list_select_related = ("user__person", "organization", "decided_by")
    raw_id_fields = ("user", "organization")
    readonly_fields = ("role", "state", "proof", "asked_at", "decided_at", "decided_by")
    actions = ("verify", "decline", "end", "make_owner", "make_member")

    @admin.display(description=_("display name"))
    def person(self, membership):
        return membership.user.person.display_name if hasattr(membership.user, "person") else ""

    def get_readonly_fields(self, request, obj=None):
        return (*self.readonly_fields, *(("user", "organization") if obj else ()))

    def each(self, request, chosen, deed):
        """Do it with each membership, and say how many it was possible for."""
        done = 0
        for membership in chosen:
            try:
                deed(membership)
            except CannotChange as error:
                messages.error(request, f"{membership}: {error}")
            else:
                done += 1
        messages.success(request, _("%(number)d changed.") % {"number": done})

    @admin.action(description=_("Verify: this person belongs to the organisation"), permissions=["change"])
    def verify(self, request, chosen):
        proof = Membership.Proof.STAFF
        self.each(request, chosen, lambda membership: memberships.verify(membership, proof=proof, by=request.user))

    @admin.action(description=_("Decline the request"), permissions=["change"])
    def decline(self, request, chosen):
        self.each(request, chosen, lambda membership: memberships.decline(membership, by=request.user))

    @admin.action(description=_("End the membership"), permissions=["change"])
    def end(self, request, chosen):
        self.each(request, chosen, lambda membership: memberships.end(membership, by=request.user))

    @admin.action(description=_("Make owner"), permissions=["change"])
    def make_owner(self, request, chosen):
        self.each(request, chosen, lambda membership: memberships.set_role(membership, "owner", by=request.user))

    @admin.action(description=_("Make member"), permissions=["change"])
    def make_member(self, request, chosen):
        self.each(request, chosen, lambda membership: memberships.set_role(membership, "member", by=request.user))


@admin.register(OrganizationDomain)
class OrganizationDomainAdmin(admin.ModelAdmin):
    list_display = ("domain", "organization")
    search_fields = ("domain", "organization__title_zh_hans", "organization__title_en")
    list_select_related = ("organization",)
    raw_id_fields = ("organization",)


class WaitingFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("waiting", _("waiting")), ("stuck", _("given up")), ("sent", _("sent"))]

    def queryset(self, request, queryset):
        match self.value():
            case "waiting":
                return queryset.waiting()
            case "stuck":
                return queryset.filter(sent_at=None, next_try_at=None)
            case "sent":
                return queryset.filter(sent_at__isnull=False)
        return queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(NeverAdded, NeverDeleted, admin.ModelAdmin):
    """What is on its way and what is stuck. The texts are nobody's business: a reset link is as good as a password."""

    list_display = ("to", "kind", "subject", "created_at", "attempts", "next_try_at", "sent_at", "last_error")
    list_filter = (WaitingFilter, "kind")
    search_fields = ("to",)
    fields = (*list_display[:2], "language", *list_display[2:])
    readonly_fields = fields
    actions = ("send_again",)

    @admin.action(description=_("Try again now"), permissions=["change"])
    def send_again(self, request, chosen):
        messages.success(request, _("%(number)d changed.") % {"number": try_again(chosen)})
