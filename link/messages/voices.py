"""What a box tells of its loudspeakers: how much waits to be said. Not a fact: it changes with every call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceQueue:
    """The queue of one loudspeaker. `name` is empty where a box has one alone; no `zones`: the whole hall.

    `oldest_s`: for how long the one that was called first has been waiting for its turn.
    """

    name: str = ""
    zones: tuple[str, ...] = ()
    waiting: int = 0
    oldest_s: float = 0.0
