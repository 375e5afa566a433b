"""What may be sent about appointments and numbers written by hand."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from hall.api.bodies import Body
from hall.api.words import Age, Language, Line, Moment, RowNumber, Some, Word
from hall.rules.matters import MOST_FURTHER
from link.messages.facts import BookedBy

MOST_ROWS = 400
"""Lines of one list; a body has 64 kB."""


class BookingBody(Body):
    """`by`: `phone` and `desk` are for staff."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"service": "N1", "start": "2026-03-13T01:30:00Z"}]}
    )
    service: Word
    start: Moment
    person: Word = ""
    by: BookedBy = "online"


class FindBookingsBody(Body):
    """A telephone number or its last four digits, a surname, or a code."""

    text: Annotated[Word, Field(min_length=1, max_length=40)]


class CancelBookingBody(Body):
    by: BookedBy = "online"
    reason: Line = ""


class CheckInBody(Body):
    priority: Word = "normal"
    language: Language = "zh"
    further: Annotated[list[Word], Field(default_factory=list, max_length=MOST_FURTHER)]
    age: Age | None = None
    visual: bool = False
    admit: bool = False
    """A clerk takes in one who is late."""


class BookingRow(Body):
    """One line of a list as it came: whatever is wrong with it is told by line, and the others go in all the same."""

    line: RowNumber | None = None
    """Where it stands in the list; left out: its place here, from 1."""
    service: Line
    """The service's id or name."""
    start: Line
    """`2026-03-13 09:30` by the hall's clock, or a moment with a zone."""
    booking: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,40}$")] = ""
    """Its name elsewhere, so that a list may be sent twice; left out: one is made up."""
    person: Word = ""


class ImportBookingsBody(Body):
    rows: Annotated[list[BookingRow], Field(max_length=MOST_ROWS)]


class HandNumbersBody(Body):
    """Numbers as written, or how many were given after the last printed one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"service": "A", "numbers": ["A013", "A014"]}]})
    service: Word
    numbers: Annotated[list[Word], Field(default_factory=list, max_length=500)]
    count: Some = 0
    at: Moment | None = None
    """When they were written; left out: now."""
    priority: Word = "normal"
