"""The desk's own printer: a ticket put on paper, and the hall told what became of it."""

import logging
from collections.abc import Callable

from kiosk.ports import NotPrinted, ToPrint
from kiosk.printing import job_id, ticket_paper
from link.client import HallAway, HallClient, HallRefused
from link.state import State
from printer.health import Printed
from printer.job import PrintJob
from printer.spool import Spool

log = logging.getLogger(__name__)


class OwnPress:
    """One printer beside the desk; `spool` is None where there is none. `where` says its name: `BOX/NAME`."""

    def __init__(self, client: HallClient, where: str, desk: str, state: Callable[[], State]) -> None:
        self._client, self._where, self._desk, self._state = client, where, desk, state
        self.spool: Spool | None = None

    @property
    def name(self) -> str:
        return self._where if self.spool is not None else ""

    async def print(self, asked: ToPrint) -> None:
        """Print one ticket and tell the hall. Raises NotPrinted."""
        if self.spool is None:
            raise NotPrinted("offline")
        job = PrintJob(job_id(asked), ticket_paper(asked, self._state(), self._desk))
        outcome = await self.spool.print_ticket(job)
        try:
            if isinstance(outcome, Printed):
                await self._client.printed(asked.ticket.id, self._where, is_reprint=asked.is_reprint)
                return
            await self._client.print_failed(asked.ticket.id, self._where, outcome.reason)
        except (HallRefused, HallAway) as fault:
            log.warning("the hall could not be told of a printed ticket: %s", fault)
            if isinstance(outcome, Printed):
                return
        raise NotPrinted(outcome.reason)
