"""The documents of strategies, of practices, and of the groups they stand in."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content.document import Kind, PageDocument, Role
from content.document.fields import Choice, Number, PageLink, PageLinks, Row, Text, TextRows, YesNo
from content.document.reading import choose
from strategies.models import (
    AvoidWhen,
    ChecklistItem,
    FitsWhen,
    Indicator,
    Pitfall,
    Practice,
    PracticeGroup,
    Step,
    Strategy,
)


class StepDocument(Row):
    """One step of a playbook."""

    title = Text(limit=300, needed=True)
    text = Text()
    owner = Text(limit=300)
    output = Text(limit=300)
    checklist = TextRows(ChecklistItem, "step", to_tick=True)
    pitfalls = TextRows(Pitfall, "step")
    terms = PageLinks("term")
    cases = PageLinks("case")
    practices = PageLinks("practice")

    class Meta:
        model = Step
        parent = "strategy"


class StrategyDocument(PageDocument):
    """A playbook: for whom, when, and its steps."""

    position = Number()
    audience = Choice(choices=Strategy.Audience.values)
    stage = Choice(choices=Strategy.Stage.values)
    fits = TextRows(FitsWhen, "strategy")
    avoid = TextRows(AvoidWhen, "strategy")
    expected_result = Text()
    related = PageLinks("strategy")
    steps = StepDocument(many=True, default=list, max_length=50)


class PracticeGroupDocument(PageDocument):
    """Practices of one sort."""

    position = Number()
    strategy = PageLink("strategy")
    challenge = YesNo()
    note = Text()


class PracticeDocument(PageDocument):
    """One thing that can be done, chosen or met. Its title is its name, its summary the description."""

    group = PageLink("practice_group", needed=True)
    position = Number()
    pros = Text()
    cons = Text()
    pros_cons_from_book = YesNo(nullable=True)
    indicators = TextRows(Indicator, "practice")
    solution = Text()

    def validate(self, data):
        if data["pros_cons_from_book"] is not None and not any((*data["pros"].values(), *data["cons"].values())):
            raise serializers.ValidationError({"pros_cons_from_book": [_("There is nothing for or against yet.")]})
        return super().validate(data)


PUBLIC_SOURCES, CONFIRMED = 2, 3
"""Levels of a case's evidence."""
ENOUGH = 3
"""So many cases with public sources are needed for the highest maturity."""
SAYS_NOTHING = ("positive", "not_said")
"""Outcomes of cases that do not test a playbook."""


def maturity(document, neighbours):
    """How far a playbook is proved, from the cases that its steps or the cases themselves name.

    1: no case with public sources · 2: at least one case at "public sources" or above · 3: at least three such cases,
    one of them not a success, or one confirmed by a party. Counterexamples count, since they test the playbook.
    """
    linked = [page for page in neighbours.values() if "level" in page["computed"]]
    proved = [page for page in linked if page["computed"]["level"] >= PUBLIC_SOURCES]
    tested = any(
        page["outcome_status"] not in SAYS_NOTHING or page["computed"]["level"] == CONFIRMED for page in proved
    )
    level = 3 if len(proved) >= ENOUGH and tested else 2 if proved else 1
    return {"maturity": level, "cases": len(linked), "proved": len(proved), "tested": tested}


FOR = {
    Strategy.Audience.COMMUNITY: ("community",),
    Strategy.Audience.COMPANY: ("company",),
    Strategy.Audience.BOTH: ("community", "company", "both"),
}
"""Whoever looks for one side's playbooks finds those for both sides too."""


def strategy_entry(document, computed, language, neighbours):
    return {
        "position": document["position"],
        "evidence": computed["maturity"],
        "facets": [
            *(f"audience:{audience}" for audience in FOR[document["audience"]]),
            f"stage:{document['stage']}",
            f"maturity:{computed['maturity']}",
        ],
        "row": {
            "audience": document["audience"],
            "stage": document["stage"],
            "steps": len(document["steps"]),
            "cases": computed["cases"],
            "maturity": computed["maturity"],
        },
    }


def group_entry(document, computed, language, neighbours):
    return {
        "position": document["position"],
        "facets": [f"is_challenge:{'yes' if document['challenge'] else 'no'}"],
        "row": {"strategy": document["strategy"], "challenge": document["challenge"]},
    }


def practice_entry(document, computed, language, neighbours):
    group = neighbours.get(f"practice_group:{document['group']}")
    solved = any(document["solution"].values())
    challenge = bool(group and group["challenge"])
    facets = [f"practice_group:{document['group']}", f"is_challenge:{'yes' if challenge else 'no'}"]
    if challenge:
        facets.append(f"solution:{'yes' if solved else 'no'}")
    return {
        "position": (group["position"] if group else 0) * 1000 + document["position"],
        "facets": facets,
        "row": {
            "group": document["group"],
            "group_title": choose(group["title"], language) if group else "",
            "challenge": challenge,
            "solved": solved,
        },
    }


STRATEGY = Kind(
    "strategy", Strategy, StrategyDocument, "S", "strategies:detail", "strategies", _("Playbook"), _("Playbooks"),
    strategy_entry, ("case",), compute=maturity, section="strategies", list_name="strategies:list", place=2,
    roles=(Role.MAIN, Role.TAKEN, Role.TAGGED, Role.KEPT, Role.SHARED),
)  # fmt: skip
PRACTICE_GROUP = Kind(
    "practice_group", PracticeGroup, PracticeGroupDocument, "G", "strategies:practices", "practice-groups",
    _("Group of practices"), _("Groups of practices"), group_entry, place=3, roles=(Role.TAGGED,),
)  # fmt: skip
PRACTICE = Kind(
    "practice", Practice, PracticeDocument, "P", "strategies:practices", "practices", _("Practice"), _("Practices"),
    practice_entry, ("practice_group",), section="practices", list_name="strategies:practices", place=4,
    roles=(Role.TAGGED, Role.SHARED),
)  # fmt: skip
