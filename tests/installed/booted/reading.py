"""A number read off a board: whichever looks most like it, of all that could stand there, when they are drawn."""

from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
PLACE = (0.04, 0.17, 0.34, 0.31)
"""Where a board of 1920×1080 has the number of its newest call, as shares of the picture."""
DARK = 110
ALIKE = 15.0
"""The same number drawn by two programs differs by 9 of 255, its nearest neighbour by 23."""
NUMBERS = tuple(f"{letter}{number:03}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ" for number in range(1, 13))


def called_on(picture):
    """The number of the newest call; empty where nothing that looks like one stands there."""
    width, height = picture.size
    left, top, right, bottom = PLACE
    place = tuple(round(part) for part in (left * width, top * height, right * width, bottom * height))
    seen = _ink(picture.crop(place).convert("L"))
    if seen is None:
        return ""
    far, nearest = min((_distance(seen, _drawn(number)), number) for number in NUMBERS)
    return nearest if far < ALIKE else ""


def _ink(picture):
    """What is dark, in one size; None: nothing is."""
    dark = picture.point(lambda value: 255 if value < DARK else 0)
    box = dark.getbbox()
    return dark.crop(box).resize((240, 60)) if box else None


@cache
def _drawn(number):
    paper = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(paper).text((20, 20), number, font=ImageFont.truetype(FONT, 96), fill=0)
    return _ink(paper)


def _distance(one, other):
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
