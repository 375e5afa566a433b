"""How a hall says it is itself, on its own machine: ledger, alarms, boxes, backups, its file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from config.hall import load_hall
from config.wrong import ConfigError
from jiaohao.checking.told import Told, bad, good, warning

OLD_BACKUP_H: Final = 30
"""A backup a day, and some hours for a machine that was off at night."""

QUIET_H: Final = 24
NAMED: Final = 7
"""Days; of more the first and the last."""

HELP: Final = frozenset({"help"})


def hall_file(file: Path) -> Iterator[Told]:
    """Whether hall.toml would be taken in if the hall started now."""
    try:
        hall = load_hall(file)
    except ConfigError as wrong:
        yield bad("settings", "settings.wrong", str(file), why=str(wrong).splitlines()[0])
    else:
        yield good("settings", "settings.hall", str(file), hall=hall.name)


def health(value: Mapping[str, Any]) -> Iterator[Told]:
    """What `GET /api/v1/health` shows to the hall's own machine."""
    if value["is_stale"]:
        yield bad("ledger", "ledger.stale")
    elif value["is_recovering"]:
        yield warning("ledger", "ledger.recovering")
    else:
        yield good("ledger", "ledger.good", seq=value["seq"], streams=value["streams"])
    for fault in value["faults"]:
        yield from _fault(fault["fault"], fault["about"], fault["reason"])


def _fault(fault: str, about: str, reason: str) -> Iterator[Told]:
    if fault == "box":
        box, _, part = about.partition("/")
        yield bad("box", "box.trouble", about, box=box, device=part, reason=reason)
    elif fault == "outbox":
        yield warning("box", "box.outbox", about, reason=reason)
    elif fault != "ledger" and fault not in HELP:
        yield warning("box", "box.alarm", about, alarm=fault, subject=about)


def voices(health: Mapping[str, Any], zones: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    """Zones in which more boxes speak than hall.toml says: what they say is said over each other. A hall that was not yet
    started anew after an update says less of its zones."""
    heard = {(zone, each["box"]) for each in health.get("voices", ()) for zone in each["zones"]}
    for zone in zones:
        boxes = sorted(box for where, box in heard if where == zone["id"])
        if len(boxes) > zone.get("voices", 1):
            yield warning("voice", "voice.two", zone["id"], zone=zone["name"], boxes=", ".join(boxes))


def tokens(listed: Iterable[Mapping[str, Any]], now: datetime) -> Iterator[Told]:
    """Boxes that were let in and that nobody has heard of lately."""
    for token in listed:
        if token["revoked_at"]:
            continue
        used = datetime.fromisoformat(token["used_at"]) if token["used_at"] else None
        hours = None if used is None else (now - used).total_seconds() / 3600
        if hours is None:
            yield warning("box", "box.never", token["box"], box=token["box"], role=token["role"])
        elif hours > QUIET_H:
            yield warning("box", "box.quiet", token["box"], box=token["box"], hours=round(hours))
        else:
            yield good("box", "box.good", token["box"], box=token["box"], role=token["role"])


def silent(data: Path, why: str, *, stands_by: bool) -> Iterator[Told]:
    """A hall that does not answer: as it should be where it stands by while another one leads."""
    if stands_by:
        yield good("hall", "hall.standing_by", str(data))
    else:
        yield bad("hall", "hall.down", str(data), why=why)


def days(data: Path) -> Iterator[Told]:
    """Files of closed days that the hall on this machine could not write from its ledger, whether it leads or stands by."""
    from hall.archive.file import FOLDER
    from hall.archive.lacking import lacking

    try:
        names = [str(each.day) for each in lacking(data)]
    except OSError:
        return  # what is wrong with the folder is told of the disk
    if names:
        named = ", ".join(names) if len(names) <= NAMED else f"{names[0]} … {names[-1]}"
        yield bad("ledger", "ledger.lacking", str(data), count=len(names), days=named, folder=data / FOLDER)


def certificate(file: Path, now: datetime) -> Iterator[Told]:
    """The hall's own; it is renewed by itself, so one that is near its end says that something holds it up."""
    from hall.trust.authority import NoPairError, ends_at, read_pair

    try:
        until = ends_at(read_pair(file.read_bytes()))
    except (OSError, NoPairError) as wrong:
        yield bad("certificate", "certificate.unreadable", str(file), file=file, reason=wrong)
        return
    left = (until - now).days
    if left < 1:
        yield bad("certificate", "certificate.over", str(file), at=until.date().isoformat())
    else:
        yield good("certificate", "certificate.good", str(file), days=left)


def backups(folder: Path, now: datetime, since: datetime | None = None) -> Iterator[Told]:
    """The newest file of the folder where the timer puts them; those from before `since` are of another ledger."""
    files = folder.glob("*.bak") if folder.is_dir() else ()
    there = sorted((file for file in files if _is_of(file, since)), key=lambda file: file.stat().st_mtime)
    if not there:
        yield warning("backup", "backup.none", str(folder), folder=folder)
        return
    hours = (now - datetime.fromtimestamp(there[-1].stat().st_mtime, UTC)).total_seconds() / 3600
    state = warning if hours > OLD_BACKUP_H else good
    yield state(
        "backup",
        "backup.old" if hours > OLD_BACKUP_H else "backup.good",
        str(folder),
        hours=round(hours),
        folder=folder,
    )


def _is_of(file: Path, since: datetime | None) -> bool:
    """Whether a backup was made since a moment."""
    return since is None or datetime.fromtimestamp(file.stat().st_mtime, UTC) >= since
