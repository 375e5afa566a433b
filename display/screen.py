"""The board's screen for QML: it shows and is never touched."""

from display.shown import Board
from look.screen import Screen


class BoardScreen(Screen):
    """Shows a `Board`."""

    def __init__(self) -> None:
        super().__init__(Board())
