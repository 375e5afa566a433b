"""The ledger of a hall (台账): all facts in order, and what was answered to each command; all of SQLAlchemy is here."""

from hall.ledger.books import Book, DayBooks, Span
from hall.ledger.failing import Failure, failure_of
from hall.ledger.keys import SeenKeys
from hall.ledger.ledger import Ledger
from hall.ledger.opening import open_ledger
from hall.ledger.people import PeopleTable, Person
from hall.ledger.rows import CommandRow, FactRow
from hall.ledger.staff import StaffTable
from hall.ledger.store import KEEP_S
from hall.ledger.tokens import TokenTable
from hall.ledger.wrong import LedgerError, LedgerLost, one_line

__all__ = [
    "KEEP_S",
    "Book",
    "CommandRow",
    "DayBooks",
    "FactRow",
    "Failure",
    "Ledger",
    "LedgerError",
    "LedgerLost",
    "PeopleTable",
    "Person",
    "SeenKeys",
    "Span",
    "StaffTable",
    "TokenTable",
    "failure_of",
    "one_line",
    "open_ledger",
]
