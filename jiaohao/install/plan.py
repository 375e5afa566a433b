"""Pure: from the roles and the answers to what will lie on the box: files, units, users; nothing is done here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import tomlkit
from tomlkit.items import AoT

from config.install_answers import Answers, PrinterAnswers, Role
from config.installed_hall import LedgerPlace
from jiaohao.install.roles import KINDS, unit_of, units_of
from jiaohao.install.target import Target

Owner = Literal["root:root", "root:jiaohao", "jiaohao:jiaohao"]

SHARED: Final = {
    "sysusers.d/jiaohao.conf": "/etc/sysusers.d/jiaohao.conf",
    "tmpfiles.d/jiaohao.conf": "/etc/tmpfiles.d/jiaohao.conf",
    "journald.conf.d/jiaohao.conf": "/etc/systemd/journald.conf.d/jiaohao.conf",
    "udev/70-jiaohao.rules": "/etc/udev/rules.d/70-jiaohao.rules",
}
"""What every box has, whatever its role: template and place."""


FOR_SCREENS: Final = {
    "sysctl.d/jiaohao-screen.conf": "/etc/sysctl.d/jiaohao-screen.conf",
    "": "/etc/systemd/system/ctrl-alt-del.target",
}
"""What a box that the public touches has besides. An empty unit is a masked one (systemd.unit(5))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`is_kept`: written once and the technician's from then on; it is neither changed by a second installation nor
    taken away by uninstalling."""

    path: Path
    text: str
    mode: int = 0o644
    owner: Owner = "root:root"
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`units` are started and start with the machine."""

    roles: tuple[Role, ...]
    files: tuple[File, ...]
    units: tuple[str, ...]
    ledger: LedgerPlace = LedgerPlace()
    """The hall's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is decided: `first` is the box's first role beside the hall, `hall_text` what its hall.toml begins with."""

    answers: Answers
    target: Target
    first: Role | None = None
    is_at_hall: bool = False
    """Whether the hall itself is on this machine."""
    host: str = "box"
    hall_text: str = ""
    ledger: LedgerPlace = LedgerPlace()
    ledger_text: str = ""
    """The address in the ledger's file."""
    grants: tuple[File, ...] = ()
    """What a hall elsewhere gave this box already."""


def planned(roles: tuple[Role, ...], draft: Draft, pieces: Mapping[str, str]) -> Plan:
    """What makes a box of these roles. `pieces` are the files of systemd/ by name."""
    filled = {name: _filled(text, draft, pieces) for name, text in pieces.items()}
    files = [File(path=Path(place), text=filled[name]) for name, place in SHARED.items()]
    if any(KINDS[role].has_screen for role in roles):
        files += [File(path=Path(place), text=filled.get(name, "")) for name, place in FOR_SCREENS.items()]
    for role in roles:
        files += _of_role(role, draft, filled)
    files += draft.grants
    return Plan(
        roles=roles,
        files=tuple(files),
        units=tuple(unit for role in roles for unit in units_of(role)),
        ledger=draft.ledger,
    )


def _of_role(role: Role, draft: Draft, filled: Mapping[str, str]) -> Iterable[File]:
    target, box = draft.target, draft.target.box_file(role, draft.first)
    unit = filled[KINDS[role].unit].replace("@BOX@", str(box)).replace("@ROLE@", role)
    yield File(path=target.units / unit_of(role), text=unit)
    for timer in KINDS[role].timers:
        for name in (f"{timer}.service", f"{timer}.timer"):
            yield File(path=target.units / name, text=filled[name])
    if role == "hall":
        yield File(
            path=target.hall_file, text=draft.hall_text, mode=0o640, owner="root:jiaohao", is_kept=True
        )
        if draft.ledger.file:  # has a password in it
            yield File(
                path=Path(draft.ledger.file),
                text=draft.ledger_text,
                mode=0o600,
                owner="jiaohao:jiaohao",
                is_kept=True,
            )
    else:
        yield File(path=box, text=box_text(role, draft), mode=0o640, owner="root:jiaohao", is_kept=True)


def box_id(role: Role, draft: Draft) -> str:
    """What the role is called at the hall. Empty: as the machine is, or as the hall has called it.

    A second role of a box has a name and a token of its own; beside the hall itself the roles' own names will do.
    """
    name = draft.answers.box.id
    if not name and draft.is_at_hall:
        return f"{role}-1"
    if draft.first in (None, role):
        return name
    return f"{(name or draft.host)[: 39 - len(role)]}-{role}"


def box_text(role: Role, draft: Draft) -> str:
    """A box.toml that says what was decided and nothing else."""
    answers, made = draft.answers, tomlkit.document()
    made["box"] = _without_empty(
        {
            "id": box_id(role, draft),
            "name": answers.box.name,
            "language": answers.box.language,
            "data_dir": str(draft.target.data),
        }
    )
    if link := _without_empty({"url": answers.link.url, "hall": answers.link.hall}):
        made["link"] = link
    made.update(_own_tables(role, answers))
    return tomlkit.dumps(made)


def _own_tables(role: Role, answers: Answers) -> dict[str, Any]:
    voice = {"zones": [answers.zone] if answers.zone else []}
    tables: dict[str, Any] = {}
    if role == "kiosk" and answers.printer and answers.printer.address:
        tables = {
            "kiosk": {"printer": "ticket"},
            "printer": _several({"name": "ticket"} | _printer(answers.printer)),
        }
    elif role == "caller":
        tables = {"caller": _without_empty({"window": answers.window})}
    elif role == "rating":
        tables = {"rater": _without_empty({"window": answers.window})}
    elif role == "keypad":
        tables = {"keypad": _several({"name": "keypad-1", "window": answers.window})}
    elif role == "display":
        tables = {"display": _without_empty({"zone": answers.zone})} | (
            {"voice": voice} if answers.sound else {}
        )
    elif role == "voice":
        tables = {"voice": voice}
    return tables


def _printer(printer: PrinterAnswers) -> dict[str, str]:
    return {"model": printer.model, "port": printer.port, "address": printer.address}


def _several(table: Mapping[str, str]) -> AoT:
    """`[[name]]` with this one table in it."""
    tables = tomlkit.aot()
    tables.append(tomlkit.item(dict(table)))
    return tables


def _without_empty(table: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in table.items() if value}


def _filled(text: str, draft: Draft, pieces: Mapping[str, str]) -> str:
    """A template with the box's paths in it, and with the way to the hall's ledger."""
    target, ledger = draft.target, draft.ledger
    hardened = "\n".join(line for line in pieces["hardened.conf"].splitlines() if not line.startswith("#"))
    places = {
        "@HARDENED@": hardened,
        "@BIN@": str(target.program / "bin"),
        "@ETC@": str(target.etc),
        "@DATA@": str(target.data),
        "@BACKUPS@": str(target.backups),
        "@DOCS@": str(target.program / "share" / "doc" / "jiaohao"),
        "@LEDGER@": f" --ledger-file {ledger.file}" if ledger.file else "",
        "@STANDBY@": " --standby" if ledger.is_standby else "",
        "@ALONE@": "false" if ledger.file else "true",
        "@NETWORK@": " AF_INET AF_INET6 AF_NETLINK" if ledger.file else "",
    }
    for name, place in places.items():
        text = text.replace(name, place)
    return text
