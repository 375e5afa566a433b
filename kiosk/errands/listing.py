"""A list on a page: things to choose from, a screenful at a time, with the pager and the page's keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from config.texts import texts
from kiosk.errands.errand import Errand
from kiosk.errands.here import Here
from kiosk.errands.made import Made, Wanted, keys_of
from kiosk.errands.picked import PICK
from kiosk.errands.places import cell_rects, pager_rect, row_rects
from kiosk.layout import Form, Rect
from kiosk.places import colour_of
from kiosk.view import Choice, ErrandShown, Key, Line, Pager
from link.messages.definition import Zone
from look.words import in_brackets

INK: Final = "#14202B"
"""What belongs to no room."""

Rects = Callable[[Form, int, bool], tuple[Rect, ...]]
"""The places of one screenful above so many keys; the third: in the care mode."""


@dataclass(frozen=True)
class Row:
    """One thing to choose, before it has a place."""

    id: str
    name: Line
    mark: str = ""
    state: str = ""
    below: str = ""
    colour: str = INK
    is_open: bool = True
    is_chosen: bool = False
    can_tick: bool = False


def service_row(id: str, here: Here) -> Row:
    """A service with the letter of its numbers, in the colour of its room."""
    known = here.state.index.services.get(id)
    series = here.state.index.series.get(known.series) if known else None
    return Row(id, here.service(id), mark=series.prefix if series else "", colour=_colour(id, here))


def counted(key: str, n: int, here: Here) -> str:
    """A text with a count in it, in the citizen's language."""
    return texts(here.speech.language).count(key, n)


def listed(
    title: Line,
    rows: Sequence[Row],
    errand: Errand,
    here: Here,
    *,
    wanted: tuple[Wanted, ...] = (),
    about: Line | None = None,
    rects: Rects = row_rects,
) -> Made:
    """One screenful; where there is more, the pager takes the place of the last row, or stands beside the key."""
    keys = keys_of(wanted, here, errand.busy or here.busy)
    places = rects(here.form, len(wanted), here.is_large)
    pager = Pager()
    if len(rows) > len(places):
        keys, places, pager = _paged(len(rows), keys, places, here, rects)
    first = (pager.page - 1) * len(places)
    choices = tuple(
        _choice(row, rect, is_small=rects is cell_rects)
        for row, rect in zip(rows[first : first + len(places)], places, strict=False)
    )
    return Made(title, ErrandShown(lead=about or Line()), keys, choices=choices, pager=pager)


def _colour(service: str, here: Here) -> str:
    """That of the room where it is done."""
    tiles = (tile for each in here.view.departments for tile in each.services if tile.id == service)
    zones = next((tile.zones for tile in tiles), ())
    zone: Zone | None = here.state.index.zones.get(zones[0]) if zones else None
    return colour_of(zone) if zone else INK


def _paged(
    count: int, keys: tuple[Key, ...], places: tuple[Rect, ...], here: Here, rects: Rects
) -> tuple[tuple[Key, ...], tuple[Rect, ...], Pager]:
    where = pager_rect(here.form)
    if keys:  # side by side
        half = (where.w - 24) // 2
        keys = tuple(replace(key, x=where.x + half + 24, w=half) for key in keys)
        where = replace(where, w=half)
    else:
        places = rects(here.form, 1, here.is_large)
    pages = -(-count // len(places))
    page = min(here.screenful, pages - 1)
    return keys, places, Pager(page + 1, pages, where.x, where.y, where.w, where.h)


def _choice(row: Row, rect: Rect, *, is_small: bool) -> Choice:
    name, bracket = in_brackets(row.name.text)
    return Choice(
        id=PICK + row.id,
        mark=row.mark,
        name=name,
        bracket=bracket,
        second=row.name.second,
        state=row.state,
        below=row.below,
        colour=row.colour,
        is_open=row.is_open,
        is_chosen=row.is_chosen,
        can_tick=row.can_tick,
        is_small=is_small,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )
