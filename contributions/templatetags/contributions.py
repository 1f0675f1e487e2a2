"""How the pages of contributions show form parts, people and states."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from content.document import reader_language
from content.document.reading import choose
from content.people import without_mail
from contributions.wording.declarations import AI_USES, INTERESTS
from contributions.wording.people import who

register = template.Library()
register.simple_tag(who)


@register.filter
def writing_part(name):
    """The template of a form part on the writing pages, for the one that the admin uses."""
    return name.replace("admin/parts/", "contributions/parts/")


@register.simple_tag
def credits_of(page):
    """Who contributed to a page, each person or organisation once, with what was declared last."""
    rows = {}
    for row in getattr(page, "credits", ()):
        if row["credit"] and row["number"] <= page.version:
            shown = credit_in_words(row["credit"], row)
            rows[shown["name"], shown["organization"]] = shown
    return list(rows.values())


def credit_in_words(credit, person):
    """What a page says of one contribution: by whom, as far as `person` shows it, for whom, and what was declared."""
    interest = INTERESTS.get(credit["interest"], "")
    name = person["name"] if credit["show_author"] and person["show_name"] else ""
    return {
        "name": without_mail(name or "") or _("a contributor"),
        "orcid": person["orcid"] if credit["show_author"] and person["show_orcid"] else "",
        "organization": choose(credit["organization_name"], reader_language()),
        "self_reported": credit["self_reported"] and bool(credit["organization"]),
        "interest": interest,
        "interest_note": without_mail(credit["interest_note"]) if interest else "",
        "ai": AI_USES.get(credit["ai_use"], ""),
    }


@register.simple_tag
def suggest_path(page):
    """Where a change to this page is suggested."""
    try:
        return reverse(f"contributions:suggest_{page.kind}", args=[page.slug])
    except NoReverseMatch:
        return reverse("contributions:suggest", args=[page.kind, page.slug])
