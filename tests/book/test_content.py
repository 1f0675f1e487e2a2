"""The content files: complete, in both languages, well set; and the database after loading them says the same."""

import re
from collections import Counter

import pytest
from django.db import transaction

from book.actions import load_book
from book.comparison import compare_book
from book.content_files import CONTENT, read_folder
from content.models import Page, Revision
from search.models import SearchEntry

ENTRIES = read_folder(CONTENT)
HAN = "\u3400-\u9fff"


def documents(*kinds):
    return [entry.document for entry in ENTRIES if entry.kind in kinds]


def walk(value, place=""):
    """(place, value) of every part of a document."""
    yield place, value
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walk(inner, f"{place}.{key}")


def chinese_texts():
    """(file, document, place, text) of every text in Chinese."""
    for entry in ENTRIES:
        for place, value in walk(entry.document):
            if place.endswith(".zh"):
                yield entry.path.name, entry.document["slug"], place, value


# --- Complete ---------------------------------------------------------------------------------------------------------

COUNTS = {
    "chapter": 90, "organization": 47, "case": 38, "practice_group": 39, "practice": 157, "strategy": 16, "term": 80,
    "term_category": 6, "claim": 47, "facet": 10, "tag": 60, "reference": 101,
}  # fmt: skip


def test_nothing_of_the_book_is_missing():
    assert Counter(entry.kind for entry in ENTRIES) == COUNTS


def test_eight_cases_are_the_book_s_and_thirty_the_editors():
    assert Counter(case["origin"] for case in documents("case")) == {"book": 8, "editors": 30}


@pytest.mark.parametrize(("part", "number"), [("checklist", 160), ("pitfalls", 79)])
def test_the_steps_of_the_playbooks_have_all_their_parts(part, number):
    steps = [step for strategy in documents("strategy") for step in strategy["steps"]]

    assert len(steps) == 78
    assert sum(len(step.get(part, ())) for step in steps) == number


def test_the_book_s_own_list_has_ten_sources():
    assert [page["slug"] for page in documents("reference") if page.get("in_book")] == [
        f"R{n:02}" for n in range(1, 11)
    ]


def test_every_source_is_cited_and_every_source_cited_is_there():
    cited = {row["reference"] for entry in ENTRIES for row in entry.document.get("references", ())}

    assert cited == {page["slug"] for page in documents("reference")}


def test_every_facet_category_and_group_has_something_in_it():
    assert {tag["facet"] for tag in documents("tag")} == {facet["slug"] for facet in documents("facet")}
    assert {term["term_category"] for term in documents("term")} == {y["slug"] for y in documents("term_category")}
    assert {item["group"] for item in documents("practice")} == {group["slug"] for group in documents("practice_group")}


@pytest.mark.parametrize("key", ["as_in_book", "book_heading", "body"])
def test_the_book_is_not_quoted(key):
    assert not [place for entry in ENTRIES for place, _value in walk(entry.document) if key in place.split(".")]


# --- In both languages ------------------------------------------------------------------------------------------------

WITHOUT_SUMMARY = {
    "practice_group",
    "reference",
}  # a group says what it is in its title, a source is described by its data


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_has_its_title_and_summary_in_both_languages(language):
    missing = [
        f"{entry.kind}:{entry.document['slug']} {name}"
        for entry in ENTRIES
        for name in ("title", "summary")
        if not (entry.kind == "reference" or (name == "summary" and entry.kind in WITHOUT_SUMMARY))
        and not entry.document.get(name, {}).get(language)
    ]

    assert missing == []


def test_every_text_of_a_page_is_in_both_languages():
    one_sided = [
        (entry.document["slug"], place)
        for entry in ENTRIES
        for place, value in walk(entry.document)
        if isinstance(value, dict) and len({"zh", "en"} & set(value)) == 1 and entry.kind != "reference"
    ]

    assert one_sided == []


@pytest.mark.parametrize("case", documents("case"), ids=lambda case: case["slug"])
def test_every_case_has_both_ledgers_filled_in_both_languages(case):
    sides = {row["side"]: row for row in case["ledger"]}

    assert set(sides) == {"community", "company"}
    for row in sides.values():
        assert all(row[name][language].strip() for name in ("put_in", "gained", "cost") for language in ("zh", "en"))


# --- Well set ---------------------------------------------------------------------------------------------------------


FAULTS = {
    "a space between Chinese and Latin": rf"[{HAN}] +[A-Za-z0-9]|[A-Za-z0-9%+)] +[{HAN}]",
    "a half-width mark between Chinese characters": rf"[{HAN}][,:;?!()][{HAN}]",
    "a half-width mark after a Chinese character": rf"[{HAN}][,:;?!](?!//)",
    "half-width brackets around Chinese": rf"\([^()]*[{HAN}][^()]*\)(?!\()",
    "a full-width digit or letter": r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]",
    "a doubled mark": r"[，。；：、！？]{2,}|（（|））|,,|\.\.(?!\.)",
    "straight quotation marks around Chinese": rf"[\"'][{HAN}]|[{HAN}][\"']",
    "a space beside a Chinese mark": r"[，。；：、！？（）“”《》] | [，。；：、！？（）“”《》]",
    "a space at an end, or two": r"^\s|\s$|  ",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_chinese_is_set_as_chinese_without(fault):
    parts = re.compile(r"^第[一二三四五六]部分 ")  # the number of a part stands apart from its title, whatever that is
    found = [
        (*where, match[0])
        for *where, text in chinese_texts()
        if (match := re.search(FAULTS[fault], parts.sub("", text)))
    ]

    assert found == []


def test_the_titles_of_all_parts_are_set_alike():
    titles = [text for *where, text in chinese_texts() if where[2] == ".title.zh" and re.match("第.部分", text)]

    assert len(titles) == 6
    assert all(re.match("第.部分 ", title) for title in titles)


def test_in_chinese_only_headings_have_spaces_between_characters():
    spaced = rf"[{HAN}] +[{HAN}]"

    assert not [
        (*where, text) for *where, text in chinese_texts() if where[2] != ".title.zh" and re.search(spaced, text)
    ]


# --- In the database --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole book, loaded once for this module and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_book(CONTENT)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_loading_creates_every_page(loaded):
    assert {kind: dict(numbers) for kind, numbers in loaded.counts.items()} == {
        kind: {"created": number} for kind, number in COUNTS.items()
    }
    assert Page.objects.public().count() == Revision.objects.count() == sum(COUNTS.values())


@pytest.mark.django_db
def test_every_page_is_in_the_index_in_both_languages(loaded):
    assert SearchEntry.objects.public().count() == 2 * sum(COUNTS.values())


@pytest.mark.django_db
def test_the_database_says_what_the_files_say(loaded):
    assert list(compare_book(CONTENT)) == []


@pytest.mark.django_db
def test_a_second_loading_changes_nothing(loaded):
    report = load_book(CONTENT)

    assert {result for numbers in report.counts.values() for result in numbers} == {"unchanged"}


@pytest.mark.django_db
def test_what_a_party_s_foundation_or_engineer_wrote_is_no_outside_source(loaded):
    cases = dict(Page.objects.filter(kind="case").values_list("slug", "computed__reason"))

    assert cases["pytorch-foundation"] == "parties-only"  # linux.com is its parent's
    assert cases["mindspore-openi"] == "parties-only"  # a guest article by Huawei


def test_every_case_has_its_level_with_a_reason_and_every_claim_its_state(loaded):
    cases = Page.objects.filter(kind="case").values_list("computed__level", "computed__reason")
    claims = Page.objects.filter(kind="claim").values_list("computed__state", "computed__reason")

    assert {level for level, _reason in cases} <= {0, 1, 2, 3}
    assert all(reason for _found, reason in (*cases, *claims))
    assert {state for state, _reason in claims} <= {"unverified", "supported", "disputed", "corrected", "opinion"}


@pytest.mark.django_db
def test_every_link_of_the_index_leads_to_an_entry(loaded):
    keys = set(SearchEntry.objects.values_list("key", flat=True))

    assert {link for links in SearchEntry.objects.values_list("links", flat=True) for link in links} <= keys
