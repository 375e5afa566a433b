"""Private signs: what a template writes, an emulated sign reads by the same manual; the shipped models can be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.wrong import ConfigError
from devices.signs.emulator.taught import taught
from devices.signs.face import Face, Page, Panel
from devices.signs.models import load_frame, model_names
from devices.signs.template import Template

PANEL = Panel(width=64, height=16)
CALL = Face(pages=(Page(text="A012", colour="amber"),), blinks=5, is_dim=True)


def frame_of(name, face=CALL, address=7):
    table = load_frame(name)
    colours = {"red": table.colours.red, "green": table.colours.green, "amber": table.colours.amber}
    template = Template(frame=table.frame, encoding=table.encoding, fills=table.fills, colours=colours)
    return template.made(face, PANEL, address)


@pytest.mark.parametrize("name", model_names("template"))
def test_what_a_template_writes_is_read_again(name):
    received = bytearray(b"\x00\xff" + frame_of(name) + frame_of(name, address=8))
    heard = taught(load_frame(name), PANEL.columns)(received)
    assert [(each.seen.text, each.address) for each in heard] == [("A012", 7), ("A012", 8)]
    assert not received


def test_colour_blinking_and_dimming_arrive():
    (heard,) = taught(load_frame("address-text-sum"), 8)(bytearray(frame_of("address-text-sum")))
    assert heard.seen.colour == "amber"
    (heard,) = taught(load_frame("number-crc"), 8)(bytearray(frame_of("number-crc")))
    assert heard.seen.flashes
    assert heard.seen.is_dim


def test_a_frame_in_pieces_waits_for_its_end_and_a_broken_one_is_nothing():
    whole = frame_of("number-crc")
    listen = taught(load_frame("number-crc"), 8)
    received = bytearray(whole[:5])
    assert listen(received) == []
    received += whole[5:]
    assert len(listen(received)) == 1
    broken = bytearray(whole)
    broken[6] ^= 1
    assert [each.seen.text for each in listen(broken)] == []


@pytest.mark.parametrize("check", ["{sum}", "{xor}", "{crc16}", "{crc16:2be}", "{modbus}", "{modbus:2be}"])
def test_each_check_is_reckoned_again_by_who_reads(check, tmp_path):
    model = tmp_path / "mine.toml"
    model.write_text(f'title = "x"\nframe = "[ 05 {{length}} ( {{text}} ) ] {check}"\n', encoding="utf-8")
    table = load_frame(str(model))
    frame = bytearray(Template(frame=table.frame).made(CALL, PANEL, 7))
    assert [each.seen.text for each in taught(table, 8)(bytearray(frame))] == ["A012"]
    frame[3] ^= 1
    assert taught(table, 8)(frame) == []


@given(st.binary(max_size=80))
def test_noise_is_no_frame_and_no_fault(noise):
    for name in model_names("template"):
        taught(load_frame(name), 8)(bytearray(noise))


def test_a_model_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(ConfigError) as wrong:
        load_frame("number-crx")
    assert "number-crc" in wrong.value.first.text("en")


def test_a_frame_that_cannot_be_right_names_its_file_and_word(tmp_path):
    (tmp_path / "mine.toml").write_text('title = "x"\nframe = "FE {txet} FF"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_frame(str(tmp_path / "mine.toml"))
    assert "{txet}" in wrong.value.first.text("en")
    assert "mine.toml" in wrong.value.file
