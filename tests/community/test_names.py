"""Which names people may take, which are the same, and what an ORCID number is."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from community.models import Person
from community.names import check_name, name_key, tidy_name, tidy_orcid


@pytest.mark.parametrize(
    "name", ["李雷", "Zoë O’Brien", "山田 太郎", "Олег", "محمد علي", "Nguyễn Văn Ẩn", "R2-D2", "김철수"]
)
def test_a_name_may_be_in_any_script(name):
    check_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "a\u202eb",
        "a\u200bb",
        "a\u2066b",
        "\ufeffa",
        "a\x00",
        "ㅤ",
        "\u2800",
        "…!",
        "аdmin1 pаypal",
        "a\u0301\u0302\u0303\u0304",
        "a\U000e0101",
        "a\u200e",
        "a\u200f",
        "a\u061c",
        "ꓮdmin",
        "\ufdfa" * 60,
    ],
)
def test_a_name_that_hides_something_is_refused(name):
    with pytest.raises(ValidationError):
        check_name(name)


STAFF_ALIKE = [
    *("Admin", "ＡＤＭＩＮ", "编辑", "共 源", "A contributor", "Commonsource team", "共源管理员"),
    *("管理員", "編輯部", "審稿人", "系統", "共源團隊"),  # Traditional
    *("ɑdmin", "ᴀdmin", "ᴀᴅᴍɪɴ", "admın", "ADMİN", "𝐀𝐝𝐦𝐢𝐧", "ⓐⓓⓜⓘⓝ", "🅰🅳🅼🅸🅽"),  # Latin in other shapes
    *("ádmin", "Ädmïn", "ađmin", "a\u0327dmin", "editør"),  # accents and strokes
    *("ꓮꓓꓟꓲꓠ", "ѕуѕтем", "ꭱꮎꮎꭲ"),  # other alphabets
    *("adm1n", "adrnin", "edit0r", "Admin.", "_admin_", "官方。"),  # at a glance
]


@pytest.mark.parametrize("name", STAFF_ALIKE)
def test_a_name_that_passes_for_the_staff_is_refused(name):
    with pytest.raises(ValidationError):
        check_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li Lei", "LILEI"),
        ("Ｌｉ", "li"),
        ("Straße", "STRASSE"),
        ("сосо", "coco"),
        ("ﬁn", "FIN"),
        ("張偉", "张伟"),
        ("Zoë", "Zoe"),
        ("ᴢoe", "zoe"),
        ("ᏃᎾᎬ", "ꮓꮎꭼ"),
    ],
)
def test_names_that_readers_would_confuse_are_one(one, other):
    assert name_key(one) == name_key(other)


def test_a_name_is_kept_composed_and_with_single_spaces():
    assert tidy_name("  Zoe\u0308 　 B ") == "Zoë B"


@pytest.mark.parametrize("given", ["0000-0002-1825-0097", "0000000218250097", "https://orcid.org/0000-0002-1825-0097"])
def test_an_orcid_number_is_brought_into_its_usual_form(given):
    assert tidy_orcid(given) == "0000-0002-1825-0097"


@pytest.mark.parametrize("given", ["0000-0002-1825-0098", "0000-0002-1825", "x", "０000-0002-1825-0097"])
def test_a_number_with_a_wrong_check_digit_is_no_orcid(given):
    with pytest.raises(ValidationError):
        tidy_orcid(given)


def test_the_check_digit_may_be_x():
    assert tidy_orcid("0000-0002-9079-593x") == "0000-0002-9079-593X"


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("王伟", "王炜"), ("Ли", "Лю"), ("김철수", "김철호")])
def test_names_that_look_different_stay_different(one, other):
    assert name_key(one) != name_key(other)


def test_a_key_is_its_own_key():
    assert [name_key(key) for key in map(name_key, STAFF_ALIKE)] == [*map(name_key, STAFF_ALIKE)]


@pytest.mark.django_db
def test_of_names_that_have_become_one_the_earlier_stays():
    for number, (name, key) in enumerate([("張偉", "張偉"), ("张伟", "张伟"), ("李雷", "李雷")], start=1):
        user = get_user_model().objects.create_user(f"person-{number}")
        Person.objects.create(user=user)
        Person.objects.filter(user=user).update(display_name=name, name_key=key)

    import_module("community.migrations.0009_names_compared_by_look").write_keys(apps, None)

    found = Person.objects.order_by("pk").values_list("display_name", "name_key")
    assert [*found] == [("張偉", "张伟"), ("", ""), ("李雷", "李雷")]
