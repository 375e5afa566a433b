"""A hall that stands by answers nobody, and nothing is wrong with it."""

import pytest

from config.texts import texts
from jiaohao.checking import hall, machine
from jiaohao.checking.told import sentence

UNIT = "jiaohao-hall.service"


@pytest.mark.parametrize(
    ("shown", "stands_by"),
    [
        ("ActiveState=active\nStatusText=standing by\n", True),
        ("StatusText=standing by\nActiveState=active\n", True),
        ("ActiveState=active\nStatusText=\n", False),
        ("ActiveState=failed\nStatusText=standing by\n", False),
        ("ActiveState=activating\nStatusText=\n", False),
        ("", False),
        (None, False),
    ],
)
def test_systemd_knows_whether_it_waits_for_its_turn(shown, stands_by):
    assert machine.stands_by(UNIT, lambda command: shown if UNIT in command else None) is stands_by


def test_who_waits_for_its_turn_is_good_and_who_only_says_nothing_is_not(tmp_path):
    (waiting,) = hall.silent(tmp_path, "nobody", stands_by=True)
    (down,) = hall.silent(tmp_path, "nobody", stands_by=False)
    assert (waiting.state, waiting.key) == ("good", "hall.standing_by")
    assert (down.state, down.key) == ("bad", "hall.down")
    for language in ("zh", "en"):
        assert sentence(waiting, texts(language))
        assert sentence(down, texts(language)) == "nobody"
