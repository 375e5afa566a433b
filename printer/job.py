"""One ticket on its way through the spool, and who may still stop it."""

import threading
from dataclasses import dataclass
from typing import Literal

from printer.paper import Paper


@dataclass(frozen=True)
class PrintJob:
    """A ticket to print. One `id` puts ink on paper at most once, whatever is retried; a reprint has a new id."""

    id: str
    paper: Paper


class Claim:
    """Decides, once, whether a job is begun or withdrawn, between the printing thread and a caller who gave up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: Literal["waiting", "begun", "withdrawn"] = "waiting"

    def begin(self) -> bool:
        """The thread asks before the first byte: may it? False where the caller has given up."""
        with self._lock:
            if self._state == "waiting":
                self._state = "begun"
            return self._state == "begun"

    def withdraw(self) -> bool:
        """The caller gives up. True where nothing was begun, and nothing will be."""
        with self._lock:
            if self._state == "waiting":
                self._state = "withdrawn"
            return self._state == "withdrawn"
