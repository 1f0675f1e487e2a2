"""How cases are said on pages of every room."""

from django import template

from cases.models import Case

register = template.Library()


@register.filter
def outcome_name(value):
    """What came of a case, in a word: "mixed" as a reader reads it."""
    return Case.Outcome(value).label
