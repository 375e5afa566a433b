"""Whether whoever leads has fallen silent, out of one look after the other at its session."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """A session as its server shows it. `word` changes with whatever the server hears of it; `is_awaited`: the server
    does nothing but wait for it to go on."""

    session: int
    word: str
    is_awaited: bool


class Silence:
    """Measured by whoever looks, so that no two clocks need agree."""

    def __init__(self, lapses_s: float) -> None:
        self._lapses_s = lapses_s
        self._last: Look | None = None
        self._since_s = 0.0

    def is_over(self, look: Look, now_s: float) -> bool:
        """Whether it has been awaited for so long, without a word. `now_s` is of a clock that nobody sets."""
        if look != self._last or not look.is_awaited:
            self._last, self._since_s = look, now_s
        return now_s - self._since_s >= self._lapses_s
