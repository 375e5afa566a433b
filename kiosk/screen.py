"""The kiosk's screen for QML: what is shown, and what a finger can do."""

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.breaking import broken
from kiosk.presenter import Presenter
from kiosk.technician.screen import TechnicianScreen
from kiosk.view import Shown
from look.screen import Screen
from look.texts import Catalogue


class KioskScreen(Screen):
    """Shows a `Shown` and hands touches to the presenter; before there is one, touches go nowhere."""

    def __init__(self, catalogue: Catalogue, *, has_number_pad: bool = True) -> None:
        super().__init__(Shown())
        self._catalogue = catalogue
        self._has_number_pad = has_number_pad
        self._presenter: Presenter | None = None
        self.technician_screen = TechnicianScreen()

    @property
    def catalogue(self) -> Catalogue:
        """The texts of this screen."""
        return self._catalogue

    def serve(self, presenter: Presenter) -> None:
        """From now on touches go to this presenter."""
        self._presenter = presenter

    def present(self, shown: Shown) -> None:
        """Show a page, its texts in its language."""
        self._catalogue.speak(shown.language, has_second=not shown.is_large)
        self.show(shown)

    def _get_technician(self) -> QObject:
        return self.technician_screen

    technician = Property(QObject, _get_technician, constant=True)

    @Slot(str, str, int, float, bool, result=str)
    def broken(self, text: str, family: str, size: int, width: float, is_bold: bool) -> str:
        """A text broken by meaning into lines of a font's size and a width, px."""
        font = QFont(family)
        font.setPixelSize(max(1, size))
        font.setBold(is_bold)
        return broken(text, width, QFontMetricsF(font).horizontalAdvance)

    @Slot()
    def touch_anywhere(self) -> None:
        if self._presenter:
            self._presenter.touch_anywhere()

    @Slot()
    def hold(self) -> None:
        """A long touch on nothing: the care mode for who cannot find its key."""
        if self._presenter:
            self._presenter.enlarge(is_large=True)

    @Slot()
    def pressed(self) -> None:
        if self._presenter:
            self._presenter.pressed()

    @Slot(str)
    def choose_zone(self, zone: str) -> None:
        if self._presenter:
            self._presenter.choose_zone(zone)

    @Slot(str)
    def choose_department(self, department: str) -> None:
        if self._presenter:
            self._presenter.choose_department(department)

    @Slot(str)
    def choose_service(self, service: str) -> None:
        if self._presenter:
            self._presenter.choose_service(service)

    @Slot(str, str)
    def choose(self, what: str, which: str) -> None:
        """A large row of the care mode."""
        if what == "department":
            self.choose_department(which)
        elif what == "service":
            self.choose_service(which)
        else:
            self.press(which)

    @Slot(str)
    def press(self, key: str) -> None:
        """A key of the bar, or one that a page has for itself."""
        if self._presenter:
            self._presenter.press_key(key)

    @Slot(str)
    def typed(self, sign: str) -> None:
        """A key of the number pad."""
        if self._presenter and self._has_number_pad:
            self._presenter.typed(sign)

    @Slot()
    def turn(self) -> None:
        if self._presenter:
            self._presenter.turn()

    @Slot()
    def turn_back(self) -> None:
        if self._presenter:
            self._presenter.turn_back()

    @Slot()
    def speak_other(self) -> None:
        if self._presenter:
            self._presenter.speak_other()

    @Slot()
    def go_home(self) -> None:
        if self._presenter:
            self._presenter.go_home()

    @Slot()
    def finish(self) -> None:
        if self._presenter:
            self._presenter.finish()

    @Slot()
    def print_again(self) -> None:
        if self._presenter:
            self._presenter.print_again()

    @Slot()
    def go_on(self) -> None:
        if self._presenter:
            self._presenter.go_on()

    @Slot()
    def more_time(self) -> None:
        if self._presenter:
            self._presenter.go_on(has_more_time=True)
