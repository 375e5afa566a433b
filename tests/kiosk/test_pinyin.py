"""Services found by the letters that people type."""

import pytest

from kiosk.pinyin import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("不动产登记", "bdcdj"),
        ("身份证、户口", "sfzhk"),
        ("Tax office 2", "taxoffice2"),
        ("A 类（税务）", "alsw"),
        ("", ""),
    ],
)
def test_a_name_is_found_by_the_first_letters_of_its_pinyin(name, letters):
    assert initials(name) == letters
