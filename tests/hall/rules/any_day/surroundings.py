"""What is around a hall: its clock on the wall, and kiosks that give numbers alone."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hall.rules.clock import business_day
from hall.rules.numbers import number_text
from link.messages import facts as f
from link.messages.definition import Definition
from link.state import State


@dataclass
class Kiosk:
    """What a kiosk has on its disk: ranges by day and series, and the papers that it gave alone."""

    id: str
    leases: dict[tuple[date, str], list[int]] = field(default_factory=dict)
    journal: list[f.HandedIn] = field(default_factory=list)


class Surroundings:
    """Of a hall whose `state` and `now` the others of the family bring; `booked` are the appointments it knows."""

    state: State
    now: datetime
    first: Definition
    booked: list[str]

    def __init__(self) -> None:
        self.kiosks = {each: Kiosk(each) for each in ("k1", "k2")}
        self.clashing: set[str] = set()

    @property
    def cases(self) -> list[str]:
        """Of bad ratings, as far as alarms name them."""
        return [
            each.about for each in self.state.alarms.values() if each.alarm in ("rating-bad", "case-late")
        ]

    def local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.state.definition.timezone))

    def at_clock(self, days: int, clock: str) -> datetime:
        hour, minute = map(int, clock.split(":"))
        day = self.local() + timedelta(days=days)
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def give_alone(self, kiosk: str, service: str, priority: str) -> None:
        """A kiosk without the hall prints a paper of its lease, if it has one for today."""
        known = self.kiosks[kiosk]
        series = self.state.index.series.get(self.state.index.services[service].series)
        left = known.leases.get(
            (business_day(self.state.definition, self.now), series.id if series else ""), []
        )
        if series is None or not left:
            return
        counter = left.pop(0)
        known.journal.append(
            f.HandedIn(
                ticket=f"{kiosk}-{len(known.journal)}",
                number=number_text(series, counter),
                counter=counter,
                series=series.id,
                service=service,
                issued_at=max(self.now, self.state.at or self.now).replace(microsecond=0),
                priority=priority,
            )
        )  # fmt: skip

    def paint_over(self, kiosk: str) -> None:
        """A kiosk claims a number that somebody has already."""
        held = [each for each in self.state.tickets.values() if each.number not in self.clashing]
        if held:
            like = held[-1]
            self.clashing.add(like.number)
            self.kiosks[kiosk].journal.append(
                f.HandedIn(
                    ticket=f"{kiosk}-{len(self.kiosks[kiosk].journal)}",
                    number=like.number,
                    counter=like.order % 5 + 1,
                    series=like.series,
                    service=like.service,
                    issued_at=self.now,
                )
            )

    def hears_of_lease(self, fact: f.Fact) -> None:
        body = fact.body
        if isinstance(body, f.NumbersLeased) and body.box in self.kiosks:
            left = self.kiosks[body.box].leases.setdefault((fact.day, body.series), [])
            left += range(body.first, body.last + 1)
