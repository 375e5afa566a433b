"""The share of calls that is kept for people without an appointment."""

from hall.rules.day import Day
from hall.rules.heads import Head


def walk_ins_share(day: Day, heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """The heads without those of a service's appointments, where it is the turn of somebody without and one waits."""
    most = day.public.definition.bookings.booked_in_a_row
    due = {service for service, row in day.appointments.in_a_row.items() if most and row >= most}
    if not due:
        return heads
    walking = {head.queue for head in heads if head.ticket not in day.appointments.on_time}
    return tuple(
        head
        for head in heads
        if head.queue not in due or head.queue not in walking or head.ticket not in day.appointments.on_time
    )
