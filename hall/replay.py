"""A day as its ledger tells it, folded fact by fact: what a hall knows when it begins to decide."""

from collections.abc import Iterable

from hall.ledger import Ledger, SeenKeys
from hall.rules import Day, apply
from link.messages.facts import Fact


class Replay:
    """`day` and `keys`, as far as they were read. It may begin long before its hall leads: what was read then is only
    the beginning, and counts for nothing unless the ledger still tells it the same way."""

    def __init__(self) -> None:
        self.day = Day()
        self.keys = SeenKeys()
        self.is_whole = False
        """Whether it was read from the beginning to where the ledger ended then."""
        self._last: Fact | None = None

    @property
    def seq(self) -> int:
        """Of the last fact that was folded; 0: of none."""
        return self._last.seq if self._last is not None else 0

    def fold(self, facts: Iterable[Fact]) -> None:
        """What comes next. The key of a command is in the facts that it made."""
        for fact in facts:
            apply(self.day, fact)
            if fact.command:
                self.keys.add(fact.who.box, fact.command)
            self._last = fact

    def remember(self, keys: Iterable[tuple[str, str]]) -> None:
        """(box, key) of commands whose facts may lie further back."""
        for box, key in keys:
            self.keys.add(box, key)

    def goes_on(self, facts: Iterable[Fact]) -> bool:
        """Fold what comes next; `facts` begin with the last one that is known. False, and nothing is folded, where the
        ledger tells another story there: it was put back, or what was read was never confirmed."""
        told = iter(facts)
        if self._last is None or next(told, None) != self._last:
            return False
        self.fold(told)
        return True


def read_to_the_end(ledger: Ledger, ahead: Replay | None) -> Replay:
    """The day as it stands, for who alone may write now: `ahead` and what came since, else everything that matters."""
    if ahead is not None and ahead.is_whole and ahead.goes_on(ledger.facts(ahead.seq - 1)):
        return ahead
    read = Replay()
    read.fold(ledger.facts_that_matter())
    read.remember(ledger.remembered_keys())
    read.is_whole = True
    return read
