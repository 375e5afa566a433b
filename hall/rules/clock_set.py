"""The alarm that somebody has set the clock of the hall's machine while the hall was running."""

from typing import Final

from hall.rules.day import Day
from link.messages import facts as f
from link.messages.commands import Tick

ALARM: Final = "clock-set"


def noticed(day: Day, command: Tick) -> tuple[f.Body, ...]:
    """The hall goes on by the time that it had; it is for people to find out which of the two is right."""
    is_alarmed = f"{ALARM}/" in day.public.alarms
    if command.clock_off_s and not is_alarmed:
        return (f.AlarmRaised(alarm=ALARM, fields={"minutes": str(round(command.clock_off_s / 60))}),)
    if is_alarmed and not command.clock_off_s:
        return (f.AlarmCleared(alarm=ALARM),)
    return ()
