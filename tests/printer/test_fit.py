"""How text finds its lines: Chinese typography, measured with a ruler of our own."""

from hypothesis import given
from hypothesis import strategies as st

from printer.fit import NEVER_FIRST, Fitted, cut_off, fit_size, fit_title, wrap


def ruler(text: str, size: int) -> float:
    """A Hanzi is as wide as its size, a Latin letter half of it."""
    return sum(size if sign > "\u2e7f" else size / 2 for sign in text)


def test_a_name_that_fits_keeps_its_size() -> None:
    assert fit_title("查询", 40, 400, ruler) == Fitted(("查询",), 40)


def test_a_name_slightly_too_long_shrinks_to_86_per_cent() -> None:
    assert fit_title("不动产转移登记", 44, 280, ruler) == Fitted(("不动产转移登记",), 38)


def test_a_longer_name_takes_two_lines() -> None:
    fitted = fit_title("建设用地使用权首次登记", 44, 300, ruler)
    assert fitted.size == 38
    assert fitted.lines == ("建设用地使用权", "首次登记")


def test_a_name_too_long_for_two_lines_is_cut_with_an_ellipsis() -> None:
    fitted = fit_title("国有建设用地使用权及房屋所有权首次登记（含预告登记）", 44, 300, ruler)
    assert len(fitted.lines) == 2
    assert fitted.lines[1].endswith("…")
    assert ruler(fitted.lines[1], fitted.size) <= 300


def test_nothing_shrinks_below_the_smallest_size() -> None:
    assert fit_title("一二三四五六七八九十", 26, 240, ruler, smallest=24).size == 24


def test_the_width_decides_the_size_of_a_long_number() -> None:
    assert fit_size("A012", 200, 500, ruler) == 200
    assert fit_size("AB0123", 200, 500, ruler) == 160, "the largest of the steps that fits"


def test_a_line_never_starts_with_a_comma_or_a_stop() -> None:
    lines = wrap("一二三四五，六七八九十。甲乙丙丁戊、己庚", 10, 50, ruler)
    assert all(line[0] not in NEVER_FIRST for line in lines)
    assert "".join(lines) == "一二三四五，六七八九十。甲乙丙丁戊、己庚"


def test_two_lines_break_by_meaning_after_the_comma() -> None:
    assert wrap("请在左厅就座，看到或听到号码再来。", 24, 352, ruler) == [
        "请在左厅就座，",
        "看到或听到号码再来。",
    ]


def test_a_lone_last_hanzi_fetches_company() -> None:
    assert wrap("一二三四五六七八九十甲", 10, 100, ruler) == ["一二三四五六七八九", "十甲"]


def test_an_english_word_stays_whole_unless_it_is_wider_than_the_paper() -> None:
    assert wrap("Please take a seat", 10, 60, ruler) == ["Please take", "a seat"]
    assert wrap("Donaudampfschiffahrt", 10, 50, ruler) == ["Donaudampf", "schiffahrt"]


def test_a_break_in_the_catalogue_is_kept() -> None:
    assert wrap("一二\n三四", 10, 100, ruler) == ["一二", "三四"]


def test_what_is_cut_off_fits_with_its_ellipsis() -> None:
    assert cut_off("一二三四五六", 10, 40, ruler) == "一二三…"
    assert cut_off("一二", 10, 40, ruler) == "一二"


@given(st.text(alphabet="一二三，。（）AB ab-19…", max_size=60), st.integers(20, 200))
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, 10, width, ruler)
    assert "".join("".join(lines).split()) == "".join(text.split())
    wide = [line for line in lines if ruler(line, 10) > width]
    assert all(all(sign in NEVER_FIRST or sign in "（" for sign in line[1:-1]) for line in wide)
