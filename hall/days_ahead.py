"""The files of closed days, on a machine whose hall stands by: written while another one leads, one day after another."""

import logging
import threading
from pathlib import Path
from typing import Final

from hall.archive.closing import Shelf
from hall.archive.lacking import fill
from hall.ledger import LedgerError, books_beside

AGAIN_S: Final = 60.0
"""How soon a day that was closed meanwhile is found, and what could not be done is tried again."""

BREATH_S: Final = 0.01
"""Left between two steps to whoever leads on the same database, and to this hall's own looking for the lead."""

SUFFIX: Final = ".ahead"
"""Of a file being written here: a hall that begins to lead meanwhile may write the same day."""

_log = logging.getLogger(__name__)


class DaysAhead:
    """Of one data directory, for the hall with this id whose ledger is at `url`. It never ends the hall."""

    def __init__(self, url: str, directory: Path, hall: str, *, again_s: float = AGAIN_S) -> None:
        self._url, self._directory, self._hall = url, directory, hall
        self._again_s = again_s
        self._known: set[str] = set()
        self._is_over = threading.Event()
        self._said = ""

    def run(self) -> None:
        """Until `end`; blocks, and is for a thread of its own. What fails is said once and tried again."""
        while not self._is_over.is_set():
            why = ""
            try:
                self.look()
            except (LedgerError, OSError) as wrong:
                why = str(wrong)
            except Exception as wrong:
                # The books of a newer program, perhaps: whoever leads goes on, and so does who stands by.
                why = type(wrong).__name__
            if why and why != self._said:
                _log.warning("the files of closed days cannot be written here now: %s", why)
            self._said = why
            self._is_over.wait(self._again_s)

    def look(self) -> None:
        """Write what is lacking now, unless it is ended meanwhile.

        Raises:
            LedgerError: the database cannot be read.
            OSError: a file cannot be written.
        """
        with books_beside(self._url) as books:
            shelf = Shelf(books=books, directory=self._directory, hall=self._hall)
            steps = fill(shelf, self._known, SUFFIX)
            for _ in steps:
                if self._is_over.wait(BREATH_S):
                    steps.close()
                    return

    def end(self) -> None:
        """Stop before the next step; may be called from any thread."""
        self._is_over.set()
