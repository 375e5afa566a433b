"""Stories of box.toml: defaults, the environment, and what a technician writes wrong."""

import dataclasses

import pytest
from pydantic import ValidationError

from config.box import id_of_host, load_box, load_box_text
from config.wrong import ConfigError

GOOD = """
[box]
id = "kiosk-1"

[kiosk]
printer = "ticket"
idle_s = 45

[voice]
zones = "left"

[[printer]]
name = "ticket"
address = "192.168.1.50:9100"
"""


def lines(text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_box_text(text, "box.toml", environ)
    assert all("config." not in finding.text("zh") for finding in caught.value.all)
    return [finding.text("en") for finding in caught.value.all]


def test_a_box_without_a_file_has_every_default() -> None:
    settings = load_box(None, {})
    assert settings.box.id
    assert (settings.kiosk.idle_s, settings.kiosk.more_time_s, settings.kiosk.done_s) == (60, 120, 20)
    assert settings.caller.keys.chosen == {
        "next": "F8",
        "recall": "F9",
        "missed": "F10",
        "finish": "F7",
        "pause": "F12",
    }
    assert (settings.voice.languages, settings.voice.player, settings.printer) == (None, "auto", ())


def test_a_box_is_called_after_its_machine() -> None:
    assert id_of_host("kiosk-3.hall.lan") == "kiosk-3"
    assert id_of_host("取号机") == "box"


def test_what_the_file_says_is_used() -> None:
    settings = load_box_text(GOOD, "box.toml")
    assert (settings.box.id, settings.kiosk.idle_s, settings.voice.zones) == ("kiosk-1", 45, ("left",))
    assert settings.printer[0].deadline_s == 8


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = load_box_text(GOOD, "box.toml")
    with pytest.raises(ValidationError):
        settings.kiosk.idle_s = 5


def test_the_environment_wins_over_the_file() -> None:
    environ = {
        "JIAOHAO_KIOSK_IDLE_S": "30",
        "JIAOHAO_VOICE_ZONES": "left, right",
        "JIAOHAO_VOICE_YAO": "true",
        "JIAOHAO_SCREEN_WIDTH": "1080",
        "JIAOHAO_CALLER_KEYS_NEXT": "Space",
        "JIAOHAO_LINK_URL": "http://192.168.1.10:8000",
        "JIAOHAO_CALLER_WINDOW": "3",
    }
    settings = load_box_text(GOOD, "box.toml", environ)
    assert (settings.kiosk.idle_s, settings.voice.zones, settings.voice.yao) == (30, ("left", "right"), True)
    assert (settings.screen.width, settings.caller.keys.next) == (1080, "Space")
    assert (settings.link.url, settings.caller.window) == ("http://192.168.1.10:8000", "3")


def test_variables_of_others_and_empty_ones_are_left_alone() -> None:
    environ = {"JIAOHAO_LANGUAGE": "zh", "JIAOHAO_BOX_ID": "", "KIOSK_IDLE_S": "1", "JIAOHAO_KIOSK": "1"}
    assert load_box_text(GOOD, "box.toml", environ).box.id == "kiosk-1"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("JIAOHAO_KIOSK_PRITNER", "x", "JIAOHAO_KIOSK_PRITNER: there is no such setting. Did you mean JIAOHAO_KIOSK_PRINTER?"),
        ("JIAOHAO_KIOSK_IDLE_S", "soon", "JIAOHAO_KIOSK_IDLE_S: kiosk.idle_s: \"soon\" is the wrong kind"),
        ("JIAOHAO_KIOSK_IDLE_S", "[" * 20_000, "JIAOHAO_KIOSK_IDLE_S: kiosk.idle_s: "),
        ("JIAOHAO_VOICE_ZONES", "左厅", "JIAOHAO_VOICE_ZONES: voice.zones[#1]: “左厅” is not"),
        ("JIAOHAO_VOICE_YAO", "yes", "Allowed: true or false, without quotes"),
        ("JIAOHAO_SCREEN_BACKEND", "vulkan", "screen.backend: \"vulkan\" is not a choice. Allowed: auto, software, opengl"),
        ("JIAOHAO_PRINTER_NAME", "x", "JIAOHAO_PRINTER_NAME: there is no such setting"),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_named(name: str, value: str, said: str) -> None:
    (line,) = lines(GOOD, {name: value})
    assert said in line


WRONG: list[tuple[str, str, str, str]] = [
    ("a section nobody knows", "[kiosk]", "[koisk]", "koisk: there is no such setting. Did you mean kiosk?"),
    ("a setting nobody knows", "idle_s", "idel_s", "kiosk.idel_s: there is no such setting. Did you mean idle_s?"),
    ("a wait of no time", "45", "0", "kiosk.idle_s: 0 is out of range. Allowed: 10 to 600"),
    ("a printer nobody described", '"ticket"\nidle', '"tiket"\nidle', "there is no printer “tiket”. Did you mean ticket?"),
    ("a second printer that is the first", "idle_s = 45", 'second_printer = "ticket"', "the same as the first"),
    ("a network printer without a host", "192.168.1.50:9100", ":9100", "“:9100” is not an address of a network printer"),
    ("a port that cannot be", "50:9100", "50:99999", "printer[ticket].address"),
    ("a USB printer by its place", 'address =', 'port = "usb"\naddress =', "not an address of a usb printer"),
    ("a printer without an address", 'address = "192.168.1.50:9100"', "", "printer[ticket].address: this setting is missing"),
    ("a speed no port has", 'address =', 'baud = 7\naddress =', "Allowed: 1200, 2400, 4800"),
    ("two printers of one name",
     "[[printer]]", '[[printer]]\nname = "ticket"\naddress = "a"\n[[printer]]', "already used by number 1"),
    ("a language without texts", 'zones = "left"', 'languages = ["zh", "tlh"]', "“tlh” has no sentence to say"),
    ("a language twice", 'zones = "left"', 'languages = ["zh", "zh"]', "“zh” is listed twice"),
    ("files without a folder", 'zones = "left"', 'player = "file"', 'Add folder = "…"'),
    ("one key for two things",
     "[voice]", '[caller.keys]\nnext = "f9"\n[voice]', "caller.keys.recall: “F9” is already the key for “next”"),
    ("a key with a space", "[voice]", '[caller.keys]\nnext = "page up"\n[voice]', "caller.keys.next: “page up” is not"),
    ("an address of the hall without http", "[voice]", '[link]\nurl = "192.168.1.10"\n[voice]', "link.url: “192.168.1.10”"),
    ("a screen of no size", "[voice]", "[screen]\nwidth = 0\n[voice]", "screen.width: 0 is out of range"),
    ("loudness above all", 'zones = "left"', "volume = 1.5", "voice.volume: 1.5 is out of range. Allowed: 0 to 1"),
    ("keys that are no table",
     "[voice]", '[caller]\nkeys = "F8"\n[voice]', "caller.keys: this should be a table. Write [caller.keys]"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), [pytest.param(*rest, id=story) for story, *rest in WRONG])
def test_a_mistake_is_told_in_one_line(old: str, new: str, said: str) -> None:
    assert old in GOOD
    found = lines(GOOD.replace(old, new, 1))
    assert any(said in line for line in found), found


def test_a_section_that_is_no_table_is_not_hidden_by_a_variable() -> None:
    found = lines("kiosk = 5", {"JIAOHAO_KIOSK_IDLE_S": "30"})
    assert "kiosk: this should be a table. Write [kiosk]" in found[0]


def test_a_printer_has_the_fields_that_the_printer_part_takes() -> None:
    from printer.settings import PrinterSettings

    table = load_box_text(GOOD, "box.toml").printer[0]
    settings = PrinterSettings(**table.model_dump())
    assert dataclasses.asdict(settings) == table.model_dump()


def test_a_key_that_is_chosen_for_one_thing_is_taken_from_another_that_nobody_chose() -> None:
    settings = load_box_text('[caller.keys]\nnext = "5"\nfurther = "F3"\n', "box.toml")
    assert settings.caller.keys.chosen["next"] == "5"
    assert "park" not in settings.caller.keys.chosen
    assert settings.caller.keys.chosen["further"] == "F3"


def test_one_key_for_two_things_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="F3"):
        load_box_text('[caller.keys]\npark = "F3"\nfurther = "F3"\n', "box.toml")
    with pytest.raises(ConfigError, match="F9"):
        load_box_text('[caller.keys]\nfurther = "F9"\n', "box.toml")
