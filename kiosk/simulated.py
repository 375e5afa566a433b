"""Citizens who come by themselves: they touch what the screen shows, take their ticket and go. For demos and long trials."""

import asyncio
import logging
from random import Random

from kiosk.errands.simulated import one_errand
from kiosk.presenter import Presenter
from kiosk.view import Shown

MOST_STEPS = 200
STEP_S = 0.1
ENGLISH_SHARE = 0.1
ERRAND_SHARE = 0.15
ENDS = ("done", "paper", "jam", "refused")

log = logging.getLogger(__name__)


async def citizens(presenter: Presenter, pace_s: float, seed: int | None = None) -> None:
    """One citizen after another, about `pace_s` apart, until cancelled; the same seed brings the same citizens."""
    random = Random(seed)  # noqa: S311 - which department a pretended citizen wants is no secret
    while True:
        await asyncio.sleep(pace_s * random.uniform(0.5, 1.5))
        await one_citizen(presenter, random, look_s=min(1.0, pace_s / 4))


async def one_citizen(presenter: Presenter, random: Random, look_s: float = 1.0) -> str:
    """One whole visit through the pages; gives the number that was taken, empty where there was none to take."""
    presenter.touch_anywhere()
    if not await _reaches(presenter, "home"):
        return ""
    if random.random() < ENGLISH_SHARE:
        presenter.speak_other()
    if random.random() < ERRAND_SHARE and _has_errands(presenter):
        return await one_errand(presenter, random, look_s)
    _choose_department(presenter, random)
    await asyncio.sleep(look_s)
    if _page(presenter) == "service":
        await _choose_service(presenter, random)
    if not await _reaches(presenter, *ENDS):
        return ""
    number = await _taken(presenter)
    await asyncio.sleep(look_s)
    await _leaves(presenter)
    return number


def _has_errands(presenter: Presenter) -> bool:
    """Whether there is more to come for than one ticket; a kiosk that is alone gives nothing else."""
    errands = presenter.errands
    return errands is not None and not presenter.is_alone and (errands.has_booking or errands.has_several)


def _choose_department(presenter: Presenter, random: Random) -> None:
    screen = presenter.shown
    if screen is None:
        return
    tabs = [head.id for head in screen.heads if head.is_tab and not head.is_chosen]
    if tabs and random.random() < 1 - 1 / (len(tabs) + 1):
        presenter.choose_zone(random.choice(tabs))
    open_tiles = [tile.id for tile in (presenter.shown or screen).tiles if tile.is_open]
    if open_tiles:
        presenter.choose_department(random.choice(open_tiles))


async def _choose_service(presenter: Presenter, random: Random) -> None:
    for _ in range(MOST_STEPS):
        screen = presenter.shown
        open_rows = [row.id for row in screen.services if row.is_open] if screen else []
        if not open_rows or _page(presenter) != "service":
            return
        presenter.choose_service(random.choice(open_rows))
        if presenter.visit.busy or _page(presenter) != "service":
            return
        await asyncio.sleep(STEP_S)


async def _leaves(presenter: Presenter) -> None:
    """Touch `Done` until it counts: a page that has only just changed takes no touch."""
    for _ in range(MOST_STEPS):
        presenter.finish()
        if _page(presenter) not in ENDS:
            return
        await asyncio.sleep(STEP_S)


async def _reaches(presenter: Presenter, *pages: str) -> bool:
    for _ in range(MOST_STEPS):
        if _page(presenter) in pages and not presenter.visit.busy:
            return True
        if _page(presenter) == "timeout":
            presenter.go_on()
        await asyncio.sleep(STEP_S)
    return False


async def _taken(presenter: Presenter) -> str:
    """Wait for the paper, then the number."""
    for _ in range(MOST_STEPS):
        if not presenter.visit.is_printing:
            break
        await asyncio.sleep(STEP_S)
    ticket = presenter.visit.ticket
    return ticket.number if ticket else ""


def _page(presenter: Presenter) -> str:
    screen: Shown | None = presenter.shown
    return screen.page if screen else ""
