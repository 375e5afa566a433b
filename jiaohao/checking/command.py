"""`jiaohao check`: what is wrong with this machine, in words, and what to do about it."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from config.box import load_box
from config.installed_hall import DATA
from config.texts import Texts
from config.typed import command_line
from config.wrong import ConfigError
from jiaohao.checking import machine
from jiaohao.checking.box import Box, bond_of, box_told
from jiaohao.checking.link import link_told
from jiaohao.checking.told import EXIT_OF, State, Told, advice, bad, good, sentence, worst
from jiaohao.install.hardware import found
from jiaohao.install.record import RecordDamaged, read_installed
from jiaohao.install.roles import KINDS, unit_of, units_of
from jiaohao.install.target import Target

MARK: Final[dict[State, str]] = {"good": "[green]✓[/]", "warning": "[yellow]![/]", "bad": "[red]✗[/]"}
BACKUPS: Final = Target().backups
HALL_UNIT: Final = unit_of("hall")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked: boxes by their files, a hall by its data directory, units by name."""

    boxes: tuple[Path, ...] = ()
    screens: tuple[Path, ...] = ()
    hall: Path | None = None
    hall_file: Path | None = None
    units: tuple[str, ...] = ()
    backups: Path = BACKUPS
    ledger_since: datetime | None = None
    """A backup from before is of another ledger than the hall has now."""
    is_in_use: bool = False
    """The boxes run: their printers are theirs, one program at a time."""


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao check") -> None:
    """Check; ends with SystemExit: 0 nothing bad, 1 something is, 2 not understood."""
    command_line(_command, args, prog_name)


def _command(words: Texts) -> typer.Typer:
    typed = typer.Typer(add_completion=False)

    @typed.command(help=words.say("check.about"))
    def check(
        *,
        box: Annotated[list[Path] | None, typer.Option("--box", help=words.say("check.option.box"))] = None,
        data: Annotated[Path | None, typer.Option("--data", help=words.say("check.option.data"))] = None,
        config: Annotated[
            Path | None, typer.Option("--config", help=words.say("check.option.config"))
        ] = None,
        backups: Annotated[Path, typer.Option("--backups", help=words.say("check.option.backups"))] = BACKUPS,
        is_in_use: Annotated[bool, typer.Option("--in-use", help=words.say("check.option.in_use"))] = False,
        is_json: Annotated[bool, typer.Option("--json", help=words.say("check.option.json"))] = False,
    ) -> None:
        subject = Subject(boxes=tuple(box or ()), hall=data, hall_file=config, backups=backups)
        if not (box or data or config):
            subject = installed_here(Target(), backups)
        subject = replace(subject, is_in_use=is_in_use)
        told = list(everything(subject, words))
        _as_json(told, words) if is_json else _as_lines(told, words)
        raise typer.Exit(EXIT_OF[worst(told)])

    return typed


def installed_here(target: Target, backups: Path = BACKUPS) -> Subject:
    """What `jiaohao install` made of this machine; a record that is damaged counts as none."""
    try:
        installed = read_installed(target.at(target.record_file))
    except RecordDamaged:
        return Subject(backups=backups)
    files = {
        role: target.at(target.box_file(role, installed.first)) for role in installed.roles if role != "hall"
    }
    has_hall = "hall" in installed.roles
    return Subject(
        boxes=tuple(files.values()),
        screens=tuple(file for role, file in files.items() if KINDS[role].has_screen),
        hall=target.at(target.data) / "hall" if has_hall else None,
        hall_file=target.at(target.hall_file) if has_hall else None,
        units=tuple(unit for role in installed.roles for unit in units_of(role)),
        backups=backups,
        ledger_since=_moment(installed.ledger.since),
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def everything(subject: Subject, words: Texts) -> Iterator[Told]:
    """All checks, those of the machine first."""
    yield from machine.units(subject.units, machine.output)
    yield from machine.clock_kept(machine.output)
    yield from machine.memory(Path("/proc/meminfo").read_text())
    if subject.boxes or not (subject.hall or subject.hall_file):
        yield from _fonts()
    for file in subject.boxes:
        yield from _box(file, subject, words)
    if not subject.boxes and not subject.hall:
        yield from machine.disk(Path("/var/lib/jiaohao"))
    if subject.hall_file is not None:
        from jiaohao.checking.hall import hall_file

        yield from hall_file(subject.hall_file)
    if subject.hall is not None:
        yield from machine.disk(subject.hall)
        yield from _hall(subject.hall, subject.backups, subject.ledger_since, words)


def _box(file: Path, subject: Subject, words: Texts) -> Iterator[Told]:
    try:
        settings = load_box(file)
    except ConfigError as wrong:
        yield bad("settings", "settings.wrong", str(file), why=str(wrong).splitlines()[0])
        return
    yield good("settings", "settings.box", str(file), file=file)
    has_screen = file in subject.screens
    yield from box_told(
        Box(settings=settings, hardware=found(), has_screen=has_screen, is_in_use=subject.is_in_use)
    )
    yield from asyncio.run(link_told(bond_of(settings, words.language)))


def _fonts() -> Iterator[Told]:
    try:
        from printer.fonts import find_fonts
    except ModuleNotFoundError:
        return
    yield from machine.fonts(find_fonts)


def _hall(data: Path, backups: Path, ledger_since: datetime | None, words: Texts) -> Iterator[Told]:
    from hall.asking import HallSaidNo, NotAsked, ask
    from hall.trust.certificate import FOLDER, SERVER
    from jiaohao.checking import hall

    now, stands_by = datetime.now(UTC), data == DATA and machine.stands_by(HALL_UNIT, machine.output)
    try:
        health = ask(data, words.language, "GET", "/health")
        yield from hall.health(health)
        yield from hall.voices(health, ask(data, words.language, "GET", "/hall")["zones"])
        yield from hall.tokens(ask(data, words.language, "GET", "/tokens")["tokens"], now)
    except (NotAsked, HallSaidNo) as wrong:
        why = words.say(wrong.key, **wrong.fields) if isinstance(wrong, NotAsked) else wrong.sentence
        yield from hall.silent(data, why, stands_by=stands_by)
    yield from hall.days(data)
    if not stands_by:
        yield from hall.certificate(data / FOLDER / SERVER, now)
    yield from hall.backups(backups, now, ledger_since)


def _as_json(told: Sequence[Told], words: Texts) -> None:
    lines = [
        {
            "part": each.part, "state": each.state, "about": each.about, "key": each.key,
            "says": sentence(each, words), "do": advice(each, words),
        }
        for each in told
    ]  # fmt: skip
    typer.echo(json.dumps({"state": worst(told), "lines": lines}, ensure_ascii=False, indent=1))


def _as_lines(told: Sequence[Told], words: Texts) -> None:
    console = Console(soft_wrap=True, emoji=False, highlight=False)
    for each in told:
        console.print(MARK[each.state], end=" ")
        console.print(f"{words.say(f'check.part.{each.part}')}  {sentence(each, words)}", markup=False)
        if do := advice(each, words):
            console.print(f"    → {do}", markup=False)
    counts = {state: sum(each.state == state for each in told) for state in ("bad", "warning", "good")}
    console.print()
    console.print(words.say(f"check.all.{worst(told)}", **counts), markup=False)
