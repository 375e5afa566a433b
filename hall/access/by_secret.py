"""Which ticket a secret belongs to: the code on a paper holds the secret alone."""

from collections.abc import Callable, Iterable


class TicketsBySecret:
    """Knows the secrets of the day's tickets, each worked out once; `secret_of` makes a ticket's secret of its id."""

    def __init__(self, secret_of: Callable[[str], str]) -> None:
        self._secret_of = secret_of
        self._by_secret: dict[str, str] = {}
        self._by_ticket: dict[str, str] = {}

    def find(self, secret: str, tickets: Iterable[str]) -> str | None:
        """The ticket of this secret among those of today; None where it is none of theirs."""
        living = set(tickets)
        for gone in self._by_ticket.keys() - living:
            del self._by_secret[self._by_ticket.pop(gone)]
        for new in living - self._by_ticket.keys():
            self._by_ticket[new] = made = self._secret_of(new)
            self._by_secret[made] = new
        return self._by_secret.get(secret)
