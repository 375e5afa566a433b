"""The emulator's dots against the picture of the design, dot by dot: what is fitted there fits here."""

from pathlib import Path

import pytest
from PIL import Image

from devices.signs.emulator.seen import Seen, dots_of, draw

DESIGN = Path(__file__).parents[3] / "docs" / "pictures" / "signs-design.png"

CASE = 16
"""Pixels from a sign's edge to its first dot."""


def drawn_there(left: int, top: int, pitch: int, width: int) -> Image.Image:
    """The lit dots of one sign in the design's picture."""
    with Image.open(DESIGN) as picture:
        pixels = picture.convert("RGB")
    lit = Image.new("1", (width, 16))
    for y in range(16):
        for x in range(width):
            middle = left + CASE + x * pitch + pitch // 2, top + CASE + y * pitch + pitch // 2
            colour = pixels.getpixel(middle)
            assert isinstance(colour, tuple)
            lit.putpixel((x, y), int(max(colour) > 110))
    return lit


@pytest.mark.parametrize(
    ("text", "left", "top", "pitch", "width"),
    [
        ("请A012号", 264, 79, 12, 64),
        ("A012办理", 480, 386, 6, 64),
        ("欢迎光临", 920, 386, 6, 64),
        ("暂停服务", 40, 582, 6, 64),
        ("窗口关闭", 480, 582, 6, 64),
        ("正在恢复", 920, 582, 6, 64),
        ("请A012到3号窗口", 40, 770, 9, 128),
    ],
)
def test_every_sign_of_the_design_is_drawn_dot_by_dot(
    text: str, left: int, top: int, pitch: int, width: int
) -> None:
    assert list(dots_of(text, width, 16).tobytes()) == list(drawn_there(left, top, pitch, width).tobytes())


def test_a_sign_of_32_dots_shows_each_of_them_as_four() -> None:
    small = dots_of("请A0", 32, 16)
    large = dots_of("请A0", 64, 32)
    assert large.tobytes() == small.resize((64, 32), Image.Resampling.NEAREST).tobytes()


def test_pages_stand_one_under_the_other_and_half_the_light_is_darker(tmp_path: Path) -> None:
    for name, is_dim in (("full", False), ("dim", True)):
        draw(Seen(text="窗口", pages=("窗口", "关闭"), is_dim=is_dim), 32, 16, tmp_path / f"{name}.png")
    with Image.open(tmp_path / "full.png") as full, Image.open(tmp_path / "dim.png") as dim:
        assert full.size == dim.size == (34 * 8, 2 * 18 * 8)
        assert full.getextrema()[0][1] > dim.getextrema()[0][1] > 100
