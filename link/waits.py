"""What a box asks of the hall about waits that are still to come."""

from link.asking import Asker, read
from link.replies import Reply


class WaitReply(Reply):
    """Who takes a ticket for `service` now: how many come before, and how long it takes in minutes, low and high; None where
    the hall knows nothing proven."""

    service: str
    ahead: int = 0
    wait: tuple[int, int] | None = None


class WaitsReply(Reply):
    services: tuple[WaitReply, ...] = ()


async def waits(hall: Asker) -> dict[str, tuple[int, int]]:
    """The ranges that the hall would show now, by service. Raises HallRefused, HallAway."""
    reply = read(WaitsReply, (await hall.get("/waits")).value)
    return {each.service: each.wait for each in reply.services if each.wait is not None}
