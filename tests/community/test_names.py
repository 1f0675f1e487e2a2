"""Which names people may take, which are the same, and what an ORCID number is."""

import pytest
from django.core.exceptions import ValidationError

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
    ],
)
def test_a_name_that_hides_something_is_refused(name):
    with pytest.raises(ValidationError):
        check_name(name)


@pytest.mark.parametrize("name", ["Admin", "ＡＤＭＩＮ", "编辑", "共 源", "аԁмін".replace("н", "n"), "A contributor"])
def test_a_name_that_passes_for_the_staff_is_refused(name):
    with pytest.raises(ValidationError):
        check_name(name)


@pytest.mark.parametrize(
    ("one", "other"), [("Li Lei", "LILEI"), ("Ｌｉ", "li"), ("Straße", "STRASSE"), ("сосо", "coco"), ("ﬁn", "FIN")]
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
