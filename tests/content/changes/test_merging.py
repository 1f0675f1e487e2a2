"""Merging: what two changed comes together row by row, where it is certain which row is which."""

import pytest

from cases.document import CASE
from content.changes.matching import known_by
from content.changes.merging import merge
from content.document import kinds
from content.document.fields import Document
from content.document.page import shape


def party(organization, side, role="", **more):
    return {"organization": organization, "name": {"zh": "", "en": ""}, "side": side, "role": {"zh": role}} | more


def merged(field, base, mine, theirs):
    """The list after merging, and the keys of what collides."""
    document, collisions = merge(CASE, *({field: rows} for rows in (base, mine, theirs)))
    return document[field], [change.key for change in collisions]


def test_what_two_say_of_different_parties_comes_together():
    apache, google = party("apache", "community"), party("google", "company")
    paying, confirmed = party("google", "company", "出资"), party("apache", "community", confirmed_on="2026-01-01")

    assert merged("parties", [apache, google], [apache, paying], [confirmed, google]) == ([confirmed, paying], [])


def test_two_who_say_something_else_of_one_party_are_asked_about_that_field():
    base, mine, theirs = ([party("google", "company", role)] for role in ("", "出资", "出人"))

    assert merged("parties", base, mine, theirs) == (theirs, ["parties/google/role/zh"])


@pytest.mark.parametrize(
    "rows",
    [
        [party("ibm", "company"), party("ibm", "community")],
        [party("", "company"), party("", "community")],
    ],
    ids=["one party on two sides", "parties without a page"],
)
def test_rows_that_could_be_taken_for_each_other_are_asked_about_together(rows):
    mine = [rows[0] | {"role": {"zh": "出资"}}, rows[1]]
    theirs = [rows[0], rows[1] | {"role": {"zh": "代码"}}]

    assert merged("parties", rows, mine, theirs) == (theirs, ["parties"])


def test_a_row_that_came_meanwhile_makes_the_list_one_question():
    base = [{"side": "community", "cost": {"zh": ""}}]
    mine, theirs = [base[0] | {"cost": {"zh": "时间"}}], [*base, {"side": "company", "cost": {"zh": ""}}]

    assert merged("ledger", base, mine, theirs) == (theirs, ["ledger"])


@pytest.mark.parametrize("name", kinds())
def test_rows_are_known_by_fields_that_they_have(name):
    lists = [field.child for field in shape(kinds()[name].document).fields.values() if hasattr(field, "child")]
    rows = [row for row in lists if isinstance(row, Document)]

    assert all(set(known_by(row)) <= set(row.fields) for row in rows)
    assert kinds()[name].name != "case" or {known_by(row)[:1] for row in rows} == {
        ("reference",), ("organization",), ("side",), ("dimension",), ("strategy",), ("case",), ("file",), (),
    }  # fmt: skip
