"""The real hall behind the terminal's port: one window of it, asked by link's client."""

from caller.ports import Answer, Ask, AskRefused, HallSilent
from link.client import HallAway, HallClient, HallRefused
from link.messages.commands import Seen


class LinkedHall:
    """Asks for one window. Each press goes out once at a time: the terminal itself decides how long it goes on."""

    def __init__(self, client: HallClient, window: str) -> None:
        self._client, self._window = client, window

    async def ask(self, ask: Ask) -> Answer:
        """Carry one press to the hall, once. Raises AskRefused or HallSilent."""
        try:
            reply = await self._client.window(
                self._window, ask.verb, Seen(ticket=ask.at), key=ask.key, patience_s=0.0, **ask.fields
            )
        except HallRefused as refused:
            raise AskRefused(refused.problem.name, refused.problem.detail or refused.problem.title) from None
        except HallAway:
            raise HallSilent from None
        return Answer(seq=reply.seq, ticket=reply.ticket.id if reply.ticket else None)
