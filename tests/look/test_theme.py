"""The theme keeps the promises of contrast, and the other pure parts of look say what they should."""

from datetime import datetime
from importlib.resources import as_file, files
from itertools import product

import pytest

from config.hall import load_hall
from look.clock import clock, seconds_to_next_minute
from look.icons import DEFAULT, drawing, icon_names, known_icon
from look.stale import staleness
from look.theme import FALLBACK_FONT, ZONES, Theme, chosen_font, dark, light, zone_colour
from look.words import Counted, counted, in_brackets

NOON = datetime(2026, 3, 12, 10, 28)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "theme", [light(), dark(), light(has_high_contrast=True), dark(has_high_contrast=True)], ids=str
)
def test_every_text_has_a_contrast_of_7_to_1(theme: Theme) -> None:
    for text, ground in product(
        (theme.ink, theme.ink2, theme.red), (theme.paper, theme.surface, theme.closed)
    ):
        assert contrast(text, ground) >= 7, (text, ground)
    assert contrast(theme.on_amber, theme.amber) >= 10
    assert contrast(theme.on_ink, theme.ink) >= 7
    assert contrast(theme.on_ink2, theme.ink) >= 7
    assert contrast(theme.ash, theme.night) >= 7
    assert all(contrast(theme.white, zone) >= 8 for zone in theme.zones)


def test_the_ninth_zone_begins_again_with_the_first_colour() -> None:
    assert [zone_colour(at) for at in (0, 7, 8)] == [ZONES[0], ZONES[7], ZONES[0]]


def test_motion_off_removes_the_fade() -> None:
    assert (light().page_fade_ms, light(is_moving=False).page_fade_ms) == (150, 0)


def test_the_font_falls_back_in_order() -> None:
    assert chosen_font({"WenQuanYi Micro Hei", "Noto Sans CJK SC"}) == "Noto Sans CJK SC"
    assert chosen_font({"WenQuanYi Micro Hei"}) == "WenQuanYi Micro Hei"
    assert chosen_font({"Comic Sans"}) == FALLBACK_FONT


def test_silence_makes_a_screen_stale_and_it_says_since_when() -> None:
    assert staleness(None, None).freshness == "starting"
    assert not staleness(12.0, NOON).is_stale
    stale = staleness(12.1, NOON)
    assert (stale.is_stale, stale.stopped_at) == (True, "10:28")


def test_the_clock_speaks_both_languages() -> None:
    assert (clock(NOON, "zh").time, clock(NOON, "zh").line) == ("10:28", "3月12日 星期四")
    assert clock(NOON, "en").line == "Thursday, 12 March"
    assert seconds_to_next_minute(NOON.replace(second=45)) == 15


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("前面还有 5 人", Counted("前面还有", "5", "人")),
        ("大约 15–25 分钟", Counted("大约", "15–25", "分钟")),
        ("明天 8:30", Counted("明天", "8:30")),
        ("下一位就是您", Counted("下一位就是您")),
    ],
)
def test_a_sentence_is_cut_at_its_number(sentence: str, parts: Counted) -> None:
    assert counted(sentence) == parts


def test_the_part_in_brackets_stands_apart() -> None:
    assert in_brackets("市场监管局（工商局）") == ("市场监管局", "（工商局）")
    assert in_brackets("税务局") == ("税务局", "")


def test_an_unknown_icon_becomes_the_grid_and_small_ones_get_thicker_strokes() -> None:
    assert len(icon_names()) == 58
    assert (known_icon("house"), known_icon("rocket")) == ("house", DEFAULT)
    assert 'stroke="#8E1B1B"' in drawing("house", "#8E1B1B", 64)
    assert 'stroke-width="5"' in drawing("house", "#000000", 40)


@pytest.mark.parametrize("hall", ["township", "county", "city"])
def test_every_department_of_the_examples_has_an_icon_of_its_own_kind(hall: str) -> None:
    with as_file(files("config.examples") / f"{hall}.toml") as path:
        departments = load_hall(path).departments
    assert {each.icon for each in departments} <= set(icon_names()) - {DEFAULT, "list", "doc"}
