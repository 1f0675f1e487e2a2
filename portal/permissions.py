"""The one table of who may open which address, with which methods. What is not in it is refused.

A new URL pattern needs a line here; tests/portal/test_permissions.py fails without one. Rules say the least a person
needs to get as far as the view. What concerns one object (whose draft, which organisation) is the view's queryset.

The admin's patterns have a table of their own, portal/admin_permissions.py. What it refuses to staff is refused here;
everybody else is led to the sign-in page by the admin itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from content.document import kinds
from contributions.urls import SUGGEST
from portal.admin_permissions import ADMIN_PUBLIC, admin_rule
from portal.errors import error_answer
from portal.middleware.access_tokens import lacking_scope, unauthorized
from portal.rules import (
    API_READ,
    API_READ_AND_ADD,
    API_READ_AND_CHANGE,
    API_WRITE,
    PUBLIC,
    READ,
    READ_AND_WRITE,
    SIGNED_IN,
    Rule,
)

DECIDE = "contributions.decide_contribution"

PUBLIC_PAGE = Rule(PUBLIC)
PUBLIC_API = Rule(PUBLIC, API_READ)

# The API's collections and their items: everybody reads, nobody writes.
API_NAMES = [
    *("index", "docs", "schema", "kind_schema", "search", "finder", "collections", "collection"),
    *(name for kind in kinds().values() for name in (kind.collection, kind.name)),
]

ABOUT = ("about", "about_evidence", "about_guidelines", "about_review", "about_accessibility", "about_api")
OVERVIEWS = (
    *("search", "suggest", "compare", "compare_table", "finder"),
    *("insights", "insight", "network", "network_table", "timeline", "timeline_table"),
    *("ledgers_put_in", "ledgers_gained", "ledgers_cost", "ledgers_table", "failures"),
)
ROOMS = ("cases", "strategies", "glossary", "community")
VERSIONS = ("history", "history_feed", "version", "compare")
FORMS = ("markdown", "json", "bibtex", "ris", "csl")
TAKEN = (*FORMS, *(f"version_{form}" for form in FORMS))

# Sign-in, sign-up, and links from mails are for those who are not signed in yet; the rest of an account is its owner's.
ACCOUNT_DOORS = [
    *("account_login", "account_logout", "account_signup", "account_confirm_email", "account_confirm_login_code"),
    *("account_reset_password", "account_reset_password_from_key"),
    *("mfa_authenticate", "mfa_login_webauthn", "accounts:unsubscribe"),
]
ACCOUNT_WORDS = [
    *("account_inactive", "account_email_verification_sent"),
    *("account_reset_password_done", "account_reset_password_from_key_done"),
]
ACCOUNT_VIEWS = ["mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn"]
ACCOUNT_PAGES = [
    *("account_reauthenticate", "account_email", "account_change_password", "account_set_password"),
    *("mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes"),
    *("mfa_add_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
    *("mfa_reauthenticate_webauthn", "usersessions_list"),
    *(
        f"accounts:{name}"
        for name in (
            "profile",
            "delete",
            "notices",
            "mail_choices",
            "join",
            "membership_proof",
            "tokens",
            "collections",
            "collect",
            "collection",
        )
    ),
]

# Whose contribution it is, the views' querysets decide.
CONTRIBUTING = {
    **{f"contributions:{name}": Rule(SIGNED_IN) for name in ("choices", "list", "receipt", "edit", "preview", "image")},
    **{
        f"contributions:{name}": Rule(SIGNED_IN, READ_AND_WRITE) for name in ("new", "step", "send", "suggest", "reply")
    },
    **{f"contributions:suggest_{kind}": Rule(SIGNED_IN, READ_AND_WRITE) for _section, _converter, kind in SUGGEST},
    **{
        f"contributions:{name}": Rule(SIGNED_IN, ("POST",))
        for name in ("withdraw", "revise", "appeal", "message", "resolve", "take_back")
    },
    # By a signed link, which the view checks.
    "contributions:shared": PUBLIC_PAGE,
    "contributions:shared_image": PUBLIC_PAGE,
    "contributions:contribute": PUBLIC_PAGE,
}

OWN, REVIEW = ("read", "contribute"), ("review", "review")
CONTRIBUTIONS_API = {
    "api:contributions": Rule(SIGNED_IN, API_READ_AND_ADD, scopes=OWN),
    "api:contribution": Rule(SIGNED_IN, API_READ_AND_CHANGE, scopes=OWN),
    "api:contribution_messages": Rule(SIGNED_IN, API_READ_AND_ADD, scopes=OWN),
    **{
        f"api:contribution_{act}": Rule(SIGNED_IN, API_WRITE, scopes=OWN)
        for act in ("images", "send", "withdraw", "revise", "appeal")
    },
    "api:review": Rule(DECIDE, API_READ, scopes=REVIEW, hidden=True),
    "api:reviewed": Rule(DECIDE, API_READ, scopes=REVIEW, hidden=True),
    "api:review_messages": Rule(DECIDE, API_READ_AND_ADD, scopes=REVIEW, hidden=True),
    **{
        f"api:review_{act}": Rule(DECIDE, API_WRITE, scopes=REVIEW, hidden=True)
        for act in (
            *("claim", "release", "hold", "unhold", "quarantine", "end_quarantine"),
            *("accept", "changes", "decline", "duplicate"),
        )
    },
}

TABLE: dict[str, Rule] = {
    **CONTRIBUTING,
    **CONTRIBUTIONS_API,
    "healthz": PUBLIC_PAGE,
    "api_docs_of_readers": PUBLIC_PAGE,  # leads on
    "readyz": PUBLIC_PAGE,
    "robots": PUBLIC_PAGE,
    "icon": PUBLIC_PAGE,
    "media": PUBLIC_PAGE,  # of what is public, a queryset decides
    "security": PUBLIC_PAGE,
    **dict.fromkeys(("sitemap", "sitemap_site", "sitemap_part", "llms", "data_file"), PUBLIC_PAGE),
    **{f"portal:{name}": PUBLIC_PAGE for name in ("home", "opensearch", "data", "data_set", *ABOUT)},
    **{f"{room}:{page}": PUBLIC_PAGE for room in ROOMS for page in ("list", "detail", *VERSIONS, *TAKEN)},
    **{f"replies:{page}": PUBLIC_PAGE for page in ("detail", *VERSIONS)},
    **{f"book:{page}": PUBLIC_PAGE for page in ("contents", "chapter", *VERSIONS, *TAKEN)},
    **{f"collections:{name}": PUBLIC_PAGE for name in ("list", "detail", "feed")},  # whose, a queryset decides
    **{f"overviews:{name}": PUBLIC_PAGE for name in OVERVIEWS},
    "strategies:practices": PUBLIC_PAGE,
    "strategies:challenges": PUBLIC_PAGE,
    "strategies:progress": Rule(SIGNED_IN, ("POST",)),
    **{f"content:{name}": PUBLIC_PAGE for name in ("tags", "tag", "references", "reference", "claims", "claim")},
    **dict.fromkeys(("content:tag_feed", "community:feed", "feeds:all", "feeds:list"), PUBLIC_PAGE),
    **{f"api:{name}": PUBLIC_API for name in API_NAMES},
    **{name: Rule(PUBLIC, READ_AND_WRITE) for name in ACCOUNT_DOORS},
    **{name: Rule(SIGNED_IN, READ_AND_WRITE) for name in ACCOUNT_PAGES},
    **dict.fromkeys(ACCOUNT_WORDS, PUBLIC_PAGE),
    **{name: Rule(SIGNED_IN) for name in ACCOUNT_VIEWS},
    **{f"accounts:{name}": Rule(SIGNED_IN) for name in ("home", "export", "organizations", "organization")},
    **{
        f"accounts:{name}": Rule(SIGNED_IN, ("POST",)) for name in ("member", "leave", "end_token", "delete_collection")
    },
    "accounts:deleted": PUBLIC_PAGE,
    "review:queue": Rule(DECIDE, READ, hidden=True),
    "review:desk": Rule(DECIDE, READ_AND_WRITE, hidden=True),
    "review:asked": Rule(PUBLIC, READ_AND_WRITE),  # behind a signed link
    # Answers every method with the same 404.
    "api:unknown": Rule(PUBLIC, (*API_READ, "POST", "PUT", "PATCH", "DELETE")),
}


def rule_for(name: str) -> Rule | None:
    return admin_rule(name) if name.startswith("admin:") else TABLE.get(name)


@dataclass(frozen=True)
class Route:
    """A URL pattern as a reader's browser would see it, and the name under which the table knows it."""

    pattern: str
    name: str


def routes() -> list[Route]:
    """Every URL pattern of the site, in Chinese, where addresses have no prefix."""
    with translation.override(settings.LANGUAGE_CODE):
        return list(walk(get_resolver().url_patterns))


def walk(patterns: list, prefix: str = "/", namespaces: tuple[str, ...] = ()) -> Iterator[Route]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry.url_patterns, pattern, inner)
        else:
            yield Route(pattern, known_as(namespaces, entry.name, pattern))


def known_as(namespaces: tuple[str, ...] | list[str], name: str | None, pattern: str) -> str:
    """`cases:detail`; a pattern without a name is known by its own text."""
    return ":".join((*namespaces, name or pattern))


def refuse(request, name: str, rule: Rule) -> HttpResponse:
    """Strangers who want to read a page are led to the sign-in, and back; everybody else is refused."""
    if rule.hidden and request.user.is_authenticated and not rule.allows(request.user, request.method):
        raise Http404
    if name.startswith("api:") and not request.user.is_authenticated:
        return unauthorized(request)
    if request.method in READ and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if request.token and rule.allows(request.user, request.method):
        return lacking_scope(request, rule.scope_for(request.method))
    raise PermissionDenied


def lacks_second_factor(user: Any) -> bool:
    """Whether this person must set up a second factor before the staff's pages open. One query when required."""
    return settings.REQUIRE_STAFF_MFA and user.is_authenticated and user.is_staff and not is_mfa_enabled(user)


class TableMiddleware:
    """Looks the address of each request up in the table before its view is called."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        match = request.resolver_match
        name = known_as(match.namespaces, match.url_name, f"/{match.route}")
        return self.instead(request, name, rule_for(name))


class MethodMiddleware(TableMiddleware):
    """Refuses methods that an address does not have. Stands above the check of forms, which would ask for a token."""

    def instead(self, request, name, rule):
        """The answer in place of the page's own, None where the page is to answer."""
        if rule is None or request.method in rule.methods:
            return None
        asking = request.method == "OPTIONS"
        response = HttpResponse(status=204) if asking else error_answer(request, 405)
        response["Allow"] = ", ".join(rule.methods)
        return response


class PermissionMiddleware(TableMiddleware):
    """Keeps the table. Stands below authentication, because it asks who the reader is."""

    def instead(self, request, name, rule):
        """The answer in place of the page's own, None where the page is to answer. Raises PermissionDenied."""
        if rule is None:
            if settings.DEBUG:  # the debug toolbar's own pages, and a page being written
                return None
            raise PermissionDenied("no line in portal/permissions.py for this address")
        if name.startswith("admin:") and not request.user.is_staff:
            return None  # the admin itself leads strangers to the sign-in page
        if not rule.allows(request.user, request.method, request.token.scopes if request.token else None):
            return refuse(request, name, rule)
        closed = rule.hidden or (name.startswith("admin:") and name not in ADMIN_PUBLIC)
        if closed and lacks_second_factor(request.user):
            return error_answer(request, 403) if name.startswith("api:") else redirect("mfa_index")
        return None
