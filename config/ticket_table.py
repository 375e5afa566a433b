"""The tables `[[ticket]]` of hall.toml: tickets of some services or zones that look other than the rest."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from config.hall_profile_table import Marks
from config.rules import Amount, Id, Line, Many
from config.validated import Table
from link.messages.definition import TicketPart


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class TicketTable(Table):
    """`[[ticket]]`: the first whose services or zones fit is the ticket's; `services` as at a window."""

    services: Marks = ()
    zones: Annotated[tuple[Id, ...], BeforeValidator(_listed), Many, Amount(0, 40)] = ()
    header: Annotated[
        tuple[Annotated[str, Line(40, 1)], ...], BeforeValidator(_listed), Many, Amount(0, 3)
    ] = ()
    notice: Annotated[str, Line(200)] = ""
    without: Annotated[tuple[TicketPart, ...], BeforeValidator(_listed), Many, Amount(0, 6)] = ()
    form: Literal["normal", "large"] = "normal"
