"""The windows of a zone as a table, and the screen of one window."""

from collections.abc import Sequence
from dataclasses import replace

from config.board_layout import WindowsPart
from config.board_places import Place, window_spots
from config.texts import Texts
from display.shown import OwnWindow, WindowCell, Words
from display.turning import turned
from display.ways import is_named
from link.views import WindowView


def window_cells(
    windows: Sequence[WindowView],
    part: WindowsPart,
    place: Place,
    turn: int,
    words: Texts,
    *,
    pulsing: frozenset[int],
    is_known: bool,
) -> tuple[tuple[WindowCell, ...], str]:
    """The cells that fit, as high as their number allows. Where there are more windows than cells, those that call
    stand first on every page, and the others turn."""
    spots = window_spots(part, place, len(windows))
    calling = [each for each in windows if each.state == "calling" and is_known][: len(spots)]
    others = [each for each in windows if each not in calling]
    if len(windows) <= len(spots):
        shown, page = list(windows), ""
    else:
        room = max(1, len(spots) - len(calling))
        pages = [others[at : at + room] for at in range(0, len(others), room)]
        rest, page = turned(pages, turn)
        shown = [*calling, *(rest or ())][: len(spots)]
    cells = tuple(
        replace(_cell(view, words, pulsing, is_known), spot=spot, is_first=spot.y == place.heading)
        for view, spot in zip(shown, spots, strict=False)
    )
    return cells, page


def own_window(
    view: WindowView, services: str, words: Texts, other: Texts, *, pulsing: frozenset[int], is_known: bool
) -> OwnWindow:
    """One window's screen."""
    key = f"window.{view.state if is_known else 'stale'}"
    return OwnWindow(
        label=view.label,
        is_named=is_named(view.label),
        number=view.number if is_known else "",
        state=view.state if is_known else "stale",
        word=Words(text=words.say(key), second=other.say(key)),
        services=services,
        is_pulsing=is_known and view.call in pulsing and view.state == "calling",
    )


def _cell(view: WindowView, words: Texts, pulsing: frozenset[int], is_known: bool) -> WindowCell:
    return WindowCell(
        id=view.id,
        label=view.label,
        is_named=is_named(view.label),
        number=view.number if is_known else "",
        state=view.state if is_known else "stale",
        word=words.say(f"window.cell.{view.state}") if is_known else "–",
        is_pulsing=is_known and view.call in pulsing and view.state == "calling",
    )
