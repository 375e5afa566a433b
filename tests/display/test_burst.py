"""Two hundred calls within ten seconds: each is seen in amber, long enough to be found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.board_layout_file import load_layout
from display.board import room_of
from display.presenter import BoardPresenter
from display.shown import Board, Setting
from link.messages import facts as f
from link.messages.definition import WindowPlace
from link.state import State, apply

Day = Any
CALLS, WITHIN_S = 200, 10.0
SEEN_AT_LEAST_S = 8.0 - 1e-6
ENOUGH_S = 600.0

LAYOUTS = ("landscape", "portrait", "table", "media-left")


@dataclass
class Looking:
    """Somebody who writes down from when until when each number stood in amber."""

    at_s: float = 0.0
    now: set[str] = field(default_factory=set)
    since: dict[str, float] = field(default_factory=dict)
    until: dict[str, float] = field(default_factory=dict)

    def look(self, board: Board) -> None:
        self.until |= dict.fromkeys(self.now, self.at_s)
        self.now = {line.number for line in board.bands}
        for number in self.now:
            self.since.setdefault(number, self.at_s)

    def longest_wait_s(self, called: dict[str, float]) -> float:
        return max(self.since[number] - at_s for number, at_s in called.items())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_of_200_calls_in_ten_seconds_is_in_amber_for_at_least_eight(
    new_day: Callable[..., Day], layout: str
) -> None:
    windows = tuple(
        WindowPlace(id=str(n), label=str(n), zone="left", services=("A",)) for n in range(1, CALLS + 1)
    )
    day, looking = new_day(windows=windows, notices=()), Looking()
    begins = day.now
    for window in windows:
        day.add(f.WindowOpened(window=window.id))
        day.issues(f"A{int(window.id):03d}")
    state, told = State(), 0

    def heard() -> State:
        nonlocal told
        for fact in day.facts[told:]:
            apply(state, fact)
        told = len(day.facts)
        return state

    board = BoardPresenter(
        "left",
        Setting(layout=load_layout(layout, Path("/nowhere"))),
        show=looking.look,
        moment=lambda: looking.at_s,
        hall_now=lambda: (begins + timedelta(seconds=looking.at_s)).astimezone(ZoneInfo("Asia/Shanghai")),
        silent_s=lambda: 0.0,
    )
    board.hear(heard())
    called: dict[str, float] = {}
    for n in range(1, CALLS + 1):
        looking.at_s = n * WITHIN_S / CALLS
        day.now = begins + timedelta(seconds=looking.at_s)
        number = f"A{n:03d}"
        day.add(f.TicketCalled(ticket=number, window=str(n), zones=("left",)))
        called[number] = looking.at_s
        board.hear(heard())
    while looking.at_s < ENOUGH_S and len(looking.since) < CALLS:
        looking.at_s += board.due_s()
        board.render()
    rests_at_s = looking.at_s + 30
    while looking.at_s < rests_at_s:
        looking.at_s += board.due_s()
        board.render()
    looking.look(Board())

    assert looking.since.keys() == called.keys(), "none is left out"
    stood = {number: looking.until[number] - looking.since[number] for number in called}
    assert min(stood.values()) >= SEEN_AT_LEAST_S
    room = room_of(load_layout(layout, Path("/nowhere"))).crowd
    assert looking.longest_wait_s(called) <= CALLS / room * 9, "as many at once as the layout has room for"
