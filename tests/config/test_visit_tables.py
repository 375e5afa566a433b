"""hall.toml about visits after their call: what is built, what is wrong, and that it can be written again."""

import pytest

from config.hall import load_hall_text
from config.hall_text import hall_text
from config.wrong import ConfigError

HALL = """
[hall]
id = "yunxi"
name = "云溪"
[policy]
missed = "keep"
further = "shortest"
store_next_s = 60
[[missed]]
id = "keep"
calls = 5
[[missed]]
id = "third"
then = "requeue"
times = 2
back = 3
[[pool]]
id = "review"
name = "审核"
[[outcome]]
id = "instant"
name = "即办件"
[[series]]
id = "A"
[[service]]
id = "house"
name = "首次登记"
missed = "third"
confirm_arrival = true
no_show_s = 90
outcome_mandatory = true
[[service]]
id = "ask"
name = "咨询"
[[window]]
id = "1"
services = ["house", "ask"]
walk_service = "ask"
"""


def loaded(text: str):
    return load_hall_text(text, "hall.toml")


def wrong(old: str, new: str) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(HALL.replace(old, new))
    assert len(caught.value.all) == 1
    return caught.value.first.text("en")


def test_services_name_their_policy_and_the_hall_has_one_for_the_others():
    hall = loaded(HALL)
    house, ask = hall.services
    assert house.missed is not None
    assert (house.missed.then, house.missed.times, house.missed.back) == ("requeue", 2, 3)
    assert ask.missed is None
    assert (hall.policy.missed.then, hall.policy.missed.calls) == ("keep", 5)
    assert (house.confirm_arrival, house.no_show_s, house.outcome_mandatory) == (True, 90, True)
    assert (hall.pools[0].name, hall.outcomes[0].name, hall.windows[0].walk_service) == (
        "审核",
        "即办件",
        "ask",
    )


def test_it_can_be_written_again():
    assert loaded(hall_text(loaded(HALL))) == loaded(HALL)


def test_a_policy_that_is_not_there_is_named_with_the_nearest():
    line = wrong('missed = "third"', 'missed = "thrid"')
    assert "thrid" in line
    assert "Did you mean third?" in line


def test_a_key_that_nobody_looks_at_is_named():
    assert "calls" in wrong('then = "requeue"', 'then = "requeue"\ncalls = 3')


def test_people_without_a_ticket_are_served_for_what_the_window_calls():
    assert "pledge" in wrong('walk_service = "ask"', 'walk_service = "pledge"')


def test_a_profile_names_pools_that_are_there():
    assert "revew" in wrong("[[series]]", '[[profile]]\nid = "back"\npools = ["revew"]\n[[series]]')


@pytest.mark.parametrize("table", ["missed", "pool", "outcome"])
def test_each_id_stands_once(table):
    name = "" if table == "missed" else '\nname = "又"'
    first = {"missed": "keep", "pool": "review", "outcome": "instant"}[table]
    assert first in wrong("[[series]]", f'[[{table}]]\nid = "{first}"{name}\n[[series]]')
