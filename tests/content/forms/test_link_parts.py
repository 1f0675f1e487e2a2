"""Links to pages of which there are few: all are offered by their titles, and addresses are what is kept."""

import pytest
from django.utils import translation

from content.document import get_kind
from content.forms import PageForm
from tests.factories import FacetFactory, TermCategoryFactory, TermFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return TermCategoryFactory(slug="law", title=text("许可", "Licences"))


def choice(language, **document):
    """The field in which the category of a term is chosen, as HTML."""
    with translation.override(language):
        return str(PageForm(get_kind("term"), document, wording={}).main["term_category"])


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "许可"), ("en", "Licences")])
def test_categories_are_chosen_by_their_titles(shelf, language, words):
    assert f'<option value="law" selected>{words}</option>' in choice(language, term_category="law")


def test_what_is_no_category_stays_to_be_seen(shelf):
    assert '<option value="gone" selected>gone</option>' in choice("en", term_category="gone")


def test_the_question_of_a_tag_is_chosen_too():
    facet = FacetFactory(title=text("问题", "Question"))

    html = str(PageForm(get_kind("tag"), {"facet": facet.slug}, wording={}).main["facet"])

    assert f'<option value="{facet.slug}" selected>问题</option>' in html


def test_what_is_sent_is_an_address_or_a_title_and_nothing_else(shelf):
    term = TermFactory(term_category="law").document
    for sent, kept in (("law", "law"), ("Licences", "law"), ("no such shelf", None)):
        form = PageForm(get_kind("term"), term, wording={}, data={"term_category": sent, "title_zh_hans": "词"})
        form.learn()
        assert form.main.is_valid()
        assert form.main.values(form.pages).get("term_category") == kept
        assert ("term_category" in form.main.errors) is (kept is None)
