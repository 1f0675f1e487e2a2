"""Writing and sending something unpublished changes no public page by a byte."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from content.views import feeds
from contributions import actions
from portal.open_data import making, sets
from portal.permissions import PUBLIC, TABLE
from portal.views import sitemap
from tests.contributions.conftest import DECLARED, case_document, person, sent_change
from tests.factories import (
    ChapterFactory,
    ClaimFactory,
    MechanismFactory,
    PracticeFactory,
    StrategyFactory,
    TermFactory,
    VerifiedCaseFactory,
    text,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LEFT_OUT = {
    "readyz",  # says how many migrations there are, and whether the disk can be written
    "api:unknown",
}
LISTS = (
    "cases",
    "strategies",
    "practices",
    "terms",
    "organizations",
    "chapters",
    "references",
    "claims",
    "tags",
    "facets",
)


@pytest.fixture(autouse=True)
def _sets(settings, tmp_path):
    settings.DATA_SETS = tmp_path / "sets"


@pytest.fixture
def published(acme):
    """A page of every kind, tied to each other as pages are."""
    MechanismFactory()
    case = VerifiedCaseFactory(slug="case", tags=["sharing"], parties=[{"side": "company", "organization": "acme"}])
    ClaimFactory(about=[case.key])
    pages = [case, TermFactory(), StrategyFactory(), PracticeFactory(), ChapterFactory(), acme]
    return {page.kind: page for page in pages}


def addresses(pages):
    """Every public address that can be made: pages without arguments, the pages of these pages, lists with filters."""
    for name, rule in TABLE.items():
        if rule.who != PUBLIC or "GET" not in rule.methods or name in LEFT_OUT:
            continue
        for arguments in ([], *([page.slug] for page in pages.values())):
            for language in ("zh-hans", "en"):
                with translation.override(language):
                    try:
                        yield reverse(name, args=arguments)
                    except NoReverseMatch:
                        continue
    for kind in LISTS:
        yield f"/api/v1/{kind}/?page_size=100"
        yield f"/api/v1/{kind}/?q=补丁"
    yield from (
        "/cases/?q=补丁",
        "/cases/?org=acme",
        "/cases/?mechanism=sharing",
        "/glossary/?q=共创",
        "/feeds/cases.atom?q=补丁",
        "/feeds/cases.atom?org=acme",
        *(f"/feeds/{name}.atom" for name in feeds.with_lists()),
        *(f"/sitemap/{page.pk // sitemap.PART}.xml" for page in pages.values()),
    )


def files():
    """Every table of open data that would be made now; the set itself is not kept."""
    name = making.make()
    tables = [file for file in (sets.folder() / name).iterdir() if file.suffix in {".csv", ".jsonl"}]
    found = {f"data/{file.name}": file.read_bytes() for file in tables}
    sets.drop(name)
    return found


def sweep(client, pages):
    """Every answer as a signed-out reader gets it: status, ETag and bytes; error pages have a number of their own."""
    found = {}
    for address in sorted(set(addresses(pages))):
        answer = client.get(address)
        if answer.cookies:  # a form, with a token of its own each time
            continue
        found[address] = (answer.status_code, answer.get("ETag"), b"".join(answer) if answer.status_code < 400 else b"")
    return found | files()


def test_the_sweep_sees_what_is_published(client, published, sent, reviewer):
    """The proof would be worth nothing if it did not notice."""
    before = sweep(client, published)
    assert len(before) > 80
    assert sum(answer[:1] == (200,) for answer in before.values()) > 120

    actions.accept(sent, by=reviewer)

    after = sweep(client, published)
    changed = {address for address in before if before[address] != after[address]}
    assert {"/", "/cases/", "/en/cases/", "/api/v1/cases/?page_size=100", "/organizations/acme/"} <= changed
    assert {"/feeds/cases.atom", "/en/feeds/all.atom", "/sitemap.xml", "/llms.txt", "data/cases.csv"} <= changed


def test_writing_and_sending_changes_no_public_page_by_a_byte(client, published, author, reviewer):
    before = sweep(client, published)

    begun = actions.start(by=author, kind="case", document=case_document(tags=["sharing"]))
    saved = actions.save_draft(
        begun, by=author, version=1, sources=[{"url": "https://example.org/s", "title": "新出处"}],
        proposals=[
            {"kind": "tag", "name": text("补丁政治"), "facet": "mechanism", "note": "为什么"},
            {"kind": "organization", "name": text("某社区"), "organization_kind": "community"},
        ],
        **DECLARED,
    )  # fmt: skip
    sent = actions.send(saved, by=author, version=saved.version)
    suggestions = [sent_change(author, page, summary=text("改过", "Changed")) for page in published.values()]
    actions.claim(sent, by=reviewer)
    actions.message(sent, by=reviewer, text="问")
    guest = actions.Guest("法务", "legal@example.org", "zh-hans", "confirm", "acme")
    actions.invite(sent, by=reviewer, guest=guest, path=lambda token: f"/{token}/")
    actions.ask_for_changes(sent, by=reviewer, reason="wording", message="改")
    actions.decline(suggestions[0], by=reviewer, reason="copied", message="抄")
    actions.hold(suggestions[1], by=reviewer)

    assert sweep(client, published) == before


def test_choosing_pages_to_link_to_offers_nothing_unpublished(client, sent):
    client.force_login(person("stranger"))

    sent.proposals = [{"kind": "organization", "name": text("某社区"), "organization_kind": "community"}]
    sent.save()

    for words in ("补丁", "某社区"):
        assert client.get("/contribute/choices/", {"q": words}).json() == {"results": []}
