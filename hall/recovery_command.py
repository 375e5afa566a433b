"""`jiaohao hall recovered`: a technician ends the wait of a hall that was put back from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from config.texts import Texts
from config.typed import USAGE_ERROR
from hall.asking import HallSaidNo, NotAsked, ask

REFUSED = 1


def add_recovered(typed: typer.Typer, t: Texts) -> None:
    """The command `recovered`."""

    @typed.command("recovered", help=t.say("ledger.recovered"))
    def recovered(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        try:
            ask(data, t.language, "POST", "/hall/recovered", {})
        except NotAsked as wrong:
            typer.echo(t.say(wrong.key, **wrong.fields), err=True)
            raise typer.Exit(USAGE_ERROR) from None
        except HallSaidNo as no:
            typer.echo(no.sentence, err=True)
            raise typer.Exit(REFUSED) from None
        typer.echo(t.say("ledger.recovered_said"))
