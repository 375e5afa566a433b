"""The example halls and boxes are whole, plausible, and can be written out and read back."""

import dataclasses
from pathlib import Path

import pytest

from config.box import load_box_text
from config.examples import BOXES, HALLS, example, example_hall
from config.hall import load_hall, load_hall_text
from config.hall_alarms_table import AlarmsTable
from config.hall_booking_table import BookingsTable, SlotTable
from config.hall_built import windows_text
from config.hall_profile_table import ClerkTable, ProfileTable, ShareTable, WhenTable
from config.hall_tables import (
    DepartmentTable,
    HallTable,
    PolicyTable,
    PriorityTable,
    SeriesTable,
    ServiceTable,
    WindowTable,
    ZoneTable,
)
from config.hall_taking_table import DutyTable, SpecialDayTable, TakingTable
from config.hall_text import hall_text
from config.hall_visit_tables import MissedTable, OutcomeTable, PoolTable
from config.validated import Table
from config.wrong import ConfigError
from link.messages import definition

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize("name", HALLS)
def test_a_hall_survives_being_written_out_and_read_back(name: str, tmp_path: Path) -> None:
    hall = example_hall(name)
    file = tmp_path / "hall.toml"
    file.write_text(hall_text(hall), "utf-8")
    assert load_hall(file) == hall


@pytest.mark.parametrize("name", HALLS)
def test_every_name_in_a_hall_is_also_in_english(name: str) -> None:
    hall = example_hall(name)
    for named in (hall.zones, hall.departments, hall.services, hall.priorities):
        assert [one.id for one in named if not one.name_en] == []


@pytest.mark.parametrize("name", ["township", "county", "city"])
def test_a_name_fits_where_it_is_shown(name: str) -> None:
    hall = example_hall(name)
    assert [one.name for one in hall.services if len(one.name) > 12] == []
    assert [one.short or one.name for one in hall.services if len(one.short or one.name) > 8] == []
    assert [one.name for one in hall.departments if len(one.name) > 12] == []


def test_the_bench_hall_is_what_load_tests_count_on() -> None:
    hall = example_hall("bench")
    assert (len(hall.windows), len(hall.zones), len(hall.services)) == (64, 8, 1)
    assert all(window.services == ("A",) for window in hall.windows)
    assert [sum(window.zone == zone.id for window in hall.windows) for zone in hall.zones] == [8] * 8
    assert hall.hours == (definition.Hours(days=EVERY_DAY, start="00:00", end="24:00"),)
    assert (hall.services[0].quota, hall.services[0].hours, hall.series[0].digits) == (None, (), 5)
    assert not hall.policy.staff_listed
    assert not hall.policy.outcome_mandatory


def test_the_township_has_one_room_and_six_offices() -> None:
    hall = example_hall("township")
    assert hall.name == "葫芦镇政务服务中心"
    assert (len(hall.zones), len(hall.windows)) == (1, 6)
    assert [one.name for one in hall.departments] == [
        "人口和计划生育办",
        "合管办",
        "民政室",
        "劳动保障站",
        "林业站",
        "国土所",
    ]


def test_the_county_has_two_rooms_and_24_departments() -> None:
    hall = example_hall("county")
    assert (hall.id, len(hall.departments), len(hall.windows)) == ("yunxi-county", 24, 24)
    assert [(zone.side, zone.colour, zone.windows_text) for zone in hall.zones] == [
        ("left", 1, "1–12"),
        ("right", 2, "13–24"),
    ]
    assert [sum(one.zone == zone for one in hall.departments) for zone in ("left", "right")] == [12, 12]
    assert len({one.id for one in hall.series}) == 24
    general = [window for window in hall.windows if window.kind == "general"]
    assert [window.zone for window in general] == ["left", "right"]
    assert {"consult", "complaint", "certificate"} <= {window.kind for window in hall.windows}


def test_in_the_county_a_general_window_takes_every_matter_of_its_room() -> None:
    hall = example_hall("county")
    home = {one.id: one.zone for one in hall.departments}
    for window in hall.windows:
        if window.kind == "general":
            mine = {one.id for one in hall.services if home[one.department] == window.zone}
            assert set(window.services) == mine


def test_the_city_has_64_windows_in_8_zones() -> None:
    hall = example_hall("city")
    assert (len(hall.windows), len(hall.zones)) == (64, 8)
    assert sorted(zone.colour for zone in hall.zones) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {"车辆管理所", "出入境", "房产交易", "人力资源和就业", "社会保险", "医疗保障"} <= {
        one.name for one in hall.departments
    }
    assert "booked" in {one.id for one in hall.priorities}


@pytest.mark.parametrize("name", BOXES)
def test_an_example_box_loads(name: str) -> None:
    assert load_box_text(example(name).read_text("utf-8"), name).box.id


def test_the_example_boxes_belong_to_the_county() -> None:
    county = example_hall("county")
    caller = load_box_text(example("box-caller").read_text("utf-8"), "box-caller")
    display = load_box_text(example("box-display").read_text("utf-8"), "box-display")
    assert caller.caller.window in {window.id for window in county.windows}
    assert display.display.zone in {zone.id for zone in county.zones}
    assert {caller.link.hall, display.link.hall} == {county.id}


def test_an_example_nobody_wrote_is_answered_with_those_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        example("contry.toml")
    assert "Did you mean county?" in caught.value.first.text("en")


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([str(number) for number in range(1, 13)], "1–12"),
        (["1", "2", "4", "5", "6"], "1、2、4–6"),
        (["3", "A1", "1"], "1、3、A1"),
        ([], ""),
    ],
)
def test_the_windows_of_a_zone_are_drawn_together(labels: list[str], text: str) -> None:
    assert windows_text(labels) == text


@pytest.mark.parametrize(
    ("table", "part", "only_written", "only_built"),
    [
        (HallTable, definition.Definition, {"practice"},
         {"is_practice", "zones", "departments", "series", "services", "windows", "priorities", "policy",
          "profiles", "clerks", "alarms", "taking", "duties", "special_days", "bookings", "slots",
          "pools", "outcomes", "rating", "rating_reasons", "survey", "cases", "outbox", "themes", "tickets",
          "speech"}),
        (ZoneTable, definition.Zone, set(), set()),
        (DepartmentTable, definition.Department, {"series"}, set()),
        (SeriesTable, definition.Series, set(), set()),
        (ServiceTable, definition.Service, set(), set()),
        (WindowTable, definition.WindowPlace, set(), set()),
        (PriorityTable, definition.PriorityClass, set(), set()),
        (PolicyTable, definition.Policy, set(), set()),
        (ProfileTable, definition.Profile, set(), set()),
        (WhenTable, definition.When, set(), set()),
        (ShareTable, definition.Share, set(), set()),
        (ClerkTable, definition.Clerk, set(), set()),
        (AlarmsTable, definition.AlarmLimits, set(), set()),
        (TakingTable, definition.TakingRules, set(), set()),
        (DutyTable, definition.Duty, set(), set()),
        (SpecialDayTable, definition.SpecialDay, {"date", "until"}, {"first", "last"}),
        (BookingsTable, definition.BookingRules, set(), set()),
        (SlotTable, definition.Slots, set(), set()),
        (MissedTable, definition.MissedPolicy, set(), set()),
        (PoolTable, definition.Pool, set(), set()),
        (OutcomeTable, definition.Outcome, set(), set()),
    ],
)  # fmt: skip
def test_the_file_can_say_all_that_a_hall_is(
    table: type[Table], part: type, only_written: set[str], only_built: set[str]
) -> None:
    written = set(table.model_fields)
    built = {field.name for field in dataclasses.fields(part)}
    assert (written - built, built - written) == (only_written, only_built)


def test_what_the_hall_is_does_not_depend_on_the_order_of_its_tables() -> None:
    text = example("township").read_text("utf-8")
    head, *tables = text.split("\n[[")
    turned = head + "".join(
        f"\n[[{table}" for table in sorted(tables, key=lambda table: table.partition("]")[0], reverse=True)
    )
    assert load_hall_text(turned, "hall.toml") == example_hall("township")
