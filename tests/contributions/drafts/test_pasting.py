"""References that authors paste: read by what they look like, and what cannot be read is handed back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions import actions
from contributions.drafts import pasting
from contributions.drafts.sources import admitted_sources
from contributions.models import Contribution
from tests.contributions.test_pages import begin, fill

BIBTEX = """@article{li2024,
  author = {Li, Lei and Müller, Jörg},
  title = {How {Open} Projects \\& Firms Share Work},
  journal = {Journal of Invented Results}, year = 2024,
  doi = {10.1234/invented.5678}
}
@misc{noaddress, title = {Nowhere to be found}, year = 1999}"""
RIS = """TY  - JOUR
TI  - A study that was made up
AU  - Han, Meimei
JO  - Journal of Invented Results
PY  - 2023
UR  - https://example.org/study
ER  -
"""
CSL = [
    {
        "type": "article-journal", "title": "编造的研究",
        "author": [{"family": "李", "given": "雷"}, {"literal": "某课题组"}],
        "issued": {"date-parts": [[2022, 5]]}, "container-title": "某学报", "DOI": "10.1234/made.up",
    }
]  # fmt: skip


def only(text):
    rows, rest = pasting.read(text)
    assert rest == ""
    (row,) = rows
    return row


def test_bibtex_is_read_and_what_has_no_address_is_handed_back():
    (row,), rest = pasting.read(BIBTEX)

    assert row["title"] == "How Open Projects & Firms Share Work"
    assert row["authors"] == "Li, Lei; Müller, Jörg"
    assert (row["url"], row["year"]) == ("https://doi.org/10.1234/invented.5678", 2024)
    assert (row["publisher"], row["publisher_kind"]) == ("Journal of Invented Results", "academic")
    assert "noaddress" in rest and "li2024" not in rest


def test_an_address_inside_a_command_is_found():
    assert only("@misc{a, title={T}, howpublished={\\url{https://example.org/a}}}")["url"] == "https://example.org/a"


def test_ris_is_read():
    row = only(RIS)

    assert (row["title"], row["authors"], row["year"]) == ("A study that was made up", "Han, Meimei", 2023)
    assert row["url"] == "https://example.org/study"


@pytest.mark.parametrize(
    "entry", ["@misc{a, title={T}, url={https://example.org/a}}", RIS.replace("/study", "/a")], ids=["BibTeX", "RIS"]
)
def test_what_stands_around_a_format_is_read_or_handed_back(entry):
    rows, rest = pasting.read(f"10.1234/first\n\n{entry}\nhttps://example.org/b\n只是一句话")

    urls = {row["url"] for row in rows}
    assert urls == {"https://doi.org/10.1234/first", "https://example.org/a", "https://example.org/b"}
    assert rest == "只是一句话"


def test_ris_without_an_address_is_handed_back():
    assert pasting.read("TY  - JOUR\nTI  - No address\nER  - \n") == ([], "No address")


@pytest.mark.parametrize("given", [CSL, CSL[0], {"items": CSL}])
def test_csl_json_is_read(given):
    row = only(json.dumps(given))

    assert (row["title"], row["authors"]) == ("编造的研究", "李, 雷; 某课题组")
    assert (row["url"], row["year"], row["publisher"]) == ("https://doi.org/10.1234/made.up", 2022, "某学报")


def test_csl_json_without_an_address_is_handed_back():
    _rows, rest = pasting.read('[{"title": "x"}]')

    assert json.loads(rest) == {"title": "x"}


@pytest.mark.parametrize(
    ("text", "url", "title"),
    [
        ("https://example.org/a", "https://example.org/a", ""),
        ("公告：https://example.org/a。", "https://example.org/a", "公告"),
        ("The announcement (https://example.org/a).", "https://example.org/a", "The announcement"),
        ("doi:10.1234/abc.5", "https://doi.org/10.1234/abc.5", ""),
        ("10.1234/abc.5", "https://doi.org/10.1234/abc.5", ""),
        ("A paper, DOI: 10.1234/abc.5.", "https://doi.org/10.1234/abc.5", "A paper"),
        ("https://doi.org/10.1234/abc.5", "https://doi.org/10.1234/abc.5", ""),
    ],
)
def test_a_line_with_an_address_is_read(text, url, title):
    row = only(text)

    assert (row["url"], row["title"]) == (url, title)


def test_lines_without_an_address_are_handed_back():
    rows, rest = pasting.read("https://example.org/a\n\n只是一句话\nhttps://example.org/b")

    assert [row["url"] for row in rows] == ["https://example.org/a", "https://example.org/b"]
    assert rest == "只是一句话"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[",
        "[1]",
        "{}",
        "@",
        "@a{",
        "@article{x",
        "TY  - ",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "\x00\x01",
        '{"DOI": 7}',
        '[{"author": 3, "DOI": "10.1234/a"}]',
    ],
)
def test_what_is_no_reference_comes_back(text):
    rows, _rest = pasting.read(text)

    assert rows == []


FRAGMENTS = st.sampled_from(
    [BIBTEX, RIS, json.dumps(CSL), "https://example.org/", "10.1234/", "@a{", "{", "[", "TY  - "]
)


@given(st.lists(st.one_of(st.text(max_size=60), FRAGMENTS), max_size=6).map("\n".join))
@settings(max_examples=150)
def test_every_text_gives_sources_that_can_be_kept(text):
    rows, rest = pasting.read(text)

    assert admitted_sources(rows) == rows
    assert isinstance(rest, str)


# --- On the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def row(desk, acme):
    return begin(desk)


def test_pasted_references_fill_the_boxes(desk, row):
    answer = fill(desk, row.uid, "evidence", paste="公告 https://example.org/a\n10.1234/abc.5")

    assert answer.status_code == 302 and answer["Location"].endswith("/edit/evidence/#sources")
    html = desk.get(answer["Location"]).content.decode()
    assert 'value="https://example.org/a"' in html and 'value="https://doi.org/10.1234/abc.5"' in html
    assert Contribution.objects.get().sources[0]["title"] == "公告"


def test_what_could_not_be_read_stays_in_the_field_with_a_sentence(desk, row):
    answer = fill(desk, row.uid, "evidence", paste="https://example.org/a\n只是一句话")

    html = answer.content.decode()
    assert answer.status_code == 400
    assert ">只是一句话</textarea>" in html
    assert 'value="https://example.org/a"' in html
    assert len(Contribution.objects.get().sources) == 1


def test_what_is_pasted_while_a_draft_saves_itself_is_not_lost(desk, row):
    address = f"/contributions/{row.uid}/edit/evidence/"
    page = desk.get(address)
    from tests.contributions.test_pages import filled

    sent = filled(page.content.decode()) | {"paste": "https://example.org/a"}
    kept = desk.post(address, sent, headers={"Accept": "application/json"})

    assert kept.status_code == 200
    assert "https://example.org/a</textarea>" in desk.get(address).content.decode()
    assert Contribution.objects.get().sources == []


def test_authors_and_doi_reach_the_page_of_the_source(desk, row, draft, author, reviewer):
    from content.models import Reference

    draft = actions.save_draft(draft, by=author, version=draft.version, sources=pasting.read(BIBTEX)[0])
    actions.accept(actions.send(draft, by=author, version=draft.version), by=reviewer)

    source = Reference.objects.get()
    assert source.authors == ["Li, Lei", "Müller, Jörg"]
    assert (source.doi, source.reference_type) == ("10.1234/invented.5678", "article")
