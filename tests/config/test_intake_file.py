"""Stories of hall.toml: quotas by part of the day, duty, special days and appointments, and the lines for what is wrong."""

from datetime import date

import pytest

from config.hall import load_hall_text
from config.hall_text import hall_text
from config.wrong import ConfigError
from link.messages.definition import Hours, SpanQuota

GOOD = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
hours = ["mon-fri 08:30-12:00", "mon-fri 13:30-17:00"]

[taking]
early_min = 30
last_ticket_min = 15
person_day = 3

[[department]]
id = "civil"
name = "民政室"

[[zone]]
id = "left"
name = "左厅"

[[series]]
id = "A"

[[service]]
id = "A1"
name = "低保申请"
department = "civil"
quotas = ["8:30-12:00 60", "13:30-17:00 40"]
person_limit = 1

[[service]]
id = "A2"
name = "咨询"

[[window]]
id = "1"
services = "*"

[[window]]
id = "2"
services = ["A2"]

[[duty]]
name = "午间值班"
hours = ["mon-fri 12:00-13:30"]
windows = ["2"]

[[special_day]]
date = 2026-10-01
until = "2026-10-07"
name = "国庆节"

[[special_day]]
date = "2026-10-10"
name = "调休上班"
follows = "fri"

[[special_day]]
date = "2026-10-10"
name = "发证"
hours = ["09:00-11:00"]
services = ["@civil"]

[bookings]
to_days = 5
missed_most = 3

[[slot]]
service = "A1"
hours = ["mon-fri 09:00-11:30"]
minutes = 30
places = 2
"""


def test_a_good_file_says_all_of_it() -> None:
    hall = load_hall_text(GOOD, "hall.toml")
    assert hall.services[0].quotas == (
        SpanQuota(start="08:30", end="12:00", tickets=60),
        SpanQuota(start="13:30", end="17:00", tickets=40),
    )
    assert (hall.taking.early_min, hall.taking.at_closing) == (30, "serve")
    assert (hall.duties[0].services, hall.duties[0].windows) == (("A2",), ("2",))
    holiday, instead, own = hall.special_days
    assert (holiday.first, holiday.last, holiday.hours) == (date(2026, 10, 1), date(2026, 10, 7), ())
    assert (instead.follows, own.services) == (4, ("A1",))
    assert own.hours == (Hours(days=(0, 1, 2, 3, 4, 5, 6), start="09:00", end="11:00"),)
    assert (hall.bookings.priority, hall.bookings.to_days) == ("booked", 5)
    assert (hall.slots[0].service, hall.slots[0].places) == ("A1", 2)


def test_it_can_be_written_out_and_read_back() -> None:
    hall = load_hall_text(GOOD, "hall.toml")
    assert load_hall_text(hall_text(hall), "again.toml") == hall


WRONG: list[tuple[str, str, str, str]] = [
    # a story, what stands there, what is written instead, what the line says
    ("a quota without its number", '"8:30-12:00 60"', '"8:30-12:00"', 'service[A1].quotas[#1]: “8:30-12:00”'),
    ("a quota of nothing", '"8:30-12:00 60"', '"8:30-12:00 0"', "Write it like 08:30-12:00 60"),
    ("a quota by the minute", '"8:30-12:00 60"', '"8:32-12:00 60"', "a multiple of 5 minutes"),
    ("quotas that overlap", '"13:30-17:00 40"', '"11:00-17:00 40"', "overlap"),
    ("a day that is none", "2026-10-01", '"2026-13-01"', "Write a day like 2026-10-01"),
    ("a holiday that ends before it begins", '"2026-10-07"', '"2026-09-07"', "2026-09-07 is before the first"),
    ("hours and a weekday's", 'follows = "fri"', 'follows = "fri"\nhours = ["09:00-10:00"]', "cannot both be set"),
    ("a day twice", 'date = "2026-10-10"\nname = "调休上班"', 'date = "2026-10-02"\nname = "调休上班"', "already in “国庆节”"),
    ("a special day of no service", '["@civil"]', '["@cvil"]', "Did you mean @civil?"),
    ("a weekday that is none", '"fri"', '"friday"', "Did you mean fri?"),
    ("a duty of nobody", 'windows = ["2"]', "", "names neither services nor windows"),
    ("a duty at a window that is not there", 'windows = ["2"]', 'windows = ["3"]', "there is no window “3”"),
    ("a duty that nobody can do", 'windows = ["2"]', 'windows = ["2"]\nservices = ["A1"]', "serves A1"),
    ("an unknown service with times", 'service = "A1"\nhours', 'service = "A3"\nhours', "there is no service “A3”"),
    ("times that are too short", "minutes = 30", "minutes = 200", "shorter than one appointment of 200 minutes"),
    ("a class that is not there", "to_days = 5", 'to_days = 5\npriority = "bokked"', "Did you mean booked?"),
    ("days the wrong way round", "to_days = 5", "to_days = 0", "is less than at least 1"),
    ("an unknown setting", "early_min = 30", "erly_min = 30", "Did you mean early_min?"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "old", "new", "said"), WRONG, ids=[story for story, *_ in WRONG])
def test_what_is_wrong_is_named_on_one_line(story: str, old: str, new: str, said: str) -> None:
    assert old in GOOD, story
    with pytest.raises(ConfigError) as caught:
        load_hall_text(GOOD.replace(old, new, 1), "hall.toml")
    line = caught.value.all[0].text("en")
    assert said in line
    assert "\n" not in line
    assert caught.value.all[0].text("zh") != line


def test_two_rows_of_times_for_one_service_may_not_meet() -> None:
    more = '\n[[slot]]\nservice = "A1"\nhours = ["fri 11:00-12:00"]\n'
    with pytest.raises(ConfigError) as caught:
        load_hall_text(GOOD + more, "hall.toml")
    assert "slot[#2].hours" in caught.value.all[0].text("en")
    load_hall_text(GOOD + more.replace("11:00", "11:30"), "hall.toml")
