"""The pure parts of the kiosk: where things stand, what is said of places, hours and the paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hours import hours_rows
from kiosk.layout import HIGHEST_TARGET, LOWEST_HALF, form_of, home_grid, service_rects, smallest_target_mm
from kiosk.places import labels_of, place_of
from kiosk.ports import Taken, ToPrint
from kiosk.practice import PracticeKiosk
from kiosk.printing import job_id, ticket_paper, troubles_of
from kiosk.speech import Speech
from kiosk.ticketed import ticket_shown
from link.messages import facts as f
from link.messages.definition import Hours
from printer.health import PrinterHealth

Practice = Callable[..., PracticeKiosk]
ZH, EN = Speech("zh"), Speech("en")
NOW = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)


@given(
    form=st.sampled_from(["tall", "low", "wide"]),
    counts=st.lists(st.integers(1, 30), min_size=1, max_size=12).map(tuple),
)
def test_no_tile_covers_another_however_many_rooms_and_departments(
    form: str, counts: tuple[int, ...]
) -> None:
    grid = home_grid(form, counts)  # type: ignore[arg-type]  # sampled from the three forms
    rects = [rect for column in grid.columns for rect in column]
    assert len(grid.heads) == len(counts)
    for column in grid.columns:
        assert all(second.y - first.bottom >= 8 for first, second in pairwise(column))
    if rects:
        assert min(rect.y for rect in rects) >= max(head.bottom for head in grid.heads) + 8
        assert max(rect.bottom for rect in rects) <= (776 if form == "wide" else 1690)
    if form == "tall":
        assert all(rect.y >= HIGHEST_TARGET for rect in (*rects, *(grid.heads if grid.is_tabbed else ())))


def test_for_those_who_sit_all_targets_are_in_the_lower_half() -> None:
    grid = home_grid("low", (12, 12))
    heads = grid.heads if grid.is_tabbed else ()
    rects = [*heads, *(rect for column in grid.columns for rect in column), *service_rects("low")[0]]
    assert all(rect.y >= LOWEST_HALF for rect in rects)


def test_the_form_follows_the_screen() -> None:
    assert form_of(1080, 1920) == "tall"
    assert form_of(1080, 1920, is_low_reach=True) == "low"
    assert form_of(1280, 800, is_low_reach=True) == "wide"


def test_a_target_is_measured_on_the_real_screen() -> None:
    assert smallest_target_mm("tall", (1080, 1920), 21.5) == pytest.approx(25.8, abs=0.1)
    assert smallest_target_mm("wide", (1280, 800), 10.1) == pytest.approx(20.1, abs=0.1)
    assert smallest_target_mm("wide", (1024, 600), 7.0) < 20


def test_windows_are_named_as_people_say_them(practice: Practice) -> None:
    assert ZH.windows("5–6").text == "5–6 号窗口"
    assert EN.windows("7").text == "Window 7"
    assert EN.windows("2–4、12").text == "Windows 2–4, 12"
    assert ZH.windows("").text == ""


def test_a_place_is_the_windows_that_are_at_work(practice: Practice) -> None:
    state = practice().hall.state
    service = state.definition.services[0].id
    able = [place for place in state.definition.windows if service in place.services]
    whole = labels_of(state, (service,))
    stand = practice()
    stand.happens(f.WindowClosed(window=able[0].id))
    assert labels_of(stand.hall.state, (service,)) != whole
    place = place_of(state, (service,), ("left",), ZH)
    assert (place.side, place.zone.text, place.colour) == ("left", "左厅", "#0B4F6B")
    assert place.whole.second.startswith("Left Hall, windows ")


def test_the_hours_of_a_week_are_drawn_together() -> None:
    week = (
        Hours(days=(0, 1, 2, 3, 4), start="13:30", end="17:30"),
        Hours(days=(0, 1, 2, 3, 4), start="08:30", end="12:00"),
        Hours(days=(5,), start="09:00", end="12:00"),
    )
    rows = hours_rows(week, today=5, speech=ZH)
    assert [(row.days, row.spans, row.is_today) for row in rows] == [
        ("星期一至星期五", ("8:30–12:00", "13:30–17:30"), False),
        ("星期六", ("9:00–12:00",), True),
        ("星期日", ("休息",), False),
    ]
    assert hours_rows((), today=0, speech=ZH) == ()


def a_ticket(**changes: object) -> Taken:
    plain = Taken(id="t1", number="A012", service="", zones=("left",), issued_at=NOW, secret="s" * 22)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the story's own changes


def test_what_is_not_known_is_not_said(practice: Practice) -> None:
    state = practice().hall.state
    shown = ticket_shown(a_ticket(ahead=None, wait=None), state, ZH, is_printed=True)
    assert (shown.ahead.before, shown.ahead.number, shown.wait.number) == ("", "", "")
    first = ticket_shown(a_ticket(ahead=0, wait=(0, 3)), state, ZH, is_printed=True)
    assert (first.ahead.before, first.wait.number) == ("下一位就是您", "")
    some = ticket_shown(a_ticket(ahead=5, wait=(15, 25)), state, ZH, is_printed=True)
    assert (some.ahead.number, some.wait.number) == ("5", "15–25")


def test_a_phone_reads_plain_words_unless_the_hall_has_a_public_address(practice: Practice) -> None:
    state = practice().hall.state
    assert "A012" in ticket_shown(a_ticket(), state, ZH, is_printed=False).scan
    assert "s" * 22 not in ticket_shown(a_ticket(), state, ZH, is_printed=False).scan
    state.definition = replace(state.definition, public_url="https://queue.example.org/")
    scan = ticket_shown(a_ticket(), state, ZH, is_printed=False).scan
    assert scan == "https://queue.example.org/t/" + "s" * 22


def test_the_paper_says_where_when_and_for_what(practice: Practice) -> None:
    state = practice().hall.state
    service = state.definition.services[0]
    paper = ticket_paper(ToPrint(a_ticket(service=service.id, ahead=2), "en"), state, "kiosk-1")
    assert (paper.number, paper.service.text, paper.service.second) == ("A012", service.name_en, service.name)
    assert (paper.place.text, paper.place.second, paper.side) == ("Left Hall", "左厅", "left")
    assert paper.issued_at.hour == 10
    assert paper.languages == ("en", "zh")
    assert paper.windows.text.startswith("windows ")


def test_a_ticket_s_first_paper_has_its_own_name_and_each_reprint_a_new_one() -> None:
    first, again = ToPrint(a_ticket(), "zh"), ToPrint(a_ticket(), "zh", is_reprint=True)
    assert job_id(first) == "t1"
    assert len({job_id(first), job_id(again), job_id(again)}) == 3


def test_the_hall_is_told_of_every_printer_that_is_not_ready() -> None:
    ready = PrinterHealth("ready", None, NOW)
    empty = PrinterHealth("out_of_paper", "out_of_paper", NOW)
    low = PrinterHealth("near_end", None, NOW)
    assert troubles_of([ready]) == ()
    assert [(each.part, each.reason) for each in troubles_of([empty, low])] == [
        ("printer", "out_of_paper"),
        ("printer-2", "near_end"),
    ]


@given(
    form=st.sampled_from(["tall", "low", "wide"]),
    counts=st.lists(st.integers(1, 30), min_size=3, max_size=12).map(tuple),
)
def test_where_rooms_are_tabs_one_frame_holds_all_tiles_and_no_tab(
    form: str, counts: tuple[int, ...]
) -> None:
    grid = home_grid(form, counts)  # type: ignore[arg-type]  # sampled from the three forms
    frame = grid.panel
    assert frame is not None
    for rect in (rect for column in grid.columns for rect in column):
        assert frame.x < rect.x
        assert rect.x + rect.w < frame.x + frame.w
        assert rect.y >= frame.y + grid.strip_h + 8
    lowest_tab = max(head.bottom for head in grid.heads)
    assert lowest_tab == frame.y if grid.is_joined else lowest_tab < frame.y
    assert frame.bottom <= (800 if form == "wide" else 1712)


def test_the_open_tab_and_the_frame_of_its_tiles_are_one(practice: Practice) -> None:
    stand = practice()
    stand.presenter.choose_zone("right")
    (panel,) = stand.screen.panels
    (open_tab,) = [head for head in stand.screen.heads if head.is_joined]
    assert (open_tab.id, panel.name.text, panel.is_joined) == ("right", "右厅", True)
    assert {open_tab.colour} == {panel.colour} == {tile.colour for tile in stand.screen.tiles}
    assert open_tab.y + open_tab.h == panel.y


def test_tabs_in_two_rows_stand_over_a_strip_that_says_the_room(practice: Practice) -> None:
    stand = practice("city")
    stand.presenter.choose_zone("vehicles")
    (panel,) = stand.screen.panels
    assert (panel.name.text, panel.is_joined) == ("车管区", False)
    assert not any(head.is_joined for head in stand.screen.heads)
