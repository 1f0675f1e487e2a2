"""How the pages of contributions show form parts, people and states."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from community.models import public_name_of
from contributions.models import may_review

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
def suggest_path(page):
    """Where a change to this page is suggested."""
    try:
        return reverse(f"contributions:suggest_{page.kind}", args=[page.slug])
    except NoReverseMatch:
        return reverse("contributions:suggest", args=[page.kind, page.slug])
