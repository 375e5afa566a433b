"""`jiaohao config`: what is in force and where it comes from; check a file; examples; the reference."""

import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.box import box_from, box_source
from config.box_tables import BoxSettings
from config.examples import BOXES, HALLS, example
from config.hall import hall_from
from config.hall_tables import HallTables
from config.in_force import Setting, box_in_force, hall_in_force, written
from config.reading import Source, read_file
from config.reference import reference
from config.texts import Texts
from config.typed import USAGE_ERROR, command_line
from config.wrong import ConfigError, Finding

T = TypeVar("T")


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao config ARGS…` in the language of whoever types; ends with SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal of another encoding shows ? for what it cannot say.
            stream.reconfigure(errors="replace")
    command_line(commands, args, prog_name)


def commands(catalogue: Texts) -> typer.Typer:
    """The command with its help in the catalogue's language."""
    app = typer.Typer(add_completion=False, help=catalogue.say("command.config"))
    _add_show(app, catalogue)
    _add_check(app, catalogue)
    _add_pages(app, catalogue)
    return app


def _add_show(app: typer.Typer, catalogue: Texts) -> None:
    hall_help, box_help = catalogue.say("command.config.hall"), catalogue.say("command.config.box")

    @app.callback(invoke_without_command=True)
    def show(
        context: typer.Context,
        hall: Annotated[Path | None, typer.Option("--hall", help=hall_help)] = None,
        box: Annotated[Path | None, typer.Option("--box", help=box_help)] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalogue.say("command.config.json"))] = False,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        settings: list[Setting] = []
        if hall is not None:
            settings += _or_exit(lambda: hall_in_force(read_file(hall)), catalogue)
        if box is not None or hall is None:
            settings += _or_exit(lambda: box_in_force(box_source(box)), catalogue)
        _print_settings(settings, catalogue, as_json)


def _add_check(app: typer.Typer, catalogue: Texts) -> None:
    @app.command(help=catalogue.say("command.config.check"))
    def check(
        file: Annotated[Path, typer.Argument(help=catalogue.say("command.config.check.file"))],
        every: Annotated[bool, typer.Option("--all", help=catalogue.say("command.config.check.all"))] = False,
    ) -> None:
        print(_or_exit(lambda: _checked(read_file(file), catalogue), catalogue, every))


def _add_pages(app: typer.Typer, catalogue: Texts) -> None:
    names = ", ".join(HALLS + BOXES)

    @app.command("example", help=catalogue.say("command.config.example"))
    def write_example(
        name: Annotated[str, typer.Argument(help=catalogue.say("command.config.example.name", names=names))],
    ) -> None:
        print(_or_exit(lambda: example(name), catalogue).read_text("utf-8"), end="")

    @app.command("reference", help=catalogue.say("command.config.reference"))
    def write_reference() -> None:
        print(reference(), end="")


def _checked(source: Source, catalogue: Texts) -> str:
    """One line that says what the file holds. Raises ConfigError."""
    if _is_hall(source):
        hall = hall_from(source)
        sizes = {"zones": len(hall.zones), "windows": len(hall.windows), "services": len(hall.services)}
        return catalogue.say("config.good.hall", file=source.name, name=hall.name, **sizes)
    return catalogue.say("config.good.box", file=source.name, id=box_from(source).box.id)


def _is_hall(source: Source) -> bool:
    """Whether most of the file's tables are those of hall.toml; an empty file counts as a box's."""
    names = set(source.tables)
    return len(names & set(HallTables.model_fields)) > len(names & set(BoxSettings.model_fields))


def _print_settings(settings: Sequence[Setting], catalogue: Texts, as_json: bool) -> None:
    language = catalogue.language
    if as_json:
        rows = [{"key": one.key, "value": one.value, "origin": one.origin_text(language)} for one in settings]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        Console().print(_table(settings, catalogue))
    else:
        for one in settings:
            print(f"{one.key} = {written(one.value)}  # {one.origin_text(language)}")


def _table(settings: Sequence[Setting], catalogue: Texts) -> Table:
    table = Table(box=None, pad_edge=False)
    for head in ("key", "value", "origin"):
        table.add_column(catalogue.say(f"config.head.{head}"), overflow="fold")
    for one in settings:
        # Text of the file is shown as it is: nothing in it is rich's markup.
        table.add_row(*map(Text, (one.key, written(one.value), one.origin_text(catalogue.language))))
    return table


def _or_exit(work: Callable[[], T], catalogue: Texts, every: bool = False) -> T:
    """What the work gives; where settings are wrong, a line on stderr and exit status 2."""
    try:
        return work()
    except ConfigError as error:
        shown: Sequence[Finding] = error.all if every else error.all[:1]
        for finding in shown:
            print(finding.text(catalogue.language), file=sys.stderr)
        raise typer.Exit(USAGE_ERROR) from None
