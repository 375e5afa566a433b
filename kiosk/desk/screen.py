"""The desk's screen for QML: what is shown, and what keys, hands and a scanner can do."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence

from kiosk.desk.hands import ACTS, TOOLS
from kiosk.desk.presenter import Presenter
from kiosk.desk.shown import Shown
from look.screen import Screen

_PLAIN: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_SHIFTED: Final = _PLAIN | Qt.KeyboardModifier.ShiftModifier
"""What does not keep a letter from being one: a scanner holds Shift for its capitals."""


class DeskScreen(Screen):
    """Shows what the presenter has to show."""

    def __init__(self, presenter: Presenter) -> None:
        super().__init__(presenter.shown())
        self._presenter = presenter

    def refresh(self) -> Shown:
        """Show what is new, and give it."""
        shown = self._presenter.shown()
        self.show(shown)
        return shown

    @Slot(int, int, str, bool, result=bool)
    def key(self, key: int, modifiers: int, text: str, is_repeat: bool) -> bool:
        """A key that no field took; False where it does nothing here. A key held down works once."""
        char = text if not modifiers & ~_SHIFTED.value else ""
        return is_repeat or self._presenter.key(key_name(key, modifiers), char)

    @Slot(str)
    def press(self, place: str) -> None:
        """A key of the screen, by its place."""
        presenter = self._presenter
        plain = {
            "issue": presenter.issue, "undo": presenter.undo, "confirm": presenter.confirm, "leave": presenter.leave,
            "acknowledge": presenter.acknowledge, "sign_out": presenter.sign_out, "language": presenter.choose_language,
        }  # fmt: skip
        if place in plain:
            plain[place]()
        for act in ACTS:
            if act == place:
                presenter.act(act)
        for tool in TOOLS:
            if tool == place:
                presenter.tool(tool)

    @Slot(str)
    def find(self, text: str) -> None:
        self._presenter.find(text)

    @Slot(str)
    def type(self, text: str) -> None:
        self._presenter.type(text)

    @Slot(str)
    def type_service(self, text: str) -> None:
        self._presenter.type_service(text)

    @Slot(str)
    def type_flow(self, text: str) -> None:
        self._presenter.type_flow(text)

    @Slot(str, str)
    def type_in(self, field: str, text: str) -> None:
        self._presenter.type_in(field, text)

    @Slot()
    def confirm_offer(self) -> None:
        self._presenter.confirm_offer()

    @Slot(int)
    def tile(self, at: int) -> None:
        self._presenter.choose_tile(at)

    @Slot(str)
    def priority(self, chosen: str) -> None:
        self._presenter.choose_class(chosen)

    @Slot(str)
    def paper(self, chosen: str) -> None:
        self._presenter.choose_paper(chosen)

    @Slot(str)
    def alarm(self, key: str) -> None:
        self._presenter.open_alarm(key)

    @Slot(int)
    def step(self, by: int) -> None:
        self._presenter.step(by)

    @Slot(int)
    def choose(self, at: int) -> None:
        self._presenter.choose(at)

    @Slot()
    def confirm(self) -> None:
        self._presenter.confirm()

    @Slot()
    def leave(self) -> None:
        self._presenter.leave()


def key_name(key: int, modifiers: int) -> str:
    """A key as the presenter names it: `F5`, `P`, `Ctrl+Z`."""
    kept = modifiers & ~_PLAIN.value
    return QKeySequence(key | kept).toString(QKeySequence.SequenceFormat.PortableText)
