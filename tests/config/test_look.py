"""The look of a screen as data: colours that nobody could read are refused, with the figure."""

import pytest

from config.box import load_box_text
from config.colours import contrast
from config.hall import load_hall
from config.wrong import ConfigError

HALL = """
[hall]
id = "h"
name = "大厅"
[[zone]]
id = "z"
name = "左厅"
fill = "{fill}"
[[series]]
id = "A"
[[service]]
id = "A1"
name = "事项"
group = "登记"
guide = ["交材料"]
[[window]]
id = "1"
zone = "z"
services = ["*"]
[[theme]]
id = "t"
name = "一件事"
services = ["*"]
"""


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#14202B", "#F5F3EE") == pytest.approx(14.9, abs=0.05)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_box_may_have_its_own_colours() -> None:
    look = load_box_text('[look]\nink = "#003366"\npaper = "#ffffff"\nheader = "我的大厅"', "box.toml").look
    assert (look.ink, look.paper, look.header) == ("#003366", "#FFFFFF", "我的大厅")


@pytest.mark.parametrize(
    "text",
    [
        'ink = "#777777"',
        'paper = "#888888"',
        'ink = "blue"',
        'accent = "#550000"',
        'ink = "#5A5A00"\npaper = "#B0B0FF"',
    ],
)
def test_colours_that_nobody_can_read_are_refused_in_words(text: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_box_text(f"[look]\n{text}", "box.toml")
    assert "look." in str(refused.value)


def test_a_zone_has_a_colour_of_its_own_and_a_hall_its_themes(tmp_path) -> None:
    file = tmp_path / "hall.toml"
    file.write_text(HALL.format(fill="#123456"), encoding="utf-8")
    hall = load_hall(file)
    assert hall.zones[0].fill == "#123456"
    assert (hall.themes[0].services, hall.services[0].group, hall.services[0].guide) == (
        ("A1",),
        "登记",
        ("交材料",),
    )
    file.write_text(HALL.format(fill="#99CCFF"), encoding="utf-8")
    with pytest.raises(ConfigError):
        load_hall(file)
