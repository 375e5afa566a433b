"""Every spoken call is shown wherever the person may sit, whatever is called where."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.board_layout_file import load_layout
from display.presenter import BoardPresenter
from display.shown import Setting
from display.standing import standing
from link.messages import facts as f
from link.messages.definition import WindowPlace, Zone
from link.state import State, apply

Day = Any
ZONES = ("left", "right", "upstairs")
LAYOUT = load_layout("landscape", Path("/nowhere"))

a_call = st.tuples(
    st.integers(1, 12), st.sets(st.sampled_from(ZONES), min_size=1), st.floats(0.0, 6.0), st.booleans()
)


class Hall:
    """Three rooms, a board in each, and a voice."""

    def __init__(self, day: Day) -> None:
        self.day, self.state, self._told = day, State(), 0
        self._begins = day.now
        self.boards = {zone: self._board(zone) for zone in ZONES}

    def hears(self) -> None:
        for fact in self.day.facts[self._told :]:
            apply(self.state, fact)
        self._told = len(self.day.facts)
        for board in self.boards.values():
            board.hear(self.state)

    def shown_in(self, zone: str) -> set[str]:
        board = self.boards[zone].shown
        return {line.number for line in (*board.bands, *board.history)}

    def _at_s(self) -> float:
        return float((self.day.now - self._begins).total_seconds())

    def _board(self, zone: str) -> BoardPresenter:
        return BoardPresenter(
            zone,
            Setting(layout=LAYOUT),
            show=lambda _: None,
            moment=self._at_s,
            hall_now=lambda: self.day.now.astimezone(ZoneInfo("Asia/Shanghai")),
            silent_s=lambda: 0.0,
        )


def three_rooms(new_day: Any) -> Day:
    day = new_day(
        zones=tuple(Zone(id=zone, name=zone) for zone in ZONES),
        windows=tuple(
            WindowPlace(id=str(n), label=str(n), zone=ZONES[n % 3], services=("A",)) for n in range(1, 13)
        ),
    )
    day.opens(*(str(n) for n in range(1, 13)))
    return day


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(a_call, min_size=1, max_size=30))
def test_what_a_voice_may_say_stands_on_the_board_of_every_zone_it_is_for(
    new_day: Any, story: list[tuple[int, set[str], float, bool]]
) -> None:
    hall = Hall(three_rooms(new_day))
    hall.hears()
    held: dict[str, str] = {}
    for place, (window, zones, pause_s, does_recall) in enumerate(story):
        hall.day.now += timedelta(seconds=pause_s)
        number = f"A{place + 1:03d}"
        if window_has := held.get(str(window)):
            if does_recall:
                hall.day.add(
                    f.TicketRecalled(ticket=window_has, window=str(window), zones=tuple(sorted(zones)))
                )
                number = window_has
            else:
                hall.day.starts(window_has, str(window))
                hall.day.finishes(window_has, str(window))
        if number not in held.values():
            hall.day.calls(number, str(window), zones=tuple(sorted(zones)))
        held[str(window)] = number
        hall.hears()
        newest = max(standing(hall.state, "ledger").calls, key=lambda call: call.seq)
        assert newest.number == number
        assert set(newest.zones) == zones, "the voice is told the zones of this very call"
        for zone in newest.zones:
            assert number in hall.shown_in(zone), f"{number} is said in {zone} and not shown there"


@pytest.mark.parametrize("zone", ZONES)
def test_a_call_to_a_window_of_another_room_shows_the_way_there(new_day: Any, zone: str) -> None:
    hall = Hall(three_rooms(new_day))
    hall.hears()
    hall.day.calls("A001", "3", zones=ZONES)  # window 3 stands at the left
    hall.hears()
    [band] = hall.boards[zone].shown.bands
    assert band.way.name == ("" if zone == "left" else "left")
