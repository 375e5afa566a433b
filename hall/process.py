"""A hall as a process: its signals, its READY line, and the sentence with which it ends when it cannot go on."""

import asyncio
import logging
import os
import resource
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import typer
import uvloop

from config.problems import sentence
from config.texts import Texts
from config.wrong import ConfigError
from hall.api.serving import CannotListen
from hall.days_ahead import DaysAhead
from hall.ledger import Follower, LedgerError
from hall.ledger.standing_by import Standby
from hall.prepared import Prepared
from hall.replay import Replay
from hall.running import RunningHall, Settings, settle_memory
from hall.secrets import KeyFileError
from hall.trust.certificate import AuthorityError
from hall.turns import opened_in_turn
from link.messages.problems import Refused
from link.service_manager import ServiceManager

USAGE_ERROR: Final = 2
"""The exit status where something that was set or asked for is not right."""

FILES: Final = 8192
"""That the process may have open at once."""

FAULT: Final = 1
"""The exit status where a hall ends that nobody told to."""


class Ended(Exception):
    """The hall is over before its time: the exit status, and why in one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def run(settings: Settings, t: Texts, hung_up: Sequence[int]) -> None:
    """Run a hall until it is told to stop. `hung_up` is not empty where it was told to read its file again meanwhile.

    Raises:
        Ended: it cannot start, or does not go on.
    """
    _log_changes()
    _allow_files()
    with _files_of_its_own(), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            is_told = runner.run(_serve(settings, hung_up))
        except ConfigError as wrong:
            raise Ended(USAGE_ERROR, str(wrong)) from None
        except CannotListen as wrong:
            raise Ended(USAGE_ERROR, _why_not_listening(wrong, t)) from None
        except LedgerError as wrong:
            why = t.say(f"hall.wrong.ledger.{wrong.trouble}", **_about(wrong.about))
            raise Ended(FAULT if wrong.may_pass else USAGE_ERROR, why) from None
        except KeyFileError as wrong:
            raise Ended(USAGE_ERROR, t.say("hall.wrong.key", file=str(wrong.file))) from None
        except AuthorityError as wrong:
            raise Ended(USAGE_ERROR, t.say("hall.wrong.authority", file=str(wrong.file))) from None
        except Refused as refused:
            words = sentence(refused.problem.type, refused.problem.fields, t.language)
            raise Ended(USAGE_ERROR, words.detail) from None
    if not is_told:
        raise Ended(FAULT, t.say("hall.wrong.ended"))


@contextmanager
def _files_of_its_own() -> Iterator[None]:
    """Whatever is made in the data directory is the hall's alone; afterwards the process makes files as before."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _log_changes() -> None:
    """One line per change of state; of the libraries only what is wrong, of the server only its own faults: anybody can
    send it garbage, and a line for each would fill the disk."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("alembic", "httpx"):
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("uvicorn").setLevel(logging.ERROR)


def _allow_files() -> None:
    """Room for each connection, whatever the shell or the unit says: 1024, the usual, is eighty boards, their commands and
    a crowd of strangers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < FILES:
        most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def _serve(settings: Settings, hung_up: Sequence[int]) -> bool:
    """`READY URL` on standard output once it serves; whether it was told to stop in the end."""
    loop, asked, reload = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    loop.add_signal_handler(signal.SIGHUP, reload.set)
    if hung_up:
        reload.set()
    manager = ServiceManager()
    hall = await _opened(settings, manager, asked)
    if hall is None:
        return True
    settle_memory()
    typer.echo(f"READY {hall.url}")
    manager.ready()
    tasks = [asyncio.create_task(each) for each in (hall.ended(), asked.wait(), _reload_when(reload, hall))]
    alive = asyncio.create_task(manager.keep_telling())
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    manager.stopping()
    await hall.close()
    alive.cancel()
    for task in tasks:
        task.cancel()
    if tasks[0].done() and not asked.is_set():
        tasks[0].result()
    return asked.is_set()


async def _opened(settings: Settings, manager: ServiceManager, asked: asyncio.Event) -> RunningHall | None:
    """A hall that serves; None where it was told to stop while it stood by."""
    if not settings.is_standby:
        return await _open(RunningHall(settings))
    prepared = await asyncio.to_thread(Prepared, settings.config)
    settle_memory()
    manager.standing_by()
    typer.echo("STANDBY")
    follower = Follower(Replay)
    standby = Standby(settings.ledger, follow=follower.look)
    days = DaysAhead(settings.ledger, settings.data, prepared.definition().id)
    alive = asyncio.create_task(manager.keep_telling())
    copying = asyncio.create_task(asyncio.to_thread(days.run))
    try:
        return await opened_in_turn(
            lambda: asyncio.to_thread(standby.wait, asked.is_set),
            lambda: _open(RunningHall(settings, prepared=prepared, ahead=follower.handed_over())),
            asked,
        )
    finally:
        alive.cancel()
        days.end()
        copying.cancel()


async def _open(hall: RunningHall) -> RunningHall:
    await hall.open()
    return hall


async def _reload_when(asked: asyncio.Event, hall: RunningHall) -> None:
    while True:
        await asked.wait()
        asked.clear()
        await hall.reload_quietly()


def _why_not_listening(wrong: CannotListen, t: Texts) -> str:
    kind = {98: "port_in_use", 13: "port_forbidden"}.get(wrong.number or 0, "address")
    return t.say(f"hall.wrong.{kind}", host=wrong.host, port=wrong.port, reason=wrong.reason)


def _about(about: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(("file", "reason"), about, strict=False))
