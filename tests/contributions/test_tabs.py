"""One topic open in two tabs: what both wrote comes together, and where both wrote the same, the writer chooses."""

import pytest
from django.urls import reverse

from contributions import actions
from contributions.models import Contribution
from contributions.views import tabs
from tests.contributions.test_pages import begin, filled
from tests.factories import CaseFactory, OrganizationFactory, text

pytestmark = pytest.mark.django_db


class Tab:
    """A topic of a draft, open in a tab of its own: it knows what it showed when it was opened."""

    def __init__(self, client, row, step="who"):
        self.client, self.address = client, reverse("contributions:step", args=[row.uid, step])
        self.show(client.get(self.address))

    def show(self, answer):
        self.html = answer.content.decode()
        self.fields = filled(self.html)

    def save(self, **typed):
        answer = self.client.post(self.address, self.fields | typed)
        if answer.status_code != 302:
            self.show(answer)
        return answer.status_code

    def save_while_typing(self, **typed):
        self.fields |= typed
        answer = self.client.post(self.address, self.fields, headers={"Accept": "application/json"})
        self.fields |= {name: answer.json()[name] for name in ("version", "opened") if name in answer.json()}
        return answer.status_code


@pytest.fixture
def row(desk):
    return begin(desk)


@pytest.fixture
def two_tabs(desk, row):
    return Tab(desk, row), Tab(desk, row)


def written():
    return Contribution.objects.get().document


def test_what_the_other_tab_wrote_in_other_fields_stays(two_tabs):
    first, second = two_tabs

    assert first.save(title_zh_hans="第一", period_start="2024") == 302
    assert second.save(summary_zh_hans="第二", title_en="Second") == 302

    found = written()
    assert (found["title"], found["summary"]["zh"]) == (text("第一", "Second"), "第二")
    assert found["period"]["start"] == "2024"


def test_both_sides_of_the_ledger_come_together(desk, row):
    first, second = Tab(desk, row, "ledgers"), Tab(desk, row, "ledgers")

    first.save(**{"ledger-0-gained_zh_hans": "人手"})
    second.save(**{"ledger-1-gained_zh_hans": "少维护"})

    assert [side["gained"]["zh"] for side in written()["ledger"]] == ["人手", "少维护"]


def test_a_tab_that_saves_while_typing_does_not_undo_the_other(two_tabs):
    first, second = two_tabs

    assert first.save_while_typing(title_zh_hans="第一") == 200
    assert second.save_while_typing(summary_zh_hans="第二") == 200
    assert first.save_while_typing(title_en="First") == 200
    assert second.save_while_typing(summary_en="Second") == 200

    assert (written()["title"], written()["summary"]) == (text("第一", "First"), text("第二", "Second"))


@pytest.mark.parametrize(("choice", "kept"), [("mine", "第二"), ("theirs", "第一")])
def test_where_both_wrote_the_writer_chooses(two_tabs, choice, kept):
    first, second = two_tabs
    first.save(title_zh_hans="第一", title_en="First")

    assert second.save(title_zh_hans="第二", summary_zh_hans="只在这里") == 409
    assert "第一" in second.html
    assert written()["title"]["zh"] == "第一"
    assert second.fields["title_zh_hans"] == ["第二"]
    assert second.fields["title_en"] == ["First"]
    assert "data-autosave" not in second.html
    assert second.save(**{"choice:title/zh": choice}) == 302

    assert (written()["title"], written()["summary"]["zh"]) == (text(kept, "First"), "只在这里")


def test_a_third_save_while_choosing_is_met_too(two_tabs):
    first, second = two_tabs
    first.save(title_zh_hans="第一")
    second.save(title_zh_hans="第二")
    first.fields = filled(first.client.get(first.address).content.decode())
    first.save(title_zh_hans="第三")

    assert second.save(**{"choice:title/zh": "mine"}) == 409
    assert "第三" in second.html
    assert second.save(**{"choice:title/zh": "theirs"}) == 302
    assert written()["title"]["zh"] == "第三"


def test_sources_of_both_tabs_are_kept(desk, row):
    first, second = Tab(desk, row, "evidence"), Tab(desk, row, "evidence")

    first.save(**{"sources-0-url": "https://example.org/a"})
    second.save(**{"sources-0-url": "https://example.org/b"})

    urls = [source["url"] for source in Contribution.objects.get().sources]
    assert urls == ["https://example.org/a", "https://example.org/b"]


def test_rows_that_both_changed_are_shown_whole(desk, row):
    first, second = Tab(desk, row), Tab(desk, row)

    first.save(**{"parties-0-name_zh_hans": "甲社区", "title_zh_hans": "甲"})
    status = second.save(**{"parties-0-name_zh_hans": "乙社区", "title_zh_hans": "乙"})

    assert status == 409
    assert "甲社区" in second.html
    assert second.html.index("choice:title/zh") < second.html.index("choice:parties")
    assert second.save(**{"choice:parties": "theirs"}) == 302
    assert [party["name"]["zh"] for party in written()["parties"]] == ["甲社区"]


def test_what_could_not_be_read_elsewhere_is_shown_before_it_goes(two_tabs):
    first, second = two_tabs
    first.save(title_zh_hans="第一", period_start="前年春天")

    assert second.save(summary_zh_hans="第二") == 409
    assert "前年春天" in second.html
    assert second.save() == 302
    assert (written()["summary"]["zh"], Contribution.objects.get().unfinished) == ("第二", {})


def test_what_could_not_be_read_meets_the_other_tab_once_it_can(two_tabs):
    first, second = two_tabs
    first.save(period_start="前年春天", title_zh_hans="第一")

    assert first.save(period_start="2024") == 302
    assert second.save(summary_zh_hans="第二") == 302
    assert (written()["title"]["zh"], written()["period"]["start"]) == ("第一", "2024")


def test_what_editors_write_in_rows_is_no_change_of_the_author_s(desk, author):
    confirmed = {"side": "company", "organization": OrganizationFactory().slug, "confirmed_on": "2026-11-01"}
    case = CaseFactory(parties=[confirmed])
    row = actions.start(by=author, kind="case", target=case)
    first, second = Tab(desk, row), Tab(desk, row)

    first.save(**{"parties-0-role_zh_hans": "出资"})
    assert second.save(title_zh_hans="新标题") == 302

    (party,) = written()["parties"]
    assert (party["role"]["zh"], party["confirmed_on"]) == ("出资", "2026-11-01")


@pytest.mark.parametrize("opened", ["", "forged", "x" * 500])
def test_a_form_that_does_not_say_what_it_was_opened_with_loses_nothing(two_tabs, opened):
    first, second = two_tabs
    first.save(title_zh_hans="第一")

    assert second.save(opened=opened, title_zh_hans="第二") == 409
    assert "第一" in second.html


def test_what_the_form_carried_along_is_not_handed_out(row, author, two_tabs):
    from contributions.personal_data import export_own

    two_tabs[0].save(period_start="前年春天")

    (exported,) = export_own(author)["contributions"]
    assert exported["unfinished"]["who"]["period_start"] == ["前年春天"]
    assert "opened" not in exported["unfinished"]["who"]
    assert tabs.unpacked(Contribution.objects.get().unfinished["who"]["opened"][0]).parts == {
        "sources": [], "proposals": [],
    }  # fmt: skip
