"""The fonts tickets are drawn with: which are on this machine, and how text is measured and drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from PIL import ImageDraw, ImageFont

from printer.blocks import Run, Weight

FONT_FOLDERS: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
)

_REGULAR: Final = ("notosanscjk-regular", "notosanscjksc-regular", "notosanssc-regular", "wqy-microhei")
_BOLD: Final = {
    "notosanscjk-regular": "notosanscjk-bold",
    "notosanscjksc-regular": "notosanscjksc-bold",
    "notosanssc-regular": "notosanssc-bold",
}
_RARE: Final = (
    "notosanscjk-regular",
    "wqy-microhei",
    "notoserifcjk-regular",
    "hanamina",
    "hanaminb",
    "unifont",
)
"""Where a Hanzi that the first font lacks is looked for, best first."""

_SUFFIXES: Final = {".ttc", ".otf", ".ttf"}
_NO_SUCH_CHARACTER: Final = "\U0010fffd"
_SYNTHETIC_BOLD: Final = 28
"""A font of one weight is made bold by a stroke of 1/28 of its size, about what Qt's synthetic bold adds."""


MOST_LOADED: Final = 20
"""Fonts in memory at once, each of one size and up to 3 MB; a ticket needs a dozen, and one more takes 2 ms."""


class FontsMissing(Exception):
    """No font with Hanzi is installed in the `folders`; text for people: `printer.wrong.fonts`."""

    def __init__(self, folders: str) -> None:
        super().__init__(f"no font with Hanzi in {folders}: install fonts-noto-cjk or fonts-wqy-microhei")
        self.folders = folders


@dataclass(frozen=True)
class Face:
    """One face in a font file."""

    path: Path
    index: int = 0


class Fonts:
    """Measures and draws runs of text. Keeps what it has loaded; to be used by one thread at a time."""

    def __init__(self, regular: Face, bold: Face | None, rare: tuple[Face, ...] = ()) -> None:
        self._faces: dict[Weight, Face] = {"regular": regular, "bold": bold or regular}
        self._is_bold_synthetic = bold is None
        self._rare = rare
        self._loaded = lru_cache(maxsize=MOST_LOADED)(_load)
        self._face_of = lru_cache(maxsize=4096)(self._find_face)

    @property
    def regular_path(self) -> Path:
        """The file of the font in use, for `check` and the log."""
        return self._faces["regular"].path

    def length(self, run: Run) -> float:
        """The run's width in dots."""
        return sum(self._font(face, run.size).getlength(text) for face, text in self._parts(run))

    def draw(self, pen: ImageDraw.ImageDraw, x: float, baseline: float, run: Run, ink: int) -> None:
        """Draws the run with its left end at `x` on the baseline."""
        for face, text in self._parts(run):
            font = self._font(face, run.size)
            stroke = run.size / _SYNTHETIC_BOLD / 2 if self._needs_stroke(run, face) else 0
            pen.text((x, baseline), text, fill=ink, font=font, anchor="ls", stroke_width=stroke)
            x += font.getlength(text)

    def ink_box(self, run: Run) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the ink, seen from the left end of the baseline."""
        return self._font(self._faces[run.weight], run.size).getbbox(run.text, anchor="ls")

    def _needs_stroke(self, run: Run, face: Face) -> bool:
        return run.weight == "bold" and (self._is_bold_synthetic or face in self._rare)

    def _parts(self, run: Run) -> Iterator[tuple[Face, str]]:
        for face, characters in groupby(run.text, key=lambda one: self._face_of(one, run.weight)):
            yield face, "".join(characters)

    def _find_face(self, character: str, weight: Weight) -> Face:
        first = self._faces[weight]
        if character < "\u2e80" or _is_common(character):
            return first
        return next((face for face in (first, *self._rare) if self._has(face, character)), first)

    def _has(self, face: Face, character: str) -> bool:
        font = self._font(face, 24)
        return bytes(font.getmask(character)) != bytes(font.getmask(_NO_SUCH_CHARACTER))

    def _font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        return self._loaded(face, size)


def find_fonts(folders: Sequence[Path] = FONT_FOLDERS) -> Fonts:
    """Noto Sans CJK SC, else WenQuanYi Micro Hei. Raises FontsMissing where neither is in the folders."""
    files = _font_files(folders)
    name = next((name for name in _REGULAR if name in files), None)
    if name is None:
        raise FontsMissing(", ".join(str(folder) for folder in folders))
    bold = files.get(_BOLD.get(name, ""))
    rare = tuple(_simplified(files[other]) for other in _RARE if other in files and other != name)
    return Fonts(_simplified(files[name]), _simplified(bold) if bold else None, rare)


def _font_files(folders: Iterable[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.expanduser().rglob("*")):
            if path.suffix.lower() in _SUFFIXES:
                found.setdefault(path.stem.lower(), path)
    return found


def _simplified(path: Path) -> Face:
    """The face for Simplified Chinese in a collection; the first where none is named so."""
    for index in range(12):
        try:
            family = ImageFont.truetype(str(path), 16, index=index).getname()[0] or ""
        except OSError:
            break
        if family.endswith("CJK SC") and "Mono" not in family:
            return Face(path, index)
    return Face(path)


def _load(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, index=face.index)


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
