"""JSON-LD: what search engines read from a page, held against schema.org's own definitions."""

import json
import re
from datetime import date, datetime

import pytest

from tests.factories import (
    CaseFactory,
    ChapterFactory,
    MechanismFactory,
    OrganizationFactory,
    StrategyFactory,
    TermFactory,
    VerifiedCaseFactory,
    text,
)

pytestmark = pytest.mark.django_db

THING = {"@id": "url", "name": str, "description": str, "url": "url", "identifier": str, "alternateName": str}
WORK = THING | {
    "inLanguage": str, "datePublished": date, "dateModified": datetime, "version": str, "license": "url",
    "isAccessibleForFree": bool, "publisher": "Organization", "author": "Organization", "keywords": str,
    "citation": "CreativeWork", "about": "Organization", "temporalCoverage": str, "mainEntityOfPage": "WebPage",
}  # fmt: skip
SHAPES = {
    "Article": WORK | {"headline": str},
    "HowTo": WORK | {"step": "HowToStep", "audience": "Audience"},
    "Chapter": WORK,
    "WebPage": WORK,
    "CreativeWork": WORK,
    "HowToStep": THING | {"position": int, "text": str},
    "Audience": THING | {"audienceType": str},
    "DefinedTerm": THING | {"termCode": str, "inDefinedTermSet": "DefinedTermSet", "mainEntityOfPage": "WebPage"},
    "DefinedTermSet": WORK,
    "Organization": THING | {
        "foundingDate": str, "parentOrganization": "Organization", "mainEntityOfPage": "WebPage",
    },
}  # fmt: skip
"""The properties that schema.org gives to these types, as far as they are used here, and what may stand in them."""


def faults(thing, place=""):
    """What of this does not have the shape that schema.org gives it."""
    shape = SHAPES[thing["@type"]]
    for name, value in thing.items():
        if name in {"@type", "@context"}:
            continue
        for each in value if isinstance(value, list) else [value]:
            where = f"{place}/{thing['@type']}.{name}"
            if name not in shape:
                yield f"{where}: no such property"
            elif each in ("", None, {}):
                yield f"{where}: empty"
            elif shape[name] in SHAPES:
                yield from faults(each, where) if each["@type"] == shape[name] else [f"{where}: {each['@type']}"]
            elif not fits(each, shape[name]):
                yield f"{where}: {each!r}"


def fits(value, wanted):
    if wanted == "url":
        return bool(re.match(r"https?://", value))
    if wanted in (date, datetime):
        return bool(wanted.fromisoformat(value))
    return type(value) is wanted


def linked(client, address):
    """The JSON-LD of a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).content.decode())
    assert len(found) == 1
    return json.loads(found[0])


@pytest.fixture
def pages():
    """A page of each kind with everything that its JSON-LD may say."""
    MechanismFactory()
    OrganizationFactory(slug="above", title=text("上级", "Above"))
    OrganizationFactory(
        slug="acme", title=text("某公司", "Acme"), aliases=["ACME"], homepage="https://acme.example/", founded=1998,
        relations=[{"organization": "above", "relation": "part_of"}],
    )  # fmt: skip
    VerifiedCaseFactory(
        slug="case", tags=["sharing"],
        parties=[{"side": "company", "organization": "acme"}, {"side": "community", "name": text("某社区", "Some")}],
    )  # fmt: skip
    StrategyFactory(slug="playbook", steps=[{"title": text("先", "First"), "text": text("**写**", "**Write**")}])
    TermFactory(slug="term", aliases=[{"text": "别名", "language": "zh"}])
    ChapterFactory(slug="1")


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/cases/case/", "Article"), ("/strategies/playbook/", "HowTo"), ("/glossary/term/", "DefinedTerm"),
        ("/organizations/acme/", "Organization"), ("/organizations/above/", "Organization"), ("/book/1/", "Chapter"),
    ],
)  # fmt: skip
def test_every_page_has_the_shape_of_its_type(client, address, kind, prefix):
    data = linked(client, prefix + address)

    assert data["@context"] == "https://schema.org"
    assert data["@type"] == kind
    assert data["name"]
    assert data["mainEntityOfPage"]["url"] == f"http://testserver{prefix}{address}"
    assert data["mainEntityOfPage"]["version"] == "1"
    assert data["mainEntityOfPage"]["inLanguage"] == ("en" if prefix else "zh-Hans")
    assert list(faults(data)) == []


@pytest.mark.usefixtures("pages")
def test_a_case_names_its_parties_its_sources_and_its_time(client):
    data = linked(client, "/en/cases/case/")

    assert {party["name"] for party in data["about"]} == {"Acme", "Some"}
    assert [work["url"][:20] for work in data["citation"]] == ["https://example.org/"] * 2
    assert data["temporalCoverage"] == "2020/.."
    assert data["keywords"] == ["Sharing"]


@pytest.mark.usefixtures("pages")
def test_a_playbook_gives_its_steps_as_words(client):
    assert linked(client, "/strategies/playbook/")["step"] == [
        {"@type": "HowToStep", "position": 1, "name": "先", "text": "写"}
    ]


def test_no_title_ends_the_script(client):
    CaseFactory(slug="case", title=text("</script><script>alert(1)</script>&<!--"))

    shown = client.get("/cases/case/").content.decode()

    assert "</script><script>alert" not in shown
    assert linked(client, "/cases/case/")["name"] == "</script><script>alert(1)</script>&<!--"
