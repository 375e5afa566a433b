"""The tables of box.toml that say what a board shows, and on which screen: `[display]` and `[[board]]`."""

from typing import Annotated, Final, Literal

from config.board_layout_file import LAYOUT_PATTERN
from config.hall_hours import HoursList
from config.rules import Amount, Form, Line, Many, MaybeId, Range
from config.validated import Table
from config.voice_table import PathText

USUAL_LAYOUT: Final = "landscape"
"""Where neither the box nor the hall names one."""

LayoutName = Annotated[str, Form(LAYOUT_PATTERN, "layout")]
Words = Annotated[tuple[Annotated[str, Line(200, 1)], ...], Many]


class DisplayTable(Table):
    """`[display]`: a board."""

    zone: MaybeId = ""
    layout: LayoutName | None = None
    window: MaybeId = ""
    rows_history: Annotated[int, Range(1, 6)] = 3
    ticker: Literal["pages", "scroll"] = "pages"
    playlist: PathText = ""
    screen_hours: HoursList = ()
    off_command: Words = ()
    on_command: Words = ()


class BoardTable(DisplayTable):
    """`[[board]]`: one of several boards of a box, each on a screen of its own. The first has no need of a place."""

    left: Annotated[int, Range(0, 30720)] | None = None
    top: Annotated[int, Range(0, 30720)] | None = None
    width: Annotated[int, Range(320, 7680)] | None = None
    height: Annotated[int, Range(240, 7680)] | None = None


Boards = Annotated[tuple[BoardTable, ...], Many, Amount(0, 8)]
