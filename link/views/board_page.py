"""A zone's board with what only some layouts show: the table of windows, one window's own screen, the page of the day."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from link.state import State
from link.views.board import board_view, window_view
from link.views.model import BoardView, WindowView
from link.views.today import ServiceToday, services_today


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage(BoardView):
    """`windows` are those of the zone, `own` the one whose screen it is; of both nothing says who sits there."""

    windows: tuple[WindowView, ...] = ()
    own: WindowView | None = None
    own_services: tuple[tuple[str, str], ...] = ()
    """What it serves, by name in Chinese and in English (empty: the Chinese one)."""
    today: tuple[ServiceToday, ...] = ()


def board_page(
    state: State,
    zone: str,
    local: datetime,
    *,
    has_windows: bool = False,
    has_today: bool = False,
    window: str = "",
) -> BoardPage | None:
    """The board of a zone; None where the hall has no such zone. `local` in the hall's zone of time; a `window` of another
    zone, or of none, is left out."""
    view = board_view(state, zone)
    if view is None:
        return None
    own = window_view(state, window) if window else None
    is_here = own is not None and own.zone == zone
    return BoardPage(
        **{each.name: getattr(view, each.name) for each in fields(view)},
        windows=tuple(_faceless(each) for each in windows_of(state, zone)) if has_windows else (),
        own=_faceless(own) if own is not None and is_here else None,
        own_services=services_at(state, window) if is_here else (),
        today=services_today(state, local) if has_today else (),
    )


def windows_of(state: State, zone: str) -> tuple[WindowView, ...]:
    """Every window of a zone, in the hall's order."""
    here = (place.id for place in state.index.places.values() if place.zone == zone)
    return tuple(view for each in here if (view := window_view(state, each)) is not None)


def services_at(state: State, window: str) -> tuple[tuple[str, str], ...]:
    """What a window serves, by name in Chinese and in English (empty: the Chinese one)."""
    known = state.windows.get(window)
    served = known.services if known else ()
    return tuple(
        (service.short or service.name, service.name_en)
        for service in state.definition.services
        if service.id in served
    )


def _faceless(view: WindowView) -> WindowView:
    return replace(view, clerk_name="", clerk_name_en="")
