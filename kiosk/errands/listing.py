"""The pages on which one of several things is chosen: bookings, matters, days, times, and the order of matters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from config.texts import texts
from kiosk.errands.errand import LEAST_MATTERS, MOST_MATTERS, Errand, FreeTime
from kiosk.errands.here import Here
from kiosk.errands.made import Made, Wanted, keys_of
from kiosk.errands.picked import PICK
from kiosk.errands.places import cell_rects, half_rects, pager_rect, row_rects
from kiosk.errands.several import by_department, can_be_several, in_order
from kiosk.errands.standing import standing, worth_showing
from kiosk.layout import Form, Rect
from kiosk.places import colour_of, labels_of
from kiosk.speech import Speech
from kiosk.view import Choice, ErrandShown, Key, Line, Pager
from link.messages.definition import Zone
from link.views import DepartmentTile, ServiceTile
from look.stale import shown_time
from look.words import in_brackets

INK = "#14202B"

Rects = Callable[[Form, int], tuple[Rect, ...]]
"""The places of one screenful above so many keys."""


@dataclass(frozen=True)
class _Row:
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


def bookings(errand: Errand, here: Here) -> Made:
    """Somebody has several."""
    found = worth_showing(errand.found, here.now)
    rows = [
        _Row(
            each.code,
            here.service(each.service),
            state=shown_time(here.local(each.start)),
            below=here.day(each.start),
            is_open=standing(each, here.rules, here.now) != "arrived",
        )
        for each in found
    ]
    title = here.speech.line("errand.choose.title", n=len(rows))
    return _listed(title, rows, errand, here)


def bookable(errand: Errand, here: Here) -> Made:
    """What can be booked here."""
    slots = {each.service for each in here.state.definition.slots}
    rows = [_service(each.id, here) for each in here.state.definition.services if each.id in slots]
    return _listed(here.speech.line("errand.bookable.title"), rows, errand, here)


def days(errand: Errand, here: Here) -> Made:
    """The days that have a place left, and how many."""
    rows = []
    for day in free_days(errand.times, here):
        times = [each for each in errand.times if here.local(each.start).date() == day]
        left = sum(each.left for each in times)
        first = here.local(times[0].start)
        rows.append(
            _Row(
                day.isoformat(),
                Line(here.day(first), _in_second(here).day(first)),
                state=_counted("errand.places", left, here),
                below=here.speech.say("errand.from", time=shown_time(first)),
            )
        )
    return _listed(
        here.speech.line("errand.day.title"), rows, errand, here, about=here.service(errand.service)
    )


def times(errand: Errand, here: Here) -> Made:
    """The times of a day that have a place left."""
    rows = [
        _Row(
            each.start.isoformat(),
            Line(shown_time(here.local(each.start))),
            state=_counted("errand.places", each.left, here),
        )
        for each in errand.times
        if here.local(each.start).date() == errand.day and each.start > here.now
    ]
    made = _listed(here.speech.line("errand.time.title"), rows, errand, here, rects=cell_rects)
    about = here.service(errand.service)
    day = next(
        (here.day(each.start) for each in errand.times if here.local(each.start).date() == errand.day), ""
    )
    lead = Line(" · ".join(part for part in (about.text, day) if part))
    return replace(made, shown=replace(made.shown, lead=lead))


def matters(errand: Errand, here: Here) -> Made:
    """Everything that can be had now, to be ticked; department by department where that is much."""
    departments = by_department(here.view)
    rows = _departments(departments, errand, here)
    if not departments or errand.department:
        tiles = [tile for each in departments if each.id == errand.department for tile in each.services]
        open_ones = [tile for tile in tiles if tile.status == "open"] or can_be_several(here.view)
        rows = [_matter(tile, errand, here) for tile in open_ones]
    is_of_departments = bool(departments) and not errand.department
    made = _listed(
        here.speech.line("errand.several.title"),
        rows,
        errand,
        here,
        wanted=(Wanted("next", icon="right", is_ready=len(errand.matters) >= LEAST_MATTERS),),
        rects=half_rects if is_of_departments else row_rects,
    )
    key = "errand.several.full" if _is_full(errand) else "errand.several.count"
    count = len(errand.matters)
    lead = Line(_counted(key, count, here), _counted(key, count, _in_second(here)))
    rail = here.speech.line("errand.several.rail")
    chosen = here.speech.say("errand.several.chosen", n=count)
    keys = tuple(replace(each, second=chosen) for each in made.keys)
    return replace(made, shown=replace(made.shown, lead=lead), keys=keys, rail_title=rail)


def order(errand: Errand, here: Here) -> Made:
    """The matters as they will be done, each with its place."""
    arranged = in_order(errand.matters, here.state)
    rows = [
        replace(
            _service(each, here),
            mark=str(place),
            state=here.speech.windows(labels_of(here.state, (each,))).text,
        )
        for place, each in enumerate(arranged, start=1)
    ]
    rule = here.state.definition.policy.further
    made = _listed(
        here.speech.line("errand.order.title"), rows, errand, here, wanted=(Wanted("take", icon="printer"),)
    )
    lead = here.speech.line(f"errand.order.{rule}")
    return replace(
        made, shown=replace(made.shown, lead=lead), rail_title=here.speech.line("errand.order.rail")
    )


def free_days(times: Sequence[FreeTime], here: Here) -> tuple[date, ...]:
    """The days with a place left, in order."""
    return tuple(
        dict.fromkeys(here.local(each.start).date() for each in times if each.left and each.start > here.now)
    )


def _is_full(errand: Errand) -> bool:
    return len(errand.matters) >= MOST_MATTERS


def _departments(departments: Sequence[DepartmentTile], errand: Errand, here: Here) -> list[_Row]:
    """Each with how many of its matters are chosen."""
    rows = []
    for each in departments:
        chosen = sum(tile.id in errand.matters for tile in each.services)
        zone = here.state.index.zones.get(each.zone)
        rows.append(
            _Row(
                each.id,
                here.speech.name(each.name, each.name_en),
                state=here.speech.say("errand.several.chosen", n=chosen) if chosen else "",
                colour=colour_of(zone) if zone else INK,
                is_chosen=chosen > 0,
            )
        )
    return rows


def _matter(tile: ServiceTile, errand: Errand, here: Here) -> _Row:
    return replace(
        _service(tile.id, here),
        state=_counted("service.ahead", tile.ahead, here) if tile.ahead else here.speech.say("tile.none"),
        below=here.speech.windows(labels_of(here.state, (tile.id,))).text,
        is_chosen=tile.id in errand.matters,
        is_open=tile.id in errand.matters or not _is_full(errand),
        can_tick=True,
    )


def _in_second(here: Here) -> Here:
    return replace(here, speech=Speech(here.speech.second))


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────


def _service(id: str, here: Here) -> _Row:
    known = here.state.index.services.get(id)
    series = here.state.index.series.get(known.series) if known else None
    return _Row(id, here.service(id), mark=series.prefix if series else "", colour=_colour(id, here))


def _colour(service: str, here: Here) -> str:
    """That of the room where it is done."""
    tiles = (tile for each in here.view.departments for tile in each.services if tile.id == service)
    zones = next((tile.zones for tile in tiles), ())
    zone: Zone | None = here.state.index.zones.get(zones[0]) if zones else None
    return colour_of(zone) if zone else INK


def _listed(
    title: Line,
    rows: Sequence[_Row],
    errand: Errand,
    here: Here,
    *,
    wanted: tuple[Wanted, ...] = (),
    about: Line | None = None,
    rects: Rects = row_rects,
) -> Made:
    """One screenful; where there is more, the pager takes the place of the last row, or stands beside the key."""
    keys = keys_of(wanted, here, errand.busy or here.busy)
    places = rects(here.form, len(wanted))
    pager = Pager()
    if len(rows) > len(places):
        keys, places, pager = _paged(len(rows), keys, places, here, rects)
    first = (pager.page - 1) * len(places)
    choices = tuple(
        _choice(row, rect, is_small=rects is cell_rects)
        for row, rect in zip(rows[first : first + len(places)], places, strict=False)
    )
    return Made(title, ErrandShown(lead=about or Line()), keys, choices=choices, pager=pager)


def _paged(
    count: int, keys: tuple[Key, ...], places: tuple[Rect, ...], here: Here, rects: Rects
) -> tuple[tuple[Key, ...], tuple[Rect, ...], Pager]:
    where = pager_rect(here.form)
    if keys:  # side by side
        half = (where.w - 24) // 2
        keys = tuple(replace(key, x=where.x + half + 24, w=half) for key in keys)
        where = replace(where, w=half)
    else:
        places = rects(here.form, 1)
    pages = -(-count // len(places))
    page = min(here.screenful, pages - 1)
    return keys, places, Pager(page + 1, pages, where.x, where.y, where.w, where.h)


def _choice(row: _Row, rect: Rect, *, is_small: bool) -> Choice:
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


def _counted(key: str, n: int, here: Here) -> str:
    return texts(here.speech.language).count(key, n)
