"""People at real boxes of a LAN, who press again and again and write down which number they got, and when."""

import threading
import time
from dataclasses import dataclass
from itertools import pairwise

from lan.parties import BoxOn

PATIENCE_S = 150.0
PAUSE_S = 0.1
"""Between an answer and the next press: a crowd, not a load test."""


@dataclass(frozen=True, slots=True)
class Press:
    box: str
    number: str
    answered_at: float
    """Unix time."""


class Crowd:
    """One person at each box."""

    def __init__(self, boxes: list[BoxOn]) -> None:
        self.presses: list[Press] = []
        self.wrong: list[str] = []
        self._boxes = boxes
        self.is_over = threading.Event()
        self._threads = [threading.Thread(target=self._press_on, args=(box,), daemon=True) for box in boxes]

    def come(self) -> None:
        for each in self._threads:
            each.start()

    def go_home(self) -> None:
        """Each waits for the answer to its last press."""
        self.is_over.set()
        for each in self._threads:
            each.join(PATIENCE_S + 30)
        assert not any(each.is_alive() for each in self._threads), "somebody was never answered"
        assert self.wrong == []

    def until_each_got_one(self, after: float) -> dict[str, float]:
        """Seconds from a moment until each box's first number after it."""
        ends_s = time.monotonic() + PATIENCE_S
        while len(found := self._first_after(after)) < len(self._boxes):
            assert time.monotonic() < ends_s and not self.wrong, (found, self.wrong)
            time.sleep(0.05)
        return {box: at - after for box, at in found.items()}

    def standstill_s(self, after: float) -> float:
        """The longest time since a moment in which nobody was answered."""
        answered = sorted(at for at in (each.answered_at for each in list(self.presses)) if at > after)
        return max(late - early for early, late in pairwise([after, *answered]))

    def _first_after(self, after: float) -> dict[str, float]:
        found: dict[str, float] = {}
        for each in list(self.presses):
            if each.answered_at > after:
                found.setdefault(each.box, each.answered_at)
        return found

    def _press_on(self, box: BoxOn) -> None:
        try:
            while not self.is_over.is_set():
                self.presses.append(Press(box.name, self._pressed(box), time.time()))
                time.sleep(PAUSE_S)
        except Exception as wrong:
            self.wrong.append(f"{box.name}: {type(wrong).__name__} {wrong}")

    def _pressed(self, box: BoxOn) -> str:
        start = box.mark
        box.tell(take="A", patience_s=PATIENCE_S)
        return str(box.until("taken", start=start, within_s=PATIENCE_S + 10)["number"])
