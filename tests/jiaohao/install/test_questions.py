"""A technician is asked little, and what was found, tried or told is not asked again."""

import pytest
from blank_box import PRINTER, Technician, trials

from config.install_answers import Answers, PrinterAnswers
from config.texts import texts
from jiaohao.install.asking import Nobody, NotAnswered, Terminal
from jiaohao.install.hardware import Hardware
from jiaohao.install.questions import Survey
from link.pairing.grant import Grant

NOTHING = Hardware()


def survey(*said, hardware=NOTHING, tried=None, ask=None):
    ask = ask or Terminal(texts("zh"), Technician(list(said)))
    return Survey(ask=ask, hardware=hardware, trials=tried or trials(), words=texts("zh"))


def grant(**touches):
    return Grant(
        hall="h", name="大厅", authority="", token="t", role="caller", box="caller-3", made_at="", expires_at="", **touches
    )  # fmt: skip


def test_the_window_that_the_hall_named_is_not_asked():
    assert survey().completed("caller", Answers(), grant(windows=("3",))).window == "3"


def test_a_window_that_nobody_named_is():
    assert survey("12").completed("caller", Answers(), grant()).window == "12"


def test_a_usb_printer_is_found_chosen_tried_and_confirmed(capsys):
    asked = survey("1", "1", "", hardware=Hardware(printers=(PRINTER,)))
    printer = asked.completed("kiosk", Answers(), None).printer
    assert printer == PrinterAnswers(port="usb", address="04b8:0e15", model="generic-80")
    assert "EPSON TM-T88V" in capsys.readouterr().out


def test_a_printer_that_says_no_may_be_chosen_again(capsys):
    asked = survey(
        "2", "192.168.1.50", "1", "", "3", hardware=Hardware(printers=(PRINTER,)), tried=trials("没有纸")
    )
    assert asked.completed("kiosk", Answers(), None).printer.address == ""
    assert "没有纸" in capsys.readouterr().out


def test_paper_that_did_not_come_out_is_another_try():
    asked = survey("1", "1", "否", "", "1", "2", "是", hardware=Hardware(printers=(PRINTER,)))
    assert asked.completed("kiosk", Answers(), None).printer.model == "generic-58"


def test_keys_that_were_pressed_are_shown(capsys):
    survey(tried=trials(pressed="keypad-1: next")).completed("keypad", Answers(window="1"), None)
    assert "keypad-1: next" in capsys.readouterr().out


def test_unattended_a_found_printer_is_taken_and_nothing_is_tried():
    asked = survey(
        ask=Nobody(texts("zh")), hardware=Hardware(printers=(PRINTER,)), tried=trials("never asked")
    )
    assert asked.completed("kiosk", Answers(), None).printer.address == "04b8:0e15"


def test_unattended_a_question_without_an_answer_ends_it():
    with pytest.raises(NotAnswered, match="window"):
        survey(ask=Nobody(texts("zh"))).completed("caller", Answers(), None)


@pytest.mark.parametrize("odd", ["0", "9", "-1", "二", "9" * 30])
def test_a_choice_that_is_none_is_asked_again(odd):
    assert survey(odd, "2").roles() == ("kiosk",)


def test_a_machine_without_sound_is_not_a_voice_unless_somebody_says_so():
    assert survey("", "").completed("display", Answers(), None).sound is False
    assert survey("", "是", "是").completed("display", Answers(), None).sound is True
