"""`jiaohao hall bookings import` and `export`: lists of appointments in, and out on paper."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

from config.texts import Texts
from hall.asking import HallSaidNo, NotAsked, ask, ask_text
from hall.bookings_read import NotAList, Row, rows_of

Refuse = Callable[[str], typer.Exit]
"""Says a sentence and gives what ends the command."""

AT_ONCE: Final = 200
"""Rows of one request: a body has 64 kB."""

SOME_REFUSED: Final = 1
"""The exit status where some lines were not taken in."""


def add_booking_commands(typed: typer.Typer, t: Texts, refuse: Refuse) -> None:
    """Both, beside the others of `jiaohao hall`."""
    bookings = typer.Typer(add_completion=False, help=t.say("hall.bookings"))
    _add_import(bookings, t, refuse)
    _add_export(bookings, t, refuse)
    typed.add_typer(bookings, name="bookings")


def _add_import(bookings: typer.Typer, t: Texts, refuse: Refuse) -> None:
    @bookings.command("import", help=t.say("hall.bookings.import"))
    def take_in(
        file: Annotated[Path, typer.Argument(help=t.say("hall.option.list"))],
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        rows = _rows(file, t, refuse)
        made = known = 0
        refused: list[dict[str, Any]] = []
        for start in range(0, len(rows), AT_ONCE):
            answer = _asked(refuse, t, partial(_sent, data, t, rows[start : start + AT_ONCE]))
            made, known = made + answer["made"], known + answer["known"]
            refused += answer["refused"]
        typer.echo(t.say("hall.bookings.taken_in", made=made, known=known, refused=len(refused)))
        for line in refused:
            typer.echo(t.say("hall.bookings.line", line=line["line"], reason=line["detail"]), err=True)
        if refused:
            raise typer.Exit(SOME_REFUSED)


def _add_export(bookings: typer.Typer, t: Texts, refuse: Refuse) -> None:
    @bookings.command("export", help=t.say("hall.bookings.export"))
    def write_out(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        days: Annotated[int, typer.Option("--days", min=1, max=60, help=t.say("hall.option.days"))] = 2,
        form: Annotated[
            Literal["text", "csv", "json"], typer.Option("--form", help=t.say("hall.option.form"))
        ] = "text",
        out: Annotated[Path | None, typer.Option("--out", help=t.say("hall.option.out"))] = None,
    ) -> None:
        path = f"/bookings?days={days}&form={form}"
        text = _asked(refuse, t, lambda: ask_text(data, t.language, path))
        if out is None:
            typer.echo(text, nl=not text.endswith("\n"))
            return
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            raise refuse(t.say("hall.wrong.not_written", file=str(out), reason=reason)) from None


def _sent(data: Path, t: Texts, rows: Sequence[Row]) -> dict[str, Any]:
    return ask(data, t.language, "POST", "/bookings/import", {"rows": [asdict(row) for row in rows]})


def _rows(file: Path, t: Texts, refuse: Refuse) -> tuple[Row, ...]:
    try:
        return rows_of(file.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise refuse(t.say("hall.wrong.no_list", file=str(file), reason=reason)) from None
    except NotAList as wrong:
        raise refuse(t.say(wrong.key, file=str(file))) from None


def _asked(refuse: Refuse, t: Texts, work: Callable[[], Any]) -> Any:
    """What the hall answers, or the end of the command in words."""
    try:
        return work()
    except NotAsked as wrong:
        raise refuse(t.say(wrong.key, **wrong.fields)) from None
    except HallSaidNo as no:
        raise refuse(no.sentence) from None
