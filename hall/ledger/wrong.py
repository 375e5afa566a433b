"""Why a ledger cannot be opened."""

from typing import Final, Literal

Trouble = Literal["locked", "directory", "foreign", "newer", "damaged"]

_WORDS: Final[dict[Trouble, str]] = {
    "locked": "another hall is already running on the data directory {0}: stop it first, or give this one its own --data",
    "directory": "the data directory {0} cannot be used: {1}",
    "foreign": "{0} is not a ledger of Jiaohao: move it away, or give the hall another --data",
    "newer": "the ledger {0} was written by a newer Jiaohao ({1}): install that version again",
    "damaged": "the ledger {0} cannot be read ({1}): put back the last backup",
}


class LedgerError(Exception):
    """One sentence for whoever starts the hall. `trouble` is its stable name, `about` the file and the cause."""

    def __init__(self, trouble: Trouble, *about: str) -> None:
        super().__init__(_WORDS[trouble].format(*about))
        self.trouble = trouble
        self.about = about
