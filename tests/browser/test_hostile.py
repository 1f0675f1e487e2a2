"""Hostile inputs in every text of the portal, opened in Chromium without a security policy: nothing of them lives."""

import html
import re
import unicodedata
from urllib.parse import quote, unquote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from markdown_it import MarkdownIt
from rest_framework.exceptions import ValidationError

from community.models import AccessToken, OutgoingMail
from contributions import actions
from contributions.preview import preview_token
from contributions.refusals import BadDraft
from portal.permissions import routes, rule_for
from tests.community.signing_in import sign_in
from tests.factories import TagFactory
from tests.hostile.browser import Attacked
from tests.hostile.inputs import INPUTS, KEPT, REFUSED, Dealer
from tests.hostile.planting import both, plant
from tests.portal.addresses import address_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OWNERS = {"review:": "reviewer", "contributions:": "author", "accounts:": "author", "account_email": "author",
          "mfa_list_webauthn": "author", "mfa_edit_webauthn": "author", "usersessions": "author",
          "admin:": "root"}  # fmt: skip
"""Who opens the pages whose names begin so; all others are opened by anybody."""
NO_WORDS = re.compile(
    r"^(api|account_(?!email)|mfa_(?!list|edit)|portal:about|admin:/|admin:auth_group)|_(delete|add|done)$"
    r"|^admin:(?!cases_case).*_(history|compare)$"
)
"""Pages that show nothing that anybody wrote, ways on to others, and all but one of those that are alike."""
NO_PAGE = re.compile(
    r"^(/en)?/(feeds/|healthz|readyz|favicon|sitemap|llms|robots|opensearch|admin/jsi18n|search/suggest)"
    r"|\.[a-z.]+$|/feed/$|/(export|choices|download)/$"
)
"""Addresses that answer with something else than a page."""
MORE = {
    "anybody": ["/collections/{collection.uid}/", "/asked/{asked}/", "/contributions/preview/{preview}/",
                "/cases/gone/", "/compare/?c=case&c=t-1&c=t-2",
                "/cases/?tag=t-1&org=t-2", "/compare/?s=strategy&s=plan"],
    "author": ["/accounts/collections/{collection.uid}/", "/accounts/collections/add/?page={pages[case].uid}",
               "/contribute/change/case/case/", "/contributions/{draft.uid}/", "/contributions/{draft.uid}/preview/",
               *(f"/contributions/{{draft.uid}}/edit/{step}/" for step in ("what", "steps", "evidence", "send"))],
    "reviewer": [],
    "root": ["/admin/cases/case/add/", "/admin/content/tag/?q=probe", "/admin/content/page/?q=probe"],
}  # fmt: skip
"""What needs more than a pattern's parameters."""
ASKED = ["/search/?q=", "/cases/?q=", "/glossary/?q=", "/admin/content/page/?q=", "/cases/?tag=", "/claims/?state=",
         "/cases/?page=", "/compare/?c=", "/accounts/login/?next=", "/accounts/collections/add/?page=",
         "/contributions/preview/", "/no-such-page/", "/cases/", "/review/?kind="]  # fmt: skip
REPEATED = ["/search/?q="]


@pytest.fixture(scope="module")
def attacked(browser):
    context = browser.new_context(bypass_csp=True, locale="zh-CN")
    yield Attacked(context)
    context.close()


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """The portal full of hostile inputs, for all tests here; rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        root = User.objects.create_superuser("root", password="root's password")
        root.groups.add(Group.objects.get(name="reviewer"))
        planted = plant(root)
        deal = Dealer(KEPT[20:])
        AccessToken.objects.make(planted["author"], name=deal(100), scopes=["read"], days=1)
        clients = {name: Client() for name in ("anybody", "author", "reviewer", "root")}
        sign_in(clients["author"], "h-author", "h-author's password", **{"user-agent": deal(180)})
        Authenticator.objects.create(
            user=planted["author"], type="webauthn", data={"name": deal(100), "credential": {}}
        )
        clients["reviewer"].force_login(planted["reviewer"])
        clients["root"].force_login(root)
        yield planted | {"clients": clients, "preview": preview_token(planted["draft"])}
        transaction.set_rollback(True)


# --- The proof --------------------------------------------------------------------------------------------------------


class Careless(MarkdownIt):
    """Markdown with raw HTML and every kind of link."""

    def validateLink(self, url):
        return True


CARELESS = [
    lambda text: text,
    Careless("commonmark").render,
    html.unescape,
    unquote,
    lambda text: Careless("commonmark").render(unicodedata.normalize("NFKC", text)),
    lambda text: f'<a href="{text}" title="{text}">1</a>',
    lambda text: f"<p title='{text}'>1</p>",
    lambda text: f"<p title={text}>1</p>",
]
"""What careless programs make of a text."""


def test_the_probe_sees_what_careless_programs_let_live(attacked):
    """Were it blind, or the inputs harmless, all that follows would prove nothing."""
    quiet, ran = INPUTS, set()
    for way in CARELESS:
        alive, executed = attacked.frames([way(entry.text) for entry in quiet])
        quiet = [entry for entry, lives in zip(quiet, alive, strict=True) if not lives]
        ran |= executed

    assert len(INPUTS) >= 200
    assert len(quiet) < 45  # those are for scripts, templates, tables and headers
    assert len(ran) > 70


# --- Every page -------------------------------------------------------------------------------------------------------


def pages(owner, planted):
    """The address of every page of the site that this person is to open."""
    samples = planted["pages"] | {"contribution": planted["contribution"]}
    for route in routes():
        mine = next((who for start, who in OWNERS.items() if route.name.startswith(start)), "anybody")
        if mine != owner or "GET" not in rule_for(route.name).methods or NO_WORDS.search(route.name):
            continue
        path = address_of(route.pattern, samples)
        if not NO_PAGE.search(path):
            yield path
    yield from (path.format(**planted) for path in MORE[owner])


def faults(attacked, client, addresses):
    """{address: what lives on its page}, for those on which something does; and all inputs that were shown."""
    alive, shown = {}, set()
    for address in addresses:
        found, seen = attacked.open(client, address)
        shown |= set(seen)
        if found or attacked.status >= 500:
            alive[address] = found or attacked.status
    return alive, shown


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["zh", "en"])
@pytest.mark.parametrize("owner", ["anybody", "author", "reviewer"])
def test_nothing_lives_on_any_page(attacked, planted, owner, prefix):
    addresses = [prefix + path for path in pages(owner, planted)]

    alive, shown = faults(attacked, planted["clients"][owner], addresses)

    assert alive == {}
    assert shown >= {entry.number for entry in KEPT}


def test_nothing_lives_in_the_admin(attacked, planted):
    alive, shown = faults(attacked, planted["clients"]["root"], pages("root", planted))

    assert alive == {}
    assert shown >= {entry.number for entry in KEPT}


@pytest.mark.parametrize("path", ASKED)
def test_nothing_lives_in_what_is_asked_for(attacked, planted, path):
    """Searches, filters and addresses that repeat what the reader asked for."""
    owner = "root" if path.startswith("/admin/") else "author" if path.startswith("/accounts/") else "anybody"
    addresses = [path + quote(text) for text in Dealer().rounds(199)]

    alive, shown = faults(attacked, planted["clients"][owner], addresses[::4] if path in REPEATED else addresses[::8])

    assert alive == {}
    assert len(shown) > (45 if path in REPEATED else 10 if path in ASKED[:4] else -1)


# --- What was sent and is shown again ---------------------------------------------------------------------------------

FORMS = [
    ("anybody", "/accounts/signup/", {"email": 254, "password1": 5}),
    ("anybody", "/accounts/login/", {"login": 200, "password": 100}),
    ("author", "/accounts/profile/", {"display_name": 200, "orcid": 60}),
    ("author", "/accounts/email/", {"email": 200, "action_add": 1}),
    ("author", "/accounts/tokens/", {"name": 90}),
    ("author", "/accounts/organizations/organization/join/", {"address": 200}),
    ("author", "/accounts/collections/{collection.uid}/", {"title": 200, "about": 2_500, "version": 100}),
    ("author", "/accounts/collections/add/?page={pages[case].uid}", {"title": 200, "note": 1_500}),
    ("author", "/contributions/{draft.uid}/edit/what/", {"title_zh_hans": 500, "summary_en": 6_000, "version": 10}),
    ("author", "/contributions/{draft.uid}/edit/send/", {"note": 900, "interest_note": 900, "interest": 100}),
    ("reviewer", "/review/{contribution.uid}/", {"act": "decline", "message": 4_000, "reason": 100}),
    ("reviewer", "/review/{contribution.uid}/", {"act": "duplicate", "message": 4_000, "of": 300}),
    ("root", "/admin/glossary/term/{pages[term].pk}/change/", {"title_zh_hans": 900, "summary_en": 6_000}),
    ("root", "/admin/content/tag/add/", {"slug": 300, "title_zh_hans": 900, "facet": 200}),
    ("root", "/admin/community/collection/{collection.pk}/change/", {"standing": 100, "closed_reason": 900}),
    ("root", "/admin/content/page/preview/", {"text": 20_000}),
]  # fmt: skip


@pytest.mark.parametrize(("owner", "path", "fields"), FORMS, ids=[form[1] for form in FORMS])
def test_nothing_lives_in_a_form_that_comes_back(attacked, planted, owner, path, fields):
    deal = Dealer()
    sent = {name: deal(room, "\n\n") if isinstance(room, int) else room for name, room in fields.items()}

    answer = planted["clients"][owner].post(path.format(**planted), sent, follow=True)
    found, seen = attacked.show(answer)

    assert answer.status_code < 500
    assert found == []
    assert seen, answer.status_code


def test_nothing_lives_in_a_mail(attacked, planted):
    mails = OutgoingMail.objects.exclude(html="")

    found = {mail.kind: alive for mail in mails if (alive := attacked.show(HttpResponse(mail.html))[0])}

    assert len(mails) > 5
    assert found == {}
    assert not [mail.subject for mail in mails if "\n" in mail.subject or "\r" in mail.subject]


def test_what_no_text_may_keep_is_refused(attacked, planted):
    """Control characters and those that turn the direction of reading, wherever they come from."""
    for text in (entry.text for entry in INPUTS if entry.category == REFUSED):
        with pytest.raises(BadDraft):
            actions.save_draft(planted["draft"], by=planted["author"], version=2, document={"title": both(text)})
        with pytest.raises(ValidationError):
            TagFactory(title=both(text), facet="f")
