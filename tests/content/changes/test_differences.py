"""Differences: every change is told once, at its place, and no larger than it is."""

from hypothesis import given
from hypothesis import strategies as st

from cases.document import CASE
from content.changes.differences import compare, word_segments

WORDS = st.text("共创享赢开源社区的和。，ab \n", max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["zh", "en", "side", "slug"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def told(old, new):
    """The changes as short lines."""
    return [(change.path, change.kind, change.old, change.new) for change in compare(CASE, old, new)]


def T(zh, en=""):
    return {"zh": zh, "en": en}


def test_equal_documents_have_no_differences():
    document = {"title": T("一"), "tags": ["a"], "figure": None}

    assert compare(CASE, document, document) == []


def test_an_empty_value_is_the_same_as_none():
    assert compare(CASE, {"title": T("一"), "tags": [], "figure": None}, {"title": {"zh": "一"}, "note": ""}) == []


def test_a_field_is_told_by_its_path():
    old, new = {"period": {"start": "2019", "ongoing": False}}, {"period": {"start": "2020", "ongoing": True}}

    assert told(old, new) == [
        (("period", "start"), "changed", "2019", "2020"),
        (("period", "ongoing"), "changed", False, True),
    ]


def test_a_text_written_or_taken_away_is_told_as_such():
    assert told({"title": T("一", "One")}, {"title": T("一", "")}) == [(("title", "en"), "removed", "One", "")]
    assert told({"title": T("", "One")}, {"title": T("一", "One")}) == [(("title", "zh"), "added", "", "一")]


def test_fields_are_told_as_their_kind_defines_them_however_the_database_keeps_them():
    old = {"ledger": [{"side": "company"}], "background": T(""), "title": T("")}
    new = {
        "ledger": [{"cost": T("薪资"), "side": "company"}],
        "background": {"en": "B", "zh": "背景"},
        "title": T("题"),
    }

    paths = [change.path for change in compare(CASE, old, new)]

    assert paths == [("title", "zh"), ("background", "zh"), ("background", "en"), ("ledger", "company", "cost", "zh")]


def test_parties_are_known_by_their_organization():
    old = {"parties": [{"organization": "apache", "role": T("维护")}, {"organization": "google", "role": T("出资")}]}
    new = {"parties": [{"organization": "google", "role": T("出资和代码")}, {"organization": "ibm", "role": T("代码")}]}

    assert told(old, new) == [
        (("parties", "apache", "organization"), "removed", "apache", None),
        (("parties", "apache", "role", "zh"), "removed", "维护", None),
        (("parties", "google", "role", "zh"), "changed", "出资", "出资和代码"),
        (("parties", "ibm", "organization"), "added", None, "ibm"),
        (("parties", "ibm", "role", "zh"), "added", None, "代码"),
    ]


def test_the_ledger_is_known_by_its_side():
    old = {"ledger": [{"side": "community", "cost": T("时间")}, {"side": "company", "cost": T("")}]}
    new = {"ledger": [{"side": "community", "cost": T("时间")}, {"side": "company", "cost": T("工资")}]}

    assert told(old, new) == [(("ledger", "company", "cost", "zh"), "added", "", "工资")]


def test_an_item_put_in_front_leaves_the_others_alone():
    old = {"lessons": [T("先写清谁能拍板。"), T("不要急着发布。")]}
    new = {"lessons": [T("先谈钱。"), T("先写清楚谁能拍板。"), T("不要急着发布。")]}

    assert told(old, new) == [
        (("lessons", 0, "zh"), "added", None, "先谈钱。"),
        (("lessons", 1, "zh"), "changed", "先写清谁能拍板。", "先写清楚谁能拍板。"),
    ]


def test_an_item_written_anew_stays_one_item():
    assert told({"lessons": [T("旧话。")]}, {"lessons": [T("全新一句。")]}) == [
        (("lessons", 0, "zh"), "changed", "旧话。", "全新一句。")
    ]


def test_tags_are_one_change_of_their_list():
    old, new = {"tags": ["a", "b"]}, {"tags": ["b", "c"]}

    assert told(old, new) == [(("tags",), "changed", ("a", "b"), ("b", "c"))]
    assert compare(CASE, old, new)[0].segments == [("del", "a"), ("equal", "b"), ("ins", "c")]


def test_the_first_tags_are_told_as_added():
    assert told({"tags": []}, {"tags": ["a"]}) == [(("tags",), "added", (), ("a",))]


def test_a_new_order_is_told_once():
    assert told({"tags": ["a", "b"]}, {"tags": ["b", "a"]}) == [(("tags",), "moved", ("a", "b"), ("b", "a"))]


def test_two_items_about_one_page_are_told_apart():
    old = {"strategies": [{"strategy": "s", "step": 1}, {"strategy": "s", "step": 2}]}
    new = {"strategies": [{"strategy": "s", "step": 2}]}

    assert told(old, new) == [
        (("strategies", 0, "strategy"), "removed", "s", None),
        (("strategies", 0, "step"), "removed", 1, None),
    ]


def test_of_two_rows_about_one_page_the_one_that_stays_is_the_one_with_the_same_side():
    company = {"organization": "ibm", "name": T(""), "side": "company", "role": T("出资")}
    community = company | {"side": "community", "role": T("维护")}

    assert told({"parties": [company, community]}, {"parties": [community | {"role": T("牵头")}]}) == [
        (("parties", 0, "organization"), "removed", "ibm", None),
        (("parties", 0, "side"), "removed", "company", None),
        (("parties", 0, "role", "zh"), "removed", "出资", None),
        (("parties", "ibm", "role", "zh"), "changed", "维护", "牵头"),
    ]


def test_parties_without_pages_are_known_by_their_names_however_alike_the_rest_is():
    paying, other = ({"organization": "", "name": T(name), "side": "company"} for name in ("某公司", "某基金会"))
    words = "负责投入经费、人员和设备"

    assert told(
        {"parties": [paying | {"role": T(words)}, other | {"role": T("")}]},
        {"parties": [paying | {"role": T("")}, other | {"role": T(words)}]},
    ) == [
        (("parties", 0, "role", "zh"), "removed", words, ""),
        (("parties", 1, "role", "zh"), "added", "", words),
    ]


def test_a_figure_that_appears_is_told_field_by_field():
    new = {"outcomes": [{"dimension": "success_rate", "figure": {"value": "3"}}]}

    assert told({"outcomes": [{"dimension": "success_rate", "figure": None}]}, new) == [
        (("outcomes", "success_rate", "figure", "value"), "added", None, "3")
    ]


def test_a_text_is_compared_word_by_word():
    assert word_segments("社区先用、再修。代码归社区。", "社区先用、再改进。代码归社区。") == [
        ("equal", "社区先用、"),
        ("del", "再修"),
        ("ins", "再改进"),
        ("equal", "。代码归社区。"),
    ]


def test_one_word_changed_in_a_long_text_marks_one_word():
    text = "开源社区与企业的互动，有投入也有代价。\n\n" * 2_000

    segments = word_segments(text + "代码", text + "数据")

    assert segments == [("equal", text), ("del", "代码"), ("ins", "数据")]


def test_a_few_words_kept_between_changes_are_not_picked_out():
    old, new = "公司出钱，社区出人，一年一算。", "企业提供资金，志愿者写代码，一年一算。"

    assert word_segments(old, new) == [
        ("del", "公司出钱，社区出人"),
        ("ins", "企业提供资金，志愿者写代码"),
        ("equal", "，一年一算。"),
    ]


@given(WORDS | st.text(), WORDS | st.text())
def test_segments_hold_both_texts(old, new):
    segments = word_segments(old, new)

    assert "".join(text for operation, text in segments if operation != "ins") == old
    assert "".join(text for operation, text in segments if operation != "del") == new


@given(st.dictionaries(st.sampled_from(["title", "tags", "ledger"]), VALUES))
def test_a_document_does_not_differ_from_itself(document):
    assert compare(CASE, document, document) == []


@given(*[st.dictionaries(st.sampled_from(["title", "tags", "ledger"]), VALUES) for _ in range(2)])
def test_a_difference_is_found_in_both_directions(old, new):
    there, back = compare(CASE, old, new), compare(CASE, new, old)

    assert bool(there) == bool(back)
    assert all(not isinstance(value, dict | list) for change in there for value in (change.old, change.new))
    assert all(change.segments or change.kind == "moved" for change in there)
