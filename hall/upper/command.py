"""`jiaohao hall outbox`: how the letters to the platform above the hall are, and sending again what it did not want."""

from pathlib import Path
from typing import Annotated, Any

import typer

from config.texts import Texts
from hall.staff.command import asked


def add_outbox_command(typed: typer.Typer, t: Texts) -> None:
    """The command beside the others of `jiaohao hall`."""

    @typed.command("outbox", help=t.say("outbox.command"))
    def outbox(
        *,
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        is_again: Annotated[bool, typer.Option("--again", help=t.say("outbox.option.again"))] = False,
    ) -> None:
        if is_again:
            made = asked(t, data, "POST", "/outbox/retry", {})
            typer.echo(t.say("outbox.again", count=made["again"]))
        for line in _lines(asked(t, data, "GET", "/outbox"), t):
            typer.echo(line)


def _lines(stands: dict[str, Any], t: Texts) -> list[str]:
    if not stands["is_on"]:
        return [t.say("outbox.off")]
    counts = {name: stands[name] for name in ("waiting", "aside", "delivered")}
    trouble = (
        [t.say("outbox.trouble", since=stands["since"], trouble=stands["trouble"])]
        if stands["trouble"]
        else []
    )
    letters = [f"  {each['id']}  {each['trouble']}" for each in stands["letters_aside"]]
    return [t.say("outbox.counts", **counts), *trouble, *letters]
