"""A layout file read and checked: inside the screen, nothing on top of anything else, and calls always to be seen."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from config.board_layout import BoardLayout, CallsPart, MediaPart, Rect
from config.reading import Source, read_file, read_text
from config.validated import one_of, validated
from config.wrong import ConfigError, Finding, said

LAYOUT_PATTERN: Final = r"[A-Za-z0-9_-]{1,40}"

SHOWS_CALLS: Final = ("calls", "windows", "window")
"""A board has one of these, or a person who is called might look at it in vain."""

PARTS: Final = tuple(name for name in BoardLayout.model_fields if name not in ("width", "height", "stale"))


def built_in_layouts() -> tuple[str, ...]:
    """The names of the layouts that are always there."""
    folder = files("config") / "layouts"
    return tuple(
        sorted(file.name[: -len(".toml")] for file in folder.iterdir() if file.name.endswith(".toml"))
    )


def is_layout_name(name: str) -> bool:
    """Whether a layout can be called so; then it is no path either."""
    return re.fullmatch(LAYOUT_PATTERN, name, re.ASCII) is not None


def load_layout(name: str, own: Path) -> BoardLayout:
    """The layout of this name: `NAME.toml` in the folder `own` of the box, else a built-in one. Raises ConfigError."""
    file = own / f"{name}.toml"
    if file.is_file():
        return layout_of(read_file(file))
    if name in built_in_layouts():
        text = (files("config") / "layouts" / f"{name}.toml").read_text(encoding="utf-8")
        return layout_of(read_text(text, f"{name}.toml"))
    known = sorted({*built_in_layouts(), *_names_in(own)})
    raise ConfigError(
        [
            Finding(
                file=str(file),
                key="",
                what=said("layout.what.unknown", name=name),
                allowed=one_of(known, name),
            )
        ]
    )


def layout_of(source: Source) -> BoardLayout:
    """The layout in a source. Raises ConfigError with all that is wrong."""
    layout = validated(source, BoardLayout)
    if wrong := [*_findings(source, layout)]:
        raise ConfigError(wrong)
    return layout


def parts_of(layout: BoardLayout) -> dict[str, Rect]:
    """The parts that a layout shows, by name, in the order of the file's model."""
    found = ((name, getattr(layout, name)) for name in PARTS)
    return {name: part for name, part in found if part is not None}


def _names_in(folder: Path) -> list[str]:
    return [file.stem for file in folder.glob("*.toml")] if folder.is_dir() else []


def _findings(source: Source, layout: BoardLayout) -> Iterator[Finding]:
    parts = parts_of(layout)
    if not any(name in parts for name in SHOWS_CALLS):
        yield source.finding(("height",), said("layout.what.no_calls"), said("layout.allowed.calls"))
    if layout.stale is None:
        yield source.finding(("height",), said("layout.what.no_stale"), said("layout.allowed.stale"))
    for name, rect in _rects(layout):
        if rect.left + rect.width > layout.width or rect.top + rect.height > layout.height:
            what = said("layout.what.outside", part=name)
            allowed = said("layout.allowed.inside", width=layout.width, height=layout.height)
            yield source.finding((*name.split("."), "left"), what, allowed)
    yield from _collisions(source, parts)
    if layout.calls is not None:
        yield from _room_for_calls(source, layout.calls)


def _rects(layout: BoardLayout) -> Iterator[tuple[str, Rect]]:
    for name, part in parts_of(layout).items():
        yield name, part
        if isinstance(part, MediaPart) and part.alone is not None:
            yield "media.alone", part.alone
    if layout.stale is not None:
        yield "stale", layout.stale


def _collisions(source: Source, parts: dict[str, Rect]) -> Iterator[Finding]:
    named = [(name, part) for name, part in parts.items() if getattr(part, "is_beside", True)]
    for place, (name, rect) in enumerate(named):
        for other, before in named[:place]:
            if _overlap(rect, before):
                yield source.finding(
                    (name, "left"),
                    said("layout.what.overlap", part=name, other=other),
                    said("layout.allowed.apart"),
                )


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


def _room_for_calls(source: Source, calls: CallsPart) -> Iterator[Finding]:
    needed = calls.heading + calls.bands * (calls.band_height + calls.gap)
    if needed > calls.height + calls.gap:
        what = said("layout.what.bands", bands=calls.bands, needed=needed)
        yield source.finding(("calls", "bands"), what, said("layout.allowed.bands", height=calls.height))
