"""Whether any voice of a box is speaking: all other sound in the hall is low meanwhile."""

from collections.abc import Callable

from link.listeners import Listeners


class Sounding:
    """`on_change` is told True when the first voice begins and False when the last one has ended.

    Media goes down by 18 dB over 300 ms and comes back over 1.5 s (ui.md, section 9).
    """

    def __init__(self) -> None:
        self.on_change: Listeners[bool] = Listeners()
        self._speaking: set[str] = set()

    @property
    def is_sounding(self) -> bool:
        return bool(self._speaking)

    def of(self, speaker: str) -> Callable[[bool], None]:
        """What one voice tells: that it speaks, or no longer does."""

        def tell(is_speaking: bool) -> None:
            before = self.is_sounding
            if is_speaking:
                self._speaking.add(speaker)
            else:
                self._speaking.discard(speaker)
            if self.is_sounding != before:
                self.on_change.tell(self.is_sounding)

        return tell
