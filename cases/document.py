"""The document of a case, and how it stands in the index."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cases.evidence import evidence
from cases.images import CaseImageDocument
from cases.ledgers import codes
from cases.models import Activity, Case, CaseStrategy, LedgerSide, Lesson, Outcome, Party, RelatedCase, Side
from content.document import Kind, PageDocument, Role
from content.document.fields import (
    Choice,
    Day,
    Document,
    Figure,
    Number,
    PageLink,
    PartialDate,
    Row,
    Text,
    TextRows,
    YesNo,
)  # fmt: skip
from content.document.page import without_repetition
from content.document.reading import choose
from content.models import Confidence


class PeriodDocument(Document):
    """From when until when, as precisely as is known."""

    start = PartialDate(source="period_start")
    end = PartialDate(source="period_end")
    ongoing = YesNo()
    note = Text(limit=300, source="period_note")

    def validate(self, data):
        if data["ongoing"] and data["period_end"]:
            raise serializers.ValidationError({"end": [_("What goes on has no end.")]})
        if data["period_end"] and data["period_end"] < data["period_start"][: len(data["period_end"])]:
            raise serializers.ValidationError({"end": [_("The end lies before the start.")]})
        return data


class PartyDocument(Row):
    """Somebody who took part: an organisation with a page, or a name."""

    organization = PageLink("organization")
    name = Text(limit=300)
    side = Choice(choices=Side.values)
    role = Text(limit=300)
    confirmed_on = Day()

    class Meta:
        model = Party
        parent = "case"
        known_by = ("organization", "name", "side")

    def validate(self, data):
        if bool(data["organization"]) == any(data["name"].values()):
            raise serializers.ValidationError(
                {"organization": [_("Name an organisation, or give a name: one of both.")]}
            )
        return data


class LedgerDocument(Row):
    """What one side put in, gained and paid."""

    side = Choice(choices=[Side.COMMUNITY.value, Side.COMPANY.value])
    put_in = Text(limit=2_000)
    gained = Text(limit=2_000)
    cost = Text(limit=2_000)

    class Meta:
        model = LedgerSide
        parent = "case"
        known_by = ("side",)
        given = True


class ActivityDocument(Row):
    """Something that was done."""

    date = PartialDate()
    title = Text(limit=300, needed=True)
    text = Text()
    section = PageLink("chapter")
    practice = PageLink("practice")

    class Meta:
        model = Activity
        parent = "case"


class FigureDocument(Document):
    """A figure with its unit, its period and its source; all empty where there is none."""

    value = Figure(source="figure_value", allow_null=True, default=None)
    unit = Text(limit=100, source="figure_unit")
    period = PartialDate(source="figure_period")
    reference = PageLink("reference", source="figure_reference")

    def validate(self, data):
        with_unit = any(data["figure_unit"].values())
        other_parts = data["figure_reference"] or data["figure_period"]
        if (data["figure_value"] is not None) != with_unit or (other_parts and not with_unit):
            raise serializers.ValidationError({"unit": [_("A figure needs its unit, and a unit its figure.")]})
        return data


class OutcomeDocument(Row):
    """What came of it in one dimension: what the book says, what editors found."""

    dimension = Choice(choices=Outcome.Dimension.values)
    book = Text(limit=2_000)
    editor = Text(limit=2_000)
    figure = FigureDocument(source="*")

    class Meta:
        model = Outcome
        parent = "case"
        known_by = ("dimension",)


class StrategyUseDocument(Row):
    """A playbook that the case gave rise to, used, or contradicts."""

    strategy = PageLink("strategy", needed=True)
    step = Number(least=1, most=50, nullable=True)
    role = Choice(choices=CaseStrategy.Role.values)
    note = Text(limit=300)

    class Meta:
        model = CaseStrategy
        parent = "case"
        known_by = ("strategy", "role")


class RelatedCaseDocument(Row):
    """Another case worth reading, and why."""

    case = PageLink("case", needed=True)
    reason = Text(limit=300, needed=True)

    class Meta:
        model = RelatedCase
        parent = "source"
        known_by = ("case",)


class CaseDocument(PageDocument):
    """One collaboration: who with whom, both ledgers, what happened, what came of it."""

    period = PeriodDocument(source="*")
    background = Text()
    parties = PartyDocument(many=True, default=list, max_length=100)
    ledger = LedgerDocument(many=True, default=list)
    activities = ActivityDocument(many=True, default=list, max_length=200)
    images = CaseImageDocument(many=True, default=list, max_length=10)
    outcomes = OutcomeDocument(many=True, default=list)
    what_went_wrong = Text()
    lessons = TextRows(Lesson, "case")
    outcome_status = Choice(choices=Case.Outcome.values)
    strategies = StrategyUseDocument(many=True, default=list, max_length=50)
    related = RelatedCaseDocument(many=True, default=list, max_length=50)
    confidence = Choice(choices=Confidence.values, allow_blank=True, default="")
    implicit = YesNo()
    treatment = Choice(choices=Case.Treatment.values, allow_blank=True, default="")
    compiled = Text()
    to_verify = Text(limit=2_000)

    def validate_parties(self, rows):
        return without_repetition(rows, *PartyDocument.Meta.known_by)

    def validate_ledger(self, rows):
        if {row["side"] for row in rows} != {Side.COMMUNITY, Side.COMPANY} or len(rows) != 2:
            raise serializers.ValidationError(_("Give one ledger for the community and one for the company."))
        return rows

    def validate_images(self, rows):
        return without_repetition(rows, "file_id")

    def validate_outcomes(self, rows):
        return without_repetition(rows, *OutcomeDocument.Meta.known_by)

    def validate_strategies(self, rows):
        return without_repetition(rows, *StrategyUseDocument.Meta.known_by)

    def validate_related(self, rows):
        return without_repetition(rows, *RelatedCaseDocument.Meta.known_by)


def year(date):
    return int(date[:4]) if date else None


def name_of(party, language, neighbours):
    """What a party is called: by its page, by its name, or by its address when the page cannot be seen."""
    page = neighbours.get(f"organization:{party['organization']}")
    return choose(page["title"] if page else party["name"], language) or party["organization"]


def dated(document, language):
    """What the case dates, in the order of time: its beginning, what was done, its end. A year precedes its days."""
    period = document["period"]
    done = [(row["date"], "done", choose(row["title"], language)) for row in document["activities"]]
    rows = [(period["start"], "begins", ""), *done, (period["end"], "ends", "")]
    return [
        {"date": date, "what": what, "title": title, "language": getattr(title, "foreign", "")}
        for date, what, title in sorted((row for row in rows if row[0]), key=lambda row: row[0])
    ]


def case_entry(document, computed, language, neighbours):
    period = document["period"]
    parties = [
        {"side": row["side"], "slug": row["organization"], "name": name_of(row, language, neighbours)}
        for row in document["parties"]
    ]
    organizations = dict.fromkeys(row["organization"] for row in document["parties"] if row["organization"])
    return {
        "evidence": computed["level"],
        "year_from": year(period["start"]),
        "year_to": year(period["end"]) or (9999 if period["ongoing"] else year(period["start"])),
        "facets": [
            f"evidence:{computed['level']}",
            f"outcome:{document['outcome_status']}",
            *(f"org:{slug}" for slug in organizations),
            *(f"ledger:{code}" for code in codes(document)),
        ],
        "row": {
            "period": {key: period[key] for key in ("start", "end", "ongoing")},
            "parties": parties,
            "dated": dated(document, language),
            "evidence": computed["level"],
            "outcome": document["outcome_status"],
            **{state: computed[state] for state in ("corrected", "disputed", "unverified")},
        },
    }


def party_names(document, language):
    return [row["organization"].replace("-", " ") for row in document["parties"]]


CASE = Kind(
    "case", Case, CaseDocument, "C", "cases:detail", "cases", _("Case"), _("Cases"), case_entry,
    ("reference", "claim", "organization"), compute=evidence, also=party_names, section="cases",
    list_name="cases:list", place=1,
    roles=(Role.MAIN, Role.TAKEN, Role.TAGGED, Role.KEPT, Role.SHARED),
)  # fmt: skip
