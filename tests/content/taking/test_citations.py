"""How pages are cited: each form read by the kind of parser that its readers use."""

import json
import re
from datetime import date

import bibtexparser
import jsonschema
import pytest
import rispy
import time_machine

from content.actions import save
from content.models import Revision
from content.taking.citations import Citation, apa, bibtex, csl, electronic_resource, gb7714, latex, ris
from tests.factories import CaseFactory, text

CITED = Citation(
    key="commonsource-C-0001-v3",
    title="补丁归谁：100% & 更多_的{问题}",
    language="zh",
    version=3,
    saved=date(2026, 11, 4),
    read=date(2026, 11, 24),
    address="https://casebook.example/cases/patch/v/3/",
)
DATE = {
    "type": "object",
    "properties": {"date-parts": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}},
    "additionalProperties": False,
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **dict.fromkeys(
                ("id", "title", "container-title", "publisher", "version", "language", "URL"), {"type": "string"}
            ),
            "type": {"const": "webpage"},
            "author": {"type": "array", "items": {"type": "object", "properties": {"literal": {"type": "string"}}}},
            "issued": DATE,
            "accessed": DATE,
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
"""The part of the published schema of CSL-JSON (csl-data.json) that concerns web pages."""


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            ("萧钰", ["出版业信息化迈入快车道"], (date(2001, 12, 19), date(2002, 4, 15)),
             "http://www.creader.com/news/20011219/200112190019.html"),
            "萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. "
            "http://www.creader.com/news/20011219/200112190019.html.",
        ),
        (
            ("", ["Dublin core metadata element set", "version 1.1"], (date(2012, 6, 14), date(2014, 6, 11)),
             "http://dublincore.org/documents/dces/"),
            "Dublin core metadata element set: version 1.1[EB/OL]. (2012-06-14)[2014-06-11]. "
            "http://dublincore.org/documents/dces/.",
        ),
        (
            ("Commonwealth Libraries Bureau of library development. Pennsylvania Department of Education Office",
             ["Pennsylvania library laws"], (None, date(2013, 3, 24)),
             "http://www.racc.org/yocum/pdf/PALibraryLaws.pdf"),
            "Commonwealth Libraries Bureau of library development. Pennsylvania Department of Education Office. "
            "Pennsylvania library laws[EB/OL]. [2013-03-24]. http://www.racc.org/yocum/pdf/PALibraryLaws.pdf.",
        ),
    ],
)  # fmt: skip
def test_gb7714_writes_the_standard_s_own_examples(parts, said):
    assert electronic_resource(*parts) == said


def test_gb7714_names_version_day_and_address():
    assert gb7714(CITED) == (
        "共源. 补丁归谁：100% & 更多_的{问题}: 第3版[EB/OL]. (2026-11-04)[2026-11-24]. "
        "https://casebook.example/cases/patch/v/3/."
    )


def test_apa_is_that_of_a_web_page_with_a_group_author():
    assert apa(CITED) == (
        "共源. (2026, November 4). ",
        "补丁归谁：100% & 更多_的{问题}",
        " (Version 3). https://casebook.example/cases/patch/v/3/",
    )


def test_bibtex_is_read_by_a_parser_of_bibtex():
    library = bibtexparser.parse_string(bibtex(CITED))

    assert library.failed_blocks == []
    entry = library.entries[0]
    assert (entry.entry_type, entry.key) == ("misc", "commonsource-C-0001-v3")
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert fields["author"] == "{共源}"
    assert fields["title"] == r"{补丁归谁：100\% \& 更多\_的\{问题\}}"
    assert fields["date"] == "2026-11-04"
    assert fields["version"] == "3"
    assert fields["url"] == CITED.address


def test_nothing_in_a_title_is_a_command_of_latex():
    assert latex(r"\input{x}$a^b~c#") == r"\textbackslash{}input\{x\}\$a\textasciicircum{}b\textasciitilde{}c\#"


def test_ris_is_read_by_a_parser_of_ris():
    item = rispy.loads(ris(CITED))[0]

    assert item["type_of_reference"] == "ELEC"
    assert item["id"] == CITED.key
    assert item["authors"] == ["共源"]
    assert item["title"] == CITED.title
    assert item["year"] == "2026"
    assert item["urls"] == [CITED.address]
    assert all(line.endswith("\r") for line in ris(CITED).split("\n")[:-1])


def test_csl_json_is_valid_and_names_the_version():
    items = json.loads(csl(CITED))

    jsonschema.validate(items, CSL)
    assert items[0]["version"] == "3"
    assert items[0]["issued"] == {"date-parts": [[2026, 11, 4]]}
    assert items[0]["accessed"] == {"date-parts": [[2026, 11, 24]]}


@pytest.mark.django_db
def test_a_page_is_cited_at_its_version_in_the_language_of_its_title(client):
    with time_machine.travel("2026-11-01T02:00:00Z", tick=False):
        page = CaseFactory(slug="patch", title=text("补丁归谁"))
    with time_machine.travel("2026-11-24T18:00:00Z", tick=False):  # the 25th in the portal's time zone
        shown = client.get("/en/cases/patch/").content.decode()
        entry = client.get("/en/cases/patch.bib").content.decode()

    assert "共源. 补丁归谁: 第1版[EB/OL]. (2026-11-01)[2026-11-25]. http://testserver/en/cases/patch/v/1/." in shown
    assert f"{{commonsource-{page.uid}-v1," in entry


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_an_older_version_is_cited_as_such(client, ending):
    page = CaseFactory(slug="patch", title=text("第一稿的题目"))
    save(kind="case", document=page.document | {"title": text("第二稿的题目")}, source=Revision.Source.ADMIN)

    now, then = (client.get(f"/cases/patch{place}.{ending}") for place in ("", "/v/1"))

    assert "第二稿的题目" in now.content.decode()
    assert "第一稿的题目" in then.content.decode()
    assert "/cases/patch/v/2/" in now.content.decode()
    assert "/cases/patch/v/1/" in then.content.decode()
    assert then["Content-Disposition"] == f'attachment; filename="{page.uid}-v1.{ending}"'


@pytest.mark.django_db
def test_the_address_of_a_version_shows_the_same_words_for_ever(client):
    page = CaseFactory(slug="patch", summary=text("第一稿。"))
    cited = re.search(r'<a href="http://testserver(/cases/patch/v/1/)">', client.get("/cases/patch/").content.decode())
    assert client.get(cited[1]).status_code == 302  # still the current one

    save(kind="case", document=page.document | {"summary": text("第二稿。")}, source=Revision.Source.ADMIN)

    assert "第一稿。" in client.get(cited[1]).content.decode()
