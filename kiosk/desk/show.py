"""What the desk's screen is made of, and what all of its panels ask of it."""

from dataclasses import dataclass
from datetime import datetime

from config.texts import Texts
from kiosk.desk.alarms import Watched
from kiosk.desk.choices import World
from kiosk.desk.lives import Lives
from kiosk.desk.offer import Tile
from kiosk.desk.situation import Situation
from link.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What a screen is made of; one of these is made for each showing."""

    state: State
    situation: Situation
    now: datetime
    say: Texts
    world: World
    lives: Lives
    tiles: tuple[Tile, ...]
    watched: tuple[Watched, ...]
    focus: tuple[str, int]

    @property
    def is_pointing(self) -> bool:
        """Whether the keyboard is among the services."""
        return self.focus[0] == "offer"
