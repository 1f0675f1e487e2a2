"""The sitemap against its format's definition; llms.txt; the description of the search."""

from datetime import datetime

import pytest
import time_machine
from lxml import etree

from portal.views import sitemap
from tests.factories import CaseFactory, RemovedCaseFactory, TagFactory, TermFactory, text

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{s}" targetNamespace="{s}"
    elementFormDefault="qualified">
  <xs:simpleType name="address"><xs:restriction base="xs:anyURI">
    <xs:pattern value="http://testserver/.*"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType>
  <xs:group name="where"><xs:sequence>
    <xs:element name="loc" type="address"/><xs:element name="lastmod" type="xs:dateTime" minOccurs="0"/>
  </xs:sequence></xs:group>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" maxOccurs="50000"><xs:complexType><xs:sequence><xs:group ref="where"/>
      <xs:any namespace="##other" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" maxOccurs="50000"><xs:complexType><xs:group ref="where"/></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>""".format(**NS)
"""What sitemaps.org asks of sitemaps and their indexes, without what we do not write."""
SCHEMA = etree.XMLSchema(etree.fromstring(XSD))


def read(client, address):
    """The sitemap at an address, valid by the definition."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert answer["ETag"]
    tree = etree.fromstring(answer.content)
    SCHEMA.assertValid(tree)
    return tree


def addresses(client):
    """Every address of the sitemap with its last change and its alternates, by the way of the index."""
    found = {}
    for part in read(client, "/sitemap.xml").xpath("//s:loc/text()", namespaces=NS):
        for url in read(client, part.removeprefix("http://testserver")).xpath("//s:url", namespaces=NS):
            place = url.findtext("s:loc", namespaces=NS)
            assert place not in found
            links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", namespaces=NS)}
            found[place] = (url.findtext("s:lastmod", namespaces=NS), links)
    return found


def test_every_page_stands_there_in_both_languages_with_its_last_change(client):
    with time_machine.travel("2026-11-02T03:04:05Z", tick=False):
        CaseFactory(slug="case")

    found = addresses(client)

    for address in ("http://testserver/cases/case/", "http://testserver/en/cases/case/"):
        changed, links = found[address]
        assert changed == "2026-11-02T03:04:05Z"
        assert links == {
            "zh-Hans": "http://testserver/cases/case/", "en": "http://testserver/en/cases/case/",
        }  # fmt: skip


def test_a_page_in_one_language_stands_there_once(client):
    TermFactory(slug="zh-only", title=text("只有中文"))
    TermFactory(slug="en-only", title=text("", "English only"), pinyin="")

    found = addresses(client)

    assert found["http://testserver/glossary/zh-only/"][1] == {"zh-Hans": "http://testserver/glossary/zh-only/"}
    assert found["http://testserver/en/glossary/en-only/"][1] == {"en": "http://testserver/en/glossary/en-only/"}
    assert "http://testserver/en/glossary/zh-only/" not in found
    assert "http://testserver/glossary/en-only/" not in found


def test_nothing_that_is_not_public_stands_there(client):
    RemovedCaseFactory(slug="gone")
    TermFactory(slug="secret", visible_from="2999-01-01T00:00:00Z")
    TermFactory(slug="over", visible_until="2020-01-01T00:00:00Z", visible_from="2019-01-01T00:00:00Z")

    assert not [
        address for address in addresses(client) if "gone" in address or "secret" in address or "over" in address
    ]


def test_lists_change_with_their_pages(client):
    with time_machine.travel("2026-11-02T00:00:00Z", tick=False):
        CaseFactory()
    with time_machine.travel("2026-11-05T00:00:00Z", tick=False):
        TermFactory()

    found = addresses(client)

    assert found["http://testserver/cases/"][0] == "2026-11-02T00:00:00Z"
    assert found["http://testserver/en/glossary/"][0] == "2026-11-05T00:00:00Z"
    assert found["http://testserver/"][0] == "2026-11-05T00:00:00Z"
    assert found["http://testserver/about/"][0] is None


def test_every_address_of_the_sitemap_answers_and_is_its_own_canonical_address(client):
    CaseFactory(slug="case")
    TagFactory(slug="tag")
    TermFactory(slug="zh-only", title=text("只有中文"))

    for address in addresses(client):
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in answer.content.decode(), address


def test_many_pages_stand_in_several_parts(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PART", 3)
    for number in range(7):
        TermFactory(slug=f"t-{number}")

    index = read(client, "/sitemap.xml")
    places = index.xpath("//s:loc/text()", namespaces=NS)
    times = [datetime.fromisoformat(text) for text in index.xpath("//s:lastmod/text()", namespaces=NS)]

    assert len(places) == len(times) > 3
    assert sum("/glossary/t-" in address for address in addresses(client)) == 14


def test_an_empty_site_has_a_sitemap_of_its_lists(client):
    assert "http://testserver/cases/" in addresses(client)
    assert client.get("/sitemap/99999.xml").status_code == 404


@pytest.mark.parametrize("many", [1, 4])
def test_queries_do_not_grow(client, django_assert_num_queries, many):
    pages = [TermFactory() for _number in range(many)]
    for address in ("/sitemap.xml", "/sitemap/site.xml", f"/sitemap/{pages[0].pk // sitemap.PART}.xml", "/llms.txt"):
        with django_assert_num_queries(1):
            assert client.get(address).status_code == 200


def test_llms_txt_begins_as_its_format_asks_and_leads_to_what_is_there(client):
    CaseFactory(slug="linux-ibm")
    answer = client.get("/llms.txt")
    lines = answer.content.decode().splitlines()

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    assert "1 cases" in lines[2]
    for line in lines:
        if line.startswith("- ["):
            address = line.partition("](http://testserver")[2].partition(")")[0]
            assert client.get(address).status_code == 200, line
    assert client.get("/en/cases/linux-ibm.md").status_code == 200


def test_browsers_can_add_the_search(client, prefix):
    shown = client.get(f"{prefix}/").content.decode()
    assert f'<link rel="search" type="application/opensearchdescription+xml" href="{prefix}/opensearch.xml"' in shown

    answer = client.get(f"{prefix}/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    tree = etree.fromstring(answer.content)
    assert tree.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert 0 < len(tree.findtext("o:ShortName", namespaces=space)) <= 16
    templates = {url.get("type"): url.get("template") for url in tree.findall("o:Url", namespaces=space)}
    assert templates["application/opensearchdescription+xml"] == f"http://testserver{prefix}/opensearch.xml"
    for kind in ("text/html", "application/atom+xml"):
        address = templates[kind].removeprefix("http://testserver").replace("{searchTerms}", "补丁")
        assert address.startswith(f"{prefix}/")
        assert client.get(address).status_code == 200
