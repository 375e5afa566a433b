"""Layout files: the built-in ones hold what a board needs, and a wrong one says what is wrong and where."""

from pathlib import Path

import pytest

from config.board_layout import BoardLayout
from config.board_layout_file import built_in_layouts, layout_of, load_layout, parts_of
from config.board_places import band_spots, line_spots, places
from config.reading import read_text
from config.wrong import ConfigError

NOWHERE = Path("/nowhere")
NAMES = built_in_layouts()

GOOD = """
width = 1920
height = 1080
[calls]
left = 48
top = 128
width = 1240
height = 850
[notices]
top = 988
width = 1920
height = 92
[stale]
left = 48
top = 148
width = 1824
height = 184
"""


def wrong(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        layout_of(read_text(text, "mine.toml"))
    return caught.value.first.text("zh")


@pytest.fixture(params=NAMES)
def layout(request: pytest.FixtureRequest) -> BoardLayout:
    return load_layout(request.param, NOWHERE)


def test_there_is_a_layout_for_every_kind_of_board() -> None:
    assert {
        "landscape", "portrait", "table", "table-portrait", "media", "media-left", "media-portrait", "today",
        "window", "window-portrait",
    } <= set(NAMES)  # fmt: skip


def test_the_bands_and_lines_of_every_layout_stay_in_their_part(layout: BoardLayout) -> None:
    part = layout.calls
    if part is None:
        return
    for count in range(part.crowd_columns * part.crowd_rows + 1):
        for spot in (*band_spots(part, count), *line_spots(part, min(count, part.bands))):
            assert spot.x >= 0
            assert spot.y >= 0
            assert spot.x + spot.w <= part.width
            assert spot.y + spot.h <= part.height + 1


def test_on_a_stale_board_nothing_lies_under_the_frame_that_says_so(layout: BoardLayout) -> None:
    frame = layout.stale
    assert frame is not None
    for place in places(layout, is_stale=True):
        if place.is_shown:
            is_over = place.y + place.h <= frame.top
            assert is_over or place.y >= frame.top + frame.height, place.shows
            assert place.y + place.h <= layout.height


def test_media_that_fill_the_middle_hide_what_they_would_cover() -> None:
    layout = load_layout("media", NOWHERE)
    beside = {place.shows: place for place in places(layout)}
    alone = {place.shows: place for place in places(layout, is_media_alone=True)}
    assert [*beside] == [*alone], "the order never changes, so that nothing is loaded anew"
    assert (beside["media"].w, alone["media"].w) == (528, 1824)
    assert beside["calls"].is_shown
    assert not alone["calls"].is_shown
    assert alone["notices"].is_shown


def test_media_without_a_place_beside_the_calls_go_when_a_call_comes() -> None:
    text = GOOD.replace(
        "[notices]", "[media]\nis_beside = false\nleft = 48\ntop = 148\nwidth = 1824\nheight = 800\n[notices]"
    )
    layout = layout_of(read_text(text, "mine.toml"))
    assert [place.shows for place in places(layout) if place.is_shown] == ["calls", "notices"]
    assert [place.shows for place in places(layout, is_media_alone=True) if place.is_shown] == [
        "media",
        "notices",
    ]


def test_a_box_may_have_layouts_of_its_own_that_go_before_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "portrait.toml").write_text(GOOD, encoding="utf-8")
    assert [*parts_of(load_layout("mine", tmp_path))] == ["calls", "notices"]
    assert load_layout("portrait", tmp_path).width == 1920


def test_an_unknown_layout_names_those_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_layout("portait", tmp_path)
    said = caught.value.first.text("zh")
    assert "没有名为“portait”的版式" in said
    assert "portrait" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("width = 1240", "width = 1900"), "[calls] 超出了屏幕"),
        (("top = 988", "top = 900"), "[notices] 压住了 [calls]"),
        (("[calls]", "[cals]"), "calls"),
        (("height = 850", "height = 400"), "3 条呼叫需要 564 像素高"),
        (("[stale]", "[paused]"), "断开"),
        (("height = 850", "height = 850\nband_height = 12"), "band_height"),
    ],
)
def test_a_wrong_layout_says_what_is_wrong(change: tuple[str, str], said: str) -> None:
    assert said in wrong(GOOD.replace(*change, 1) if change[0] in GOOD else GOOD)


def test_a_layout_in_which_no_call_can_be_seen_is_refused() -> None:
    assert "看不到叫号" in wrong(GOOD.replace("[calls]", "[waiting]"))
