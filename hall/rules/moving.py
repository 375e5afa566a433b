"""A ticket sent on under the same number: to a service, a window, a clerk or a pool."""

from hall.rules import targets
from hall.rules.day import Day
from hall.rules.known import at_work, held_by, service_of
from hall.rules.places import rank_at
from hall.rules.targets import Target
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse


def transfer(day: Day, command: c.Transfer) -> tuple[f.Body, ...]:
    """Send the one at the window on, first, last, by age or some places back. The number stays as it is.

    A service may be named with a window, a clerk or a pool: then they are sent there for that matter.
    """
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called", "serving")
    target = _target(day, command)
    service = service_of(day, command.service).id if command.service else ticket.service
    return (
        f.TicketTransferred(
            ticket=ticket.id,
            from_window=window.id,
            service=service,
            window=command.to_window,
            clerk=command.clerk,
            pool=command.pool,
            place=command.place,
            rank=rank_at(day, ticket, target.queues, command.place, command.back),
            zones=target.zones,
            note=command.note,
        ),
    )


def _target(day: Day, command: c.Transfer) -> Target:
    named = [bool(each) for each in (command.to_window, command.clerk, command.pool)]
    if sum(named) > 1 or not (any(named) or command.service):
        raise refuse("one-target")
    if command.to_window:
        return targets.of_window(day, command.to_window)
    if command.clerk:
        return targets.of_clerk(day, command.clerk)
    return targets.of_pool(day, command.pool) if command.pool else targets.of_service(day, command.service)
