"""`jiaohao install ROLE …` and `jiaohao uninstall ROLE …`: a box is made part of a hall, and is taken back."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from config.install_answers import Answers, HallAnswers, Role, answers_in
from config.texts import Texts
from config.typed import USAGE_ERROR, command_line, ended
from config.wrong import ConfigError
from jiaohao.install.alone import Busy, What, alone
from jiaohao.install.asking import Asker, Nobody, NotAnswered, Terminal
from jiaohao.install.doing import RealSystem, StepFailed, has_systemd, take_away, undo_what_was_begun
from jiaohao.install.hardware import found
from jiaohao.install.installing import CannotInstall, Installing
from jiaohao.install.modes import readable_by_the_parts
from jiaohao.install.questions import Survey, Trials
from jiaohao.install.record import RecordDamaged, read_installed
from jiaohao.install.roles import ROLES
from jiaohao.install.target import Target
from jiaohao.install.trials import pressed, printed, spoke
from link.trusted import TrustedFileError

FAILED: Final = 1


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao install") -> None:
    """Install; ends with SystemExit: 0 done or nothing to do, 1 taken back, 2 not understood."""
    command_line(_install, args, prog_name)


def _install(words: Texts) -> typer.Typer:
    typed = typer.Typer(add_completion=False)

    @typed.command(help=words.say("install.about"))
    def install(
        roles: Annotated[list[str] | None, typer.Argument(help=words.say("install.option.roles"))] = None,
        *,
        answers: Annotated[
            Path | None, typer.Option("--answers", help=words.say("install.option.answers"))
        ] = None,
        ledger_file: Annotated[
            Path | None, typer.Option("--ledger-file", help=words.say("install.option.ledger_file"))
        ] = None,
        is_standby: Annotated[
            bool | None, typer.Option("--standby/--no-standby", help=words.say("install.option.standby"))
        ] = None,
    ) -> None:
        named = known_roles(roles or [], words)
        refuse_where_impossible(words)
        given = _answers(answers)
        given = given.model_copy(
            update={"box": given.box.model_copy(update={"language": given.box.language or words.language})}
        )
        given = given.model_copy(update={"hall": _typed(given.hall, ledger_file, is_standby)})
        ask: Terminal | Nobody = Nobody(words) if answers else Terminal(words)
        installing = Installing(target=Target(), system=RealSystem(), survey=_survey(ask, words))
        try:
            with claimed(installing.target, "install", words), readable_by_the_parts():
                is_changed = installing.run(named, given)
        except (KeyboardInterrupt, EOFError):
            raise ended(words.say("install.left"), FAILED) from None
        except NotAnswered as wrong:
            question = words.say(str(wrong), role="…", box="…", data=Target().data / "hall")
            raise ended(words.say("install.wrong.unanswered", question=question), USAGE_ERROR) from None
        except CannotInstall as wrong:
            raise ended(words.say(wrong.key, **wrong.fields), FAILED) from None
        except (StepFailed, RecordDamaged, TrustedFileError, OSError) as wrong:
            raise ended(words.say("install.wrong.failed", reason=wrong), FAILED) from None
        typer.echo(words.say("install.done" if is_changed else "install.as_before"))
        if isinstance(ask, Terminal) and is_changed:
            typer.echo(words.say("install.asked", count=ask.count))

    return typed


def uninstall(args: Sequence[str] | None = None, prog_name: str = "jiaohao uninstall") -> None:
    """Uninstall; ends with SystemExit."""
    command_line(_uninstall, args, prog_name)


def _uninstall(words: Texts) -> typer.Typer:
    typed = typer.Typer(add_completion=False)

    @typed.command(help=words.say("install.uninstall.about"))
    def take_back(
        roles: Annotated[list[str] | None, typer.Argument(help=words.say("install.option.roles"))] = None,
    ) -> None:
        named = known_roles(roles or [], words)
        refuse_where_impossible(words)
        target, system = Target(), RealSystem()
        try:
            with claimed(target, "uninstall", words):
                undo_what_was_begun(target, system)
                present = read_installed(target.at(target.record_file)).roles
                gone = tuple(role for role in present if not named or role in named)
                kept = take_away(target, system, gone)
        except (StepFailed, RecordDamaged, OSError) as wrong:
            raise ended(words.say("install.wrong.failed", reason=wrong), FAILED) from None
        typer.echo(words.say("install.uninstall.done", roles=", ".join(gone) or "–"))
        for path in (*kept, str(target.data)):
            typer.echo(words.say("install.uninstall.kept", path=path))

    return typed


def known_roles(given: Sequence[str], words: Texts) -> tuple[Role, ...]:
    """The roles that were typed; ends the command for a word that is none."""
    for word in given:
        if word not in ROLES:
            raise ended(words.say("install.wrong.role", given=word, known=", ".join(ROLES)), USAGE_ERROR)
    return tuple(role for role in ROLES if role in given)


@contextmanager
def claimed(target: Target, what: What, words: Texts) -> Iterator[None]:
    """Nobody else changes this box meanwhile; ends the command where somebody does, and says who."""
    try:
        with alone(target.at(target.lock_file), what, datetime.now(UTC)):
            yield
    except Busy as wrong:
        who = wrong.holder
        said = words.say(
            "install.wrong.busy",
            what=f"jiaohao {who.what}" if who.what else "jiaohao",
            pid=who.pid or "–",
            since=_by_this_clock(who.since),
        )
        raise ended(said, FAILED) from None


def _by_this_clock(moment: str) -> str:
    """An RFC 3339 moment as the technician's own clock has it."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return "–"


def refuse_where_impossible(words: Texts) -> None:
    """Ends the command where this machine or whoever types cannot install anything."""
    target = Target()
    if os.geteuid() != 0:
        raise ended(words.say("install.wrong.root"), USAGE_ERROR)
    if not has_systemd():
        raise ended(words.say("install.wrong.systemd"), USAGE_ERROR)
    if not target.is_reachable:
        raise ended(words.say("install.wrong.place", place=target.program), USAGE_ERROR)


def _answers(file: Path | None) -> Answers:
    try:
        return answers_in(file) if file else Answers()
    except ConfigError as wrong:
        raise ended(str(wrong), USAGE_ERROR) from None


def _typed(hall: HallAnswers, ledger_file: Path | None, is_standby: bool | None) -> HallAnswers:
    """What was typed wins over the file of answers."""
    typed: dict[str, object] = {} if is_standby is None else {"standby": is_standby}
    if ledger_file is not None:
        typed["ledger_file"] = str(ledger_file.absolute())
    return hall.model_copy(update=typed)


def _survey(ask: Asker, words: Texts) -> Survey:
    trials = Trials(printed=printed, spoke=spoke, pressed=pressed)
    return Survey(ask=ask, hardware=found(), trials=trials, words=words)
