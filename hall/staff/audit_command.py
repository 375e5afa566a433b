"""`jiaohao hall audit`: the record of what was done to the hall, to read or to hand on."""

import csv
import sys
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

import typer
from rich.console import Console
from rich.table import Table

from config.texts import Texts
from hall.cells import harmless_cell
from hall.staff.command import REFUSED, asked

_COLUMNS = ("seq", "at", "action", "person", "box", "about")


def add_audit_command(typed: typer.Typer, t: Texts) -> None:
    """The command beside the others of `jiaohao hall`."""

    @typed.command("audit", help=t.say("audit.command"))
    def audit(
        *,
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        start: Annotated[str, typer.Option("--from", help=t.say("audit.option.from"))] = "",
        end: Annotated[str, typer.Option("--to", help=t.say("audit.option.to"))] = "",
        is_csv: Annotated[bool, typer.Option("--csv", help=t.say("audit.option.csv"))] = False,
    ) -> None:
        entries, broken = _entries(t, data, start, end)
        _write_csv(entries) if is_csv else _show(entries, t)
        if broken is not None:
            typer.echo(t.say("audit.broken", seq=broken), err=True)
            raise typer.Exit(REFUSED)


def _entries(t: Texts, data: Path, start: str, end: str) -> tuple[list[dict[str, Any]], int | None]:
    """All pages, and the first entry that does not follow from the one before it."""
    found: list[dict[str, Any]] = []
    after: int | None = 0
    broken: int | None = None
    while after is not None:
        page = asked(t, data, "GET", f"/audit?{urlencode({'start': start, 'end': end, 'after': after})}")
        is_seam_right = not (found and page["entries"]) or page["entries"][0]["previous"] == found[-1]["seal"]
        if broken is None:
            broken = page["broken"] if is_seam_right else page["entries"][0]["seq"]
        found += page["entries"]
        after = page["next"]
    return found, broken


def _write_csv(entries: list[dict[str, Any]]) -> None:
    """With the seals, so that whoever gets it can check it as well."""
    writer = csv.writer(sys.stdout)
    writer.writerow([*_COLUMNS, "fields", "previous", "seal"])
    for each in entries:
        said = " ".join(f"{name}={value}" for name, value in each["fields"].items())
        row = [*(each[name] for name in _COLUMNS), said, each["previous"], each["seal"]]
        writer.writerow([harmless_cell(str(cell)) for cell in row])


def _show(entries: list[dict[str, Any]], t: Texts) -> None:
    table = Table(*(t.say(f"audit.column.{each}") for each in ("at", "action", "person", "box", "about")))
    for each in entries:
        action = t.say(f"audit.action.{each['action']}")
        table.add_row(each["at"], action, each["person"], each["box"], each["about"])
    Console(markup=False, emoji=False).print(table)  # what somebody typed is no markup
