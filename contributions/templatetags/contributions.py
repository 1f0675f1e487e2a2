"""How the pages of contributions show form parts, people and states."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from community.models import public_name_of
from content.document import reader_language
from content.document.reading import choose
from content.people import without_mail
from contributions.models import AiUse, Interest, may_review

register = template.Library()


@register.filter
def writing_part(name):
    """The template of a form part on the writing pages, for the one that the admin uses."""
    return name.replace("admin/parts/", "contributions/parts/")


@register.simple_tag
def who(user, reader):
    """What a person is called to a reader: by their own name to themselves and to reviewers, else as they wish."""
    if user is None:
        return _("the site")
    if user == reader:
        return _("you")
    if may_review(reader):
        return str(getattr(user, "person", user))
    return public_name_of(user) or (_("a reviewer") if may_review(user) else _("a contributor"))


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
    interest = "" if credit["interest"] == Interest.NONE else credit["interest"]
    name = person["name"] if credit["show_author"] and person["show_name"] else ""
    return {
        "name": without_mail(name or "") or _("a contributor"),
        "orcid": person["orcid"] if credit["show_author"] and person["show_orcid"] else "",
        "organization": choose(credit["organization_name"], reader_language()),
        "self_reported": credit["self_reported"],
        "interest": Interest(interest).label if interest else "",
        "interest_note": without_mail(credit["interest_note"]) if interest else "",
        "ai": "" if credit["ai_use"] == AiUse.NONE else AiUse(credit["ai_use"]).label,
    }


@register.simple_tag
def suggest_path(page):
    """Where a change to this page is suggested."""
    try:
        return reverse(f"contributions:suggest_{page.kind}", args=[page.slug])
    except NoReverseMatch:
        return reverse("contributions:suggest", args=[page.kind, page.slug])
