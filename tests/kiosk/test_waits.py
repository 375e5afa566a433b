"""How long one would wait stands where people choose, as long as it is known and no longer."""

import asyncio
from collections.abc import Callable

import pytest

from kiosk.foreseeing import Foreseeing
from kiosk.ports import HallAway
from kiosk.practice import PracticeKiosk
from kiosk.speech import Speech
from kiosk.waits import FRESH_S, Waits, after_words, wait_text

Practice = Callable[..., PracticeKiosk]


@pytest.mark.parametrize(
    ("wait", "zh", "en"),
    [
        ((15, 25), "约 15–25 分钟", "About 15–25 min"),
        ((5, 5), "约 5 分钟", "About 5 min"),
        ((0, 10), "10 分钟以内", "Within 10 min"),
        (None, "", ""),
    ],
)
def test_a_wait_is_a_range_in_words_or_nothing(wait: tuple[int, int] | None, zh: str, en: str) -> None:
    assert wait_text(wait, Speech("zh")) == zh
    assert wait_text(wait, Speech("en")) == en


def test_within_a_sentence_it_goes_on_after_a_comma() -> None:
    assert after_words((15, 25), Speech("zh")) == "，约 15–25 分钟"
    assert after_words((15, 25), Speech("en")) == ", about 15–25 min"
    assert after_words(None, Speech("en")) == ""


def foreseeing(practice: Practice, **changes: object) -> PracticeKiosk:
    stand = practice(**changes)
    stand.foresees = True
    stand.passes(1)
    return stand


def told(stand: PracticeKiosk, service: str) -> tuple[int, int]:
    return stand.hall.ranges[service]


def first_of(stand: PracticeKiosk, is_known: bool) -> tuple[str, str]:
    """A department of several services and one of them for which the hall knows the wait, or does not."""
    offer = stand.presenter.offer
    assert offer is not None
    for department in offer.departments:
        for tile in department.services:
            is_open = tile.status == "open" and len(department.services) > 1
            if is_open and (tile.id in stand.hall.ranges) is is_known:
                return department.id, tile.id
    raise AssertionError("there is none")


def open_services(stand: PracticeKiosk, *, is_known: bool = True) -> str:
    department, service = first_of(stand, is_known)
    for head in stand.screen.heads:
        stand.presenter.choose_zone(head.id)
        stand.passes(1)
        if any(tile.id == department for tile in stand.screen.tiles):
            break
    stand.presenter.choose_department(department)
    stand.passes(1)
    return service


def test_the_row_of_a_service_says_how_many_are_ahead_and_how_long_that_takes(practice: Practice) -> None:
    stand = foreseeing(practice)
    service = open_services(stand)
    row = next(each for each in stand.screen.services if each.id == service)
    low, high = told(stand, service)
    assert row.state.number
    assert row.below == row.wait == f"约 {low}–{high} 分钟"


def test_where_nothing_is_known_the_row_names_its_windows(practice: Practice) -> None:
    stand = foreseeing(practice)
    service = open_services(stand, is_known=False)
    row = next(each for each in stand.screen.services if each.id == service)
    assert "窗口" in row.below
    assert not row.wait


def test_the_tile_of_a_department_has_one_range_that_holds_for_all_its_open_services(
    practice: Practice,
) -> None:
    stand = foreseeing(practice)
    offer = stand.presenter.offer
    assert offer is not None
    ranges = stand.hall.ranges
    for tile in stand.screen.tiles:
        department = next(each for each in offer.departments if each.id == tile.id)
        here = [each.id for each in department.services if each.status == "open"]
        is_known = bool(here) and all(each in ranges for each in here)
        assert ("分钟" in tile.state.after) is (is_known and bool(tile.state.number))
        if is_known and tile.state.number:
            low, high = min(ranges[each][0] for each in here), max(ranges[each][1] for each in here)
            assert tile.state.after == f"人，约 {low}–{high} 分钟"


def test_in_the_care_mode_it_stands_under_the_name_and_is_spoken(practice: Practice) -> None:
    stand = foreseeing(practice)
    service = open_services(stand)
    stand.presenter.care()
    stand.passes(1)
    row = next(each for each in stand.screen.care_rows if each.id == service)
    low, high = told(stand, service)
    assert row.wait == f"约 {low}–{high} 分钟"
    assert any(f"约 {low}–{high} 分钟" in said for said in stand.voice.read_out[-1])


def test_a_range_that_is_old_is_not_shown_any_more(practice: Practice) -> None:
    stand = foreseeing(practice)
    stand.foresees = False
    service = open_services(stand)
    assert any(each.wait for each in stand.screen.services)
    stand.passes(FRESH_S + 1)
    stand.presenter.touch_anywhere()
    stand.happens()
    assert not any(each.wait for each in stand.screen.services), service


def test_a_kiosk_that_is_alone_or_away_foresees_nothing(practice: Practice) -> None:
    stand = foreseeing(practice)
    open_services(stand)
    assert any(each.wait for each in stand.screen.services)
    stand.presenter.hearing("alone")
    assert not any(each.wait or "分钟" in each.below for each in stand.screen.services)


class AHall:
    """Foresees, or is away; says when it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.was_asked = asyncio.Event()
        self.is_away = False

    async def waits(self) -> dict[str, tuple[int, int]]:
        self.asked += 1
        self.was_asked.set()
        if self.is_away:
            raise HallAway("cut")
        return {"a": (self.asked, 9)}

    async def is_asked(self) -> None:
        """Until it is asked once more."""
        async with asyncio.timeout(30):
            await self.was_asked.wait()
        self.was_asked.clear()


def test_the_hall_is_asked_at_once_and_again_when_the_queues_have_changed() -> None:
    async def story() -> None:
        hall, heard = AHall(), list[Waits]()
        foresees = Foreseeing(hall, heard.append, lambda: 7.0, lambda: True, least_s=0.0, most_s=600.0)
        running = asyncio.create_task(foresees.run())
        await hall.is_asked()
        hall.is_away = True
        for _ in range(3):
            foresees.wake()
            await hall.is_asked()
        assert heard == [Waits({"a": (1, 9)}, 7.0)], "what was known stays when the hall is away"
        hall.is_away = False
        for _ in range(2):
            foresees.wake()
            await hall.is_asked()
        assert heard[1:][:1] == [Waits({"a": (5, 9)}, 7.0)]
        running.cancel()

    asyncio.run(story())


def test_nobody_is_asked_while_the_hall_is_not_heard() -> None:
    async def story() -> None:
        hall, answers = AHall(), iter((False, False, True))
        looked = asyncio.Event()

        def is_live() -> bool:
            looked.set()
            return next(answers, True)

        foresees = Foreseeing(hall, lambda waits: None, lambda: 0.0, is_live, least_s=0.0, most_s=600.0)
        running = asyncio.create_task(foresees.run())
        async with asyncio.timeout(30):
            for _ in range(2):
                foresees.wake()
                await looked.wait()
                looked.clear()
                assert hall.asked == 0
        foresees.wake()
        await hall.is_asked()
        running.cancel()

    asyncio.run(story())
