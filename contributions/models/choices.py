"""The words that columns of contributions hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes asked for")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not used")
    DUPLICATE = "duplicate", _("Already there")
    WITHDRAWN = "withdrawn", _("Withdrawn")


DECIDED = (State.ACCEPTED, State.DECLINED, State.DUPLICATE)
ENDED = (State.WITHDRAWN, State.DECLINED, State.DUPLICATE)
OPEN = (State.SUBMITTED, State.CHANGES_REQUESTED)
WITH_AUTHOR = (State.DRAFT, State.CHANGES_REQUESTED)


class Interest(models.TextChoices):
    NONE = "none", _("None")
    EMPLOYEE = "employee", _("I work for one of the parties")
    CONTRACTOR = "contractor", _("One of the parties pays me")
    COMPETITOR = "competitor", _("I work for a competitor of a party")
    INVESTOR = "investor", _("I have money in one of the parties")
    OTHER = "other", _("Something else")
    UNSAID = "", _("not said yet")


class AiUse(models.TextChoices):
    NONE = "none", _("Written without AI")
    DRAFTING = "drafting", _("AI helped to draft it; I checked every sentence")
    TRANSLATION = "translation", _("AI helped to translate it; I checked every sentence")
    UNSAID = "", _("not said yet")


class Rights(models.TextChoices):
    OWN = "own", _("Mine: nobody else wrote any of it")
    PERMISSION = "permission", _("Others wrote parts of it and agreed")
    UNSAID = "", _("not said yet")


class Held(models.TextChoices):
    FIRST = "first", _("nothing by this person had been accepted when it was sent")
    LINKS = "links", _("many links")
    SPAM = "spam", _("set aside as spam")
    NOT = "", _("not held")


class Licence(models.TextChoices):
    CC_BY_SA_4 = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    UNSAID = "", _("not said yet")


class Became(models.TextChoices):
    """What became of one of the changes that a suggestion proposed."""

    TAKEN = "taken", _("accepted")
    LEFT = "left", _("not accepted")
    KEPT = "kept", _("not accepted: the page's own newer text was kept")


class Act(models.TextChoices):
    """What a reviewer does with a tag or an organisation that is proposed with a text."""

    TAKE = "take", _("taken")
    REPLACE = "replace", _("replaced by a page that was here")
    LEAVE = "leave", _("left out")
