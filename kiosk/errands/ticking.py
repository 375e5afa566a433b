"""The pages on which several matters are ticked, and shown in their order."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.errands.errand import LEAST_MATTERS, MOST_MATTERS, Errand
from kiosk.errands.here import Here
from kiosk.errands.listing import INK, Row, counted, listed, service_row
from kiosk.errands.made import Made, Wanted
from kiosk.errands.places import half_rects, row_rects
from kiosk.errands.several import by_department, can_be_several, in_order
from kiosk.places import colour_of, labels_of
from link.views import DepartmentTile, ServiceTile


def matters(errand: Errand, here: Here) -> Made:
    """Everything that can be had now, to be ticked; department by department where that is much."""
    departments = by_department(here.view)
    rows = _departments(departments, errand, here)
    if not departments or errand.department:
        tiles = [tile for each in departments if each.id == errand.department for tile in each.services]
        open_ones = [tile for tile in tiles if tile.status == "open"] or can_be_several(here.view)
        rows = [_matter(tile, errand, here) for tile in open_ones]
    is_of_departments = bool(departments) and not errand.department
    made = listed(
        here.speech.line("errand.several.title"),
        rows,
        errand,
        here,
        wanted=(Wanted("next", icon="right", is_ready=len(errand.matters) >= LEAST_MATTERS),),
        rects=half_rects if is_of_departments else row_rects,
    )
    key = "errand.several.full" if _is_full(errand) else "errand.several.count"
    count = len(errand.matters)
    lead = here.line(lambda each: counted(key, count, each))
    rail = here.speech.line("errand.several.rail")
    chosen = here.speech.say("errand.several.chosen", n=count)
    keys = tuple(replace(each, second=chosen) for each in made.keys)
    return replace(made, shown=replace(made.shown, lead=lead), keys=keys, rail_title=rail)


def order(errand: Errand, here: Here) -> Made:
    """The matters as they will be done, each with its place."""
    arranged = in_order(errand.matters, here.state)
    rows = [
        replace(
            service_row(each, here),
            mark=str(place),
            state=here.speech.windows(labels_of(here.state, (each,))).text,
        )
        for place, each in enumerate(arranged, start=1)
    ]
    rule = here.state.definition.policy.further
    made = listed(
        here.speech.line("errand.order.title"), rows, errand, here, wanted=(Wanted("take", icon="printer"),)
    )
    lead = here.speech.line(f"errand.order.{rule}")
    return replace(
        made, shown=replace(made.shown, lead=lead), rail_title=here.speech.line("errand.order.rail")
    )


def _is_full(errand: Errand) -> bool:
    return len(errand.matters) >= MOST_MATTERS


def _departments(departments: Sequence[DepartmentTile], errand: Errand, here: Here) -> list[Row]:
    """Each with how many of its matters are chosen."""
    rows = []
    for each in departments:
        chosen = sum(tile.id in errand.matters for tile in each.services)
        zone = here.state.index.zones.get(each.zone)
        rows.append(
            Row(
                each.id,
                here.speech.name(each.name, each.name_en),
                state=here.speech.say("errand.several.chosen", n=chosen) if chosen else "",
                colour=colour_of(zone) if zone else INK,
                is_chosen=chosen > 0,
            )
        )
    return rows


def _matter(tile: ServiceTile, errand: Errand, here: Here) -> Row:
    return replace(
        service_row(tile.id, here),
        state=counted("service.ahead", tile.ahead, here) if tile.ahead else here.speech.say("tile.none"),
        below=here.speech.windows(labels_of(here.state, (tile.id,))).text,
        is_chosen=tile.id in errand.matters,
        is_open=tile.id in errand.matters or not _is_full(errand),
        can_tick=True,
    )
