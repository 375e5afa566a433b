"""How the boxes are: only what changed becomes a fact."""

from hall.rules import printers
from hall.rules.day import Day
from link.messages import commands as c
from link.messages import facts as f


def report(day: Day, command: c.ReportHealth) -> tuple[f.Body, ...]:
    """A box says all that troubles it now; what it no longer names has recovered."""
    before = {each.part: each.reason for each in day.public.troubles.values() if each.box == command.box}
    now = {each.part: each.reason for each in command.troubles}
    troubled = (
        f.BoxTroubled(box=command.box, part=part, reason=reason)
        for part, reason in now.items()
        if before.get(part) != reason
    )
    recovered = (f.BoxRecovered(box=command.box, part=part) for part in before if part not in now)
    return (*troubled, *recovered, *printers.told(day, command))
