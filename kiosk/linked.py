"""The real hall behind the kiosk's port: link's client, in the citizen's language."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from kiosk.ports import NOTHING_ELSE, HallAway, Refusal, Taken, Wish
from link.client import PATIENCE_S, HallClient, HallRefused, TicketReply
from link.client import HallAway as LinkAway
from link.messages.commands import Trouble
from link.passport import Passport
from link.waits import waits
from look.language import Language

T = TypeVar("T")


class LinkedHall:
    """Speaks to the hall that `url()` names at the moment, as the box of `passport`; `printer` is its own, `BOX/NAME`.

    One client a language, because a refusal comes in the language of whoever asks; `make` is the seam for tests.
    """

    def __init__(
        self,
        passport: Passport,
        printer: str,
        url: Callable[[], str],
        make: Callable[[Language], HallClient] | None = None,
    ) -> None:
        self.printer = printer
        self._url = url
        self._make = make or (lambda language: HallClient("", passport.box, language, passport=passport))
        self._clients: dict[Language, HallClient] = {}

    async def take_ticket(
        self, service: str, priority: str, language: Language, key: str, wish: Wish = NOTHING_ELSE
    ) -> Taken:
        return taken(await self.take(service, priority, language, key, wish))

    async def take(
        self,
        service: str,
        priority: str,
        language: Language,
        key: str,
        wish: Wish = NOTHING_ELSE,
        *,
        patience_s: float = PATIENCE_S,
    ) -> TicketReply:
        """The like, with all that the hall says of the ticket. Raises Refusal, HallAway."""
        asking = self.client(language).take_ticket(
            service,
            priority,
            language,
            further=wish.further,
            booking=wish.booking,
            person=wish.person,
            age=wish.age,
            key=key,
            patience_s=patience_s,
        )
        return await plain(asking)

    async def cancel(self, ticket: str) -> None:
        await plain(self.client().cancel(ticket))

    async def ask_reprint(self, ticket: str) -> None:
        await plain(self.client().reprint(ticket, self.printer))

    async def printed(self, ticket: str, is_reprint: bool) -> None:
        await plain(self.client().printed(ticket, self.printer, is_reprint=is_reprint))

    async def print_failed(self, ticket: str, reason: str) -> None:
        await plain(self.client().print_failed(ticket, self.printer, reason))

    async def paper(self, ticket: str) -> TicketReply:
        """A ticket that somebody else wants printed here, with its secret. Raises Refusal, HallAway."""
        return await plain(self.client().paper(ticket))

    async def waits(self) -> dict[str, tuple[int, int]]:
        """How long who takes a ticket now would wait, in minutes by service. Raises Refusal, HallAway."""
        return await plain(waits(self.client()))

    async def ask_help(self, name: str = "") -> None:
        """Somebody here asks for help; `name` is what people call this kiosk. Raises Refusal, HallAway."""
        await plain(self.client().ask_help(name))

    async def report(self, troubles: Sequence[Trouble]) -> None:
        """All that does not work here now, and the printer that is here. Raises Refusal, HallAway."""
        _, _, name = self.printer.partition("/")
        await plain(self.client().report_health(troubles, printers=[name] if name else []))

    async def close(self) -> None:
        for client in self._clients.values():
            await client.close()

    def client(self, language: Language = "zh") -> HallClient:
        """The client in a language; all of them are at where the hall is now, so that a press that waits in another
        language follows too."""
        client = self._clients.get(language) or self._clients.setdefault(language, self._make(language))
        for each in self._clients.values():
            each.move_to(self._url())
        return client


class Desk:
    """The desk of a hall, called from a kiosk that people call `name`."""

    def __init__(self, hall: LinkedHall, name: str) -> None:
        self._hall, self._name = hall, name

    async def ask_help(self) -> None:
        """Somebody here asks for help. Raises Refusal, HallAway."""
        await self._hall.ask_help(self._name)


def taken(reply: TicketReply) -> Taken:
    """A ticket of the link as the kiosk has it."""
    return Taken(
        id=reply.id,
        number=reply.number,
        service=reply.service,
        zones=reply.zones,
        issued_at=reply.issued_at,
        ahead=reply.ahead,
        wait=reply.wait,
        secret=reply.secret,
        further=reply.further,
    )


async def plain(asking: Coroutine[Any, Any, T] | Awaitable[T]) -> T:
    """What was asked for; what the link raises becomes the kiosk's own. Raises Refusal, HallAway."""
    try:
        return await asking
    except HallRefused as refused:
        raise Refusal(refused.problem.detail or refused.problem.title, refused.problem.name) from refused
    except LinkAway as away:
        raise HallAway(away.reason, is_fate_unknown=away.is_fate_unknown) from away
