"""The service page: one department's matters, each with its letter, its windows and how many are ahead."""

from dataclasses import dataclass, replace

from kiosk.home import FEW_LEFT, pager, tile_state
from kiosk.island.offer import UNKNOWN
from kiosk.layout import Form, Rect, foot_rects, service_rects
from kiosk.places import labels_of, place_of
from kiosk.speech import Speech
from kiosk.turn import waits_behind_others
from kiosk.view import Department, Key, Listed, Pager, Row
from kiosk.waits import NOT_FORESEEN, Waits, wait_text
from link.state import State
from link.views import DepartmentTile, ServiceTile
from look.stale import shown_time
from look.words import Counted, in_brackets


@dataclass(frozen=True)
class Services:
    """What stands on one screenful of a department's services."""

    department: Department
    rows: tuple[Row, ...]
    pager: Pager
    listed: Listed
    keys: tuple[Key, ...] = ()


def services(
    tile: DepartmentTile,
    state: State,
    speech: Speech,
    form: Form,
    *,
    screenful: int = 0,
    busy: str = "",
    has_papers: bool = False,
    waits: Waits = NOT_FORESEEN,
) -> Services:
    """A department's page; `busy` is the service whose ticket is on its way, `has_papers`: the hall says what to bring,
    `waits`: what it foresees."""
    rects, is_paged = service_rects(form, len(tile.services), has_foot=has_papers)
    key_at, pager_at = foot_rects(form, has_button=has_papers, is_paged=is_paged)
    pages = max(1, -(-len(tile.services) // len(rects)))
    page = min(screenful, pages - 1)
    here = tile.services[page * len(rects) : (page + 1) * len(rects)]
    department = _department(tile, state, speech)
    return Services(
        department=department,
        rows=tuple(
            _foreseen(
                _row(each, state, speech, department.colour, rect, is_busy=each.id == busy),
                each,
                waits,
                speech,
            )
            for each, rect in zip(here, rects, strict=False)
        ),
        pager=pager(page, pages, pager_at),
        listed=Listed(len(tile.services), len(here), page * len(rects) + 1),
        keys=(_papers_key(key_at, speech, form),) if key_at else (),
    )


def _papers_key(at: Rect, speech: Speech, form: Form) -> Key:
    words = speech.line("service.papers")
    is_wide = form == "wide"
    return Key(
        "papers",
        "quiet",
        words.text,
        words.second,
        icon="doc",
        size=28 if is_wide else 34,
        second_size=18 if is_wide else 24,
        icon_size=44 if is_wide else 52,
        x=at.x,
        y=at.y,
        w=at.w,
        h=at.h,
    )


def _department(tile: DepartmentTile, state: State, speech: Speech) -> Department:
    place = place_of(state, tuple(each.id for each in tile.services), (tile.zone,), speech)
    return Department(
        name=speech.name(tile.name, tile.name_en),
        icon=tile.icon,
        zone=place.zone,
        windows=place.windows.text,
        colour=place.colour,
        side=place.side,
    )


def _foreseen(row: Row, each: ServiceTile, waits: Waits, speech: Speech) -> Row:
    """With how long that takes in the place of the windows, which the strip above and the ticket name; few tickets left are
    worth more."""
    wait = wait_text(waits.of_service(each), speech)
    has_few = each.quota_left is not None and each.quota_left <= FEW_LEFT
    return replace(row, wait=wait, below=row.below if has_few else wait) if wait else row


def _row(each: ServiceTile, state: State, speech: Speech, colour: str, rect: Rect, *, is_busy: bool) -> Row:
    line = speech.name(each.name, each.name_en)
    name, bracket = in_brackets(line.text)
    return Row(
        id=each.id,
        letter=each.prefix,
        name=name,
        bracket=bracket,
        second=line.second,
        colour=colour,
        is_open=each.status == "open",
        is_busy=is_busy,
        state=service_state(each, state, speech),
        below=_below(each, state, speech),
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )


def service_state(each: ServiceTile, state: State, speech: Speech) -> Counted:
    """How many are ahead, or why there is no ticket now."""
    if each.status == "open":
        if each.ahead == UNKNOWN:
            return Counted(speech.say("island.open"))
        if each.ahead:
            return speech.counted("service.ahead", each.ahead)
        return Counted(speech.say("service.first" if waits_behind_others(state, each.id) else "tile.none"))
    opens = shown_time(each.opens_at) if each.opens_at else ""
    closed = tile_state(each.status, opens, 0, speech)
    return Counted(" ".join(part for part in (closed.before, closed.number, closed.after) if part))


def _below(each: ServiceTile, state: State, speech: Speech) -> str:
    if each.status == "open" and each.quota_left is not None:
        left = speech.counted("tile.quota", each.quota_left)
        return f"{left.before} {left.number} {left.after}".strip()
    return speech.windows(labels_of(state, (each.id,))).text
