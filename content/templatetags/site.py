"""The frame around every page: navigation, language switch, footer."""

import functools

from django import template
from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from content.addresses import path_in
from content.document import get_kind
from content.people import signed_in

register = template.Library()


@register.simple_tag(takes_context=True)
def site_links(context):
    """The reading links: (words, address, "page" when this is it, "true" when we are below it)."""
    here = context["request"].path if "request" in context else ""
    rows = [
        (_("Cases"), "cases:list"),
        (_("Playbooks"), "strategies:list"),
        (_("Glossary"), "glossary:list"),
        (_("Organisations"), "community:list"),
        (pgettext("navigation", "The book"), "book:contents"),
        (_("About"), "portal:about"),
        (_("Contribute"), "contributions:contribute"),
    ]
    return [
        (words, path, "page" if here == path else "true" if here.startswith(path) else "")
        for words, path in ((words, reverse(name)) for words, name in rows)
    ]


@register.simple_tag(takes_context=True)
def other_language(context):
    """The address of this page, with its filters, in the other language."""
    if "request" not in context:
        return path_in("/", "zh" if get_language() == "en" else "en")
    request = context["request"]
    path = path_in(request.path, "zh" if get_language() == "en" else "en")
    return f"{path}?{query}" if (query := request.META.get("QUERY_STRING", "")) else path


def about_links():
    """The pages about the site itself: (words, name of the address)."""
    return [
        (_("What this is"), "portal:about"),
        (_("Contribute"), "contributions:contribute"),
        (_("Levels of evidence"), "portal:about_evidence"),
        (_("How editors work"), "portal:about_review"),
        (_("Accessibility"), "portal:about_accessibility"),
        (_("Open data"), "portal:data"),
        (_("API"), "portal:about_api"),
    ]


@register.simple_tag
def foot():
    """The foot of every page: the same for all readers of a language."""
    return foot_in(get_language())


@functools.cache
def foot_in(language):
    """The foot in the active language, which is this one."""
    return mark_safe(render_to_string("components/foot.html", {"groups": foot_links()}))


def foot_links():
    """The groups of links at the foot: (heading, [(words, address)])."""
    groups = [
        (
            pgettext("heading of links", "Read"),
            [
                (_("All cases"), "cases:list"),
                (_("What fits you"), "overviews:finder"),
                (_("Insights"), "overviews:insights"),
                (_("Compare"), "overviews:compare"),
                (_("Playbooks"), "strategies:list"),
                (_("Practices"), "strategies:practices"),
                (_("Challenges"), "strategies:challenges"),
                (_("The whole book"), "book:contents"),
            ],
        ),
        (
            pgettext("heading of links", "Look up"),
            [
                (_("Glossary"), "glossary:list"),
                (_("Organisations"), "community:list"),
                (_("Collections"), "collections:list"),
                (_("Tags"), "content:tags"),
                (_("Sources"), "content:references"),
                (_("Claims and corrections"), "content:claims"),
            ],
        ),
        (_("About"), about_links()),
    ]
    return [(heading, [(words, reverse(name)) for words, name in rows]) for heading, rows in groups]


@register.simple_tag(takes_context=True)
def reader_may(context, permission):
    """Whether the reader is signed in and has this permission; no query for those without a session."""
    user = signed_in(context.get("request"))
    return user is not None and user.is_staff and user.has_perm(permission)


@register.simple_tag
def contact_address():
    """The mail address of the editors, "" where none is set."""
    return settings.CONTACT_EMAIL


@register.simple_tag(takes_context=True)
def edit_path(context, page):
    """Where this page is edited, for those who may; "" for everybody else. No query for those without a session."""
    user = signed_in(getattr(context, "request", None))  # the foot of a page is included with few variables
    if user is None or not user.is_staff or not page.version:
        return ""
    options = get_kind(page.kind).model._meta
    if not user.has_perm(f"{options.app_label}.{get_permission_codename('change', options)}"):
        return ""
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[page.pk])
