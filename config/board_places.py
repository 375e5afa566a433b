"""Where everything on a board goes: from a layout's rectangles to the place of each part, band and row, in px."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from config.board_layout import BoardLayout, CallsPart, Rect, TodayPart, WaitingPart, WindowsPart
from config.board_layout_file import parts_of

LARGEST_LINE_PX: Final = 110

STALE_GAP_PX: Final = 40
"""Between the frame that says that all is old and what stands under it."""

COLUMN_NAMES_PX: Final = 84
"""On the page of the day: the line over the rows that says what each count is."""

NOT_WHEN_STALE: Final = ("paused", "others", "media")
"""What may have changed meanwhile and cannot be shown as unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a part stands. `shows` is its name in the layout file; one that is not shown now keeps its row."""

    shows: str
    x: int
    y: int
    w: int
    h: int
    heading: int = 0
    is_shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a row stands in its part; `text` is the size of its largest words."""

    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0
    text: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Where number, arrow and window stand in a band or line of the calls, from its left; `unit` from its right."""

    margin: int = 36
    arrow: int = 640
    unit: int = 268


def places(layout: BoardLayout, *, is_stale: bool = False, is_media_alone: bool = False) -> tuple[Place, ...]:
    """Every part of a layout, always in the same order."""
    alone = _alone(layout) if is_media_alone else None
    stand = tuple(_place(name, part, layout, alone, is_stale) for name, part in parts_of(layout).items())
    return tuple(_grown(place, stand, layout) for place in stand) if is_stale else stand


def body(layout: BoardLayout) -> Rect:
    """What lies between the zone's strip and the notices: where a page without calls is written."""
    top = layout.zone.top + layout.zone.height if layout.zone else 0
    bottom = layout.notices.top if layout.notices else layout.height
    return Rect(left=48, top=top, width=layout.width - 96, height=max(40, bottom - top))


def lane(part: CallsPart, width: int) -> Lane:
    """As the file says for a whole line; in proportion for a narrower one of a crowd."""
    arrow = part.arrow_left if part.arrow_left is not None else round(part.width * 0.52)
    unit = part.unit_right if part.unit_right is not None else round(part.width * 0.22)
    share = width / part.width
    return Lane(
        margin=36 if width > 700 else 20,
        arrow=round(arrow * share),
        unit=round(unit * share),
    )


def band_spots(part: CallsPart, count: int) -> tuple[Spot, ...]:
    """The places of the bands, the first on top. More than the part's bands stand as a grid, column by column."""
    if count <= part.bands:
        text = part.number_text or min(round(part.band_height * 0.89), round(part.width * 0.15))
        pitch = part.band_height + part.gap
        return tuple(
            Spot(y=part.heading + at * pitch, w=part.width, h=part.band_height, text=text)
            for at in range(count)
        )
    return _crowd_spots(part, count)


def crowd_room(part: CallsPart) -> int:
    """How many calls can stand in amber at once when very many are made."""
    return max(part.bands, part.crowd_columns * part.crowd_rows)


def line_spots(part: CallsPart, bands: int, rows: int | None = None) -> tuple[Spot, ...]:
    """The rows of history under so many bands. `rows`: how many a hall wants under all bands; fewer are larger, to be
    read from afar."""
    if bands > part.bands or not part.lines:
        return ()
    height = part.lines * part.line_height // (rows or part.lines)
    top = part.heading + bands * (part.band_height + part.gap) + part.history_gap
    text = min(LARGEST_LINE_PX, height * part.line_text // part.line_height)
    return _rows(top, part.height, height, part.width, text)


def stale_spots(part: CallsPart, place: Place) -> tuple[Spot, ...]:
    """The rows under the frame that says that all this is old."""
    return _rows(place.heading, place.h, part.stale_line_height, part.width, part.stale_line_text)


def waiting_spots(part: WaitingPart, height: int, heading: int) -> tuple[Spot, ...]:
    """The places of the waiting list, column by column."""
    rows = max(1, (height - heading) // part.row_height)
    return Grid(
        width=part.width,
        columns=part.columns,
        column_gap=part.column_gap,
        rows=rows,
        row_height=part.row_height,
        top=heading,
        text=part.text,
    ).spots()


def window_rows(part: WindowsPart, place: Place) -> tuple[int, int]:
    """How many rows the table of windows has at least, and at most: not lower than can be read."""
    room = place.h - place.heading
    most = max(1, room // part.least_row_height)
    return min(most, max(1, room // part.row_height)), most


def window_spots(part: WindowsPart, place: Place, count: int) -> tuple[Spot, ...]:
    """As few rows as `count` windows need; not lower than can be read, not higher than a line should be."""
    least, most = window_rows(part, place)
    rows = min(most, max(least, ceil(count / part.columns)))
    height = min(part.row_height, (place.h - place.heading) // rows)
    return Grid(
        width=part.width,
        columns=part.columns,
        column_gap=part.column_gap,
        rows=rows,
        row_height=height,
        top=place.heading,
        text=round(height * 0.62),
    ).spots()


def today_rows(part: TodayPart, place: Place) -> int:
    """How many services fit under the heading and the names of the columns."""
    return max(1, (place.h - place.heading - COLUMN_NAMES_PX) // part.row_height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows in columns of equal width, `column_gap` apart, in a rectangle of this `width`."""

    width: int
    columns: int
    column_gap: int
    rows: int
    row_height: int
    top: int
    text: int

    def spots(self) -> tuple[Spot, ...]:
        """Column by column."""
        width = (self.width - (self.columns - 1) * self.column_gap) // self.columns
        return tuple(
            Spot(
                x=column * (width + self.column_gap),
                y=self.top + row * self.row_height,
                w=width,
                h=self.row_height,
                text=self.text,
            )
            for column in range(self.columns)
            for row in range(self.rows)
        )


def _place(name: str, part: Rect, layout: BoardLayout, alone: Rect | None, is_stale: bool) -> Place:
    rect = alone if alone is not None and name == "media" else part
    heading: int = getattr(part, "heading", 0)
    shown = Place(shows=name, x=rect.left, y=rect.top, w=rect.width, h=rect.height, heading=heading)
    if is_stale:
        return _under_stale(shown, layout.stale)
    if name == "media":
        return shown if alone is not None or (layout.media and layout.media.is_beside) else _hidden(shown)
    return _hidden(shown) if alone is not None and _touches(shown, alone) else shown


def _alone(layout: BoardLayout) -> Rect | None:
    """Where media stand while no call does."""
    return (layout.media.alone or layout.media) if layout.media else None


def _under_stale(place: Place, stale: Rect | None) -> Place:
    """Pushed down where the frame stands over it, and then without its heading."""
    if place.shows in NOT_WHEN_STALE or stale is None:
        return _hidden(place)
    if place.shows == "zone" or place.y >= stale.top + stale.height:
        return place
    top = stale.top + stale.height + (STALE_GAP_PX if stale.width > stale.height * 4 else 32)
    height = place.y + place.h - top
    if height <= 0:
        return _hidden(place)
    return Place(shows=place.shows, x=place.x, y=top, w=place.w, h=height)


def _grown(place: Place, stand: tuple[Place, ...], layout: BoardLayout) -> Place:
    """What was pushed down takes the room of what is hidden under it."""
    under = [
        other
        for other in stand
        if not other.is_shown
        and other.y >= place.y
        and other.x < place.x + place.w
        and place.x < other.x + other.w
    ]
    if not under or not place.is_shown or place.heading or place.shows == "zone":
        return place
    bottom = (layout.notices.top if layout.notices else layout.height) - 28
    below = [
        other.y - 24
        for other in stand
        if other.is_shown and other.y > place.y and _share_a_column(place, other)
    ]
    return replace(place, h=max(place.h, min([bottom, *below]) - place.y))


def _share_a_column(one: Place, other: Place) -> bool:
    return one.x < other.x + other.w and other.x < one.x + one.w


def _hidden(place: Place) -> Place:
    return replace(place, is_shown=False)


def _touches(place: Place, rect: Rect) -> bool:
    return (
        place.x < rect.left + rect.width
        and rect.left < place.x + place.w
        and place.y < rect.top + rect.height
        and rect.top < place.y + place.h
    )


def _crowd_spots(part: CallsPart, count: int) -> tuple[Spot, ...]:
    rows = max(part.crowd_rows, ceil(count / part.crowd_columns))
    pitch = (part.height - part.heading + part.gap) // rows
    height = min(part.band_height, pitch - part.gap)
    width = (part.width - (part.crowd_columns - 1) * part.gap) // part.crowd_columns
    text = min(round(height * 0.8), round(width * 0.15))
    cells = Grid(
        width=part.width,
        columns=part.crowd_columns,
        column_gap=part.gap,
        rows=rows,
        row_height=pitch,
        top=part.heading,
        text=text,
    )
    return tuple(replace(spot, h=height) for spot in cells.spots())


def _rows(top: int, bottom: int, height: int, width: int, text: int) -> tuple[Spot, ...]:
    count = max(0, (bottom - top) // height)
    return tuple(Spot(y=top + at * height, w=width, h=height, text=text) for at in range(count))
