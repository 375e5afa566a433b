"""Stories of `[speech]` in hall.toml: how a hall wants its calls said, and what is told of mistakes."""

import pytest

from config.hall import load_hall_text
from config.hall_text import hall_text
from config.wrong import ConfigError
from link.messages.definition import CallTemplate, LetterWord, Speech

HALL = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
[[zone]]
id = "left"
name = "左厅"
{left}
[[zone]]
id = "right"
name = "右厅"
[[series]]
id = "A"
[[service]]
id = "A1"
name = "低保"
series = "A"
[[window]]
id = "1"
zone = "left"
services = ["A1"]
[[window]]
id = "2"
zone = "right"
services = ["A1"]
"""
HAKKA = (
    '[[speech.template]]\nlanguage = "hakka"\nzones = ["left"]\ncall = "请 {number} 号到 {window} 号窗口。"\n'
)


def hall(speech: str = "", left: str = "") -> str:
    return HALL.replace("{left}", left) + speech


def lines(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_hall_text(text, "hall.toml")
    assert all("config." not in finding.text("zh") for finding in caught.value.all)
    return [finding.text("en") for finding in caught.value.all]


def test_a_hall_that_says_nothing_is_called_in_chinese() -> None:
    made = load_hall_text(hall(), "hall.toml")
    assert made.speech == Speech(languages=("zh",), repeat=None, numbers="digits", is_yao=False)
    assert [(zone.spoken, zone.layout) for zone in made.zones] == [((), ""), ((), "")]


def test_a_hall_says_its_languages_its_sentences_and_its_words_and_a_zone_has_its_own() -> None:
    said = (
        '[speech]\nlanguages = ["zh", "en"]\nrepeat = 1\nnumbers = "counted"\nyao = true\n'
        f'{HAKKA}[[speech.word]]\nletters = "A"\nsay = "综合"\n'
    )
    made = load_hall_text(hall(said, 'spoken = ["zh", "hakka"]\nlayout = "table"'), "hall.toml")
    assert made.speech == Speech(
        languages=("zh", "en"),
        repeat=1,
        numbers="counted",
        is_yao=True,
        templates=(
            CallTemplate(language="hakka", zones=("left",), call="请 {number} 号到 {window} 号窗口。"),
        ),
        words=(LetterWord(letters="A", language="zh", say="综合"),),
    )
    assert [(zone.spoken, zone.layout) for zone in made.zones] == [(("zh", "hakka"), "table"), ((), "")]
    assert load_hall_text(hall_text(made), "hall.toml") == made, (
        "written down and read again, nothing is lost"
    )


@pytest.mark.parametrize(
    ("speech", "left", "place", "what"),
    [
        ('[speech]\nlanguages = ["zh", "hakka"]\n', "", "speech.languages", "hakka"),
        (f'[speech]\nlanguages = ["zh", "hakka"]\n{HAKKA}', "", "speech.languages", "hakka"),
        ("", 'spoken = ["hakka"]', "zone[left].spoken", "hakka"),
        ("", 'layout = "../secret"', "zone[left].layout", "layout"),
        ("[speech]\nrepeat = 9\n", "", "speech.repeat", "3"),
        ('[speech]\nnumbers = "aloud"\n', "", "speech.numbers", "counted"),
        ('[speech]\nlangauges = ["zh"]\n', "", "speech.langauges", "languages"),
        ('[[speech.template]]\ncall = "请 {number} 号"\n', "", "call", "both the number and the window"),
        ('[[speech.template]]\ncall = "{number:>999999999} {window}"\n', "", "call", "no other braces"),
        ('[[speech.template]]\ncall = "{number} {window!r}"\n', "", "call", "no other braces"),
        ('[[speech.template]]\nzones = ["cellar"]\ncall = "{number} {window}"\n', "", "zones", "cellar"),
        (
            '[[speech.word]]\nletters = "A"\nsay = "综合"\n[[speech.word]]\nletters = "A"\nsay = "企业"\n',
            "",
            "letters",
            "once",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_is_right(
    speech: str, left: str, place: str, what: str
) -> None:
    told = lines(hall(speech, left))
    assert any(place in line and what in line for line in told), told


def test_a_dialect_that_has_a_sentence_in_its_zone_may_be_spoken_there() -> None:
    made = load_hall_text(hall(HAKKA, 'spoken = ["hakka"]'), "hall.toml")
    assert made.zones[0].spoken == ("hakka",)
