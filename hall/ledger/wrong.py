"""Why a ledger cannot be opened, or can no longer be written."""

from typing import Final, Literal

Trouble = Literal[
    "locked",
    "directory",
    "foreign",
    "newer",
    "damaged",
    "url",
    "driver",
    "unreachable",
    "unsafe",
    "in_use",
    "deposed",
    "lapsed",
    "replaced",
    "none",
    "older",
    "taken",
]

_WORDS: Final[dict[Trouble, str]] = {
    "locked": "another hall is already running on the data directory {0}: stop it first, or give this one its own --data",
    "directory": "the data directory {0} cannot be used: {1}",
    "foreign": "{0} is not a ledger of Jiaohao: move it away, or give the hall another --data",
    "newer": "the ledger {0} was written by a newer Jiaohao ({1}): install that version again",
    "damaged": "the ledger {0} cannot be read ({1}): put back the last backup",
    "url": "the ledger cannot be at {0}: write it like postgresql+psycopg://USER@HOST/DATABASE",
    "driver": "PostgreSQL needs a package that is not installed ({0}): pip install 'jiaohao[postgres]'",
    "unreachable": "the database {0} cannot be reached: {1}",
    "unsafe": "the database {0} is not set to keep what it confirms ({1}): this hall does not run on it",
    "in_use": "another hall is leading on the database {0}: this one can start when that one has ended",
    "deposed": "another hall has taken over the database {0}: this one ends and writes no more",
    "lapsed": "the database {0} could not be reached for too long, another hall may lead by now: this one ends",
    "replaced": "the ledger {0} is no longer the one that this hall has written: the hall ends; look at it, then start again",
    "none": "there is no ledger in the data directory {0}",
    "older": "the ledger {0} was written by an older Jiaohao ({1}): start the hall once, which brings it up to date",
    "taken": "there is a ledger already in {0}: a backup is put back into an empty place only",
}


_PASSING: Final = ("unreachable", "in_use", "deposed", "lapsed")


class LedgerError(Exception):
    """One sentence for whoever starts the hall. `trouble` is its stable name, `about` the file and the cause."""

    def __init__(self, trouble: Trouble, *about: str) -> None:
        super().__init__(_WORDS[trouble].format(*about))
        self.trouble = trouble
        self.about = about

    @property
    def may_pass(self) -> bool:
        """Whether trying again later can help, with nothing changed by anybody here."""
        return self.trouble in _PASSING


class LedgerLost(LedgerError):
    """The ledger is not this hall's any more, and never will be: the hall has to end."""


def one_line(error: BaseException) -> str:
    """What a driver says, without its further lines."""
    text = str(getattr(error, "orig", None) or error).strip()
    return text.splitlines()[0] if text else type(error).__name__
