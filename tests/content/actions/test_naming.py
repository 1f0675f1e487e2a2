"""Tags and organisations are known by their names: none takes one that readers would take for another's."""

import pytest
from rest_framework.exceptions import ValidationError

from content.actions import BadDocuments, Draft, save, save_all
from content.models import Revision, Tag
from tests.admin_form import AdminForm
from tests.factories import FacetFactory, OrganizationFactory, TagFactory, TermFactory, text

pytestmark = pytest.mark.django_db
ADMIN = Revision.Source.ADMIN
ALIKE = [
    *(text("许可证"), text("許可證"), text(" 许 可证"), text("另一个", "LICENCE"), text("另一个", "ʟɪᴄᴇɴᴄᴇ")),
    *(text("另一个", "Ｌicence"), text("另一个", "licеnce"), text("licence"), text("另一个", "license")),
]


@pytest.fixture
def licence(db):
    return TagFactory(title=text("许可证", "Licence"), aliases=["license"])


def test_two_pages_of_a_kind_never_look_alike(licence):
    for title in ALIKE:
        with pytest.raises(ValidationError) as error:
            TagFactory(title=title)
        assert (list(error.value.detail), "看上去一样：许可证。" in str(error.value.detail)) == (["title"], True)
    assert Tag.objects.count() == 1


def test_another_name_is_no_other_page_s_title_but_may_be_shared(licence):
    assert TagFactory(aliases=["license"]).version == 1
    with pytest.raises(ValidationError) as error:
        TagFactory(aliases=["许可", "許可證"])
    assert list(error.value.detail) == ["aliases"]


def test_organisations_and_tags_may_have_the_same_name_and_so_may_terms(licence):
    assert OrganizationFactory(title=licence.document["title"]).version == 1
    assert [TermFactory(title=licence.document["title"]).version for _number in range(2)] == [1, 1]


def test_an_organisation_that_looks_like_another_is_refused(db):
    OrganizationFactory(title=text("某基金会", "Acme Foundation"))
    with pytest.raises(ValidationError):
        OrganizationFactory(title=text("", "Аcmе Foundation"))  # two letters are Cyrillic


def test_names_that_a_page_has_stay_and_a_new_one_is_looked_at(licence):
    other = TagFactory(title=text("别的"))
    Tag.objects.filter(pk=other.pk).update(title_zh_hans="许可证")  # from before this was looked at
    document = other.document | {"title": text("许可证")}

    assert save(kind="tag", document=document | {"aliases": ["x"]}, source=ADMIN).version == 2
    with pytest.raises(ValidationError):
        save(kind="tag", document=document | {"title": text("许可证", "Licence")}, source=ADMIN)


def test_a_removed_page_gives_its_name_back_and_asks_for_it_again(licence):
    removed = licence.document | {"status": "removed", "status_reason": text("重复。")}
    save(kind="tag", document=removed, source=ADMIN)
    assert TagFactory(title=text("許可證")).version == 1
    with pytest.raises(ValidationError):
        save(kind="tag", document=licence.document, source=ADMIN)


def test_pages_saved_together_are_compared_with_each_other_and_may_swap(db):
    facet = FacetFactory().slug
    one, other = (TagFactory.build(title=text(title), facet=facet) for title in ("许可证", "許可證"))
    with pytest.raises(BadDocuments) as error:
        save_all([Draft("tag", one), Draft("tag", other)], source=ADMIN)
    assert [position for position, _fault in error.value.faults] == [0, 1]

    save_all([Draft("tag", one), Draft("tag", other | {"title": text("别的")})], source=ADMIN)
    swapped = [one | {"title": text("别的")}, other | {"title": text("许可证")}]
    save_all([Draft("tag", document) for document in swapped], source=ADMIN)
    assert [*Tag.objects.order_by("slug").values_list("version", flat=True)] == [2, 2]


def test_the_admin_says_so_at_the_field(client, editor, licence):
    client.force_login(editor)
    form = AdminForm(client, kind="tag")
    answer = form.send(slug="permit", title_zh_hans="許可證", facet=licence.document["facet"])
    assert (answer.status_code, "看上去一样：许可证。" in answer.content.decode()) == (400, True)
    assert Tag.objects.count() == 1
