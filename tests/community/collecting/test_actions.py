"""Collections as their owners write them, and what editors say."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from community.collecting import actions
from community.collecting.actions import AddressTaken, CannotCollect, Item, Stale, Wish
from community.models import Collection, Notice
from community.models.collections import new_uid
from community.personal_data import delete_account, export_of
from search import collection as everything
from tests.community.collections import collection_of, published_author
from tests.factories import CaseFactory, FacetFactory, TermFactory

pytestmark = pytest.mark.django_db
Standing = Collection.Standing


@pytest.fixture
def case():
    return CaseFactory(slug="one")


def changed(row, by, *, version=None, **wish):
    now = {"title": row.title, "about": row.about, "public": row.public}
    return actions.change(row, by=by, version=version or row.version, wish=Wish(**now | wish))


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_pages_stand_in_the_order_in_which_they_came_each_once(member, case):
    term = TermFactory()
    row = collection_of(member, "单子", case, term)

    actions.add(row, case, by=member, note="重读")

    assert [(item.page_id, item.note, item.position) for item in row.items.all()] == [
        (case.pk, "重读", 1),
        (term.pk, f"为什么读{term.slug}", 2),
    ]


def test_adding_again_without_a_note_keeps_the_note(member, case):
    row = collection_of(member, "单子", case)

    actions.add(row, case, by=member)

    assert row.items.get().note == "为什么读one"


def test_notes_order_and_removal_are_saved_together(member):
    pages = [CaseFactory() for _ in range(3)]
    row = collection_of(member, "单子", *pages)
    first, second, third = row.items.all()

    items = [Item(first.pk, "新话", 9), Item(second.pk, remove=True, place=1), Item(third.pk, third.note, 2)]
    row = changed(row, member, items=[*items, Item(0, "of nobody")])

    assert [(item.pk, item.note, item.position) for item in row.items.all()] == [
        (third.pk, third.note, 1),
        (first.pk, "新话", 2),
    ]


def test_pages_that_the_form_did_not_know_stay(member, case):
    row = collection_of(member, "单子", case)

    changed(row, member, title="另一个", items=[])

    assert row.items.count() == 1


def test_of_two_who_save_the_second_is_told_and_sending_twice_is_no_conflict(member, case):
    row = collection_of(member, "单子", case)
    opened = row.version
    changed(row, member, version=opened, title="甲", items=[Item(row.items.get().pk, "为什么读one", 1)])

    with pytest.raises(Stale) as stale:
        changed(row, member, version=opened, title="乙")
    assert stale.value.current.title == "甲"

    same = changed(row, member, version=opened, title="甲", items=[Item(row.items.get().pk, "为什么读one", 1)])
    assert same.version == opened + 1


def test_an_old_form_that_makes_it_the_editors_is_no_repetition(editor):
    row = collection_of(editor, "单子")
    changed(row, editor)

    with pytest.raises(Stale):
        changed(row, editor, version=row.version, by_editors=True, slug="picks")


def test_a_form_that_is_sent_twice_makes_one_collection(member, stranger):
    uid = new_uid()

    first = actions.create(by=member, language="zh", wish=Wish("单子"), uid=uid)
    assert actions.create(by=member, language="zh", wish=Wish("单子"), uid=uid) == first

    assert actions.create(by=stranger, language="zh", wish=Wish("别人的"), uid=uid).uid != uid


def test_there_is_an_end_to_collections_and_to_pages(member, case, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ITEMS", 1)
    monkeypatch.setattr(actions, "MOST_OF_A_PERSON", 1)
    row = collection_of(member, "单子", case)

    with pytest.raises(CannotCollect, match="1"):
        actions.add(row, TermFactory(), by=member)
    with pytest.raises(CannotCollect, match="1"):
        collection_of(member)
    actions.add(row, case, by=member, note="已经在里面的可以改")


def test_what_goes_wrong_otherwise_is_not_called_a_taken_address(member):
    with pytest.raises(IntegrityError):
        actions.create(by=member, language="fr", wish=Wish("单子"))


def test_what_nobody_may_read_or_has_no_page_is_not_collected(member):
    row = collection_of(member)
    for page in (CaseFactory(visible_from="2999-01-01T00:00:00Z"), FacetFactory()):
        with pytest.raises(CannotCollect):
            actions.add(row, page, by=member)
    assert not row.items.exists()


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_nobody_touches_what_belongs_to_others(member, stranger, admin, case):
    row = collection_of(member, "单子", case, public=True)
    closed = type(member).objects.create_user("closed", is_active=False)

    for other in (stranger, admin, closed, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            changed(row, other, title="篡改")
        with pytest.raises(PermissionDenied):
            actions.add(row, case, by=other)
        with pytest.raises(PermissionDenied):
            actions.delete(row, by=other)
    for nobody in (closed, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            actions.create(by=nobody, language="zh", wish=Wish("单子"))
    with pytest.raises(PermissionDenied):
        actions.decide(row, Standing.SHOWN, by=member)
    assert Collection.objects.get().title == "单子"


def test_the_editors_collections_are_all_editors_and_only_theirs(editor, admin, member):
    row = collection_of(editor, "编辑部选", by_editors=True, slug="picks", public=True)

    assert changed(row, admin, title="改", by_editors=True, slug="picks").owner == editor
    with pytest.raises(PermissionDenied):
        changed(row, member, title="改")
    wished = collection_of(member, "冒充", by_editors=True, slug="mine")
    assert (wished.by_editors, wished.slug) == (False, "")


def test_an_address_is_given_once(editor):
    collection_of(editor, "一", by_editors=True, slug="picks")
    with pytest.raises(AddressTaken):
        collection_of(editor, "二", by_editors=True, slug="picks")


def test_who_takes_the_editors_mark_away_owns_what_nobody_owned(editor, admin):
    row = collection_of(editor, "编辑部选", by_editors=True)
    Collection.objects.filter(pk=row.pk).update(owner=None)

    assert changed(row, admin).owner == admin


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_a_first_public_collection_waits_and_that_of_a_known_author_does_not(member, stranger, case):
    assert collection_of(member, "等", public=True).standing == Standing.WAITING

    published_author(stranger, case)
    assert collection_of(stranger, "不等", public=True).standing == Standing.SHOWN
    assert [row.title for row in Collection.objects.public()] == ["不等"]


def test_what_waited_is_shown_once_its_owner_is_known(member, case):
    row = collection_of(member, "等", public=True)
    published_author(member, case)

    assert changed(row, member, title="等到了").standing == Standing.SHOWN


def test_editors_show_and_close_and_the_owner_is_told(member, editor):
    row = collection_of(member, "等", public=True)

    actions.decide(row, Standing.SHOWN, by=editor)
    actions.decide(row, Standing.SHOWN, by=editor)
    assert Collection.objects.public().exists()
    with pytest.raises(CannotCollect):
        actions.decide(row, Standing.CLOSED, by=editor)
    actions.decide(row, Standing.CLOSED, by=editor, reason="广告")
    actions.decide(row, Standing.WAITING, by=editor)

    assert not Collection.objects.public().exists()
    told = Notice.objects.filter(user=member).order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["collection_shown", "collection_closed"]


def test_what_was_closed_stays_closed_whatever_its_owner_does(member, editor, case):
    row = collection_of(member, "广告", public=True)
    actions.decide(row, Standing.CLOSED, by=editor, reason="广告")
    published_author(member, case)

    assert changed(row, member, title="不是广告").standing == Standing.CLOSED


def test_private_ones_are_read_by_their_owner_only(member, stranger, editor):
    row = collection_of(member)
    seen = [bool(Collection.objects.visible_to(who).filter(pk=row.pk)) for who in (member, stranger, editor)]

    assert seen == [True, False, False]
    assert not Collection.objects.visible_to(AnonymousUser())


def test_every_public_change_gives_another_version_and_no_private_one_does(member, case):
    published_author(member, case)

    def version_after(deed):
        before = everything.state()[0]
        return deed(), everything.state()[0] > before

    row, moved = version_after(lambda: collection_of(member, "私", case))
    assert not moved
    row, moved = version_after(lambda: changed(row, member, title="仍私"))
    assert not moved
    row, moved = version_after(lambda: changed(row, member, public=True))
    assert moved
    row, moved = version_after(lambda: actions.add(row, case, by=member, note="新"))
    assert moved
    _gone, moved = version_after(lambda: actions.delete(row, by=member))
    assert moved


# --- Personal data ----------------------------------------------------------------------------------------------------


def test_collections_are_handed_out_and_go_with_the_account(member, editor, case):
    published_author(member, case)
    collection_of(member, "我的", case, public=True)

    rows = export_of(member)["collections"]
    assert [(row["title"], row["pages"]) for row in rows] == [("我的", [{"page": "case:one", "note": "为什么读one"}])]

    before = everything.state()[0]
    delete_account(member, keep_name=True)
    assert not Collection.objects.exists()
    assert everything.state()[0] > before


def test_the_editors_stay_when_one_of_them_leaves(editor):
    collection_of(editor, "编辑部选", by_editors=True, public=True)
    assert export_of(editor)["collections"][0]["by_editors"]

    delete_account(editor, keep_name=False)

    assert Collection.objects.public().get().owner is None
