"""The terminal's screen for QML: what is shown, and what keys and hands can do."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence

from caller.keys import PLACES, Place
from caller.presenter import Presenter
from caller.shown import Shown
from caller.signing import FIELDS
from look.screen import Screen

_PLAIN_MODIFIERS: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
"""What does not make another key of it: the digits of the number block are digits."""


class CallerScreen(Screen):
    """Shows what the presenter has to show; `worked` tells the place of each key that was worked by the keyboard."""

    worked = Signal(str)

    def __init__(self, presenter: Presenter) -> None:
        super().__init__(presenter.shown())
        self._presenter = presenter

    def refresh(self) -> Shown:
        """Show what is new, and give it."""
        shown = self._presenter.shown()
        self.show(shown)
        return shown

    @Slot(int, int, bool, result=bool)
    def key(self, key: int, modifiers: int, is_repeat: bool) -> bool:
        """A key that no field took; False where it works nothing here. A key held down works once."""
        name = key_name(key, modifiers)
        place = self._presenter.place(name)
        if place is None:
            return self._moves(key) and (is_repeat or self._move(key))
        if not is_repeat:
            self.work(place)
        return True

    def work(self, place: Place) -> None:
        """A key of the keyboard, wherever it was pressed: it lights up on the screen too."""
        self.worked.emit(place)
        self._presenter.press(place)

    @Slot(str)
    def press(self, name: str) -> None:
        """A key of the screen, by its place."""
        for place in PLACES:
            if place == name:
                self._presenter.press(place)

    @Slot(str)
    def type(self, text: str) -> None:
        self._presenter.type(text)

    @Slot(str, str)
    def type_in(self, name: str, text: str) -> None:
        """A field of the sign-in with a password."""
        for field in FIELDS:
            if field == name:
                self._presenter.type_in(field, text)

    @Slot()
    def confirm(self) -> None:
        self._presenter.confirm()

    @Slot()
    def leave(self) -> None:
        self._presenter.leave()

    @Slot(int)
    def step(self, by: int) -> None:
        self._presenter.step(by)

    @Slot(int)
    def choose(self, at: int) -> None:
        self._presenter.choose_shown(at)

    @staticmethod
    def _moves(key: int) -> bool:
        return key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)

    def _move(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self._presenter.leave()
        else:
            self._presenter.step(-1 if key == Qt.Key.Key_Up else 1)
        return True


def key_name(key: int, modifiers: int) -> str:
    """A key as the settings name it: `F8`, `5`, `Ctrl+N`."""
    kept = modifiers & ~_PLAIN_MODIFIERS.value
    return QKeySequence(key | kept).toString(QKeySequence.SequenceFormat.PortableText)
