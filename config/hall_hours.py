"""The rules for hours in hall.toml: spans of a week, spans of one day, days, quotas for a span."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from config.hours import check_apart, hours_of, hours_text
from config.rules import Amount, Many, Rule
from config.wrong import Said, Wrong, said

STEP_MIN: Final = 5
"""What a hall counts its tickets by; a quota's span begins and ends at whole steps."""

_QUOTA: Final = re.compile(r"(\S+)\s+(\d{1,6})", re.ASCII)


@dataclass(frozen=True)
class WorkingHours(Rule):
    """One span of hours, `mon-fri 08:30-12:00`, kept in its shortest spelling."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.hours")

    def checked(self, value: str) -> str:
        return hours_text(hours_of(value))


@dataclass(frozen=True)
class Apart(Rule):
    """Spans of hours that do not overlap."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.hours")

    def checked(self, value: tuple[str, ...]) -> tuple[str, ...]:
        check_apart([hours_of(text) for text in value])
        return value


@dataclass(frozen=True)
class DaySpan(Rule):
    """One span of any day, `08:30-12:00`."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.day_span")

    def checked(self, value: str) -> str:
        return day_span(value)


@dataclass(frozen=True)
class DaySpansApart(Rule):
    """Spans of one day that do not overlap."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.day_span")

    def checked(self, value: tuple[str, ...]) -> tuple[str, ...]:
        check_apart([hours_of(f"daily {text}") for text in value])
        return value


@dataclass(frozen=True)
class Quota(Rule):
    """Tickets for one span of the day: `08:30-12:00 60`."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.quota")

    def checked(self, value: str) -> str:
        parts = _QUOTA.fullmatch(value.strip())
        if parts is None or not int(parts[2]):
            raise Wrong(said("config.what.form", given=value), self.allowed)
        span = day_span(parts[1], self.allowed)
        if any(int(clock[3:]) % STEP_MIN for clock in span.split("-")):
            raise Wrong(said("config.what.quota_step", given=value, step=STEP_MIN), self.allowed)
        return f"{span} {int(parts[2])}"


@dataclass(frozen=True)
class QuotasApart(Rule):
    """Quotas for spans that do not overlap."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.quota")

    def checked(self, value: tuple[str, ...]) -> tuple[str, ...]:
        check_apart([hours_of(f"daily {text.split()[0]}") for text in value])
        return value


@dataclass(frozen=True)
class CalendarDay(Rule):
    """A day, `2026-10-01`; may be empty where it may be left out."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.day")

    def checked(self, value: str) -> str:
        try:
            return date.fromisoformat(value).isoformat() if value else value
        except ValueError:
            raise Wrong(said("config.what.form", given=value), self.allowed) from None


def day_span(text: str, allowed: Said | None = None) -> str:
    """A span of one day in its shortest spelling. Raises Wrong."""
    try:
        return hours_text(hours_of(f"daily {text}")).split()[1]
    except Wrong as wrong:
        raise Wrong(wrong.what, allowed or said("config.allowed.day_span")) from None


def _day_text(value: Any) -> Any:
    """TOML has days of its own; both spellings are the same here."""
    return value.isoformat() if type(value) is date else value


HoursList = Annotated[tuple[Annotated[str, WorkingHours()], ...], Many, Amount(0, 30), Apart()]
DaySpans = Annotated[tuple[Annotated[str, DaySpan()], ...], Many, Amount(0, 10), DaySpansApart()]
Quotas = Annotated[tuple[Annotated[str, Quota()], ...], Many, Amount(0, 10), QuotasApart()]
Day = Annotated[str, BeforeValidator(_day_text), CalendarDay()]
