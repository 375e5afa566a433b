"""The table of box.toml about the rating screen at a box: `[rater]`."""

from typing import Annotated

from config.rules import Line, MaybeId, Range
from config.validated import Table


class RaterTable(Table):
    """`[rater]`: the screen that faces the citizen at a window. `photos`: a folder of NUMBER.jpg for the staff card."""

    window: MaybeId = ""
    ask_s: Annotated[float, Range(10, 120)] = 30
    reversed: bool = False
    keyboard: bool = True
    photos: Annotated[str, Line(400)] = ""
