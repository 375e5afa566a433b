"""How much work one call is, counted in calls of functions and not in time."""

import sys
from typing import Any

from hall.rules import apply, decide, record
from link.messages import commands as c
from link.messages.facts import Who


def test_calling_the_next_is_as_much_work_with_ten_thousand_waiting_as_with_ten(story):
    story.open()
    for _ in range(40):
        story.take()
    for _ in range(30):
        work_of_next(story)  # until the board has as many past calls as it keeps
    few = work_of_next(story)
    for _ in range(10_000):
        story.take()
    assert work_of_next(story) == few


def work_of_next(story: Any) -> int:
    """The function calls, Python's and C's, of deciding and applying one `next` at a free window."""
    day, counted = story.hall.day, 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for body in decide(day, c.CallNext(window="w1"), story.hall.now, lambda: "x"):
            apply(day, record(day, body, story.hall.now, Who(), ""))
    finally:
        sys.setprofile(None)
    story.press(c.FinishService)
    return counted
