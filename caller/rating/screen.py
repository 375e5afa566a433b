"""The thin QObject between the rating screen's QML and its presenter."""

from PySide6.QtCore import Slot

from caller.rating.presenter import RatingPresenter
from caller.rating.shown import RatingShown
from look.screen import Screen


class RatingScreen(Screen):
    """Shows what the presenter has to show."""

    def __init__(self, presenter: RatingPresenter) -> None:
        super().__init__(presenter.shown())
        self._presenter = presenter

    def refresh(self) -> RatingShown:
        """Show what is new, and give it."""
        shown = self._presenter.shown()
        self.show(shown)
        return shown

    @Slot(str)
    def grade(self, value: str) -> None:
        self._presenter.grade(int(value))

    @Slot(str)
    def choose(self, value: str) -> None:
        """A reason, or the answer of a survey: its number."""
        if self.page == "survey":
            self._presenter.answer(int(value))
        else:
            self._presenter.reason(value)

    @Slot()
    def write(self) -> None:
        self._presenter.write()

    @Slot(str)
    def type(self, text: str) -> None:
        self._presenter.type(text)

    @Slot()
    def go_on(self) -> None:
        self._presenter.go_on()
