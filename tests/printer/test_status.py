"""What printers say of themselves, in the bytes that were measured."""

import pytest

from printer.status import Condition, StatusBytes, is_status_byte

MEASURED: dict[str, Condition] = {
    "12121212": "ready",
    "1a32127e": "out_of_paper",
    "1212121e": "near_end",
    "1a161212": "cover_open",
    "1a12121 2".replace(" ", ""): "offline",
    "1a521a12": "fault",
}


@pytest.mark.parametrize(("answer", "condition"), MEASURED.items())
def test_measured_answers_are_understood(answer: str, condition: Condition) -> None:
    assert StatusBytes(*bytes.fromhex(answer)).condition == condition
    assert all(is_status_byte(byte) for byte in bytes.fromhex(answer))


def test_flow_control_and_line_noise_are_no_answers() -> None:
    assert not any(is_status_byte(byte) for byte in b"\x11\x13\x00\xff\x0f\x37")
