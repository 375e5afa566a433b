"""The tables of a layout file: which parts a board shows, and where each stands, in px of the drawing."""

from typing import Annotated

from config.rules import Range
from config.validated import Table

Px = Annotated[int, Range(0, 7680)]
Extent = Annotated[int, Range(40, 7680)]
TextPx = Annotated[int, Range(24, 600)]


class Rect(Table):
    """A rectangle of the drawing."""

    left: Px = 0
    top: Px
    width: Extent
    height: Extent


class CallsPart(Rect):
    """`[calls]`: bands in amber, newest on top, and the history under them.

    `lines` rows of history stand under a full set of bands. Where a size is not given it follows from the width.
    """

    heading: Px = 48
    bands: Annotated[int, Range(1, 8)] = 3
    band_height: Extent = 164
    gap: Px = 8
    history_gap: Px = 10
    lines: Annotated[int, Range(0, 12)] = 3
    line_height: Extent = 92
    line_text: TextPx = 88
    stale_line_height: Extent = 112
    stale_line_text: TextPx = 100
    number_text: TextPx | None = None
    arrow_left: Px | None = None
    unit_right: Px | None = None
    crowd_columns: Annotated[int, Range(1, 6)] = 2
    crowd_rows: Annotated[int, Range(1, 24)] = 8


class WaitingPart(Rect):
    """`[waiting]`: how many wait, by series. `has_paused`: the line of paused windows takes one of its places."""

    heading: Px = 48
    columns: Annotated[int, Range(1, 4)] = 1
    column_gap: Px = 24
    row_height: Extent = 84
    text: TextPx = 44
    has_paused: bool = False


class WindowsPart(Rect):
    """`[windows]`: every window of the zone with the number it calls or serves, or its state."""

    heading: Px = 48
    columns: Annotated[int, Range(1, 6)] = 3
    column_gap: Px = 24
    row_height: Extent = 92
    least_row_height: Extent = 64


class TodayPart(Rect):
    """`[today]`: what was done of every service today, a page at a time."""

    heading: Px = 48
    row_height: Extent = 84


class MediaPart(Rect):
    """`[media]`: the playlist. While no call stands it may have the larger rectangle `[media.alone]`.

    `is_beside` false: it has no place while a call stands, and stops until it has.
    """

    is_beside: bool = True
    alone: Rect | None = None


class BoardLayout(Table):
    """A whole layout file. A part that is not written is not shown."""

    width: Annotated[int, Range(320, 7680)]
    height: Annotated[int, Range(240, 7680)]
    zone: Rect | None = None
    calls: CallsPart | None = None
    waiting: WaitingPart | None = None
    paused: Rect | None = None
    others: Rect | None = None
    windows: WindowsPart | None = None
    window: Rect | None = None
    today: TodayPart | None = None
    media: MediaPart | None = None
    notices: Rect | None = None
    stale: Rect | None = None
