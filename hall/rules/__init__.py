"""The rules of a hall, pure: what a command does to a day, without clock, disk or network."""

from hall.rules.clock import business_day, moment
from hall.rules.day import Day, apply, copy_of
from hall.rules.decide import decide
from hall.rules.record import record, who_of
from hall.rules.ticking import due

__all__ = ["Day", "apply", "business_day", "copy_of", "decide", "due", "moment", "record", "who_of"]
