"""`jiaohao hall link`: a browser becomes a box of the hall by opening a link once."""

import secrets
import socket
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from config.texts import Texts
from hall.staff.command import asked
from hall.whereabouts import URL_FILE


def add_link_command(typed: typer.Typer, t: Texts) -> None:
    """The command beside the others of `jiaohao hall`."""

    def option(name: str) -> str:
        return t.say(f"hall.option.{name}")

    @typed.command("link", help=t.say("link.command"))
    def link(
        *,
        data: Annotated[Path, typer.Option("--data", help=option("data"))],
        role: Annotated[str, typer.Option("--role", help=option("role"))],
        box: Annotated[str, typer.Option("--box", help=option("box"))] = "",
        windows: Annotated[str, typer.Option("--windows", help=option("windows"))] = "",
        zones: Annotated[str, typer.Option("--zones", help=option("zones"))] = "",
    ) -> None:
        wish = {
            "role": role,
            "box": box or f"web-{secrets.token_hex(3)}",
            "windows": _listed(windows),
            "zones": _listed(zones),
        }
        made = asked(t, data, "POST", "/links", wish)
        typer.echo(_root(data) + made["path"])
        typer.echo(t.say("link.how", minutes=made["seconds"] // 60), err=True)


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _root(data: Path) -> str:
    """Where the LAN reaches the hall: this machine's address on the way out, where it listens to more than itself."""
    url = urlsplit((data / URL_FILE).read_text(encoding="ascii").strip())
    return f"{url.scheme}://{_address()}:{url.port}"


def _address() -> str:
    """The address that packets leave by (nothing is sent: 192.0.2.1 is nobody's, RFC 5737); loopback without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address
