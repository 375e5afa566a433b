"""The record of what was done to the hall itself, for managers."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from hall.api.house import House, unkept
from hall.api.staff_shapes import AuditShown
from hall.api.under import under
from hall.api.words import Line
from hall.staff.audit import Entry, first_broken
from link.messages.codec import encode

PAGE = 1000

Moment = Annotated[Line, Query(description="RFC 3339 UTC, or its beginning: `2026-03`.")]
After = Annotated[int, Query(ge=0, le=(1 << 31) - 1, description="Only what comes after this entry.")]


def audit(house: House) -> APIRouter:
    """The route `/audit`."""
    router = under("/audit", "people")

    @router.get("", responses={200: {"model": AuditShown}})
    async def get_audit(start: Moment = "", end: Moment = "", after: After = 0) -> Response:
        """Who did what to the hall, oldest first: from `start`, before `end`."""
        entries = await house.roll.deeds(start, end or "\uffff", after, PAGE)
        value = {
            "entries": [shown_entry(each) for each in entries],
            "next": entries[-1].seq if len(entries) == PAGE else None,
            "broken": first_broken(entries),
        }
        return unkept(value)

    return router


def shown_entry(entry: Entry) -> dict[str, Any]:
    """An entry as people read it."""
    deed = entry.deed
    return {
        "seq": entry.seq,
        "at": encode(entry.at),
        "action": deed.action,
        "box": deed.box,
        "person": deed.person,
        "about": deed.about,
        "fields": deed.fields,
        "previous": entry.previous,
        "seal": entry.seal,
    }
