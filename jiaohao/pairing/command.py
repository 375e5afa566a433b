"""The command `jiaohao pair`: the code that the hall's machine shows is typed here, and this box belongs to the hall."""

import asyncio
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from config.box import id_of_host, load_box
from config.texts import Texts
from config.typed import USAGE_ERROR, command_line, ended
from config.wrong import ConfigError
from jiaohao.pairing.paired import NotPaired, Place, paired
from link.pairing.code import NoCodeError, read_code
from link.private_file import as_owner_of

REFUSED: Final = 1


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao pair") -> None:
    """Run the command in the language of whoever types; ends with SystemExit: 0 paired, 1 not, 2 not understood."""
    command_line(_command, args, prog_name)


def _command(t: Texts) -> typer.Typer:
    typed = typer.Typer(add_completion=False)

    @typed.command(help=t.say("pair.about"))
    def pair(
        code: Annotated[str, typer.Argument(help=t.say("pair.option.code"))],
        *,
        box: Annotated[Path | None, typer.Option("--box", help=t.say("pair.option.box"))] = None,
        hall: Annotated[str, typer.Option("--hall", help=t.say("pair.option.hall"))] = "",
        url: Annotated[str, typer.Option("--url", help=t.say("pair.option.url"))] = "",
    ) -> None:
        try:
            read = read_code(code)
            place = _place(box, hall, url)
        except NoCodeError:
            raise ended(t.say("pair.wrong.code", given=code), USAGE_ERROR) from None
        except ConfigError as wrong:
            raise ended(str(wrong), USAGE_ERROR) from None
        try:
            # Typed after sudo, it is still the part that reads what the box is given.
            with as_owner_of(place.folder):
                grant = asyncio.run(paired(read, place, t.language))
        except NotPaired as wrong:
            raise ended(wrong.sentence or t.say(wrong.key, **wrong.fields), REFUSED) from None
        typer.echo(t.say("pair.done", hall=grant.name or grant.hall, box=grant.box, role=grant.role))

    return typed


def _place(box: Path | None, hall: str, url: str) -> Place:
    """Where the box keeps its things and looks for its hall; the command line before the box's file. Raises ConfigError."""
    settings = load_box(box)
    return Place(
        folder=Path(settings.box.data_dir).expanduser(),
        box=settings.box.id,
        is_named=settings.box.id != id_of_host(socket.gethostname()),
        hall=hall or settings.link.hall,
        url=url or settings.link.url,
    )
