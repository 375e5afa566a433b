"""What an emulated sign shows, and its picture: dots as they would be lit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

DOT: Final = 8
"""Pixels from dot to dot in the picture."""

_LIGHTS: Final = {"red": "#FF4B33", "green": "#3DDB7C", "amber": "#FFC233"}
_DARK, _CASE = "#241010", "#15191D"

_FONTS: Final = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One screenful as the sign understood it. `pages` has all of them where it turns some."""

    text: str
    colour: str = "red"
    pages: tuple[str, ...] = ()
    flashes: bool = False


def draw(seen: Seen, width: int, height: int, file: Path) -> None:
    """The dots of a sign as a PNG; a page that is longer than the sign is cut off, as the sign would."""
    lit = _dots(seen.text, width, height)
    picture = Image.new("RGB", ((width + 2) * DOT, (height + 2) * DOT), _CASE)
    pen = ImageDraw.Draw(picture)
    for y in range(height):
        for x in range(width):
            colour = _LIGHTS.get(seen.colour, _LIGHTS["red"]) if lit.getpixel((x, y)) else _DARK
            left, top = (x + 1) * DOT, (y + 1) * DOT
            pen.ellipse((left, top, left + DOT - 2, top + DOT - 2), fill=colour)
    picture.save(file)


def _dots(text: str, width: int, height: int) -> Image.Image:
    """The text in 16-dot cells (32 where the sign is as high), letters half as wide as Hanzi."""
    cell = 32 if height >= 32 else 16
    dots = Image.new("1", (width, height))
    pen = ImageDraw.Draw(dots)
    font = _font(cell - 1)
    x = 0
    for sign in text:
        wide = cell if ord(sign) > 0x2E80 else cell // 2
        pen.text((x + wide // 2, (height + cell) // 2 - cell // 8), sign, fill=1, font=font, anchor="ms")
        x += wide
    return dots


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for file in _FONTS:
        if Path(file).exists():
            return ImageFont.truetype(file, size)
    return ImageFont.load_default(size)
