"""Strategies and practices in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.pages import PageAdmin
from content.forms import ITEMS, Words
from content.forms.showing import Section
from strategies.models import Practice, PracticeGroup, Strategy


@admin.register(Strategy)
class StrategyAdmin(PageAdmin):
    own_columns = ("audience", "stage", "maturity", "position")
    own_filters = ("audience", "stage")
    ordering = ("position", "pk")
    wording = {
        "summary": Words(_("In one sentence"), _("What one gets from following this playbook.")),
        "fits": Words(_("It fits when"), ITEMS),
        "avoid": Words(_("Do not use it when"), ITEMS),
        "expected_result": Words(hint=_("What there is at the end that was not there before.")),
        "related": Words(_("Related playbooks"), _("Readers see them in this order.")),
        "steps": Words(hint=_("In the order in which they are done.")),
        "steps.checklist": Words(_("Checklist"), ITEMS),
        "steps.pitfalls": Words(_("Pitfalls"), ITEMS),
        "steps.terms": Words(_("Terms")),
        "steps.cases": Words(_("Cases that show it")),
        "steps.practices": Words(_("Practices")),
    }
    sections = (
        Section("use", _("For whom and when"), ("audience", "stage", "fits", "avoid", "expected_result")),
        Section("steps", _("Steps"), ("steps",)),
        Section("place", _("Place and neighbours"), ("related", "position")),
    )


@admin.register(PracticeGroup)
class PracticeGroupAdmin(PageAdmin):
    own_columns = ("strategy", "challenge", "position")
    own_filters = ("challenge",)
    list_select_related = ("strategy",)
    ordering = ("position", "pk")
    wording = {
        "strategy": Words(hint=_("The playbook that uses these practices, if there is one.")),
        "challenge": Words(hint=_("Its practices are challenges, each with a solution or still without one.")),
    }
    sections = (Section("place", _("Where it belongs"), ("strategy", "challenge", "position", "note")),)


@admin.register(Practice)
class PracticeAdmin(PageAdmin):
    own_columns = ("group", "position")
    own_filters = ("group__challenge",)
    list_select_related = ("group",)
    ordering = ("group__position", "position", "pk")
    wording = {
        "summary": Words(_("Description")),
        "pros_cons_from_book": Words(
            hint=_("Say where the two texts above come from; leave it open when both are empty.")
        ),
        "indicators": Words(_("Indicators"), ITEMS),
        "solution": Words(hint=_("For a challenge. Empty shows as “unsolved”.")),
    }
    sections = (
        Section("place", _("Where it belongs"), ("group", "position")),
        Section("weighing", _("For and against"), ("pros", "cons", "pros_cons_from_book")),
        Section("more", _("Indicators and solution"), ("indicators", "solution")),
    )
