"""Citizens who come by themselves for more than a ticket: several matters at once, or a booking made on the spot."""

import asyncio
from collections.abc import Callable
from random import Random

from kiosk.presenter import Presenter

STEP_S = 0.1
MOST_STEPS = 120
ENDS = ("done", "paper", "jam", "refused", "limit", "sorry", "booked")


async def one_errand(presenter: Presenter, random: Random, look_s: float = 1.0) -> str:
    """One whole errand through the pages; the number or the booking's code, empty where it came to nothing."""
    errands = presenter.errands
    if errands is None or not (errands.has_booking or errands.has_several):
        return ""
    if errands.has_booking and random.random() < 1 / 2:
        await _books(presenter, random, look_s)
    elif errands.has_several:
        await _chooses_matters(presenter, random, look_s)
    if not await _until(lambda: presenter.page in ENDS and not presenter.visit.is_printing):
        return ""
    visit = presenter.visit
    booking = visit.errand.booking if visit.errand else None
    came_of_it = visit.ticket.number if visit.ticket else booking.code if booking else ""
    await asyncio.sleep(look_s)
    await _goes(presenter)
    return came_of_it


async def _books(presenter: Presenter, random: Random, look_s: float) -> None:
    """A service, a day, a time, a telephone number that nobody has."""
    await _press(presenter, "booking", "ask")
    await _press(presenter, "book", "bookable", "day", "sorry")
    for page in ("bookable", "day", "time"):
        if presenter.page == page:
            await asyncio.sleep(look_s)
            await _pick(presenter, random)
    await _press(presenter, "way-phone", "phone")
    for digit in f"1990000{random.randint(0, 9999):04d}":
        await _press(presenter, f"sign-{digit}", "phone")
    await _press(presenter, "enter", "confirm")
    await asyncio.sleep(look_s)
    await _press(presenter, "make", *ENDS)


async def _chooses_matters(presenter: Presenter, random: Random, look_s: float) -> None:
    """Two matters, of two departments where there are so many."""
    await _press(presenter, "several", "several")
    for _ in range(2):
        if _can_tick(presenter):
            await _pick(presenter, random)
            continue
        await _pick(presenter, random)
        await _until(lambda: _can_tick(presenter))
        await _pick(presenter, random)
        await asyncio.sleep(look_s / 2)
        presenter.go_home()
        await _until(lambda: not _can_tick(presenter))
    await _press(presenter, "next", "arranged")
    await asyncio.sleep(look_s)
    await _press(presenter, "take", *ENDS)


def _can_tick(presenter: Presenter) -> bool:
    screen = presenter.shown
    return screen is not None and any(each.can_tick for each in screen.choices)


async def _pick(presenter: Presenter, random: Random) -> None:
    screen = presenter.shown
    there = [each.id for each in screen.choices if each.is_open and not each.is_chosen] if screen else []
    if there:
        await _press(presenter, random.choice(there))


async def _press(presenter: Presenter, key: str, *then: str) -> None:
    """Touch a key, and wait until one of these pages is there; a page that has only just changed takes no touch."""
    before = presenter.visit
    for _ in range(MOST_STEPS):
        presenter.press_key(key)
        if presenter.visit is not before:
            break
        await asyncio.sleep(STEP_S)
    if then:
        await _until(lambda: presenter.page in then)
    await asyncio.sleep(STEP_S)


async def _until(is_so: Callable[[], bool]) -> bool:
    for _ in range(MOST_STEPS):
        if is_so():
            return True
        await asyncio.sleep(STEP_S)
    return False


async def _goes(presenter: Presenter) -> None:
    for _ in range(MOST_STEPS):
        presenter.press_key("done")
        presenter.finish()
        if presenter.page not in ENDS:
            return
        await asyncio.sleep(STEP_S)
