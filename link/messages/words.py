"""The closed sets of words that commands, facts and states are made of."""

from typing import Final, Literal, get_args

SCHEMA: Final = 3
"""The version of the facts that this program writes. Fields are only ever added."""

OLDEST_SCHEMA: Final = 1
"""The oldest version of the facts that this program still understands."""

TicketState = Literal["waiting", "called", "serving", "parked", "missed", "finished", "cancelled", "expired"]
WindowState = Literal["closed", "open", "calling", "serving", "paused"]
Priority = str
"""A priority class of the hall: `normal, elderly, disabled, pregnant, military, green, booked` unless it defines others."""

Side = Literal["left", "right", "none"]
"""Where a zone lies, seen by somebody who stands at the kiosk."""

WindowKind = Literal["ordinary", "general", "consult", "complaint", "certificate", "agency", "cross_region"]
BoxRole = Literal[
    "hall",
    "kiosk",
    "caller",
    "display",
    "sign",
    "printer",
    "desk",
    "rating",
    "manager",
    "technician",
    "integration",
]
PlaceIn = Literal["first", "last", "age", "back"]
"""Where a moved ticket goes: to the front, to the end, by the age of its visit, or some places back."""

ENDED_STATES: Final[frozenset[TicketState]] = frozenset({"finished", "cancelled", "expired"})
PRIORITIES: Final = ("normal", "elderly", "disabled", "pregnant", "military", "green", "booked")
TICKET_STATES: Final[tuple[TicketState, ...]] = get_args(TicketState)
WINDOW_STATES: Final[tuple[WindowState, ...]] = get_args(WindowState)
