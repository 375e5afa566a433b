"""Which printers there are: what boxes tell of theirs, and a ticket's paper asked of one of them."""

from hall.rules import tickets
from hall.rules.day import Day
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse


def told(day: Day, command: c.ReportHealth) -> tuple[f.Body, ...]:
    """A box names its printers; no news where they are the same."""
    names = command.printers
    if names is None or names == day.printers.get(command.box, ()):
        return ()
    return (f.PrintersTold(box=command.box, printers=names),)


def reprint(day: Day, command: c.ReprintTicket) -> tuple[f.Body, ...]:
    """Ask for the paper again: at the box that asks, which knows its own printers, or at one that another told of."""
    box, _, name = command.printer.partition("/")
    if command.printer and box != command.who.box and name not in day.printers.get(box, ()):
        raise refuse("unknown-printer", printer=command.printer)
    return tickets.reprint(day, command)
