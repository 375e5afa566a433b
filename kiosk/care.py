"""The care mode's lists: a few large rows a page, departments first, then their services (ui.md section 6)."""

from dataclasses import dataclass, replace
from typing import Final

from kiosk.asides.menu import ICONS, Offer
from kiosk.home import pager, rooms_of, tile_state
from kiosk.layout import LOWEST_HALF, Form, Rect
from kiosk.places import colour_of
from kiosk.services import service_state
from kiosk.speech import Speech
from kiosk.view import CareRow, CareWhat, Pager
from kiosk.waits import NOT_FORESEEN, Waits, wait_text
from link.state import State
from link.views import DepartmentTile, KioskView, ServiceTile
from look.stale import shown_time
from look.words import Counted, in_brackets

_ROWS: Final[dict[Form, tuple[Rect, int, int]]] = {
    "tall": (Rect(60, 488, 960, 186), 18, 5),
    "low": (Rect(60, LOWEST_HALF, 960, 138), 14, 4),
    "wide": (Rect(352, 124, 904, 124), 8, 4),
}
"""The first row, the gap under it, and how many there are."""
_PAGER: Final[dict[Form, Rect]] = {
    "tall": Rect(60, 1524, 960, 150),
    "low": Rect(60, 1574, 960, 118),
    "wide": Rect(352, 658, 904, 118),
}
INK: Final = "#14202B"
"""What belongs to no room."""


@dataclass(frozen=True)
class CareList:
    """One screenful of large rows, how many there are in all, and the place of the first among them, from 1."""

    rows: tuple[CareRow, ...]
    pager: Pager
    count: int
    first: int


@dataclass(frozen=True)
class Choice:
    """One thing to choose, before it has a place."""

    id: str
    what: CareWhat
    name: str
    colour: str
    icon: str = ""
    letter: str = ""
    is_open: bool = True
    state: Counted = Counted()
    bracket: str = ""
    wait: str = ""


def row_rects(form: Form) -> tuple[Rect, ...]:
    """The places of one screenful."""
    first, gap, count = _ROWS[form]
    return tuple(Rect(first.x, first.y + at * (first.h + gap), first.w, first.h) for at in range(count))


def care_list(choices: tuple[Choice, ...], form: Form, *, screenful: int = 0, busy: str = "") -> CareList:
    """The rows of a screenful; `busy` is the one whose ticket is on its way."""
    rects = row_rects(form)
    pages = max(1, -(-len(choices) // len(rects)))
    page = min(screenful, pages - 1)
    here = choices[page * len(rects) : (page + 1) * len(rects)]
    rows = tuple(_row(each, rect, each.id == busy) for each, rect in zip(here, rects, strict=False))
    return CareList(
        rows, pager(page, pages, _PAGER[form] if pages > 1 else None), len(choices), page * len(rects) + 1
    )


def departments(
    view: KioskView, speech: Speech, offers: tuple[Offer, ...] = (), waits: Waits = NOT_FORESEEN
) -> tuple[Choice, ...]:
    """Every department, room by room, then what the hall offers besides."""
    listed = [
        replace(_department(each, colour_of(room), speech), wait=wait_text(waits.of_department(each), speech))
        for room, tiles in rooms_of(view)
        for each in tiles
    ]
    listed += [Choice(each, "key", speech.say(f"home.{each}"), INK, icon=ICONS[each]) for each in offers]
    return tuple(listed)


def services_of(
    tile: DepartmentTile,
    colour: str,
    state: State,
    speech: Speech,
    *,
    has_papers: bool = False,
    waits: Waits = NOT_FORESEEN,
) -> tuple[Choice, ...]:
    """A department's services, then what to bring for them where the hall says it."""
    listed = [
        replace(_service(each, colour, state, speech), wait=wait_text(waits.of_service(each), speech))
        for each in tile.services
    ]
    if has_papers:
        listed.append(Choice("papers", "key", speech.say("service.papers"), INK, icon="doc"))
    return tuple(listed)


def _department(each: DepartmentTile, colour: str, speech: Speech) -> Choice:
    opens = shown_time(each.opens_at) if each.opens_at else ""
    name, bracket = in_brackets(speech.name(each.name, each.name_en).text)
    return Choice(
        each.id,
        "department",
        name,
        colour,
        icon=each.icon,
        is_open=each.status == "open",
        state=tile_state(each.status, opens, each.waiting, speech),
        bracket=bracket,
    )


def _service(each: ServiceTile, colour: str, state: State, speech: Speech) -> Choice:
    name, bracket = in_brackets(speech.name(each.name, each.name_en).text)
    return Choice(
        each.id,
        "service",
        name,
        colour,
        letter=each.prefix,
        is_open=each.status == "open",
        state=service_state(each, state, speech),
        bracket=bracket,
    )


def _row(choice: Choice, rect: Rect, is_busy: bool) -> CareRow:
    return CareRow(
        id=choice.id,
        what=choice.what,
        name=choice.name,
        bracket=choice.bracket,
        icon=choice.icon,
        letter=choice.letter,
        colour=choice.colour,
        is_open=choice.is_open,
        is_busy=is_busy,
        state=choice.state,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        wait=choice.wait,
    )
