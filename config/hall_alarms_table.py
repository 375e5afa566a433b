"""The table of hall.toml that says when staff are told that something is wrong: `[alarms]`."""

from typing import Annotated

from config.rules import Range
from config.validated import Table

Minutes = Annotated[float, Range(0, 1440)]


class AlarmsTable(Table):
    """`[alarms]`: how long something may last; 0 is never."""

    wait_min: Minutes = 30
    idle_min: Minutes = 5
    unserved_min: Minutes = 5
    away_min: Minutes = 20
    unanswered_min: Minutes = 0
    quota_left: Annotated[int, Range(0, 90)] = 10
