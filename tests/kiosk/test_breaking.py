"""Captions broken as people read: by meaning, no sign alone on a line, no comma at its beginning."""

from collections.abc import Callable
from typing import Any

import pytest

from config.texts import texts
from kiosk.breaking import broken
from kiosk.said import Said

CLOSING = "，。、；：？！）”》,.;:?!)"


def em(text: str) -> float:
    """A Hanzi is one em wide, all else half of it."""
    return sum(1.0 if sign >= "\u2e80" or sign in "“”…" else 0.5 for sign in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("请按要去的部门", 8, ["请按要去的部门"]),
        ("请按要去的部门。共 10 个，这是前 5 个", 14, ["请按要去的部门。", "共 10 个，这是前 5 个"]),
        ("请选择事项，按下即出号", 10, ["请选择事项，", "按下即出号"]),
        ("老人、残疾人、孕妇、军人优先办理", 13, ["老人、残疾人、", "孕妇、军人优先办理"]),
        ("Touch a department, 10 in all", 10, ["Touch a department,", "10 in all"]),
    ],
)
def test_a_caption_breaks_by_meaning(text: str, width: float, lines: list[str]) -> None:
    assert broken(text, width, em).split("\n") == lines


def test_a_text_that_fits_stays_on_one_line() -> None:
    assert broken("无需等候", 4, em) == "无需等候"


@pytest.mark.parametrize("width", [12, 15, 20, 24])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_caption_of_ours_has_an_orphan_or_begins_a_line_with_a_comma(width: int, language: str) -> None:
    said = texts(language)
    keys = [key for key in aloud_keys() if said.has(key)]
    assert len(keys) > 10
    for key in keys:
        text = said.raw(key)
        lines = broken(text.replace("\n", ""), width, em).split("\n")
        assert all(em(line) <= width for line in lines)
        assert not any(line[0] in CLOSING for line in lines), lines
        assert not any(line[-1] in "（“《" for line in lines), lines
        if len(lines) > 1 and language == "zh":
            assert sum(sign.isalnum() for sign in lines[-1]) >= 2, lines


@pytest.mark.parametrize("count", range(12, 40))
def test_one_character_more_than_the_line_holds_does_not_stand_alone(count: int) -> None:
    text = "办" * count
    lines = broken(text, 11.5, em).split("\n")
    assert "".join(lines) == text
    assert max(map(len, lines)) - min(map(len, lines)) <= 1, "the lines are of one length"


def test_a_figure_stays_with_what_it_counts_and_a_time_stays_whole() -> None:
    lines = broken("您前面还有 125 人，请在 8:30–12:00 之间来", 8, em).split("\n")
    assert any("125 人" in line for line in lines)
    assert any("8:30–12:00" in line for line in lines)


def test_what_is_wider_than_the_line_is_left_to_the_screen() -> None:
    assert broken("Bundesverfassungsgericht", 5, em) == "Bundesverfassungsgericht"
    assert broken("", 5, em) == ""


LONG = (
    "请按要去的部门，也可以按“求助”叫人来。共 24 个部门，这是前 5 个，按“下一页”看其余的",
    "Touch a department, or call staff to help you. There are 24 departments, these are the first five",
)


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800)])
@pytest.mark.parametrize("text", LONG)
def test_on_the_screen_a_caption_has_the_lines_of_its_words_and_fits(
    on_screen: Callable[..., Any], size: tuple[int, int], text: str
) -> None:
    kiosk = on_screen("county", size)
    kiosk.stand.presenter.care()
    kiosk.stand.presenter.saying(Said(text, text))
    kiosk.settle()
    words = kiosk.item("captionWords")
    shown = words.property("text")
    assert shown.replace("\n", "").replace(" ", "") == text.replace(" ", "")
    assert "\n" in shown
    assert words.property("lineCount") == shown.count("\n") + 1, "Qt breaks it nowhere else"
    assert not any(line[0] in CLOSING for line in shown.split("\n"))
    assert words.property("contentWidth") <= words.width() + 1
    assert words.property("contentHeight") <= kiosk.item("caption").height()


def aloud_keys() -> list[str]:
    """The keys of what is said."""
    pages = ("home", "service")
    return [
        *(f"aloud.{page}.{which}" for page in pages for which in ("one", "first", "next")),
        *(f"pad.{key}" for key in ("again", "done", "timeout", "more", "keys")),
        *(f"aloud.{key}" for key in ("take", "printing", "timeout")),
        *(f"paper.{key}" for key in ("1", "2", "3", "kept")),
        *("help.sent", "care.home", "care.service", "home.priority", "offline.none"),
    ]
