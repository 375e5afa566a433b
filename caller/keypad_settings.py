"""Everything that a box of keypads is told before it starts."""

from dataclasses import dataclass
from pathlib import Path

from config.box import BoxSettings
from config.keypad_table import KeypadTable

PADS_MOST = 32
"""Windows that one box serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeypadSettings:
    """One box. `pads` are its keypads as box.toml has them."""

    box: str
    pads: tuple[KeypadTable, ...]
    language: str = "zh"
    data: Path = Path("/var/lib/jiaohao")
    url: str = ""
    hall: str = ""


def keypad_settings(box: BoxSettings, url: str | None = None) -> KeypadSettings:
    """The box's file and the command line together."""
    return KeypadSettings(
        box=box.box.id,
        pads=box.keypad,
        language=box.box.language,
        data=Path(box.box.data_dir).expanduser(),
        url=url or box.link.url,
        hall=box.link.hall,
    )
