"""Printing one ticket from its journal entry to its confirmation: the blocking part of the spool."""

import logging
import time
from collections.abc import Callable
from datetime import datetime

from printer.escpos import process_ids
from printer.health import NotPrinted, Outcome, Printed, Reason
from printer.job import Claim, PrintJob
from printer.journal import Entry, PrintJournal, Step
from printer.paper import Paper
from printer.ports.port import PortError
from printer.talk import REASONS, Talk, Trapped

_log = logging.getLogger(__name__)

Encode = Callable[[Paper], bytes]
Now = Callable[[], datetime]


class Press:
    """Prints jobs one after the other. `pause_s` lies before the one retry of a job that was not begun."""

    def __init__(
        self,
        talk: Talk,
        journal: PrintJournal,
        encode: Encode,
        now: Now,
        *,
        pause_s: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._talk = talk
        self._journal = journal
        self._encode = encode
        self._now = now
        self._pause_s = pause_s
        self._clock = clock
        self._sleep = sleep

    def print_job(self, job: PrintJob, claim: Claim, until: float) -> Outcome:
        """The outcome by `until` (monotonic). Never raises for anything a printer or a disk can do."""
        if (known := self._journal.last(job.id)) is not None:
            return _known_outcome(known)
        stream = self._encode(job.paper)
        try:
            outcome = self._attempt(job, stream, claim, until)
        except PortError as error:
            outcome = self._retry(job, stream, claim, until, error)
        return outcome

    def _retry(self, job: PrintJob, stream: bytes, claim: Claim, until: float, error: PortError) -> Outcome:
        if self._clock() + self._pause_s >= until or error.trouble == "misnamed":
            return NotPrinted(job.id, error.trouble, is_begun=False)
        self._sleep(self._pause_s)
        try:
            return self._attempt(job, stream, claim, until)
        except PortError as again:
            return NotPrinted(job.id, again.trouble, is_begun=False)

    def _attempt(self, job: PrintJob, stream: bytes, claim: Claim, until: float) -> Outcome:
        """Raises PortError only while nothing was begun."""
        condition = self._talk.condition(until)
        reason = REASONS[condition] if condition else None
        if reason is not None:
            return NotPrinted(job.id, reason, is_begun=False)
        if not claim.begin():
            return NotPrinted(job.id, "timeout", is_begun=False)
        self._note(job, "begun")
        return self._printed(job, stream, until)

    def _printed(self, job: PrintJob, stream: bytes, until: float) -> Outcome:
        try:
            self._talk.send(stream, until)
            is_confirmed = self._talk.confirm(process_ids(job.paper.number), until)
        except Trapped as trapped:
            return self._trapped(job, trapped.reason)
        self._note(job, "printed")
        return Printed(job.id, is_confirmed)

    def _trapped(self, job: PrintJob, reason: Reason) -> NotPrinted:
        """What the printer said is known to have failed; of all else nobody knows whether the ticket is out."""
        self._talk.close()
        self._note(job, "failed" if reason in {"out_of_paper", "cover_open", "fault"} else "unknown")
        return NotPrinted(job.id, reason, is_begun=True)

    def _note(self, job: PrintJob, step: Step) -> None:
        """A full disk does not keep a citizen from a ticket; it is said once per ticket."""
        try:
            self._journal.write(Entry(job.id, job.paper.number, step, self._now()))
        except OSError as error:
            _log.warning("print journal cannot be written: %s", error)


def _known_outcome(known: Entry) -> Outcome:
    """A job that has been at the printer is never printed again by itself."""
    if known.step == "printed":
        return Printed(known.job, is_confirmed=False)
    return NotPrinted(known.job, "fault" if known.step == "failed" else "unconfirmed", is_begun=True)
