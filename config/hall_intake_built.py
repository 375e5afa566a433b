"""From the tables about giving tickets and appointments to what the hall runs by, and back to tables."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from config.hall_marks import called_at, services_of
from config.hall_tables import HallTables
from config.hours import DAYS, hours_of, hours_text
from link.messages.definition import (
    BookingRules,
    Definition,
    Duty,
    Hours,
    Slots,
    SpanQuota,
    SpecialDay,
    TakingRules,
)


def intake_built(tables: HallTables, classes: Sequence[str]) -> dict[str, Any]:
    """The parts of a Definition that these tables make; `classes` are the ids of its priority classes."""
    rules = tables.bookings.model_dump()
    rules["priority"] = rules["priority"] or ("booked" if "booked" in classes else "")
    return {
        "taking": TakingRules(**tables.taking.model_dump()),
        "duties": tuple(_duty(tables, place) for place in range(len(tables.duty))),
        "special_days": tuple(_special_day(tables, place) for place in range(len(tables.special_day))),
        "bookings": BookingRules(**rules),
        "slots": tuple(
            Slots(**row.model_dump(exclude={"hours"}), hours=_hours(row.hours)) for row in tables.slot
        ),
    }


def quotas_built(texts: Sequence[str]) -> tuple[SpanQuota, ...]:
    """`08:30-12:00 60` as it is counted."""
    found = []
    for text in texts:
        span, tickets = text.split()
        start, end = span.split("-")
        found.append(SpanQuota(start=start, end=end, tickets=int(tickets)))
    return tuple(found)


def intake_tables(definition: Definition) -> dict[str, Any]:
    """These parts as tables again."""
    return {
        "taking": asdict(definition.taking),
        "duty": [asdict(each) | {"hours": _texts(each.hours)} for each in definition.duties],
        "special_day": [_special_day_table(each) for each in definition.special_days],
        "bookings": asdict(definition.bookings),
        "slot": [asdict(each) | {"hours": _texts(each.hours)} for each in definition.slots],
    }


def quota_texts(quotas: Sequence[SpanQuota]) -> list[str]:
    return [f"{each.start}-{each.end} {each.tickets}" for each in quotas]


def _duty(tables: HallTables, place: int) -> Duty:
    """Without services of its own, a duty has all that its windows call."""
    row = tables.duty[place]
    at = [number for number, window in enumerate(tables.window) if window.id in row.windows]
    called = dict.fromkeys(service for number in at for service in called_at(tables, number))
    return Duty(
        name=row.name,
        name_en=row.name_en,
        hours=_hours(row.hours),
        services=services_of(tables, row.services) if row.services else tuple(called),
        windows=row.windows,
    )


def _special_day(tables: HallTables, place: int) -> SpecialDay:
    row = tables.special_day[place]
    return SpecialDay(
        first=date.fromisoformat(row.date),
        last=date.fromisoformat(row.until or row.date),
        name=row.name,
        name_en=row.name_en,
        hours=_hours([f"daily {text}" for text in row.hours]),
        follows=DAYS.index(row.follows) if row.follows else None,
        services=services_of(tables, row.services),
    )


def _special_day_table(special: SpecialDay) -> dict[str, Any]:
    return {
        "date": special.first.isoformat(),
        "until": special.last.isoformat(),
        "name": special.name,
        "name_en": special.name_en,
        "hours": [f"{each.start}-{each.end}" for each in special.hours],
        "follows": "" if special.follows is None else DAYS[special.follows],
        "services": list(special.services),
    }


def _hours(spans: Sequence[str]) -> tuple[Hours, ...]:
    return tuple(hours_of(text) for text in spans)


def _texts(hours: Sequence[Hours]) -> list[str]:
    return [hours_text(each) for each in hours]
