"""The checks advise, in both languages, at the field; only missing required parts block."""

import pytest
from django.utils import translation

from contributions import actions, checks
from contributions.models import Contribution
from tests.contributions.conftest import DECLARED, case_document
from tests.factories import CaseFactory, OrganizationFactory, ReferenceFactory, TermFactory, text

pytestmark = pytest.mark.django_db


def found(document, **columns):
    """(place, code) of what is advised about a case."""
    row = Contribution(kind="case", document={"outcome_status": "mixed"} | document, **columns)
    return [(finding.key, finding.code) for finding in checks.advice(row)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("社区,企业", "half-width"), ("先开源(后闭源)", "half-width"), ("谁说了算?", "half-width"),
        ("开源 社区", "space"), ("开源 ，社区", "space"), ("２０２０年", "full-width"), ("好。。", "doubled"),
        ("等等...", "dots"), ("最先进的框架", "marketing"), ("为生态赋能", "marketing"),
        ("联系 dev@example.org 领取", "e-mail"), ("电话13812345678", "phone"), ("+86 138 1234 5678", "phone"),
        ("11010519491231002X", "identity"), ("增长30%", "figure"),
    ],
)  # fmt: skip
def test_what_reads_badly_is_told_at_its_field(words, code):
    assert ("summary/zh", code) in found({"summary": text(words)})


@pytest.mark.parametrize(
    "words",
    [
        "开源社区和AI企业，2015年起。",
        "TensorFlow 2.0的API（见第3节）",
        "Apache License, Version 2.0",
        "版本1.2.3：修复",
        "用Python, C++写成",
        "上午10:30",
    ],
)
def test_good_chinese_is_left_alone(words):
    assert found({"summary": text(words)}, sources=[{}, {}]) == []


@pytest.mark.parametrize("words", ["A world-class framework", "It empowers developers", "Write to me@example.org"])
def test_english_is_looked_at_too(words):
    assert found({"summary": text("", words)}, sources=[{}, {}]) != []


def test_a_figure_needs_its_source():
    outcomes = [{"dimension": "success_rate", "figure": {"value": "30", "unit": text("%")}}]

    assert ("outcomes/0/figure", "figure") in found({"outcomes": outcomes}, sources=[{}, {}])


def test_a_case_without_any_source_is_told_so():
    assert ("references", "no-source") in found({})
    assert found({}, sources=[{"url": "https://example.org"}, {"url": "https://example.net"}]) == []


def test_words_that_the_glossary_forbids_come_with_the_word_to_write():
    TermFactory(
        title=text("维护者", "maintainer"), aliases=[{"text": "维护人", "language": "zh", "status": "forbidden"}]
    )
    document = {"summary": text("维护人走了"), "outcome_status": "mixed"}
    row = Contribution(kind="case", document=document, sources=[{}, {}])

    (finding,) = checks.advice(row)

    assert "维护者" in finding.words
    assert (finding.key, finding.blocks) == ("summary/zh", False)


def test_advice_is_said_in_both_languages():
    row = Contribution(kind="case", document={"summary": text("最先进"), "outcome_status": "mixed"}, sources=[{}, {}])
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said += [finding.words for finding in checks.advice(row)]

    assert said == ["读起来像宣传：“最先进”", "This reads like advertising: “最先进”"]


def test_the_tenth_comma_of_a_sort_is_the_last_that_is_told():
    assert len(found({"summary": text("一,二" * 50)}, sources=[{}, {}])) == 10


def test_advice_does_not_keep_from_sending(author, acme):
    document = case_document(summary=text("最先进的合作,见 dev@example.org"))
    begun = actions.start(by=author, kind="case", document=document)
    saved = actions.save_draft(begun, by=author, version=1, **DECLARED)

    assert actions.send(saved, by=author, version=saved.version).state == "submitted"


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("title", text(""), "title"),
        ("summary", text(""), "done"),
        ("parties", [], "parties"),
        ("parties", [{"side": "company", "organization": "acme"}], "parties"),
        ("ledger", [{"side": "community", "gained": text("有")}], "gained-company"),
        ("ledger", [], "gained-community"),
        ("period", {"start": "前年"}, "format"),
        ("period", {"start": "2021", "end": "2020"}, "format"),
        ("activities", [{"text": text("没有标题")}], "format"),
    ],
)
def test_what_is_needed_blocks(author, acme, part, value, code):
    begun = actions.start(by=author, kind="case", document=case_document(**{part: value}))

    assert code in [finding.code for finding in checks.blocking(begun)]


def test_other_kinds_need_little_too(author):
    needs = {
        kind: {
            finding.code
            for finding in checks.blocking(actions.start(by=author, kind=kind))
            if finding.place[0] != "declarations"
        }
        for kind in ("term", "strategy", "organization")
    }

    assert needs == {
        "term": {"title", "definition", "category"},
        "strategy": {"title", "summary", "audience", "stage", "steps"},
        "organization": {"title", "kind"},
    }


def likely(author, **parts):
    sources = parts.pop("sources", [])
    begun = actions.start(by=author, kind="case", document=case_document(**parts))
    begun.sources = sources
    return {entry.slug: [str(reason) for reason in reasons] for entry, reasons in checks.likely_duplicates(begun)}


def test_likely_duplicates_are_known_by_parties_title_and_source(author, acme):
    guild = OrganizationFactory(slug="guild", organization_kind="community")
    both = [{"side": "community", "organization": guild.slug}, {"side": "company", "organization": "acme"}]
    CaseFactory(slug="same-parties", parties=both)
    CaseFactory(slug="same-title", title=text("补丁是怎样进了主线"))
    reference = ReferenceFactory(url="https://example.org/announcement")
    CaseFactory(slug="same-source", references=[{"reference": reference.slug}])
    CaseFactory(slug="another", title=text("许可证为什么换了又换"))

    found = likely(author, parties=both, sources=[{"url": "https://example.org/announcement"}])

    assert set(found) == {"same-parties", "same-title", "same-source"}


def test_of_many_titles_the_likest_are_compared(author, acme, monkeypatch):
    monkeypatch.setattr("contributions.checks.duplicates.TITLES_COMPARED", 2)
    CaseFactory(slug="same-title", title=text("", "How a patch reached the mainline"))
    for _ in range(5):
        CaseFactory(title=text("补丁没有进主线", "A patch"), summary=text("补丁怎样进了主线，又怎样出来。"))

    assert set(likely(author, title=text("", "How the patch reached the mainline"))) == {"same-title"}


def test_a_title_without_words_is_like_none(author, acme):
    CaseFactory(title=text("……"))

    assert likely(author, title=text("……")) == {}


def test_a_removed_case_is_no_duplicate(author, acme):
    CaseFactory(title=text("补丁怎样进了主线"), status="removed", status_reason=text("错"))

    assert likely(author) == {}


def test_hostile_texts_are_checked_quickly():
    texts = ["," * 20_000, "a@" * 10_000, "1" * 20_000, "。" * 20_000, "+1 " * 7_000, "中 " * 10_000, "a." * 10_000]
    for words in texts:
        assert len(found({"summary": text(words)})) < 100


@pytest.mark.parametrize(("costs", "places"), [
    ({}, ["ledger/community/cost", "ledger/company/cost"]),
    ({"company": "没有发现"}, ["ledger/community/cost"]),
    ({"community": "两年", "company": "没有发现"}, []),
])  # fmt: skip
def test_a_side_of_whose_costs_nothing_is_said_is_told(costs, places):
    ledger = [
        {"side": side, "gained": text("人"), "cost": text(costs.get(side, ""))} for side in ("community", "company")
    ]

    assert [place for place, code in found({"ledger": ledger}) if code == "no-cost"] == places


@pytest.mark.parametrize(("number", "codes"), [(0, {"no-source"}), (1, {"one-source"}), (2, set())])
def test_one_source_is_not_enough_to_say_nothing_more(number, codes):
    sources = [{"url": f"https://example.org/{each}"} for each in range(number)]

    assert {code for _place, code in found({}, sources=sources) if code.endswith("-source")} == codes


def test_what_is_thin_is_said_in_the_list_of_tasks(desk, draft):
    html = desk.get(f"/contributions/{draft.uid}/edit/").content.decode()

    assert html.count("已填，还单薄") == 1  # the ledgers; sources are not begun


def test_a_suggestion_says_what_was_changed_and_why(desk, author):
    page = TermFactory()
    begun = actions.start(by=author, kind="term", target=page)
    row = actions.save_draft(begun, by=author, version=1, document={"summary": text("新的释义。")}, **DECLARED)
    assert "declarations/note" in [finding.key for finding in checks.blocking(row)]

    path = f"/contributions/{row.uid}/edit/send/"
    version = {"version": row.version, "interest": "none", "ai_use": "none", "rights": "own", "licence": "on"}
    refused = desk.post(path, version | {"note": ""})
    html = refused.content.decode()
    assert refused.status_code == 400
    assert 'href="#id_note"' in html and 'id="id_note_error"' in html

    row.refresh_from_db()
    assert desk.post(path, version | {"version": row.version, "note": "旧的说反了"}).status_code == 302
    assert row.rounds.get().note == "旧的说反了"
