"""`jiaohao hall cases`: the cases about bad ratings of a hall that runs on this machine."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from config.texts import Texts
from config.typed import USAGE_ERROR
from hall.asking import HallSaidNo, NotAsked, ask_text
from hall.staff.command import REFUSED, asked

Which = Literal["open", "late", "closed", "all"]
_COLUMNS = ("day", "number", "window", "grade", "state", "due", "is_late", "id")


def add_cases_command(typed: typer.Typer, t: Texts) -> None:
    """The command beside the others of `jiaohao hall`."""

    @typed.command("cases", help=t.say("case.command"))
    def cases(
        *,
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        which: Annotated[Which, typer.Option("--which", help=t.say("case.option.which"))] = "open",
        case: Annotated[str, typer.Option("--case", help=t.say("case.option.case"))] = "",
        is_csv: Annotated[bool, typer.Option("--csv", help=t.say("case.option.csv"))] = False,
    ) -> None:
        if is_csv:
            typer.echo(_csv(t, data, which), nl=False)
        elif case:
            _show_one(asked(t, data, "GET", f"/cases/{_in_path(case)}"), t)
        else:
            _show(asked(t, data, "GET", f"/cases?which={which}")["cases"], t)


def _csv(t: Texts, data: Path, which: str) -> str:
    try:
        return ask_text(data, t.language, f"/cases?which={which}&form=csv")
    except NotAsked as wrong:
        typer.echo(t.say(wrong.key, **wrong.fields), err=True)
        raise typer.Exit(USAGE_ERROR) from None
    except HallSaidNo as refused:
        typer.echo(refused.sentence, err=True)
        raise typer.Exit(REFUSED) from None


def _show(cases: list[dict[str, Any]], t: Texts) -> None:
    if not cases:
        typer.echo(t.say("case.none"))
        return
    table = Table(*(t.say(f"case.column.{each}") for each in _COLUMNS))
    for each in cases:
        table.add_row(*(_cell(each, name, t) for name in _COLUMNS))
    Console(markup=False, emoji=False).print(table)


def _show_one(case: dict[str, Any], t: Texts) -> None:
    _show([case], t)
    if case["comment"]:
        typer.echo(case["comment"])
    for step in case["steps"]:
        text = t.say("case.forgotten") if step["text"] is None else step["text"]
        typer.echo(
            f"{step['at']}  {t.say('case.step.' + step['step'])}  {step['clerk'] or step['box']}{os.linesep}  {text}"
        )


def _cell(case: dict[str, Any], name: str, t: Texts) -> str:
    if name == "state":
        return t.say(f"case.state.{case['state']}")
    if name == "is_late":
        return t.say("case.late") if case["is_late"] else ""
    return str(case[name] or "")


def _in_path(text: str) -> str:
    return "".join(each for each in text if each.isalnum() or each in "-_") or "-"
