"""The change of the business day: what is closed and expires, what is carried over, and when."""

from datetime import date, datetime, timedelta

from hall.rules.bookings import at_day_change, carried
from hall.rules.clock import business_day, is_doubtful, start_of
from hall.rules.day import Day
from hall.rules.hall_wide import DROPPED, TWICE
from hall.rules.recovering import at_new_day
from hall.rules.targets import pool_of
from link.messages import facts as f
from link.messages.commands import Tick
from link.state import HELP, Ticket

CLOCK = "clock-doubtful"
CLOSED = "day-closed"


def tick(day: Day, command: Tick, now: datetime) -> tuple[f.Body, ...]:
    """What the clock makes due: an alarm about itself, and the day's change."""
    state = day.public
    if not state.definition.id:
        return ()
    is_alarmed = f"{CLOCK}/" in state.alarms
    if is_doubtful(day, now, after_gap=command.after_gap):
        return () if is_alarmed else (f.AlarmRaised(alarm=CLOCK, fields={"clock": f"{now:%Y-%m-%d %H:%M}"}),)
    calmed: tuple[f.Body, ...] = (f.AlarmCleared(alarm=CLOCK),) if is_alarmed else ()
    today = business_day(state.definition, now)
    if state.day is not None and (today < state.day or (today == state.day and state.is_open)):
        return calmed
    return (
        *calmed,
        *at_day_change(day, today, now),
        *_closing(day),
        *at_new_day(day, today),
        _opened(day, today, now),
    )


def is_in_doubt(day: Day, happened: tuple[f.Body, ...]) -> bool:
    """Whether the clock is not believed, after what a tick has just said of it: then no rule may go by it."""
    clears = any(isinstance(each, f.AlarmCleared) for each in happened)
    raises = any(isinstance(each, f.AlarmRaised) for each in happened)
    return raises or (f"{CLOCK}/" in day.public.alarms and not clears)


def is_change(happened: tuple[f.Body, ...]) -> bool:
    """Whether a tick changed the business day."""
    return any(isinstance(each, f.DayOpened) for each in happened)


def _opened(day: Day, today: date, now: datetime) -> f.DayOpened:
    """A new day, which carries all that is to be known of earlier ones."""
    booked, missed = carried(day, today, now)
    return f.DayOpened(
        carried=tuple(each.id for each in _carried(day)),
        paces=day.outlook.remembered(day.public.day.weekday() if day.public.day else 0),
        trusts=day.outlook.earned(),
        booked=booked,
        missed=missed,
    )


def due(day: Day) -> datetime | None:
    """When the business day is over; None while none is open."""
    state = day.public
    if not state.definition.id or state.day is None or not state.is_open:
        return None
    return start_of(state.definition, state.day + timedelta(days=1))


def _closing(day: Day) -> tuple[f.Body, ...]:
    if not day.public.is_open:
        return ()
    carried = _carried(day)
    stays = {each.id for each in carried}
    return (
        *_left_open(day),
        *(
            f.TicketReturned(ticket=each.id, rank=each.rank, reason=CLOSED, target=pool_of(each.target))
            for each in carried
            if each.state == "called" or each.target != pool_of(each.target)
        ),
        *_windows_closed(day),
        *(
            f.TicketExpired(ticket=each.id, reason=CLOSED)
            for each in day.public.tickets.values()
            if each.state != "serving" and each.id not in stays
        ),
        *_over_with_the_day_cleared(day),
        f.DayClosed(),
    )


def _left_open(day: Day) -> tuple[f.Body, ...]:
    """Who is at a window has been served, though nobody pressed the key."""
    return tuple(
        f.ServiceFinished(
            ticket=each.id,
            window=each.window,
            transaction=max(1, len(day.served.get(each.id, ()))),
            left_open=True,
        )
        for each in day.public.tickets.values()
        if each.state == "serving"
    )


def _windows_closed(day: Day) -> tuple[f.Body, ...]:
    return tuple(
        f.WindowClosed(window=each.id, reason=CLOSED)
        for each in day.public.windows.values()
        if each.state != "closed"
    )


def _over_with_the_day_cleared(day: Day) -> tuple[f.Body, ...]:
    return tuple(
        f.AlarmCleared(alarm=each.alarm, about=each.about)
        for each in day.public.alarms.values()
        if each.alarm in (DROPPED, TWICE, HELP)
    )


def _carried(day: Day) -> tuple[Ticket, ...]:
    """Who goes on waiting in a 24-hour hall; once only, so that nobody is carried from day to day for ever."""
    if not day.public.is_open or not day.public.definition.policy.carry_over:
        return ()
    return tuple(
        each
        for each in day.public.tickets.values()
        if each.state in ("waiting", "called") and each.order > day.opened_seq
    )
