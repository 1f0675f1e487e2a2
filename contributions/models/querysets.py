"""Which contributions somebody may read, write and decide on, and other ways to ask for them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from community.models import Membership, organizations_of
from contributions.models.choices import ENDED, OPEN, WITH_AUTHOR, Held, State

DRAFTS_KEPT = timedelta(days=180)
SENT = Q(submitted_at__isnull=False)
FORGOTTEN = Q(document={}, state=State.WITHDRAWN)
"""A draft that was dropped and whose text is gone."""


def may_review(user):
    """Does this person's role let them decide on contributions at all?"""
    return bool(user and user.is_active and user.has_perm("contributions.decide_contribution"))


class ContributionQuerySet(models.QuerySet):
    def by(self, user):
        """Those that this person wrote."""
        return self.filter(author=user) if user.is_authenticated and user.is_active else self.none()

    def visible_to(self, user):
        """Those that this person may read: their own, and of what was sent, their organisations'; for reviewers, all.

        A draft that was never sent is its author's alone.
        """
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        if may_review(user):
            return self.filter(Q(author=user) | SENT)
        return self.authored_for(user)

    def authored_for(self, user):
        """Their own, and of what was sent, their organisations': what they may read without being a reviewer."""
        return self.filter(Q(author=user) | SENT & Q(organization__in=organizations_of(user)))

    def on_desk_of(self, user):
        """What this person reads at the review desk: what was sent, and no draft, not even their own."""
        return self.visible_to(user).filter(SENT) if may_review(user) else self.none()

    def in_review(self):
        """Sent and not decided."""
        return self.filter(state__in=OPEN)

    def decidable_by(self, user):
        """Those in review that this person may decide on: never their own, nor one of their organisation."""
        if not may_review(user):
            return self.none()
        mine = organizations_of(user)
        colleagues = Membership.objects.verified().filter(organization__in=mine)
        return (
            self.in_review()
            .exclude(author=user)
            .exclude(organization__isnull=False, organization__in=mine)
            .exclude(target__isnull=False, target__in=mine.values("pk"))
            .exclude(author__in=colleagues.values("user"))
            .exclude(transitions__event="declined", transitions__by=user)  # an appeal is for somebody else
        )

    def writable_by(self, user):
        """Those whose text this person may change now."""
        return self.by(user).filter(state__in=WITH_AUTHOR)

    def shared(self):
        """Those that a preview link still shows: neither set aside nor at an end without a page, nor by somebody in
        quarantine."""
        hidden = Q(held=Held.SPAM) | Q(state__in=ENDED) | Q(author__person__quarantined_at__isnull=False)
        return self.exclude(hidden)

    def never_sent(self):
        """Those that nobody but their author ever saw, as far as there is still something in them."""
        return self.filter(submitted_at=None).exclude(FORGOTTEN)

    def outdated_drafts(self):
        """Those never sent and not written in for 180 days."""
        return self.never_sent().filter(updated_at__lt=Now() - DRAFTS_KEPT)

    def with_list_data(self):
        """What lists of contributions show, in one query."""
        return self.select_related(
            "author__person", "organization", "target", "claimed_by__person", "page", "decided_by__person"
        )
