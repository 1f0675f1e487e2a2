"""Whatever a document says: it is refused with a reason, or it comes back from its rows as it was kept."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.exceptions import ValidationError

from content.actions import save
from content.document import get_kind, kinds
from content.document.writing import read
from content.models import Page, Revision
from tests.content.documents import prepare_neighbours
from tests.content.generated import documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADMIN = Revision.Source.ADMIN


@pytest.fixture
def pages(db):
    prepare_neighbours()
    return {page.key for page in Page.objects.all()}


@pytest.mark.parametrize("name", kinds())
def test_any_document_comes_back_from_its_rows_or_is_refused(pages, name):
    kind, kept = get_kind(name), []

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(documents(kind, pages))
    def try_out(document):
        try:
            page = save(kind=name, document=document, source=ADMIN)
        except ValidationError:
            return
        assert read(kind, page) == page.document
        assert save(kind=name, document=page.document, source=ADMIN).version == page.version
        kept.append(page)

    try_out()
    assert kept


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", kinds())
def test_any_json_in_any_field_is_refused_or_kept_but_never_breaks(pages, name):
    kind = get_kind(name)
    fields = st.sampled_from([*kind.document().fields])

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(documents(kind, pages), fields, JSON)
    def try_out(document, field, value):
        try:
            page = save(kind=name, document=document | {field: value}, source=ADMIN)
        except ValidationError as error:
            assert error.detail
        else:
            assert read(kind, page) == page.document

    try_out()
