"""Keypads of Linux' input layer as they are found: which are plugged in, where, and which of them box.toml means."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evdev import InputDevice, ecodes

FOLDER: Final = Path("/dev/input")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input device. `place` is the socket it is in (of USB) or its own address (of Bluetooth); `model` is
    `vendor:product`, four hexadecimal digits each."""

    path: str
    name: str
    place: str
    model: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which input is meant: by its place (or the beginning of it), by its model, or by both; empty: any."""

    place: str = ""
    model: str = ""


def nodes(folder: Path = FOLDER) -> tuple[tuple[str, int, int], ...]:
    """What of the input layer is there now, in a form that changes whenever something is plugged in or out, or may be
    opened by others than before."""
    found = []
    for path in _event_nodes(folder):
        try:
            is_now = Path(path).stat()
        except OSError:
            continue
        found.append((path, is_now.st_ino, is_now.st_ctime_ns))
    return tuple(found)


def opened(folder: Path = FOLDER) -> tuple[dict[Input, "InputDevice[str]"], list[str]]:
    """All inputs that have keys, opened: whoever asks closes them. Beside them the paths that this process may not open."""
    found: dict[Input, InputDevice[str]] = {}
    forbidden = []
    for path in _event_nodes(folder):
        try:
            device: InputDevice[str] = InputDevice(path)
        except PermissionError:
            forbidden.append(path)
            continue
        except OSError:
            continue  # gone again, or not an input
        seen = _seen(device)
        if seen.keys:
            found[seen] = device
        else:
            shut(device)
    return found, forbidden


def plugged(folder: Path = FOLDER) -> tuple[list[Input], list[str]]:
    """Like `opened`, for whoever only looks."""
    found, forbidden = opened(folder)
    for device in found.values():
        shut(device)
    return list(found), forbidden


def shut(device: "InputDevice[str]") -> None:
    """Close it; one that was pulled out is closed already."""
    with suppress(OSError):
        device.close()


def chosen(
    wanted: Wanted, found: Iterable[Input], keys: frozenset[str], taken: frozenset[str]
) -> Input | None:
    """The input that is meant: of a keypad with several, the one that has most of the map's keys."""
    fit = [each for each in found if each.path not in taken and _fits(wanted, each) and each.keys & keys]
    return max(fit, key=lambda each: len(each.keys & keys), default=None)


def names_of(code: int) -> tuple[str, ...]:
    """All names of a key."""
    named: object = ecodes.bytype[ecodes.EV_KEY].get(code, ())
    return tuple(map(str, named)) if isinstance(named, tuple | list) else (str(named),)


def _fits(wanted: Wanted, found: Input) -> bool:
    is_there = not wanted.place or found.place.startswith(wanted.place)
    return is_there and wanted.model in ("", found.model)


def _seen(device: "InputDevice[str]") -> Input:
    keys = device.capabilities().get(ecodes.EV_KEY, [])
    named = frozenset(name for code in keys if isinstance(code, int) for name in names_of(code))
    return Input(
        path=str(device.path),
        name=device.name,
        place=device.uniq or device.phys,
        model=f"{device.info.vendor:04x}:{device.info.product:04x}",
        keys=named,
    )


def _event_nodes(folder: Path) -> list[str]:
    try:
        names = [each.name for each in folder.iterdir() if each.name.startswith("event")]
    except OSError:
        return []  # a machine without an input layer
    return [str(folder / each) for each in sorted(names, key=lambda name: (len(name), name))]
