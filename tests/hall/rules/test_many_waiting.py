"""How much work one call is, counted in calls of functions and not in time."""

import gc
import sys
from dataclasses import replace
from typing import Any

from hall.rules import apply, decide, record
from link.messages import commands as c
from link.messages.definition import Profile, Share, When
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


def test_nor_is_it_more_work_by_a_profile_with_conditions_a_ratio_and_fair_calling(story):
    profile = Profile(
        id="p",
        when=(When(service="pledge", wait_over_min=600), When(longer_than=10**6, then="class:elderly")),
        ratio=(Share(priority="elderly", count=2),),
        otherwise="fair",
    )
    windows = tuple(replace(each, profile="p") for each in story.hall.state.definition.windows)
    story.redefine(profiles=(profile,), windows=windows)
    story.open()
    for _ in range(40):
        four_come(story)
    for _ in range(42):
        work_of_next(story)
    few = [work_of_next(story) for _ in range(3)]  # a round
    for _ in range(2500):
        four_come(story)
    many = [work_of_next(story) for _ in range(3)]
    assert max(many) <= max(few)


def four_come(story: Any) -> None:
    for service in ("house", "pledge"):
        story.take(service)
        story.take(service, priority="elderly")


def work_of_next(story: Any) -> int:
    """The function calls, Python's and C's, of deciding and applying one `next` at a free window."""
    day, counted = story.hall.day, 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    gc.disable()  # what somebody else's callback does at a collection is no work of a call
    sys.setprofile(count)
    try:
        for body in decide(day, c.CallNext(window="w1"), story.hall.now, lambda: "x"):
            apply(day, record(day, body, story.hall.now, Who(), ""))
    finally:
        sys.setprofile(None)
        gc.enable()
    story.press(c.FinishService)
    return counted
