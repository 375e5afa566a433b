"""Everything that one board of a display box is told before it starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.board_layout import BoardLayout
from config.board_layout_file import load_layout
from config.board_table import USUAL_LAYOUT, BoardTable, DisplayTable
from config.box import BoxSettings
from config.hours import hours_of
from config.wrong import ConfigError, Finding, said
from display.shown import Ticker
from link.messages.definition import Hours

Command = tuple[str, ...]

USUAL_ROWS = 3
"""What `rows_history` is where nothing else is said: as many rows as the layout draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSettings:
    """One board. `zone` empty: the window's, else the hall's first. `size` None: the whole drawing or screen."""

    layout: BoardLayout
    """The one that the box names, else the usual one."""
    names_layout: bool = True
    """Whether the box does; else its hall may."""
    layouts: Path = Path("/var/lib/jiaohao/layouts")
    """Where layouts of the box's own lie."""
    zone: str = ""
    window: str = ""
    rows_history: int = USUAL_ROWS
    ticker: Ticker = "pages"
    size: tuple[int, int] | None = None
    corner: tuple[int | None, int | None] = (None, None)
    playlist: Path | None = None
    hours: tuple[Hours, ...] = ()
    """When the screen is lit; none: always."""
    off_command: Command = ()
    on_command: Command = ()


def board_settings(box: BoxSettings, zone: str | None, layout: str | None) -> tuple[BoardSettings, ...]:
    """The boards of a box: each `[[board]]`, or else the one of `[display]`. `zone` and `layout` of the command line win
    for the first. Raises ConfigError where a layout cannot be used, or not so."""
    tables: tuple[DisplayTable, ...] = box.board or (box.display,)
    first = tables[0].model_copy(
        update={name: said for name, said in (("zone", zone), ("layout", layout)) if said}
    )
    return tuple(_board(box, table) for table in (first, *tables[1:]))


def rows_of(layout: BoardLayout, rows_history: int) -> int | None:
    """How many lines of the history a layout shows at most; None: it has none."""
    return max(1, layout.calls.lines + rows_history - USUAL_ROWS) if layout.calls else None


def _board(box: BoxSettings, table: DisplayTable) -> BoardSettings:
    layouts = Path(box.box.data_dir).expanduser() / "layouts"
    layout = load_layout(table.layout or USUAL_LAYOUT, layouts)
    if wrong := [*_wrongs(table, layout)]:
        raise ConfigError(wrong)
    return BoardSettings(
        layout=layout,
        names_layout=table.layout is not None,
        layouts=layouts,
        zone=table.zone,
        window=table.window,
        rows_history=table.rows_history,
        ticker=table.ticker,
        size=_size(box, table),
        corner=_corner(box, table),
        playlist=Path(table.playlist).expanduser() if table.playlist else None,
        hours=tuple(hours_of(text) for text in table.screen_hours),
        off_command=table.off_command,
        on_command=table.on_command,
    )


def _wrongs(table: DisplayTable, layout: BoardLayout) -> Iterator[Finding]:
    """What is asked of a layout that it has no place for, and the other way round; of one that the box names: what the hall
    names is looked at when it is heard of."""
    if table.layout is None:
        return
    where = "board" if isinstance(table, BoardTable) else "display"
    if table.playlist and layout.media is None:
        yield _finding(f"{where}.playlist", "no_media", table.layout)
    if layout.window is not None and not table.window:
        yield _finding(f"{where}.window", "no_window", table.layout)


def _finding(key: str, word: str, layout: str) -> Finding:
    what = said(f"layout.what.{word}", layout=layout)
    return Finding(file="box.toml", key=key, what=what, allowed=said(f"layout.allowed.{word}"))


def _size(box: BoxSettings, table: DisplayTable) -> tuple[int, int] | None:
    width, height = box.screen.width, box.screen.height
    if isinstance(table, BoardTable):
        width, height = table.width or width, table.height or height
    return (width, height) if width and height else None


def _corner(box: BoxSettings, table: DisplayTable) -> tuple[int | None, int | None]:
    if isinstance(table, BoardTable) and (table.left is not None or table.top is not None):
        return table.left, table.top
    return box.screen.left, box.screen.top
