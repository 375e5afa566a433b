"""Somebody at a kiosk asks for help: an alarm for the desk until somebody has been there."""

from hall.rules.day import Day
from link.messages import commands as c
from link.messages import facts as f
from link.state import HELP


def ask(day: Day, command: c.AskHelp) -> tuple[f.Body, ...]:
    """Asked again while nobody has come yet, it is already so."""
    if f"{HELP}/{command.box}" in day.public.alarms:
        return ()
    return (f.AlarmRaised(alarm=HELP, about=command.box, fields={"name": command.name or command.box}),)


def end(day: Day, command: c.EndHelp) -> tuple[f.Body, ...]:
    """Somebody has been there."""
    if f"{HELP}/{command.box}" not in day.public.alarms:
        return ()
    return (f.AlarmCleared(alarm=HELP, about=command.box),)
