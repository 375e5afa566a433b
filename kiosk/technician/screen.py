"""The technician's page for QML: what is shown, and what a finger can do."""

from PySide6.QtCore import Slot

from kiosk.technician.presenter import Technician
from kiosk.technician.shown import TechnicianShown
from look.screen import Screen


class TechnicianScreen(Screen):
    """Until it serves somebody it is switched off."""

    def __init__(self) -> None:
        super().__init__(TechnicianShown())
        self._technician: Technician | None = None

    def serve(self, technician: Technician) -> None:
        """From now on touches go to this one."""
        self._technician = technician

    @Slot()
    def hold(self) -> None:
        if self._technician:
            self._technician.hold()

    @Slot()
    def touch_anywhere(self) -> None:
        if self._technician:
            self._technician.touch_anywhere()

    @Slot(str)
    def type(self, sign: str) -> None:
        if self._technician:
            self._technician.type(sign)

    @Slot(str)
    def press(self, key: str) -> None:
        if self._technician:
            self._technician.press(key)

    @Slot(int)
    def touch_cell(self, cell: int) -> None:
        if self._technician:
            self._technician.touch_cell(cell)
