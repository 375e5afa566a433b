"""Whoever starts a hall again when it has ended, as systemd does."""

import threading
from contextlib import suppress

from pair.halls import TwinOn

PAUSE_S = 2.0
"""RestartSec of jiaohao-hall.service."""


class Keeper:
    """Keeps one hall running, but for the time in which its machine has no power."""

    def __init__(self, hall: TwinOn) -> None:
        self.hall = hall
        self.has_power = True
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._is_over.set()
        self._thread.join(120)

    def _keep(self) -> None:
        while not self._is_over.wait(0.2):
            if self.has_power and not self.hall.is_running and not self._is_over.wait(PAUSE_S):
                with suppress(AssertionError):  # it ended at once: again, as systemd does
                    self.hall.begin()
