"""The frames of each make against byte sequences that were worked out from the public documents by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.signs import alpha, huidu, onbon
from devices.signs.emulator import understood
from devices.signs.face import Face, Page, Panel
from devices.signs.fitting import fitted, pages_of, width_of
from devices.signs.template import BadTemplate, Template

CALL = Face(pages=(Page(text="请A003号到2号窗口"),))
PANEL = Panel(width=64, height=32)

SIX = (
    "A5A5A5A5A5A5A5A5FEFF0080000000000000FE023800A30601000000012F000000000000400020000000000500000000020101000008"
    "140000005C4331C7EB41303033BAC5B5BD32BAC5B4B0BFDA29975A"
)
FIVE = SIX.replace("0000400020", "0000080020").replace("29975A", "813F5A")

TEXTS = st.text(st.characters(codec="gbk", exclude_characters="\\\x1b"), min_size=1, max_size=30)


@pytest.mark.parametrize(("card", "expected"), [("6K", SIX), ("5K", FIVE)])
def test_a_k_card_gets_the_bytes_of_the_document(card, expected):
    assert onbon.dynamic_area(CALL, PANEL, card).hex().upper() == expected


@given(st.binary(max_size=300))
def test_every_byte_survives_the_wrapping(data):
    frame = onbon.wrapped(data)
    assert onbon.unwrapped(frame).data == data
    assert frame.count(b"\x5a") == 1, "the end is only at the end"
    assert b"\xa5" not in frame[8:]


@given(st.binary(max_size=80))
def test_noise_is_no_frame_and_no_fault(noise):
    try:
        onbon.unwrapped(noise)
    except onbon.BadFrame as wrong:
        assert str(wrong)


@pytest.mark.parametrize("cut", [1, 9, 20, 40])
def test_a_frame_that_lost_bytes_is_told(cut):
    frame = onbon.dynamic_area(CALL, PANEL, "6K")
    with pytest.raises(onbon.BadFrame):
        onbon.unwrapped(frame[:cut] + frame[cut + 3 :] if cut > 8 else frame[:cut])


@given(TEXTS)
def test_the_emulator_reads_what_we_wrote_though_it_knows_nothing_of_us(text):
    text = text.strip() or "空"
    received = bytearray(onbon.dynamic_area(Face(pages=(Page(text=text, colour="amber"),)), PANEL, "6K"))
    (heard,) = understood.onbon(received)
    assert heard.seen is not None
    assert (heard.seen.text, heard.seen.colour) == (text.rstrip(), "amber")
    assert onbon.is_taken(heard.answer)


def test_a_card_that_says_no_is_heard():
    broken = bytearray(onbon.dynamic_area(CALL, PANEL, "6K"))
    broken[30] ^= 1
    (heard,) = understood.onbon(broken)
    assert heard.seen is None
    assert not onbon.is_taken(heard.answer)


def test_an_alpha_sign_gets_the_bytes_of_its_manual():
    made = alpha.message(Face(pages=(Page(text="A012"),)))
    # 02 'A' 'A' 1B '0' 'b' 1C '1' 'A' '0' '1' '2' 03: their sum is 01F9 hexadecimal.
    assert (
        made
        == b"\0\0\0\0\0\x01Z00\x02AA\x1b0b\x1c1A012\x03"
        + b"%04X" % sum(b"\x02AA\x1b0b\x1c1A012\x03")
        + b"\x04"
    )
    (heard,) = understood.alpha(bytearray(made))
    assert heard.seen.text == "A012"


def test_an_alpha_sign_never_gets_a_control_character():
    made = alpha.message(Face(pages=(Page(text="A\x04\x1b012号"),)))
    (heard,) = understood.alpha(bytearray(made))
    assert heard.seen.text == "A012"


def test_a_calling_alpha_sign_flashes_by_itself():
    (heard,) = understood.alpha(bytearray(alpha.message(Face(pages=(Page(text="A012"),), blinks=5))))
    assert heard.seen.flashes


def test_huidu_packets_have_their_length_command_and_version():
    assert huidu.version_asked() == bytes.fromhex("08000120" + "05000001")
    (packet,) = huidu.xml_asked("<x/>")
    assert packet == bytes.fromhex("1000" + "0320" + "04000000" + "00000000") + b"<x/>"


def test_a_long_programme_goes_in_chunks_that_fit_together():
    face = Face(pages=tuple(Page(text=f"{number:04d}" * 20) for number in range(60)))
    xml = huidu.programme(face, PANEL, "guid")
    parts = [huidu.chunk_of(packet[4:]) for packet in huidu.xml_asked(xml)]
    assert len(parts) > 1
    assert all(len(part) <= huidu.CHUNK for _, _, part in parts)
    assert b"".join(part for _, _, part in parts).decode() == xml
    assert {total for total, _, _ in parts} == {len(xml.encode())}


def test_markup_in_a_text_stays_text():
    xml = huidu.programme(Face(pages=(Page(text="</string><in method='x'>"),)), PANEL, 'g"><x/>')
    heard = understood.Huidu()(bytearray(b"".join(huidu.xml_asked(xml))))
    assert heard[-1].seen.text == "</string><in method='x'>"


@given(st.binary(max_size=60))
def test_no_noise_of_a_card_gets_past_the_packets(noise):
    try:
        huidu.packets(bytearray(noise))
    except huidu.BadPacket as wrong:
        assert str(wrong)


def test_a_template_fills_in_length_and_check():
    taught = Template(frame="FE [ {address} {length} ( 01 {colour} {text} ) ] {sum} FF", colours={"red": 2})
    made = taught.made(Face(pages=(Page(text="A1"),)), PANEL, address=7)
    assert made == bytes([0xFE, 7, 4, 1, 2, 0x41, 0x31, (7 + 4 + 1 + 2 + 0x41 + 0x31) & 0xFF, 0xFF])


def test_a_template_knows_sizes_orders_and_other_checks():
    taught = Template(frame="[ {address:2} {length:2le} ( {text} ) ] {xor} {crc16}")
    made = taught.made(Face(pages=(Page(text="AB"),)), PANEL, address=0x0102)
    body = bytes([1, 2, 2, 0, 0x41, 0x42])
    assert made[:6] == body
    assert made[6] == 1 ^ 2 ^ 2 ^ 0 ^ 0x41 ^ 0x42
    assert made[7:] == onbon.crc16(body).to_bytes(2, "little")


def test_a_template_has_both_usual_checks_of_two_bytes():
    """The check values that the catalogue of CRCs gives for `123456789`: BB3D (CRC-16/ARC) and 4B37 (CRC-16/MODBUS)."""
    taught = Template(frame="[ {text} ] {crc16} {crc16:2be} {modbus} {modbus:2be}")
    made = taught.made(Face(pages=(Page(text="123456789"),)), PANEL, address=1)
    assert made == b"123456789" + bytes.fromhex("3DBB BB3D 374B 4B37")


def test_a_template_fills_the_line_up_where_the_sign_keeps_old_letters():
    taught = Template(frame="{text}", fills=True, encoding="gb18030")
    made = taught.made(Face(pages=(Page(text="号A"),)), Panel(width=64, height=16), 1)
    assert len(made) == 8


@pytest.mark.parametrize(
    "frame",
    [
        "FG {text}",
        "{text",
        "{what} {text}",
        "{length} {text}",
        "{sum} {text}",
        "FE FF",
        ") {text} (",
        "{text:3}",
    ],
)
def test_a_template_that_cannot_be_right_is_refused(frame):
    with pytest.raises(BadTemplate) as wrong:
        Template(frame=frame)
    assert wrong.value.word


def test_hanzi_are_two_wide_and_letters_one():
    assert width_of("请A012号") == 8


@pytest.mark.parametrize(
    ("wordings", "columns", "expected"),
    [
        (("请A012到3号窗口", "请A012号", "A012"), 64, ("请A012号",)),
        (("请A012到3号窗口", "请A012号", "A012"), 128, ("请A012到3号窗口",)),
        (("请A0123号", "A0123号"), 64, ("A0123号",)),
        (("暂停办理业务",), 64, ("暂停办理", "业务")),
        (("窗口A01234567号",), 64, ("窗口", "A0123456", "7号")),
    ],
)
def test_the_longest_wording_that_fits_is_shown_and_nothing_scrolls(wordings, columns, expected):
    face = fitted(wordings, "red", Panel(width=columns, height=16))
    assert tuple(page.text for page in face.pages) == expected
    assert all(page.seconds == (3.0 if len(expected) > 1 else 0.0) for page in face.pages)


@given(st.text(max_size=40), st.integers(2, 32))
def test_no_page_is_wider_than_the_sign_and_no_sign_is_lost(text, columns):
    parts = pages_of(text, columns)
    assert all(width_of(part) <= columns for part in parts)
    assert "".join(parts) == text


def test_a_sign_without_hanzi_shows_the_number():
    face = fitted(("请A012号", "A012"), "green", Panel(has_hanzi=False, colours=("red",)))
    assert face.pages == (Page(text="A012", colour="red"),)
