"""What one ticket says: every word and figure that reaches the paper, before any layout."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Form = Literal["normal", "large"]
Side = Literal["left", "right", "ahead", "back", "none"]


@dataclass(frozen=True)
class Name:
    """A name in the ticket's first language and, where there is one, in its second."""

    text: str
    second: str = ""


@dataclass(frozen=True)
class TicketPaper:
    """Everything on one ticket. `None` or an empty text means: not known, so not printed.

    `is_next`: with nobody ahead, nobody for another service comes first either. `wait` is (low, high) in minutes.
    `issued_at` is the hall's local time. `windows` is ready text such as `1–4 号窗口`. `qr` is what the QR code holds, a
    secret of this ticket; `is_online`: a phone that scans it reaches the hall, so that the words beside it may promise
    so. `kiosk` is what people call the kiosk. `languages` are catalogue names, the citizen's first;
    a second one gives the small second lines. `phone` and `lookup_code` are printed as they stand.
    """

    hall: str
    number: str
    service: Name
    issued_at: datetime
    department: str = ""
    ahead: int | None = None
    is_next: bool = True
    wait: tuple[int, int] | None = None
    place: Name = Name("")
    windows: Name = Name("")
    side: Side = "none"
    languages: tuple[str, ...] = ("zh", "en")
    qr: str | None = None
    is_online: bool = False
    notice: str = ""
    kiosk: str = ""
    lookup_code: str = ""
    phone: str = ""
    is_reprint: bool = False
    form: Form = "normal"
    is_practice: bool = False
    """Given by a hall to practise in: good for nothing."""
    matters: tuple[Name, ...] = ()
    """What is to be done after `service` under the same number, in order."""
    header: tuple[str, ...] = ()
    """Lines of the hall's own under its name."""
    is_copy: bool = False
    """The stub for the desk."""


@dataclass(frozen=True)
class SlipPaper:
    """A slip that is no ticket: a title, a code that matters, lines with a label each. `number` is that code; `qr` is what a
    scanner reads."""

    hall: str
    title: Name
    label: Name
    number: str
    lines: tuple[tuple[str, str], ...]
    note: str
    issued_at: datetime
    qr: str = ""
    kiosk: str = ""
    languages: tuple[str, ...] = ("zh", "en")
    form: Form = "normal"


@dataclass(frozen=True)
class TrialPaper:
    """A ticket to try a printer with, and rulers under it: `width` says what to look for across the paper, `cut` where it is
    cut or torn."""

    ticket: TicketPaper
    width: str
    cut: str

    @property
    def number(self) -> str:
        return self.ticket.number

    @property
    def form(self) -> Form:
        return self.ticket.form


Paper = TicketPaper | SlipPaper | TrialPaper
"""Everything that this project prints."""
