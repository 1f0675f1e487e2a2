"""Cases in the admin: the child rows, their order, and what opening one costs."""

import pytest

from content.models import Page
from tests.admin_form import AdminForm, address, edited
from tests.factories import CaseFactory, ClaimFactory, OrganizationFactory, ReferenceFactory, TagFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    OrganizationFactory(slug="acme", title=text("顶点公司", "Acme"))
    return CaseFactory(
        parties=[
            {"side": "community", "name": text("社区甲", "A")},
            {"side": "company", "organization": "acme"},
            {"side": "neutral", "name": text("旁观者", "C")},
        ]
    )


def names(document):
    return [row["organization"] or row["name"]["en"] for row in document["parties"]]


def test_a_row_is_edited_in_both_languages(desk, case):
    document = edited(desk, case, **{"parties-0-role_zh_hans": "维护", "parties-0-role_en": "Maintains"})

    assert document["parties"][0]["role"] == text("维护", "Maintains")


def test_rows_are_put_in_the_order_of_their_numbers(desk, case):
    document = edited(desk, case, **{"parties-0-ORDER": "3", "parties-1-ORDER": "1", "parties-2-ORDER": "2"})

    assert names(document) == ["acme", "C", "A"]


def test_a_row_is_removed(desk, case):
    assert names(edited(desk, case, **{"parties-1-DELETE": "on"})) == ["A", "C"]


def test_a_row_is_added_by_the_title_of_a_page(desk, case):
    OrganizationFactory(slug="guild", title=text("行会", "Guild"))

    document = edited(desk, case, **{"parties-3-organization": "行会", "parties-3-side": "community"})

    assert names(document) == ["A", "acme", "C", "guild"]


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"parties-0-side": ""}, "parties-0-side"),
        ({"parties-1-organization": "nobody"}, "parties-1-organization"),
        ({"parties-1-organization": "acme", "parties-1-name_en": "Both"}, "parties-1-organization"),
        ({"period_end": "2019"}, "period_end"),
        ({"ledger-0-put_in_en": "x" * 2_001}, "ledger-0-put_in_en"),
        ({"activities-0-text_en": "No title"}, "activities-0-title_zh_hans"),
        ({"outcomes-0-dimension": "success_rate", "outcomes-0-figure_value": "12"}, "outcomes-0-figure_unit_zh_hans"),
        ({"tags": "没有的标签"}, "tags"),
    ],
)
def test_faults_of_rows_stand_in_their_rows(desk, case, sent, place):
    answer = AdminForm(desk, case).send(**sent)

    assert answer.status_code == 400
    html = answer.content.decode()
    field = html.partition(f'name="{place}"')
    assert "errorlist" in field[0].rpartition("<label")[2], place
    assert Page.objects.get(pk=case.pk).version == 1


def test_a_blank_row_that_the_browser_took_away_is_no_row(desk, case):
    form = AdminForm(desk, case)
    form.fields = {
        name: value for name, value in form.fields.items() if not name.startswith(("references-0", "related-0"))
    }

    assert form.send(title_en="Changed").status_code == 302


def test_the_ledger_has_two_sides_whatever_is_sent(desk, case):
    form = AdminForm(desk, case)

    assert "ledger-0-DELETE" not in form.fields
    assert form.send(**{"ledger-TOTAL_FORMS": "1"}).status_code == 400
    assert form.send(**{"ledger-0-side": "company"}).status_code == 400
    assert Page.objects.get(pk=case.pk).version == 1


def test_tags_are_written_as_words_with_commas_of_either_script(desk, case):
    for slug, title in (("sharing", "共享"), ("creating", "共创"), ("winning", "共赢")):
        TagFactory(slug=slug, title=text(title, slug))

    document = edited(desk, case, tags="共赢，creating；共享、共赢")

    assert sorted(document["tags"]) == ["creating", "sharing", "winning"]


def test_sources_with_stance_and_note(desk, case):
    ReferenceFactory(slug="paper", title=text("", "A paper (2020)"))
    row = {"reference": "A paper (2020) (paper)", "stance": "contradicts", "note_en": "Page 3"}

    document = edited(desk, case, **{f"references-0-{name}": value for name, value in row.items()})

    assert document["references"] == [{"reference": "paper", "stance": "contradicts", "note": text("", "Page 3")}]


def test_claims_about_a_case_are_listed_with_links(desk, case):
    claim = ClaimFactory(about=[case.key], title=text("书稿说了这个", "The book says so"))

    html = AdminForm(desk, case).html

    assert address(claim) in html
    assert "书稿说了这个" in html


def test_a_case_is_opened_with_few_queries_however_much_is_in_it(desk, case, django_assert_num_queries):
    many = CaseFactory(
        parties=[{"side": "company", "organization": OrganizationFactory().slug} for _ in range(50)],
        references=[{"reference": ReferenceFactory().slug} for _ in range(50)],
    )
    AdminForm(desk, case)

    for page in (case, many):
        with django_assert_num_queries(8):
            desk.get(address(page))


NEW = {
    "title_en": "A new one", "summary_en": "What it is.", "slug": "a-new-one", "period_start": "2020",
    "outcome_status": "mixed",
    **{f"ledger-{side}-{cell}_en": "none found" for side in (0, 1) for cell in ("put_in", "gained", "cost")},
}  # fmt: skip
ONE = {"parties-0-side": "community", "parties-0-name_en": "Some community"}
OTHER = {"parties-1-side": "company", "parties-1-name_en": "Some company"}


@pytest.mark.parametrize("sent", [{}, ONE, {name.replace("-1-", "-0-"): value for name, value in OTHER.items()}])
def test_a_new_case_needs_a_party_on_both_sides(desk, sent):
    answer = AdminForm(desk, kind="case").send(**(NEW | sent))

    assert answer.status_code == 400
    assert (
        "社区一方和企业一方，各写至少一个参与方。" in answer.content.decode().partition('data-rows="parties"')[2][:900]
    )
    assert not Page.objects.filter(slug="a-new-one").exists()


def test_a_new_case_with_both_sides_says_that_nothing_stands_behind_it(desk):
    sent = NEW | ONE | OTHER | {"parties-TOTAL_FORMS": "2"}
    assert AdminForm(desk, kind="case").send(**sent).status_code == 302

    html = desk.get("/en/cases/a-new-one/").content.decode()
    assert "No checked source yet" in html
    assert "No source that an editor opened stands behind it yet." in html
    assert "From the book only" not in html
    assert "No checked source yet" in desk.get("/en/cases/").content.decode()
