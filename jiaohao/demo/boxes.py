"""The demo's boxes: which there are, their settings on disk, and the words that start each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tomlkit

PRINTER = "printer"
KIOSK = "kiosk-1"
DISPLAY = "board-left"
BoxKind = Literal["kiosk", "caller", "display"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How lively it is, in seconds: between two citizens, and how long a service takes."""

    citizen_s: float = 1.5
    service_s: float = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBox:
    """One screen of the demo: what box.toml says, and further words of its command."""

    name: str
    kind: BoxKind
    settings: dict[str, dict[str, object]]
    printers: tuple[dict[str, object], ...] = ()
    words: tuple[str, ...] = ()


def boxes(
    hall: str, printer_address: str, out: Path, pace: Pace, language: str, *, is_seen: bool
) -> tuple[DemoBox, ...]:
    """A kiosk, a caller in each room's general window, and a board with the voice of both rooms."""
    common: dict[str, dict[str, object]] = {"link": {"hall": hall}, "screen": {"fullscreen": False}}
    shots = ("--shots", str(out / "screens"))
    kiosk = DemoBox(
        name=KIOSK,
        kind="kiosk",
        settings=common | {"kiosk": {"printer": PRINTER}},
        printers=(
            {"name": PRINTER, "model": "jiaohao-emulator", "port": "network", "address": printer_address},
        ),
        words=("--simulate", str(pace.citizen_s), "--size", "1080x1920", *shots),
    )
    callers = (
        _caller("window-12", "12", "page", common, ("--simulate", str(pace.service_s), *shots)),
        _caller("window-13", "13", "bar", common, ("--simulate", str(pace.service_s), *shots)),
    )
    voice = () if is_seen else ("--voice-out", str(out / "voice"))
    board = DemoBox(
        name=DISPLAY,
        kind="display",
        settings=common
        | {
            "screen": {"fullscreen": False, "width": 1920, "height": 1080},
            "display": {"zone": "left", "layout": "landscape"},
            "voice": {
                "zones": ["left", "right"],
                "languages": [language],
                "repeat": 1,
                "folder": str(out / "voice"),
            },
        },
        words=(*voice, *shots),
    )
    return (board, *callers, kiosk)


def write(box: DemoBox, folder: Path, language: str) -> Path:
    """Write a box's box.toml, as a technician would, and say where it is."""
    home = folder / box.name
    home.mkdir(parents=True, exist_ok=True)
    document = tomlkit.document()
    document["box"] = {"id": box.name, "language": language, "data_dir": str(home)}
    for table, values in box.settings.items():
        document[table] = dict(values)
    if box.printers:
        printers = tomlkit.aot()
        for printer in box.printers:
            printers.append(tomlkit.item(printer))
        document["printer"] = printers
    path = home / "box.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return path


def _caller(
    name: str, window: str, form: str, common: dict[str, dict[str, object]], words: tuple[str, ...]
) -> DemoBox:
    settings = common | {"caller": {"window": window, "form": form, "clerk": f"10{window}"}}
    return DemoBox(name=name, kind="caller", settings=settings, words=words)
