"""`jiaohao ledger`: prove a ledger, back it up and put it back, take its days away, forget people."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final, TypeVar, cast

import typer

from config.installed_hall import noted_ledger_file
from config.texts import Texts
from config.typed import USAGE_ERROR, command_line, ended, group
from hall.archive.file import ArchiveError
from hall.archive.proving import Wrong, prove
from hall.archive.reading import Form, What, export, rebuild
from hall.backup import BackupError, make_backup, restore_backup
from hall.backup.keeping import KEPT, forget_old, next_backup
from hall.backup.package import PackageError
from hall.ledger import DayBooks, Ledger, LedgerError, PeopleTable, open_beside, readable
from hall.ledger_url import NoLedgerUrl, ledger_url
from link.messages.codec import moment_text

T = TypeVar("T")

UrlOf = Callable[[Path, str, Path | None], str]
"""The ledger of a data directory, from what was typed; ends the command where that will not do."""

WRONG: Final = 1
"""The exit status where a ledger, a file or a backup does not hold."""

WHATS: Final = ("facts", "visits", "transactions", "sessions", "ratings")
FORMS: Final = ("jsonl", "csv")


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao ledger ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(t: Texts, noted: Callable[[Path], Path | None] = noted_ledger_file) -> typer.Typer:
    """The command with its help in the catalogue's language. `noted` gives the file that says where the ledger of a data
    directory is, if any."""
    typed = group(t.say("ledger.command"))
    url_of = partial(_url, t, noted)
    _add_verify(typed, t, url_of)
    _add_backup(typed, t, url_of)
    _add_restore(typed, t, url_of)
    _add_export(typed, t, url_of)
    _add_rebuild(typed, t, url_of)
    _add_forget(typed, t, url_of)
    return typed


def _add_verify(typed: typer.Typer, t: Texts, url_of: UrlOf) -> None:
    @typed.command("verify", help=t.say("ledger.verify"))
    def verify(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        ledger: Annotated[str, typer.Option("--ledger", help=t.say("hall.option.ledger"))] = "",
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=t.say("hall.option.ledger_file"))
        ] = None,
    ) -> None:
        with _opened(t, data, url_of(data, ledger, ledger_file)) as opened:
            proof = prove(opened, data)
        _say_wrongs(t, proof.wrongs)
        typer.echo(t.say("ledger.verified", facts=proof.facts, days=proof.days))


def _add_backup(typed: typer.Typer, t: Texts, url_of: UrlOf) -> None:
    @typed.command("backup", help=t.say("ledger.backup"))
    def backup(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        to: Annotated[Path, typer.Option("--to", help=t.say("ledger.option.to"))],
        ledger: Annotated[str, typer.Option("--ledger", help=t.say("hall.option.ledger"))] = "",
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=t.say("hall.option.ledger_file"))
        ] = None,
        keep: Annotated[int, typer.Option("--keep", min=1, help=t.say("ledger.option.keep"))] = KEPT,
    ) -> None:
        now, is_folder = datetime.now(UTC), to.is_dir()
        file = next_backup(to, now) if is_folder else to
        with _opened(t, data, url_of(data, ledger, ledger_file)) as opened:
            made = _done(t, lambda: make_backup(opened, data, file, moment_text(now)))
        if is_folder:
            _done(t, lambda: forget_old(to, keep))
        typer.echo(t.say("ledger.backed_up", file=file, facts=made.facts, days=made.days))


def _add_restore(typed: typer.Typer, t: Texts, url_of: UrlOf) -> None:
    @typed.command("restore", help=t.say("ledger.restore"))
    def restore(
        file: Annotated[Path, typer.Option("--from", help=t.say("ledger.option.from"))],
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        ledger: Annotated[str, typer.Option("--ledger", help=t.say("hall.option.ledger"))] = "",
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=t.say("hall.option.ledger_file"))
        ] = None,
    ) -> None:
        url = url_of(data, ledger, ledger_file)
        made = _done(t, lambda: restore_backup(file, data, datetime.now(UTC), url))
        typer.echo(t.say("ledger.restored", data=data, facts=made.facts, days=made.days))


def _add_export(typed: typer.Typer, t: Texts, url_of: UrlOf) -> None:
    @typed.command("export", help=t.say("ledger.export"))
    def take_away(
        *,
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        first: Annotated[str, typer.Option("--from", help=t.say("ledger.option.first"))],
        last: Annotated[str, typer.Option("--until", help=t.say("ledger.option.last"))] = "",
        what: Annotated[str, typer.Option("--what", help=t.say("ledger.option.what"))] = "visits",
        form: Annotated[str, typer.Option("--format", help=t.say("ledger.option.form"))] = "csv",
        to: Annotated[Path | None, typer.Option("--to", help=t.say("ledger.option.out"))] = None,
        ledger: Annotated[str, typer.Option("--ledger", help=t.say("hall.option.ledger"))] = "",
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=t.say("hall.option.ledger_file"))
        ] = None,
    ) -> None:
        days = (_day(t, first), _day(t, last or first))
        chosen, shaped = cast(What, _one_of(t, what, WHATS)), cast(Form, _one_of(t, form, FORMS))
        with _opened(t, data, url_of(data, ledger, ledger_file)) as opened:
            books = DayBooks(opened.engine)
            count = _done(
                t,
                lambda: _written(
                    to, lambda out: export(books, data, days, what=chosen, form=shaped, out=out)
                ),
            )
        typer.echo(t.say("ledger.exported", count=count), err=True)


def _add_rebuild(typed: typer.Typer, t: Texts, url_of: UrlOf) -> None:
    @typed.command("rebuild", help=t.say("ledger.rebuild"))
    def build_again(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        ledger: Annotated[str, typer.Option("--ledger", help=t.say("hall.option.ledger"))] = "",
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=t.say("hall.option.ledger_file"))
        ] = None,
    ) -> None:
        with _opened(t, data, url_of(data, ledger, ledger_file)) as opened:
            books = DayBooks(opened.engine)
            days = _done(t, lambda: sum(1 for _ in rebuild(books, data)))
        typer.echo(t.say("ledger.rebuilt", days=days))


def _add_forget(typed: typer.Typer, t: Texts, url_of: UrlOf) -> None:
    @typed.command("forget", help=t.say("ledger.forget"))
    def forget(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        person: Annotated[str, typer.Option("--person", help=t.say("ledger.option.person"))] = "",
        day: Annotated[str, typer.Option("--day", help=t.say("ledger.option.day"))] = "",
        ledger: Annotated[str, typer.Option("--ledger", help=t.say("hall.option.ledger"))] = "",
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=t.say("hall.option.ledger_file"))
        ] = None,
    ) -> None:
        if bool(person) == bool(day):
            raise ended(t.say("ledger.wrong.whom"))
        chosen = "" if person else _day(t, day).isoformat()
        with _opened(t, data, url_of(data, ledger, ledger_file)) as opened:
            people = PeopleTable(opened.engine)
            count = int(people.forget(person)) if person else people.forget_of_day(chosen)
        typer.echo(t.say("ledger.forgotten", count=count))


@contextmanager
def _opened(t: Texts, data: Path, url: str) -> Iterator[Ledger]:
    ledger = _done(t, lambda: open_beside(data, url))
    try:
        with readable(ledger.name):
            yield ledger
    except LedgerError as wrong:
        raise ended(_why_not(t, wrong), WRONG) from None
    finally:
        ledger.close()


def _done(t: Texts, work: Callable[[], T]) -> T:
    """What the work gives; what cannot be done ends the command with its sentence."""
    try:
        return work()
    except LedgerError as wrong:
        raise ended(_why_not(t, wrong), WRONG if wrong.trouble == "damaged" else USAGE_ERROR) from None
    except (ArchiveError, PackageError) as wrong:
        raise ended(t.say(wrong.key, **wrong.fields), WRONG) from None
    except BackupError as wrong:
        _say_wrongs(t, wrong.wrongs)
        raise
    except OSError as wrong:
        raise ended(t.say("ledger.wrong.file", file=wrong.filename, reason=wrong.strerror)) from None


def _why_not(t: Texts, wrong: LedgerError) -> str:
    about = dict(zip(("file", "reason"), wrong.about, strict=False))
    return t.say(f"hall.wrong.ledger.{wrong.trouble}", **about)


def _written(to: Path | None, write: Callable[..., int]) -> int:
    """Into a file that only its owner reads, with the mark by which spreadsheets know UTF-8; else on standard output."""
    if to is None:
        return write(sys.stdout)
    fd = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8-sig" if to.suffix == ".csv" else "utf-8", newline="") as out:
        return write(out)


def _say_wrongs(t: Texts, wrongs: Sequence[Wrong]) -> None:
    """A line for each, and the end, where there is any."""
    for wrong in wrongs:
        typer.echo(t.say(wrong.key, **wrong.fields), err=True)
    if wrongs:
        raise typer.Exit(WRONG)


def _url(t: Texts, noted: Callable[[Path], Path | None], data: Path, typed: str, file: Path | None) -> str:
    try:
        return ledger_url(typed, file, os.environ, noted(data))
    except NoLedgerUrl as wrong:
        raise ended(t.say(f"hall.wrong.ledger.{wrong.trouble}", **wrong.fields)) from None


def _day(t: Texts, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ended(t.say("ledger.wrong.day", day=text)) from None


def _one_of(t: Texts, text: str, known: Sequence[str]) -> str:
    if text not in known:
        raise ended(t.say("ledger.wrong.choice", given=text, known=", ".join(known)))
    return text
