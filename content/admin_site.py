"""The editing room: Django's admin in the reader's language, with the kinds of page in an editor's order.

settings.INSTALLED_APPS names EditingConfig in place of django.contrib.admin.
"""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language

GROUPS = [
    ("cases", _("Cases and playbooks"), ["cases.case", "strategies.strategy", "strategies.practice",
                                          "strategies.practicegroup"]),
    ("words", _("Glossary and tags"), ["glossary.term", "glossary.termcategory", "content.tag", "content.facet"]),
    ("parties", _("Organisations"), ["community.organization", "community.membership",
                                     "community.organizationdomain", "community.reply"]),
    ("book", _("The book and its evidence"), ["book.chapter", "content.claim", "content.reference"]),
    ("contributions", _("Contributions"), ["contributions.contribution", "contributions.guidelineversion"]),
    ("people", _("People"), ["auth.user", "auth.group", "community.collection", "community.outgoingmail"]),
    ("all", _("Everything"), ["content.page", "content.unrelated"]),
]  # fmt: skip
"""(name, heading, models) of the groups on the first page."""


def in_the_readers_language(view):
    """The view in the language of the cookie or the browser: addresses of the admin say nothing about it."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()
        return view(request, *args, **kwargs)

    return inner


def to_sign_in(request):
    if request.user.is_staff and request.user.is_active:
        return redirect("admin:index")
    if request.user.is_authenticated:
        raise PermissionDenied
    wanted = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
    return redirect(f"{reverse('account_login')}?{wanted}")


class EditingSite(AdminSite):
    site_header = _("Commonsource editing")
    site_title = _("Commonsource editing")
    index_title = _("What would you like to edit?")
    enable_nav_sidebar = False  # lists and forms need the width

    def get_urls(self):
        return [path("language/", never_cache(set_language), name="language"), *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        return in_the_readers_language(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        """The site's own sign-in, with its limits and second factors; those who are signed in and no staff stay out."""
        return in_the_readers_language(to_sign_in)(request)

    def index(self, request, extra_context=None):
        """The first page, with what else the reader has to do: the review desk, and what the site still lacks."""
        more = {
            "may_review": request.user.has_perm("contributions.decide_contribution"),
            "no_contact": request.user.has_perm("auth.change_user") and not settings.CONTACT_EMAIL,
        }
        return super().index(request, more | (extra_context or {}))

    def each_context(self, request):
        return super().each_context(request) | {"site_languages": settings.LANGUAGES}

    def get_app_list(self, request, app_label=None):
        """The models by what editors look for, not by the room of the house that they live in."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["model"]._meta.label_lower: model for app in apps for model in app["models"]}
        grouped = []
        for label, heading, names in GROUPS:
            listed = [models[name] for name in names if name in models]
            if listed:
                grouped.append({"name": heading, "app_label": label, "app_url": "", "models": listed})
        return grouped


class EditingConfig(AdminConfig):
    default_site = "content.admin_site.EditingSite"
