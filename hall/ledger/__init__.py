"""The ledger of a hall (台账): all facts in order, and what was answered to each command; all of SQLAlchemy is here."""

from hall.ledger.beside import open_beside
from hall.ledger.books import Book, DayBooks, Span
from hall.ledger.copying import copy_renamed, copy_to_file
from hall.ledger.failing import Failure, failure_of
from hall.ledger.figures import Figure, figures
from hall.ledger.following import Follower
from hall.ledger.keys import SeenKeys
from hall.ledger.ledger import Ledger
from hall.ledger.lock import DataLock
from hall.ledger.looking_on import books_beside
from hall.ledger.notes import NotesTable
from hall.ledger.opening import FILE, open_ledger, store_at
from hall.ledger.outbox import Letter, OutboxTable, Pile
from hall.ledger.people import PeopleTable, Person
from hall.ledger.postgres_store import LEAD_LAPSES_S
from hall.ledger.rows import CommandRow, FactRow
from hall.ledger.staff import StaffTable
from hall.ledger.store import KEEP_S
from hall.ledger.tokens import TokenTable
from hall.ledger.whole import damage, readable
from hall.ledger.wrong import LedgerError, LedgerLost, one_line

__all__ = [
    "FILE",
    "KEEP_S",
    "LEAD_LAPSES_S",
    "Book",
    "CommandRow",
    "DataLock",
    "DayBooks",
    "FactRow",
    "Failure",
    "Figure",
    "Follower",
    "Ledger",
    "LedgerError",
    "LedgerLost",
    "Letter",
    "NotesTable",
    "OutboxTable",
    "PeopleTable",
    "Person",
    "Pile",
    "SeenKeys",
    "Span",
    "StaffTable",
    "TokenTable",
    "books_beside",
    "copy_renamed",
    "copy_to_file",
    "damage",
    "failure_of",
    "figures",
    "one_line",
    "open_beside",
    "open_ledger",
    "readable",
    "store_at",
]
