"""The boxes of a practice: like the real one whose file is given, but with data, printer and hall of their own. Pure but
for the file that is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import tomlkit

PartName = Literal["kiosk", "caller", "desk"]
PARTS: Final[tuple[PartName, ...]] = get_args(PartName)

SIZES: Final[dict[PartName, tuple[int, int]]] = {
    "kiosk": (540, 960),
    "caller": (960, 640),
    "desk": (1280, 800),
}
"""Windows that fit beside each other's on an ordinary desktop; the screens scale themselves."""

KEPT: Final = ("screen", "look", "voice")
"""Tables of a real box that hold for practice too, beside the part's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeBox:
    """One screen to practise at. `given` is the text of a real box.toml, empty without one."""

    part: PartName
    url: str
    language: str
    printer_address: str
    window: str = ""
    given: str = ""
    has_real_paper: bool = False


def written(box: PracticeBox, folder: Path) -> Path:
    """The box.toml of a practice, in a folder of its own; its path."""
    home = folder / box.part
    home.mkdir(parents=True, exist_ok=True)
    path = home / "box.toml"
    path.write_text(tomlkit.dumps(document(box, home)), encoding="utf-8")
    return path


def document(box: PracticeBox, home: Path) -> tomlkit.TOMLDocument:
    """What stands in it: no passport, no way to any hall but the one on this machine."""
    real: Any = tomlkit.parse(box.given) if box.given else tomlkit.document()
    made: Any = tomlkit.document()
    name = str(real.get("box", {}).get("id", box.part))
    made["box"] = {"id": f"{name}"[:40], "language": box.language, "data_dir": str(home)}
    made["link"] = {"url": box.url}
    for table in (*KEPT, box.part):
        if table in real:
            made[table] = real[table]
    if "screen" not in made:
        width, height = SIZES[box.part]
        made["screen"] = {"fullscreen": False, "width": width, "height": height}
    if box.part == "caller":
        made["caller"] = dict(made.get("caller", {})) | {"window": box.window}
    else:
        _with_printer(box, real, made)
    return made  # type: ignore[no-any-return]  # tomlkit's tables have no narrower type


def _with_printer(box: PracticeBox, real: Any, made: Any) -> None:
    """The real printers where that is wished, else one that is pretended."""
    if box.has_real_paper and "printer" in real:
        made["printer"] = real["printer"]
        return
    for table in ("kiosk", "desk"):
        if table in made:
            made[table].pop("printer", None)
            made[table].pop("second_printer", None)
    pretended = tomlkit.aot()
    pretended.append(
        tomlkit.item(
            {
                "name": "practice",
                "model": "jiaohao-emulator",
                "port": "network",
                "address": box.printer_address,
            }
        )
    )
    made["printer"] = pretended
