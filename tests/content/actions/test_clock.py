"""Time alone hides a page: its address, lists, links from others, and what others compute from it follow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.middleware.page_cache import pages
from search.models import SearchEntry
from tests.clock import comes
from tests.content.actions.test_dependents import change, computed
from tests.factories import CaseFactory, ClaimFactory, ReferenceFactory, TermFactory, text

pytestmark = pytest.mark.django_db
REASON = text("重复。", "A duplicate.")


@pytest.fixture(autouse=True)
def _kept_pages(settings):
    """As in a running portal: whoever visits a page again also asks whether time has hidden something."""
    settings.PAGE_CACHE_BYTES = 1_000_000
    pages.clear()
    yield
    pages.clear()


def read(client, address):
    """A page as its second reader sees it."""
    client.get(address)
    return client.get(address).content.decode()


def test_an_expired_term_is_in_no_list_and_opens_no_definition(client):
    term = TermFactory(slug="sharing", title=text("共享术语", "Sharing term"))
    CaseFactory(slug="case", background=text("这里说到共享术语。", "Here is a sharing term."))
    TermFactory(slug="other", related=["sharing"])
    assert 'popovertarget="d-sharing' in read(client, "/cases/case/")
    assert "/glossary/sharing/" in read(client, "/glossary/other/")

    comes(term, "visible_until")

    assert 'popovertarget="d-sharing' not in read(client, "/cases/case/")
    assert "/glossary/sharing/" not in read(client, "/glossary/other/")
    assert "/glossary/sharing/" not in read(client, "/glossary/")
    assert client.get("/glossary/sharing/").status_code == 404
    assert client.get("/api/v1/terms/sharing/").status_code == 404


def test_an_expired_source_proves_nothing_any_more(client):
    source = ReferenceFactory(slug="source", title=text("", "The only source"))
    claim = ClaimFactory(slug="K1", finding="wrong", references=[{"reference": "source"}], about=[CaseFactory().key])
    assert computed(claim)["state"] == "corrected"

    comes(source, "visible_until")
    page = read(client, "/claims/")

    assert "The only source" not in page
    assert computed(claim)["state"] == "disputed"
    assert "state:disputed" in SearchEntry.objects.get(key="claim:K1", language="zh").facets
    assert client.get("/api/v1/claims/K1/").json()["computed"]["state"] == "disputed"


def test_an_expired_claim_corrects_nothing_any_more(client):
    case = CaseFactory(slug="case", references=[])
    claim = ClaimFactory(
        slug="K1", finding="wrong", about=["case:case"], references=[{"reference": ReferenceFactory().slug}]
    )
    assert computed(case)["corrected"] == 1
    assert 'id="K1"' in read(client, "/claims/")

    comes(claim, "visible_until")

    assert 'id="K1"' not in read(client, "/claims/")
    assert computed(case)["corrected"] == 0
    assert client.get("/api/v1/cases/case/").json()["computed"]["corrected"] == 0


@pytest.mark.parametrize("address", ["/cases/case/", "/en/cases/case/", "/cases/case/history/", "/api/v1/cases/case/"])
@pytest.mark.parametrize(("start", "end", "status"), [(1, 2, 404), (-2, -1, 404), (-1, 1, 410), (None, None, 410)])
def test_why_a_page_was_removed_is_told_only_while_the_page_itself_could_be_read(client, address, start, end, status):
    now = timezone.now()
    window = {
        name: (now + timedelta(hours=hours)).isoformat() if hours else None
        for name, hours in (("visible_from", start), ("visible_until", end))
    }
    change(CaseFactory(slug="case", title=text("撤下的案例")), status="removed", status_reason=REASON, **window)

    answer = client.get(address)

    assert answer.status_code == status
    assert ("重复" in answer.content.decode() or "duplicate" in answer.content.decode()) == (status == 410)
