"""What an errand's page is made from: the hall, the moment, and who stands there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from devices.cards.holder import Holder
from kiosk.errands.errand import Booking
from kiosk.errands.ports import Ways
from kiosk.layout import Form
from kiosk.speech import Speech
from kiosk.view import Line
from link.messages.definition import BookingRules
from link.state import State
from link.views import KioskView
from look.clock import clock
from look.stale import shown_time


@dataclass(frozen=True)
class Here:
    """`now` is in the hall's own zone."""

    state: State
    view: KioskView
    now: datetime
    form: Form
    speech: Speech
    ways: Ways
    holder: Holder | None = None
    screenful: int = 0
    busy: str = ""
    is_large: bool = False
    """The care mode."""

    @property
    def rules(self) -> BookingRules:
        return self.state.definition.bookings

    def line(self, said: "Callable[[Here], str]") -> Line:
        """What is said here, and the same in the small second language where that is shown."""
        other = replace(self, speech=Speech(self.speech.second))
        return Line(said(self), said(other) if self.speech.has_second else "")

    def local(self, moment: datetime) -> datetime:
        """A moment in the hall's zone."""
        return moment.astimezone(self.now.tzinfo)

    def service(self, id: str) -> Line:
        """The name of a service; its id where the hall no longer has it."""
        known = self.state.index.services.get(id)
        return self.speech.name(known.name, known.name_en) if known else Line(id)

    def day(self, moment: datetime) -> str:
        """`今天 3月12日`, `明天 3月13日`, `3月16日 星期一`."""
        local = self.local(moment)
        written = clock(local, self.speech.language)
        ahead = (local.date() - self.now.date()).days
        key = {0: "errand.today", 1: "errand.tomorrow"}.get(ahead)
        return self.speech.say(key, date=written.date) if key else written.line

    def time(self, moment: datetime) -> str:
        """`9:30` of today, `3月13日 9:30` of another day."""
        local = self.local(moment)
        if local.date() == self.now.date():
            return shown_time(local)
        return f"{clock(local, self.speech.language).date} {shown_time(local)}"

    def when(self, booking: Booking) -> str:
        """Day and time of a booking in one line."""
        return f"{self.day(booking.start)} {shown_time(self.local(booking.start))}"
