"""Hostile inputs in what is read without a browser: feeds, the API, tables, citations, Markdown."""

import csv
import io
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from portal.open_data import making, sets
from portal.views.sitemap import PART
from tests.hostile.inputs import Dealer
from tests.hostile.planting import plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

XML = ["/feeds/all.atom", "/feeds/cases.atom", "/feeds/organizations.atom", "/organizations/organization.atom",
       "/tags/tag.atom", "/cases/case/history.atom", "/collections/{uid}.atom", "/sitemap.xml", "/sitemap/{part}.xml",
       "/opensearch.xml"]  # fmt: skip
PLAIN = ["/cases/case.md", "/cases/case.json", "/cases/case.bib", "/cases/case.ris", "/cases/case.csl.json",
         "/api/v1/cases/case/", "/api/v1/cases/", "/api/v1/search/?q=probe", "/api/v1/organizations/organization/",
         "/search/suggest?q=probe", "/llms.txt", "/robots.txt"]  # fmt: skip

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant(User.objects.create_superuser("root"))
        transaction.set_rollback(True)


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["zh", "en"])
@pytest.mark.parametrize("path", XML)
def test_xml_is_well_formed(planted, path, prefix):
    prefix = "" if path.startswith("/sitemap") else prefix
    part = planted["pages"]["case"].pk // PART
    answer = Client().get(prefix + path.format(uid=planted["collection"].uid, part=part))

    assert answer.status_code == 200
    assert "xml" in answer["Content-Type"]
    assert ElementTree.fromstring(answer.content) is not None


def test_a_feed_named_after_what_was_asked_for_is_well_formed(planted):
    for text in Dealer().rounds(190):
        answer = Client().get(f"/feeds/cases.atom?q={quote(text)}")

        assert answer.status_code in {200, 400}  # line ends are refused before any view
        assert answer.status_code == 400 or ElementTree.fromstring(answer.content) is not None


@pytest.mark.parametrize("path", PLAIN)
def test_no_browser_takes_it_for_a_page(planted, path):
    answer = Client().get(path, headers={"accept": "text/html,*/*;q=0.1"})

    assert answer.status_code == 200
    assert not {"html", "svg", "xml"} & set(answer["Content-Type"].replace("+", "/").split(";")[0].split("/"))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_no_cell_of_a_table_is_a_formula(planted, settings, tmp_path):
    settings.DATA_SETS = tmp_path / "sets"
    folder = sets.folder() / making.make()

    cells = [
        (file.name, cell)
        for file in folder.glob("*.csv")
        for row in csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert [cell for cell in cells if "HYPERLINK" in cell[1]]
    assert [cell for cell in cells if cell[1].startswith(FORMULAS)] == []
