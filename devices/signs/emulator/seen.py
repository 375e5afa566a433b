"""What an emulated sign shows, and its picture: the dots as they would be lit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

DOT: Final = 8
"""Pixels from dot to dot in the picture."""

CELL: Final = 16
"""Dots of a Hanzi, either way; letters and digits are half as wide (ui.md, section 6)."""

BETWEEN: Final = 2
"""Dots left free between Hanzi and digits, where the sign has room for all of them."""

_LIGHTS: Final = {"red": "#FF4B33", "green": "#3DDB7C", "amber": "#FFC233"}
_DIM_LIGHTS: Final = {"red": "#B23326", "green": "#2B9957", "amber": "#B28825"}
_DARK, _CASE = "#2A1412", "#15191D"

_DOT_FONT: Final = "/usr/share/fonts/opentype/unifont/unifont.otf"
"""Sixteen dots for every character: what the cards' own fonts look like (Debian's fonts-unifont)."""

_OTHER_FONTS: Final = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One screenful as the sign understood it. `pages` has all of them where it turns some; `address` says whom it was
    meant for, on a line of several."""

    text: str
    colour: str = "red"
    pages: tuple[str, ...] = ()
    flashes: bool = False
    is_dim: bool = False
    address: int = 0


def draw(seen: Seen, width: int, height: int, file: Path) -> None:
    """The dots of a sign as a PNG, its pages one under the other; what is longer than the sign is cut off, as there."""
    panels = [_panel(page, seen, width, height) for page in seen.pages or (seen.text,)]
    whole = Image.new("RGB", (panels[0].width, sum(panel.height for panel in panels)), _CASE)
    for place, panel in enumerate(panels):
        whole.paste(panel, (0, place * panel.height))
    whole.save(file)


def dots_of(text: str, width: int, height: int) -> Image.Image:
    """A text in 16-dot cells, one bit a dot; on a sign of 32 dots or more each of them is four."""
    scale = 2 if height >= 2 * CELL else 1
    lit = Image.new("1", (width // scale, height // scale))
    top = (lit.height - CELL) // 2
    for left, sign in _places(text, lit.width):
        glyph = _glyph(sign)
        lit.paste(1, (left, top), glyph)
    return lit.resize((lit.width * scale, lit.height * scale), Image.Resampling.NEAREST)


def _panel(text: str, seen: Seen, width: int, height: int) -> Image.Image:
    lit = dots_of(text, width, height)
    lights = _DIM_LIGHTS if seen.is_dim else _LIGHTS
    colour = lights.get(seen.colour, lights["red"])
    picture = Image.new("RGB", ((width + 2) * DOT, (height + 2) * DOT), _CASE)
    pen = ImageDraw.Draw(picture)
    for y in range(height):
        for x in range(width):
            is_lit = x < lit.width and y < lit.height and lit.getpixel((x, y))
            left, top = (x + 1) * DOT, (y + 1) * DOT
            pen.ellipse((left, top, left + DOT - 2, top + DOT - 2), fill=colour if is_lit else _DARK)
    return picture


def _places(text: str, width: int) -> Sequence[tuple[int, str]]:
    """Where each character begins, in dots from the left."""
    turns = sum(_is_wide(a) != _is_wide(b) for a, b in pairwise(text))
    needed = sum(CELL if _is_wide(sign) else CELL // 2 for sign in text)
    between = BETWEEN if needed + BETWEEN * turns <= width else 0
    places, left = [], 0
    for place, sign in enumerate(text):
        if place and _is_wide(sign) != _is_wide(text[place - 1]):
            left += between
        places.append((left, sign))
        left += CELL if _is_wide(sign) else CELL // 2
    return places


def _is_wide(sign: str) -> bool:
    return ord(sign) > 0x2E80


@cache
def _glyph(sign: str) -> Image.Image:
    """One character; the strokes of letters and digits are doubled, so that they are as bright as Hanzi."""
    cell = CELL if _is_wide(sign) else CELL // 2
    drawn = Image.new("1", (cell, CELL))
    pen = ImageDraw.Draw(drawn)
    pen.fontmode = "1"
    font, is_made_of_dots = _font()
    if is_made_of_dots:
        pen.text((0, 0), sign, fill=1, font=font)
    else:
        pen.text((cell // 2, CELL - 2), sign, fill=1, font=font, anchor="ms")
    if cell == CELL or not is_made_of_dots:
        return drawn
    shifted = Image.new("1", drawn.size)
    shifted.paste(drawn, (-1, 0))  # their first column is empty
    return ImageChops.logical_or(drawn, shifted)


@cache
def _font() -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, bool]:
    if Path(_DOT_FONT).exists():
        return ImageFont.truetype(_DOT_FONT, CELL), True
    found = next((file for file in _OTHER_FONTS if Path(file).exists()), None)
    return (ImageFont.truetype(found, CELL - 1) if found else ImageFont.load_default(CELL - 1)), False
