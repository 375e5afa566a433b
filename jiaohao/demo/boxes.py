"""The demo's boxes: which there are, their settings on disk, and the words that start each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tomlkit

from config.texts import texts

PRINTER = "printer"
KIOSK = "kiosk-1"
DISPLAY = "board-left"
DESK = "desk-1"
SIGNS = "signs"
BoxKind = Literal["kiosk", "caller", "display", "desk"]
Settings = dict[str, dict[str, object]]
"""box.toml as tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How lively it is, in seconds: between two citizens, and how long a service takes."""

    citizen_s: float = 1.5
    service_s: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a window stands on a desktop of 1920×1080, and how much smaller than on its own screen."""

    left: int
    top: int
    scale: float


KIOSK_PLACE = Place(left=0, top=20, scale=0.5)
BOARD_PLACE = Place(left=560, top=20, scale=0.5)
PAGE_PLACE = Place(left=560, top=592, scale=0.6)
BAR_PLACE = Place(left=1156, top=592, scale=0.75)
DESK_PLACE = Place(left=1156, top=690, scale=0.48)
"""Side by side, so that a number can be followed from the touch to the board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBox:
    """One screen of the demo: what box.toml says, and further words of its command."""

    name: str
    kind: BoxKind
    place: Place
    settings: Settings
    printers: tuple[dict[str, object], ...] = ()
    signs: tuple[dict[str, object], ...] = ()
    words: tuple[str, ...] = ()
    window: str = ""
    """The only one that it may touch."""
    title: str = ""
    """What people call it, at the foot of a ticket."""


def boxes(
    hall: str,
    printer_address: str,
    out: Path,
    pace: Pace,
    language: str,
    *,
    is_seen: bool,
    sign_ports: tuple[int, ...] = (),
) -> tuple[DemoBox, ...]:
    """A kiosk, a caller in each room's general window, the guide desk, and a board with the voice of both rooms; with two
    ports, an LED sign over a window and a strip in a room too."""
    link: Settings = {"link": {"hall": hall}}
    shots = ("--shots", str(out / "screens"))
    printer: dict[str, object] = {
        "name": PRINTER,
        "model": "jiaohao-emulator",
        "port": "network",
        "address": printer_address,
    }
    kiosk = DemoBox(
        name=KIOSK,
        kind="kiosk",
        place=KIOSK_PLACE,
        settings=link
        | _screen(KIOSK_PLACE, (1080, 1920))
        | {"kiosk": {"printer": PRINTER, "sound": "auto" if is_seen else "none", "volume": 0.4}},
        printers=(printer,),
        title=texts(language).say("demo.kiosk"),
        words=("--simulate", str(pace.citizen_s), *shots),
    )
    board = DemoBox(
        name=DISPLAY,
        kind="display",
        place=BOARD_PLACE,
        settings=link | _screen(BOARD_PLACE, (1920, 1080)) | _board_and_voice(out, language),
        signs=_signs(sign_ports),
        words=(*(() if is_seen else ("--voice-out", str(out / "voice"))), *shots),
    )
    clerk = ("--simulate", str(pace.service_s), *shots)
    page = _caller("12", "page", link | _screen(PAGE_PLACE, (960, 640)), clerk, PAGE_PLACE)
    bar = _caller("13", "bar", link | _screen(BAR_PLACE), clerk, BAR_PLACE)
    desk = DemoBox(
        name=DESK,
        kind="desk",
        place=DESK_PLACE,
        settings=link | _screen(DESK_PLACE, (1280, 800)) | {"desk": {"near": f"{KIOSK}/{PRINTER}"}},
        title=texts(language).say("desk.title"),
        words=("--simulate", str(pace.citizen_s * 6), *shots),
    )
    return (board, page, bar, desk, kiosk)


def _screen(place: Place, size: tuple[int, int] | None = None) -> Settings:
    corner = {"left": place.left, "top": place.top}
    return {
        "screen": {"fullscreen": False, **corner, **({"width": size[0], "height": size[1]} if size else {})}
    }


def _board_and_voice(out: Path, language: str) -> Settings:
    return {
        "display": {"zone": "left", "layout": "landscape"},
        "voice": {
            "zones": ["left", "right"],
            "languages": [language],
            "repeat": 1,
            "folder": str(out / "voice"),
        },
    }


def _signs(ports: tuple[int, ...]) -> tuple[dict[str, object], ...]:
    """Over the general window of the left room, and in the middle of it."""
    places: tuple[dict[str, object], ...] = (
        {"name": "window-12", "window": "12"},
        {"name": "strip-left", "zone": "left", "width": 128},
    )
    colours = ["red", "green", "amber"]
    return tuple(
        {**place, "make": "onbon", "where": f"127.0.0.1:{port}", "colours": colours}
        for place, port in zip(places, ports, strict=False)
    )


def write(box: DemoBox, folder: Path, language: str) -> Path:
    """Write a box's box.toml, as a technician would, and say where it is."""
    home = folder / box.name
    home.mkdir(parents=True, exist_ok=True)
    document = tomlkit.document()
    document["box"] = {"id": box.name, "name": box.title, "language": language, "data_dir": str(home)}
    for table, values in box.settings.items():
        document[table] = dict(values)
    for name, several in (("printer", box.printers), ("sign", box.signs)):
        if several:
            tables = tomlkit.aot()
            for one in several:
                tables.append(tomlkit.item(one))
            document[name] = tables
    path = home / "box.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return path


def _caller(window: str, form: str, settings: Settings, words: tuple[str, ...], place: Place) -> DemoBox:
    caller: Settings = {"caller": {"window": window, "form": form, "clerk": f"10{window}"}}
    return DemoBox(
        name=f"window-{window}",
        kind="caller",
        place=place,
        settings=settings | caller,
        words=words,
        window=window,
    )
