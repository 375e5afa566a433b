"""Stories of hall.toml: what a person writes wrong, and the one line they read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.hall import load_hall, load_hall_text
from config.wrong import ConfigError

GOOD = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
hours = ["mon-fri 08:30-12:00", "mon-fri 13:30-17:00"]

[[zone]]
id = "left"
name = "左厅"

[[zone]]
id = "right"
name = "右厅"

[[department]]
id = "civil"
name = "民政室"
series = "A"

[[series]]
id = "A"

[[series]]
id = "B"

[[service]]
id = "A1"
name = "低保申请"
department = "civil"

[[service]]
id = "B1"
name = "咨询"
department = "civil"
series = "B"

[[window]]
id = "1"
zone = "left"
services = ["@civil"]

[[window]]
id = "2"
zone = "right"
services = "*"
"""


def lines(text: str, language: str = "en") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_hall_text(text, "hall.toml")
    return [finding.text(language) for finding in caught.value.all]


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_a_good_hall_is_filled_in() -> None:
    hall = load_hall_text(GOOD, "hall.toml")
    assert [window.services for window in hall.windows] == [("A1", "B1"), ("A1", "B1")]
    assert [service.series for service in hall.services] == ["A", "B"]
    assert [(zone.colour, zone.windows_text) for zone in hall.zones] == [(1, "1"), (2, "2")]
    assert hall.departments[0].zone == "left"
    assert [window.label for window in hall.windows] == ["1", "2"]
    assert {one.id for one in hall.priorities} >= {"normal", "elderly", "booked"}
    assert [span.start for span in hall.hours] == ["08:30", "13:30"]


def test_a_misspelt_setting_is_answered_with_the_right_one() -> None:
    (line,) = lines(changed('name = "低保申请"', 'name = "低保申请"\nqouta = 8'))
    assert line.startswith("hall.toml:29: service[A1].qouta: there is no such setting. Did you mean quota?")


def test_a_misspelt_table_is_answered_with_the_right_one() -> None:
    (line,) = lines(changed("[[department]]", "[[departement]]"))[:1]
    assert "departement: there is no such setting. Did you mean department?" in line


def test_everything_that_is_wrong_is_found_at_once() -> None:
    text = changed('id = "hulu"', 'id = "葫芦"').replace('id = "B1"', 'id = "B1"\nquota = "8"')
    found = lines(text)
    assert [line.split(": ")[1] for line in found] == ["hall.id", "service[B1].quota"]


def test_the_line_speaks_the_language_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    text = changed('zone = "right"', 'zone = "rigth"')
    with pytest.raises(ConfigError) as caught:
        load_hall_text(text, "hall.toml")
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "zh_CN.UTF-8")
    assert (
        str(caught.value)
        == "hall.toml:44：window[2].zone：没有叫“rigth”的区域。是不是 right？可以填：left、right"
    )
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "de_DE")
    assert str(caught.value) == (
        "hall.toml:44: window[2].zone: there is no zone “rigth”. Did you mean right? Allowed: left, right"
    )
    assert (caught.value.file, caught.value.key) == ("hall.toml", "window[2].zone")
    assert caught.value.what == "there is no zone “rigth”"
    assert caught.value.allowed == "Did you mean right? Allowed: left, right"


WRONG: list[tuple[str, str, str, str]] = [
    # a story, what stands there, what is written instead, what the line says
    ("a hall without a name", 'name = "葫芦镇政务服务中心"', "", "hall.name: this setting is missing"),
    ("an empty name", '"葫芦镇政务服务中心"', '"  "', "hall.name: this must not be empty"),
    ("a name that is too long", '"葫芦镇政务服务中心"', f'"{"厅" * 41}"', "hall.name: 41 characters"),
    ("a control character", '"葫芦镇政务服务中心"', '"葫芦\\u0007镇"', "hall.name: there are invisible"),
    ("a NUL", '"葫芦镇政务服务中心"', '"葫芦\\u0000镇"', "hall.name: there are invisible"),
    ("text that turns its direction", '"葫芦镇政务服务中心"', '"葫\\u202e芦"', "hall.name: there are invisible"),
    ("a number for a name", '"葫芦镇政务服务中心"', "5", "hall.name: 5 is the wrong kind of value"),
    ("an id in Hanzi", '"hulu"', '"葫芦"', "hall.id: “葫芦” is not written the right way"),
    ("an id of 41 letters", '"hulu"', f'"{"h" * 41}"', "hall.id: “hhh"),
    ("an id with a line end", '"hulu"', '"hulu\\n"', "hall.id: “hulu ” is not"),
    ("a time zone nobody has", 'id = "hulu"', 'id = "h"\ntimezone = "Asia/Shanghigh"', "no time zone"),
    ("a folder for a time zone", 'id = "hulu"', 'id = "h"\ntimezone = "Asia"', "no time zone"),
    ("a path for a time zone", 'id = "hulu"', 'id = "h"\ntimezone = "../etc"', "no time zone"),
    ("a day that starts at 25", 'id = "hulu"', 'id = "h"\nday_starts_at = "25:00"', "hall.day_starts_at: “25:00”"),
    ("a language without texts", 'id = "hulu"', 'id = "h"\nlanguages = ["zh", "tlh"]', "language “tlh”"),
    ("no language", 'id = "hulu"', 'id = "h"\nlanguages = []', "hall.languages: 0 entries"),
    ("a public address without host", 'id = "hulu"', 'id = "h"\npublic_url = "https://"', "hall.public_url"),
    ("a public address by mail", 'id = "hulu"', 'id = "h"\npublic_url = "mailto:a@b"', "hall.public_url"),
    ("hours without days", "mon-fri 08:30-12:00", "08:30-12:00", "hall.hours[#1]: “08:30-12:00” is not"),
    ("hours that end first", "mon-fri 08:30-12:00", "mon-fri 12:00-08:30", "does not end after it starts"),
    ("hours that overlap", "mon-fri 13:30-17:00", "wed 11:00-14:00", "hall.hours: “mon-fri 08:30-12:00” and"),
    ("hours as one text", '["mon-fri 08:30-12:00", "mon-fri 13:30-17:00"]', '"daily"', "Allowed: a list in brackets"),
    ("a zone's colour 9", 'name = "左厅"', 'name = "左厅"\ncolour = 9', "zone[left].colour: 9 is out of range"),
    ("a colour by name", 'name = "左厅"', 'name = "左厅"\ncolour = "red"', "Allowed: a whole number, without quotes"),
    ("a side that is none", 'name = "左厅"', 'name = "左厅"\nside = "lift"', "Did you mean left?"),
    ("two zones with one id", 'id = "right"', 'id = "left"', "zone[#2].id: “left” is already used by number 1"),
    ("a single table for many", "[[series]]\nid = \"A\"\n\n[[series]]\nid = \"B\"", "[series]\nid = \"A\"", "Write [[series]]"),
    ("many tables for one", "[hall]", "[[hall]]", "Write [hall]"),
    ("prefix O", 'id = "B"', 'id = "B"\nprefix = "O"', "series[B].prefix: “O” has an I, O or Q"),
    ("a prefix that reads alike", 'id = "B"', 'id = "B"\nprefix = "A1"', "numbers “A1…” read like “A…” of series A"),
    ("the same prefix twice", 'id = "B"', 'id = "B"\nprefix = "A"', "numbers “A…” read like “A…” of series A"),
    ("an id that is no prefix", 'id = "B"\n\n', 'id = "main"\n\n', "series[main].prefix: “main” has an I, O or Q"),
    ("a last number before the first", 'id = "B"', 'id = "B"\nfirst = 5\nlast = 4', "the last number 4 is before"),
    ("wrapping without a last number", 'id = "B"', 'id = "B"\nwrap = true', "series[B].wrap: numbers are to wrap"),
    ("an ending that is no digits", 'id = "B"', 'id = "B"\nskip = ["x"]', "series[B].skip[#1]: “x”"),
    ("an ending as a number", 'id = "B"', 'id = "B"\nskip = [4]', "Allowed: text in quotes"),
    ("endings that leave no number", 'id = "B"', f'id = "B"\nskip = {[*"0123456789"]}', "series[B].skip: not a single number"),
    ("a last number that is skipped",
     'id = "B"', 'id = "B"\nfirst = 4\nlast = 4\nskip = ["4"]', "series[B].skip: not a single number"),
    ("a service of a series nobody has", 'series = "B"', 'series = "C"', "service[B1].series: there is no series “C”"),
    ("a service of no department", 'department = "civil"', 'department = "civic"', "there is no department “civic”"),
    ("a service without a series", 'series = "A"', "", "service[A1].series: it is not known which series"),
    ("a quota of nothing", 'series = "B"', 'series = "B"\nquota = 0', "service[B1].quota: 0 is out of range"),
    ("a quota as yes", 'series = "B"', 'series = "B"\nquota = true', "service[B1].quota: true is the wrong kind"),
    ("minutes that are no number", 'series = "B"', 'series = "B"\nminutes = nan', "minutes: nan is out of range"),
    ("a window in no zone", 'zone = "right"', "", "window[2].zone: this setting is missing"),
    ("a window that calls a stranger", '"@civil"', '"@civik"', "there is no service “@civik”. Did you mean @civil?"),
    ("a window that calls nothing", '["@civil"]', "[]", "window[1].services: 0 entries"),
    ("two windows with one label", 'zone = "right"', 'zone = "right"\nlabel = "1"', "window[2].label: “1” is already"),
    ("a kind of window nobody knows", 'zone = "left"', 'zone = "left"\nkind = "genral"', "Did you mean general?"),
    ("classes without normal", "[[zone]]", '[[priority]]\nid = "x"\nname = "甲"\n\n[[zone]]', "no class “normal”"),
    ("a huge number", 'series = "B"', f"series = \"B\"\nquota = 0x{'f' * 5000}", "service[B1].quota: > 10^15 is out"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), [pytest.param(*rest, id=story) for story, *rest in WRONG])
def test_a_mistake_is_told_in_one_line(old: str, new: str, said: str) -> None:
    found = lines(changed(old, new))
    assert any(said in line for line in found), found
    assert all(line.startswith("hall.toml") and "\n" not in line for line in found)
    chinese = lines(changed(old, new), "zh")
    assert all("config." not in line for line in found + chinese), chinese


def test_two_zones_of_one_colour_are_refused_while_there_are_colours_enough() -> None:
    text = changed('name = "左厅"', 'name = "左厅"\ncolour = 3').replace(
        'name = "右厅"', 'name = "右厅"\ncolour = 3'
    )
    assert "zone[right].colour: “3” is already used by number 1" in lines(text)[0]


def test_a_zone_without_a_colour_takes_one_that_is_free() -> None:
    hall = load_hall_text(changed('name = "右厅"', 'name = "右厅"\ncolour = 1'), "hall.toml")
    assert [zone.colour for zone in hall.zones] == [2, 1]


def test_a_service_that_no_window_serves_is_found() -> None:
    (line,) = lines(changed('services = "*"', 'services = ["A1"]').replace('["@civil"]', '["A1"]'))
    assert 'service[B1]: no window serves “咨询”. Add "B1" to the services of a window' in line


def test_a_department_without_services_is_found() -> None:
    text = changed("[[series]]", '[[department]]\nid = "empty"\nname = "空科室"\n\n[[series]]')
    assert "department[empty]: “空科室” has no services" in lines(text)[0]


def test_a_department_shown_where_no_window_serves_it_is_found() -> None:
    text = changed('series = "A"', 'series = "A"\nzone = "left"').replace(
        'zone = "left"\nservices', 'zone = "right"\nservices'
    )
    assert (
        "department[civil].zone: “民政室” is to be shown in left, where no window serves it" in lines(text)[0]
    )


def test_a_hall_of_one_zone_and_one_series_need_not_repeat_them() -> None:
    hall = load_hall_text(
        '[hall]\nid="h"\nname="厅"\n[[zone]]\nid="z"\nname="厅"\n[[series]]\nid="A"\n'
        '[[service]]\nid="s"\nname="办事"\n[[window]]\nid="1"\nservices="s"',
        "hall.toml",
    )
    assert (hall.windows[0].zone, hall.services[0].series, hall.series[0].prefix) == ("z", "A", "A")


def test_one_prefix_may_serve_two_series_whose_numbers_never_meet() -> None:
    first = changed('[[series]]\nid = "A"', '[[series]]\nid = "A"\nlast = 499')
    hall = load_hall_text(first.replace('id = "B"', 'id = "B"\nprefix = "A"\nfirst = 500'), "hall.toml")
    assert [series.prefix for series in hall.series] == ["A", "A"]


def test_a_hall_without_windows_or_services_is_refused_in_words() -> None:
    found = lines('service = []\nwindow = []\n[hall]\nid = "h"\nname = "厅"')
    assert any("there is not a single service" in line for line in found)
    assert any("there is not a single window" in line for line in found)


def _no_file(folder: Path) -> Path:
    return folder / "missing.toml"


def _folder(folder: Path) -> Path:
    return folder


def _gbk(folder: Path) -> Path:
    file = folder / "hall.toml"
    file.write_bytes("[hall]\nname = '大厅'".encode("gbk"))
    return file


def _huge(folder: Path) -> Path:
    file = folder / "hall.toml"
    file.write_bytes(b"#" * 2_000_001)
    return file


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (_no_file, "there is no such file"),
        (_folder, "the file cannot be read"),
        (_gbk, ":2: the file is not UTF-8 text. Save it as UTF-8"),
        (_huge, "the file is too large to be settings"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, file: Callable[[Path], Path], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_hall(file(tmp_path))
    assert said in caught.value.first.text("en")


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_hall(file).id == "hulu"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[hall]\nname = 云溪县\n", "hall.toml:2: this line is not TOML: name = 云溪县. Allowed: key ="),
        ('[hall]\nid = "a"\nid = "b"\n', "hall.toml:3: the same setting stands twice: id = "),
        ('[hall]\nname = """云溪县', "the file ends too early"),
        ("a = " + "[" * 20_000, "brackets are nested too deep"),
        ("a = " + "9" * 5000, "hall.toml:1: "),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, said: str) -> None:
    assert said in lines(text)[0]
