"""The spool of one printer: tickets in, outcomes out, its health watched all the time."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from printer.escpos import encode, warm_up
from printer.fonts import Fonts, find_fonts
from printer.health import HealthState, NotPrinted, Outcome, Printed, PrinterHealth, Reason
from printer.job import Claim, PrintJob
from printer.journal import Entry, PrintJournal
from printer.models import Model, load_model
from printer.ports import Port, PortError, port_for
from printer.press import Press
from printer.settings import PrinterSettings
from printer.talk import Talk
from printer.worker import Worker

POLL_S: Final = 5.0
"""How often an idle printer is asked how it is: new paper is noticed within this time."""

POLL_DEADLINE_S: Final = 3.0
LOOK_AFTER_S: Final = 1.5
"""A printer that cannot confirm is looked at again when its paper has moved: it prints a ticket in a second."""

FIRST_LOOK_S: Final = 1.0
"""How long `start` waits for the first answer, so that a good printer is known as good from the first page on."""

GRACE_S: Final = 0.3
"""What the thread may need beyond its deadline to say how it went."""

BITS_A_BYTE: Final = 10
LONG_TICKET_DOTS: Final = 1200

_log = logging.getLogger(__name__)

Tell = Callable[[PrinterHealth], None]
Now = Callable[[], datetime]


class Spool:
    """One printer. All methods belong to one asyncio loop; the printer is used by a thread of the spool's own.

    `on_health` is called in the loop, once at the first answer and then on every change.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        model: Model,
        port: Port,
        journal: PrintJournal,
        fonts: Fonts,
        *,
        on_health: Tell = lambda health: None,
        now: Now = lambda: datetime.now(UTC),
        poll_s: float = POLL_S,
        pause_s: float = 2.0,
        grace_s: float = GRACE_S,
        talk: Callable[[Port, Model], Talk] = Talk,
    ) -> None:
        self._settings = settings
        self._deadline_s = max(settings.deadline_s, least_deadline_s(settings, model))
        self._talk = talk(port, model)
        self._journal = journal
        self._press = Press(
            self._talk, journal, lambda paper: encode(paper, model, fonts), now, pause_s=pause_s
        )
        self._worker = Worker(settings.name)
        self._on_health = on_health
        self._now = now
        self._poll_s, self._grace_s = poll_s, grace_s
        self._warm_up = partial(warm_up, model, fonts)
        self._look_soon = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self._overdue: asyncio.Future[Outcome] | None = None
        self._queued = 0
        self._health = PrinterHealth("offline", None, now())
        self._has_told = False
        self._cut_off: tuple[Entry, ...] = ()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def name(self) -> str:
        """What the box's file calls the printer."""
        return self._settings.name

    @property
    def health(self) -> PrinterHealth:
        """How the printer is, as last known; `offline` without a reason before it was asked at all."""
        return self._health

    def unconfirmed(self) -> tuple[Entry, ...]:
        """Tickets begun before a power cut (or a failure) that nobody can say are out."""
        return self._journal.unconfirmed()

    @property
    def cut_off(self) -> tuple[Entry, ...]:
        """Tickets that were being printed when this box last lost its power, until `settle` is told of them."""
        return self._cut_off

    async def settle(self, entry: Entry) -> None:
        """Somebody was told of a ticket that was cut off; a full disk means that they are told once more."""
        self._cut_off = tuple(each for each in self._cut_off if each.job != entry.job)
        try:
            await self._worker.do(partial(self._journal.write, replace(entry, step="unknown")))
        except OSError as error:
            _log.warning("printer %s: print journal cannot be written: %s", self._settings.name, error)

    async def start(self) -> None:
        """Opens the journal and begins to watch the printer. A printer that is away is no error here."""
        self._worker.start()
        try:
            await self._worker.do(partial(self._journal.open, self._now()))
            self._cut_off = self._journal.cut_off()
        except OSError as error:
            _log.warning("printer %s: print journal cannot be opened: %s", self._settings.name, error)
        self._worker.do(self._warm_up)
        first_look = asyncio.ensure_future(self._look())
        await asyncio.wait([first_look], timeout=FIRST_LOOK_S)
        self._watch = asyncio.create_task(
            self._keep_watch(first_look), name=f"watch printer {self._settings.name}"
        )

    async def close(self) -> None:
        """Stops watching and gives the printer back; does not wait for one that hangs."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        ending = self._worker.do(self._give_back)
        self._worker.stop()
        await asyncio.wait([ending], timeout=1.0)

    async def print_ticket(self, job: PrintJob) -> Outcome:
        """Prints one ticket and says how it went, within the printer's deadline whatever the printer does."""
        if self._overdue is not None and not self._overdue.done():
            return NotPrinted(job.id, "timeout", is_begun=False)
        claim = Claim()
        until = time.monotonic() + self._deadline_s
        printing = self._worker.do(lambda: self._press.print_job(job, claim, until))
        outcome = await self._await_outcome(job, claim, printing)
        self._note_outcome(job, outcome)
        return outcome

    async def _await_outcome(
        self, job: PrintJob, claim: Claim, printing: "asyncio.Future[Outcome]"
    ) -> Outcome:
        self._queued += 1
        try:
            async with asyncio.timeout(self._deadline_s + self._grace_s):
                return await asyncio.shield(printing)
        except TimeoutError:
            self._overdue = printing
            return NotPrinted(job.id, "timeout", is_begun=not claim.withdraw())
        except Exception:
            _log.exception("printer %s: ticket %s failed", self._settings.name, job.paper.number)
            return NotPrinted(job.id, "fault", is_begun=not claim.withdraw())
        finally:
            self._queued -= 1

    def _note_outcome(self, job: PrintJob, outcome: Outcome) -> None:
        self._look_soon.set()
        if isinstance(outcome, Printed):
            _log.info("printer %s: %s printed", self._settings.name, job.paper.number)
            if not self._health.is_able:
                self._tell("ready", None)
            return
        _log.warning("printer %s: %s not printed: %s", self._settings.name, job.paper.number, outcome.reason)
        if outcome.reason != "unconfirmed":
            self._tell(_state(outcome.reason), outcome.reason)

    async def _keep_watch(self, first_look: "asyncio.Future[None]") -> None:
        await first_look
        while True:
            await self._rest()
            if not self._queued and (self._overdue is None or self._overdue.done()):
                await self._look()

    async def _rest(self) -> None:
        """Until the next look: soon after a ticket that nobody confirmed, else after `poll_s`."""
        self._look_soon.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._poll_s):
                await self._look_soon.wait()
            await asyncio.sleep(min(LOOK_AFTER_S, self._poll_s))

    async def _look(self) -> None:
        until = time.monotonic() + POLL_DEADLINE_S
        looking = self._worker.do(lambda: self._talk.condition(until, is_idle=True))
        try:
            condition = await looking
        except PortError as error:
            self._tell("offline", error.trouble)
        except Exception:
            _log.exception("printer %s cannot be asked", self._settings.name)
            self._tell("fault", "fault")
        else:
            state = condition or "ready"
            self._tell(state, None if state in {"ready", "near_end"} else _state_reason(state))

    def _tell(self, state: HealthState, reason: Reason | None) -> None:
        if self._has_told and (state, reason) == (self._health.state, self._health.reason):
            return
        self._has_told = True
        self._health = PrinterHealth(state, reason, self._now())
        _log.info("printer %s: %s%s", self._settings.name, state, f" ({reason})" if reason else "")
        self._on_health(self._health)

    def _give_back(self) -> None:
        self._talk.close()
        self._journal.close()


def spool_for(
    settings: PrinterSettings,
    journal_folder: Path,
    on_health: Tell = lambda health: None,
    *,
    poll_s: float = POLL_S,
) -> Spool:
    """The spool of a printer by its settings, its journal in `journal_folder/NAME.jsonl`.

    Raises ConfigError, PortError `misnamed` and FontsMissing: a sentence for the technician each.
    """
    journal = PrintJournal(journal_folder / f"{_file_name(settings.name)}.jsonl")
    model = load_model(settings.model)
    return Spool(
        settings, model, port_for(settings), journal, find_fonts(), on_health=on_health, poll_s=poll_s
    )


def least_deadline_s(settings: PrinterSettings, model: Model) -> float:
    """What a slow serial line needs for a ticket as a picture: 116 s at 9600 baud and 12 s at 115200, for 80 mm; else 0."""
    if settings.port != "serial" or model.text != "raster":
        return 0.0
    picture_bytes = model.dots // 8 * LONG_TICKET_DOTS
    return picture_bytes * BITS_A_BYTE / max(settings.baud, 1) * 1.25 + 3


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name) or "printer"


def _state(reason: Reason) -> HealthState:
    match reason:
        case "out_of_paper" | "cover_open" | "fault":
            return reason
        case _:
            return "offline"


def _state_reason(state: HealthState) -> Reason | None:
    match state:
        case "ready" | "near_end":
            return None
        case _:
            return state
