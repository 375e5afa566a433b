"""Simulated citizens touch only what the screen shows, take their ticket and leave the kiosk for the next."""

import asyncio
from collections.abc import Callable
from random import Random

from kiosk.ports import ToPrint
from kiosk.practice import PracticeHall, PracticeKiosk, PracticePrinter
from kiosk.presenter import Presenter
from kiosk.simulated import one_citizen
from kiosk.view import Shown
from kiosk.visit import Pace

Practice = Callable[..., PracticeKiosk]


class Living:
    """A kiosk on a real event loop; no page is over before a busy machine comes to it."""

    def __init__(self, hall: PracticeHall) -> None:
        self.hall, self.printer, self.seen = hall, PracticePrinter(), list[Shown]()
        loop = asyncio.get_running_loop()
        self.tasks: list[asyncio.Task[None]] = []
        self.presenter = Presenter(
            hall,
            self.printer,
            show=self.seen.append,
            moment=loop.time,
            hall_now=hall.hall_now,
            spawn=lambda work: self.tasks.append(loop.create_task(work)),
            pace=Pace(settle_s=0.0),
        )
        self.presenter.hear(hall.state)
        self.presenter.hearing("live")


def numbers_of(hall: PracticeHall, seed: int, citizens: int) -> tuple[list[str], list[ToPrint], set[str]]:
    async def story() -> tuple[list[str], list[ToPrint], set[str]]:
        living = Living(hall)
        random = Random(seed)
        numbers = [await one_citizen(living.presenter, random, look_s=0.01) for _ in range(citizens)]
        return numbers, living.printer.papers, {shown.page for shown in living.seen}

    return asyncio.run(asyncio.wait_for(story(), 60))


def test_each_citizen_leaves_with_a_printed_number_of_their_own(practice: Practice) -> None:
    numbers, papers, pages = numbers_of(practice().hall, seed=1, citizens=5)
    assert len(set(numbers)) == 5
    assert [paper.ticket.number for paper in papers] == numbers
    assert {"home", "service", "done"} <= pages


def test_the_same_seed_brings_the_same_citizens(practice: Practice) -> None:
    assert numbers_of(practice().hall, 7, 3)[0] == numbers_of(practice().hall, 7, 3)[0]


def test_a_citizen_who_finds_the_hall_closed_goes_away_without_a_number(practice: Practice) -> None:
    hall = practice().hall
    hall.refusal = "今天的号已取完"
    assert numbers_of(hall, 1, 1)[0] == [""]
