"""A trial ticket and a look at a printer, for the technician."""

import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from config.texts import Texts, texts
from printer.health import Outcome, Printed
from printer.job import PrintJob
from printer.models import Model, load_model
from printer.paper import Name, TicketPaper, TrialPaper
from printer.ports import PortError, port_for
from printer.settings import PrinterSettings
from printer.slip import MM_AN_INCH
from printer.spool import spool_for
from printer.talk import REASONS, Talk

LOOK_S = 4.0


@dataclass(frozen=True)
class Finding:
    """What the technician reads, and whether it is good news."""

    text: str
    is_good: bool


async def print_trial(settings: PrinterSettings, language: str, *, is_large: bool, words: Texts) -> Finding:
    """Prints one ticket and rulers. Raises ConfigError, PortError `misnamed` and FontsMissing."""
    with tempfile.TemporaryDirectory() as folder:
        async with spool_for(settings, Path(folder)) as spool:
            ticket = trial_paper(settings, language, is_large=is_large, now=datetime.now())
            paper = with_rulers(ticket, load_model(settings.model), words)
            outcome = await spool.print_ticket(PrintJob("trial", paper))
    return outcome_finding(outcome, words)


async def print_which(settings: PrinterSettings, number: int, words: Texts) -> Finding:
    """Prints a large number, so that a person sees which printer this is. Raises as `print_trial`."""
    with tempfile.TemporaryDirectory() as folder:
        async with spool_for(settings, Path(folder)) as spool:
            paper = TicketPaper(
                hall=words.say("printer.identify.title"),
                number=str(number),
                service=Name(settings.name),
                issued_at=datetime.now(),
                place=Name(settings.address),
                notice=words.say("printer.identify.notice", model=settings.model),
                form="large",
                languages=(words.language,),
            )
            outcome = await spool.print_ticket(PrintJob("identify", paper))
    return outcome_finding(outcome, words)


def ask_status(settings: PrinterSettings, words: Texts) -> Finding:
    """Asks once. Raises ConfigError and PortError `misnamed`."""
    talk = Talk(port_for(settings), load_model(settings.model))
    try:
        condition = talk.condition(time.monotonic() + LOOK_S)
    except PortError as error:
        reason = words.say(f"printer.reason.{error.trouble}")
        return Finding(reason, is_good=False)
    finally:
        talk.close()
    if condition is None:
        return Finding(words.say("printer.state.mute"), is_good=True)
    return Finding(words.say(f"printer.state.{condition}"), is_good=REASONS[condition] is None)


def outcome_finding(outcome: Outcome, words: Texts) -> Finding:
    """How a ticket ended, in words."""
    if isinstance(outcome, Printed):
        return Finding(words.say("printer.printed" if outcome.is_confirmed else "printer.sent"), is_good=True)
    key = "printer.perhaps" if outcome.is_begun else "printer.not_printed"
    reason = words.say(f"printer.reason.{outcome.reason}")
    return Finding(words.say(key, reason=reason), is_good=False)


def with_rulers(ticket: TicketPaper, model: Model, words: Texts) -> TrialPaper:
    """The ticket and two rulers, with what the technician has to look for in `words`' language."""
    cut = words.say("printer.trial.cut" if model.cutter else "printer.trial.tear")
    mm = round(model.dots / model.dpi * MM_AN_INCH)
    return TrialPaper(ticket, words.say("printer.trial.width", mm=mm, dots=model.dots), cut)


def trial_paper(settings: PrinterSettings, language: str, *, is_large: bool, now: datetime) -> TicketPaper:
    """A ticket that shows everything a ticket can show."""
    first = texts(language)
    second = texts("en" if first.language == "zh" else "zh")

    def name(key: str) -> Name:
        return Name(first.say(key), second.say(key))

    return TicketPaper(
        hall=first.say("printer.trial.hall"),
        number="A000",
        service=name("printer.trial.service"),
        issued_at=now,
        ahead=5,
        wait=(15, 25),
        place=name("printer.trial.place"),
        windows=name("printer.trial.windows"),
        side="left",
        languages=(first.language, second.language),
        qr="JIAOHAO-TRIAL-TICKET-0000",
        kiosk=first.say("printer.trial.kiosk", port=settings.port, model=settings.model),
        form="large" if is_large else "normal",
    )
