"""Pages side by side: ledgers first, differences, CSV; and whatever an address names."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.taking.spreadsheets import cell
from overviews import tables
from tests.factories import CaseFactory, OrganizationFactory, StrategyFactory, VerifiedCaseFactory, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_book")]
THREE = "c=linux-ibm&c=tensorflow-google&c=redis-valkey"


def html(client, query, prefix=""):
    answer = client.get(f"{prefix}/compare/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_cases_stand_side_by_side_with_their_ledgers_first(client):
    page = html(client, THREE)

    headings = re.findall(r'scope="colgroup"[^>]*><span>(.*?)</span>', page)
    assert headings == ["社区的账", "企业的账", "谁、何时", "怎么做", "结果如何"]
    assert len(re.findall(r'<th scope="col">', page)) == 3
    assert "JFS" in page
    assert "/organizations/ibm/" in page


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("query", "words"), [("s=co-create&s=evaluate", ("步骤", "Steps")), ("o=ibm&o=apache", ("成立", "Founded"))]
)
def test_playbooks_and_organisations_are_compared_too(client, prefix, query, words):
    assert words[bool(prefix)] in html(client, query, prefix)


def test_rows_that_say_the_same_can_be_hidden(client):
    for number in (1, 2):
        CaseFactory(slug=f"twin-{number}", title=text(f"双生{number}"), lessons=[text("同一条经验")],
                    background=text(f"背景{number}"), what_went_wrong=text(f"问题{number}"))  # fmt: skip
    everything, only = html(client, "c=twin-1&c=twin-2"), html(client, "c=twin-1&c=twin-2&differences=1")

    assert "同一条经验" in everything
    assert "同一条经验" not in only
    assert "问题1" in only
    assert "<span>结果如何</span>" in only
    assert "只看不同" in everything
    assert "显示全部行" in only


def test_a_page_is_found_added_and_removed(client):
    page = html(client, "c=linux-ibm&q=TensorFlow")

    assert "再选一个" in page
    assert "?c=linux-ibm&amp;c=tensorflow-google" in page
    assert 'href="?c=tensorflow-google&amp;c=redis-valkey"' in html(client, THREE)
    assert "没有找到" in html(client, "c=linux-ibm&q=zzzqqq")


def test_only_public_pages_are_compared_and_the_others_are_named(client):
    assert "no-such-case" in html(client, "c=linux-ibm&c=no-such-case")
    assert "&lt;script&gt;" in html(client, "c=%3Cscript%3E")


def test_at_most_six_are_shown(client):
    slugs = ["linux-ibm", "tensorflow-google", "redis-valkey", "vllm", "onnx", "qwen", "rapids"]
    page = html(client, "&".join(f"c={slug}" for slug in slugs))

    assert len(re.findall(r'<th scope="col">', page)) == 6
    assert "只显示前六个" in page


@pytest.mark.parametrize("query", ["", "c=", "s=", "o=", "x=1", "c=linux-ibm&c=linux-ibm"])
def test_whatever_the_address_says_there_is_a_page(client, query):
    assert "<h1>比较</h1>" in html(client, query)


@pytest.mark.parametrize("slugs", [("linux-ibm", "vllm"), ("linux-ibm", "vllm", "onnx", "qwen", "rapids", "bloom")])
def test_two_queries_however_many_are_compared(client, slugs):
    query = "&".join(f"c={slug}" for slug in slugs)
    html(client, query)
    with CaptureQueriesContext(connection) as captured:
        html(client, query)

    assert len(captured) == 2


def test_the_table_is_taken_as_csv_that_is_safe_in_a_spreadsheet(client):
    CaseFactory(slug="formula", title=text("=1+1"), summary=text("x"))
    answer = client.get("/compare/table.csv?c=linux-ibm&c=formula")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0] == ["", "Linux与IBM：二十多年的长期投入", "'=1+1"]
    assert rows[1][0] == "社区的账 · 投入"
    assert {len(row) for row in rows} == {3}
    assert cell("-3.5") == "-3.5"


def test_playbooks_that_draw_on_a_case_and_cases_that_name_a_playbook_are_said(client):
    for slug in ("drawn-on", "silent"):
        CaseFactory(slug=slug, title=text(slug))
    StrategyFactory(slug="draws", title=text("取自案例"), steps=[{"title": text("一步"), "cases": ["drawn-on"]}])
    StrategyFactory(slug="named", title=text("被案例引用"))
    CaseFactory(slug="names", title=text("引用策略"), strategies=[{"strategy": "named", "role": "adopter"}])

    assert row(client, "策略", "c=drawn-on&c=names") == ["取自案例", "被案例引用"]
    assert row(client, "案例", "s=draws&s=named") == ["drawn-on", "引用策略"]


def row(client, label, query):
    """The cells of a row of a comparison, as words."""
    found = re.search(rf'<th scope="row"><span>{label}</span></th>(.*?)</tr>', html(client, query), re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall("<td>(.*?)</td>", found[1])]


def test_organisations_that_name_one_stand_beside_those_it_names(client):
    OrganizationFactory(slug="mother", title=text("母机构"))
    OrganizationFactory(slug="child", title=text("子机构"),
                        relations=[{"organization": "mother", "relation": "part_of"}])  # fmt: skip

    assert row(client, "相关组织", "o=mother&o=child") == ["子机构", "母机构"]


def test_organisations_stand_beside_each_other_with_their_cases_the_best_evidenced_first(client, monkeypatch):
    monkeypatch.setattr(tables, "MOST_CASES", 1)
    for slug in ("busy", "idle"):
        OrganizationFactory(slug=slug)
    parties = [{"side": "company", "organization": "busy"}]
    CaseFactory(title=text("没查过"), parties=parties)
    VerifiedCaseFactory(title=text("查过"), parties=parties)

    assert row(client, "案例", "o=busy&o=idle") == ["查过 全部2个案例", "待补"]
    assert 'href="/cases/?org=busy">全部2个案例' in html(client, "o=busy&o=idle")
    with CaptureQueriesContext(connection) as captured:
        html(client, "o=busy&o=idle&o=ibm")
    assert len(captured) == 3


def test_with_nothing_chosen_the_pages_changed_last_are_offered(client):
    CaseFactory(slug="newest", title=text("最新的一个", "The newest"))

    assert 'href="?c=newest">' in html(client, "")
    assert 'href="?o=ibm"' not in html(client, "")
    assert 'href="?o=' in html(client, "o=")


def test_with_one_chosen_pages_close_to_it_are_offered_and_it_can_be_dropped(client):
    page = html(client, "c=tensorflow-google", "/en")

    assert 'href="?c=tensorflow-google&amp;c=pytorch-foundation">Compare with' in page
    assert '<a href="?c=">Choose another instead</a>' in page
    assert "&amp;c=tensorflow-google" not in page
    assert 'id="suggested"' not in html(client, THREE)
    assert 'id="suggested"' not in html(client, "c=tensorflow-google&q=zzzqqq")


@pytest.mark.parametrize(("query", "most"), [("", 2), ("c=linux-ibm", 5), ("s=evaluate", 5)])
def test_what_is_offered_costs_few_queries(client, query, most):
    html(client, query)
    with CaptureQueriesContext(connection) as captured:
        html(client, query)

    assert len(captured) <= most


def test_on_paper_a_comparison_says_where_it_stands_and_of_which_day_it_is(client):
    printed = html(client, THREE, "/en").partition('<p class="print-only')[2].partition("</p>")[0]

    assert "/en/compare/?c=linux-ibm&amp;c=tensorflow-google" in printed
    assert printed.count("Version 1, <time") == 3


def test_one_page_makes_no_table(client):
    assert client.get("/compare/table.csv?c=linux-ibm").status_code == 404


@pytest.mark.parametrize("path", ["/cases/", "/cases/linux-ibm/", "/strategies/co-create/", "/organizations/ibm/"])
def test_pages_lead_to_their_comparison(client, path):
    assert "/compare/?" in client.get(path).content.decode()
