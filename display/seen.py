"""What one board needs to know of the hall: looked up once for each picture, and no more than its layout shows."""

from dataclasses import dataclass
from datetime import datetime

from config.board_layout import BoardLayout
from link.state import State
from link.views import (
    BoardView,
    ServiceToday,
    Timetable,
    WindowView,
    board_view,
    hall_timetable,
    services_at,
    services_today,
    window_view,
    windows_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The hall as one board sees it. `windows` are those of its zone, `own` the one whose screen it is."""

    view: BoardView
    hours: Timetable
    windows: tuple[WindowView, ...] = ()
    own: WindowView | None = None
    own_services: tuple[tuple[str, str], ...] = ()
    """What it serves, by name in Chinese and in English (empty: the Chinese one)."""
    today: tuple[ServiceToday, ...] = ()


def seen(
    state: State, zone: str, window: str, layout: BoardLayout, now: datetime, *, has_today: bool = False
) -> Seen | None:
    """The hall from a zone (None where there is none such). `now` in the hall's zone; `has_today`: whether the page of the
    day is shown by something else than the layout."""
    view = board_view(state, zone)
    if view is None:
        return None
    return Seen(
        view=view,
        hours=hall_timetable(state.definition),
        windows=windows_of(state, zone) if layout.windows else (),
        own=window_view(state, window) if window else None,
        own_services=services_at(state, window) if window else (),
        today=services_today(state, now) if layout.today or has_today else (),
    )


def zone_of_window(state: State, window: str) -> str:
    """Where a window stands; empty where the hall has none such."""
    place = state.index.places.get(window)
    return place.zone if place else ""
