"""Decides what is played now: one item after the other, calls first, and what is broken left out for a while."""

from collections.abc import Callable
from datetime import datetime
from math import inf
from typing import Final

from display.media.playlist import Item, Playlist, next_item
from display.shown import Playing

BROKEN_AGAIN_S: Final = 600.0
"""What could not be played is tried again after ten minutes: a stick may have been pulled out and put back."""

NOTHING_DUE_S: Final = 30.0
"""While nothing is for this hour, or all is broken, it is looked again so often."""

CALM_S: Final = 12.0
"""Media come back so long after the last call."""


class Director:
    """The playlist of one board. `moment` is a monotonic clock in seconds.

    Where media have no place beside the calls (not `is_beside`) they stop while one stands and go on where they were.
    """

    def __init__(self, moment: Callable[[], float], *, is_beside: bool = True) -> None:
        self._moment = moment
        self.is_beside = is_beside
        self._playlist = Playlist()
        self._at: int | None = None
        self._turn = 0
        self._left_s = 0.0
        self._looked_s = 0.0
        self._broken: dict[str, tuple[float, str]] = {}
        self._is_paused = False

    @property
    def wrong(self) -> tuple[tuple[str, str, str], ...]:
        """What cannot be played: the name, the key of the sentence, the reason."""
        broken = tuple((name, "broken", reason) for name, (_, reason) in self._broken.items())
        return (*self._playlist.wrong, *broken)

    @property
    def item(self) -> Item | None:
        """What is on."""
        return None if self._at is None else self._playlist.items[self._at]

    def load(self, playlist: Playlist) -> None:
        """Play this list from its beginning."""
        if playlist == self._playlist:
            return
        self._playlist, self._at, self._broken = playlist, None, {}

    def playing(self, now: datetime, *, has_call: bool) -> Playing:
        """What is shown at this moment (the hall's time in its zone)."""
        now_s = self._moment()
        is_paused = self._is_paused = has_call and not self.is_beside
        if not is_paused:
            self._left_s -= now_s - self._looked_s
        self._looked_s = now_s
        self._mend(now_s)
        if self.item is None or (self._left_s <= 0 and not is_paused) or self.item.name in self._broken:
            self._go_on(now)
        item = self.item
        if item is None:
            return Playing()
        return Playing(
            kind=item.kind,
            source=item.source,
            title=item.title,
            text=item.text,
            turn=self._turn,
            is_paused=is_paused,
            volume=item.volume,
        )

    def ended(self, turn: int) -> None:
        """A video came to its end. News of an item that is not on any more is nothing."""
        if turn == self._turn:
            self._left_s = 0.0

    def failed(self, turn: int, reason: str) -> None:
        """The item that is on cannot be played."""
        if turn == self._turn and self.item is not None:
            self._broken[self.item.name] = (self._moment(), reason)

    def due_s(self) -> float | None:
        """How long what is on stays right, in seconds; None: until something else happens."""
        if self.item is None:
            return NOTHING_DUE_S if self._playlist.items else None
        return None if self._is_paused or self.item.kind == "video" else max(0.0, self._left_s)

    def _go_on(self, now: datetime) -> None:
        before = self._at
        self._at = next_item(self._playlist.items, -1 if before is None else before, now, self._broken)
        item = self.item
        if item is None or item.kind == "video" or self._at != before:
            self._turn += 1  # the only picture of a list just stays
        self._left_s = 0.0 if item is None else inf if item.kind == "video" else item.seconds

    def _mend(self, now_s: float) -> None:
        kept = {name: each for name, each in self._broken.items() if now_s < each[0] + BROKEN_AGAIN_S}
        if len(kept) != len(self._broken):
            self._broken = kept
