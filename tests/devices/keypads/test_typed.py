"""Digits, Enter and the key maps: what a number pad's keys come to."""

import pytest

from devices.keypads.keymap import KeyMap, KeyMapWrong, key_map, learned_maps, map_names, parsed, write
from devices.keypads.learning import LESSONS, Lesson
from devices.keypads.typed import FORGOTTEN_S, Typed


def presses(*meanings, each_s=1.0):
    typed, asked = Typed(), []
    for at, meaning in enumerate(meanings):
        typed, press = typed.press(meaning, at * each_s)
        asked += [press] if press else []
    return asked


def test_enter_calls_the_next_one_and_after_digits_the_number():
    assert presses("enter", "1", "2", "enter", "enter") == [("next", ""), ("call", "12"), ("next", "")]


def test_digits_that_nobody_went_on_with_are_forgotten():
    assert presses("1", "enter", each_s=FORGOTTEN_S + 1) == [("next", "")]


def test_cancel_takes_digits_back_and_without_any_is_a_press():
    assert presses("4", "cancel", "enter", "cancel") == [("next", ""), ("cancel", "")]


def test_too_many_digits_are_no_other_number_but_one_that_is_too_long():
    assert presses(*"1234567890", "enter") == [("call", "1234567890")]
    assert presses(*"38419265358979323", "enter", "7", "enter") == [("call", "38419265358"), ("call", "7")]


def test_a_digit_goes_with_the_key_after_it():
    assert presses("3", "transfer", "recall") == [("transfer", "3"), ("recall", "")]


def test_the_maps_of_the_house_can_be_read_and_the_number_pad_has_all_digits(tmp_path):
    maps = {name: key_map(name, tmp_path) for name in map_names(tmp_path)}
    assert set("0123456789") <= set(maps["numberpad"].keys.values())
    assert "next" in maps["presenter"].keys.values()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("keys = 3", "empty"),
        ("[keys]", "empty"),
        ("[keys\n", "toml"),
        ('[keys]\nKP1 = "1"', "key"),
        ('[keys]\nKEY_KP1 = "fly"', "meaning"),
        ("[keys]\nKEY_KP1 = 1", "meaning"),
        ('[keys]\nKEY_KP1 = "1"\n[sequences]\n"pause 0" = "sign_out"', "sequence"),
        ('[keys]\nKEY_KP1 = "1"\n[sequences]\n"0 pause" = "fly"', "sequence"),
        ('sequences = 1\n[keys]\nKEY_KP1 = "1"', "sequence"),
        ('[keys]\nKEY_KP1 = "1"\n[sign_in]\nends = ["7"]', "meaning"),
        ('sign_in = 1\n[keys]\nKEY_KP1 = "1"', "meaning"),
    ],
)
def test_a_map_that_cannot_be_used_says_why(text, problem):
    with pytest.raises(KeyMapWrong) as wrong:
        parsed("mine", text)
    assert wrong.value.problem == problem


def test_digits_and_a_key_together_may_mean_something_else(tmp_path):
    usual = key_map("numberpad", tmp_path)
    assert (usual.meant("pause", "0"), usual.meant("pause", "1"), usual.meant("call", "0")) == (
        "sign_out", "pause", "call",
    )  # fmt: skip
    none = parsed("mine", '[keys]\nKEY_KP1 = "1"\n[sequences]')
    assert none.meant("pause", "0") == "pause"
    older = parsed("mine", '[keys]\nKEY_KP1 = "1"')
    assert older.meant("pause", "0") == "sign_out", "a map that was learned before has it as well"


def test_the_keys_of_a_sign_in_are_those_that_the_map_names():
    keys = parsed(
        "mine", '[keys]\nKEY_KP1 = "1"\n[sign_in]\nadds = ["park"]\nends = ["enter", "start"]'
    ).sign_in
    assert (keys.adds, keys.ends, keys.back) == ({"park"}, {"next", "call", "start"}, {"cancel"})


@pytest.mark.parametrize(("name", "problem"), [("../../etc/passwd", "name"), ("none-such", "unknown")])
def test_a_map_that_is_not_there_says_which_are(tmp_path, name, problem):
    with pytest.raises(KeyMapWrong) as wrong:
        key_map(name, tmp_path)
    assert wrong.value.problem == problem


def test_a_learned_map_is_kept_and_found_by_its_model(tmp_path):
    made = KeyMap(name="box9", keys={"BTN_TRIGGER": "next", "KEY_KP1": "1"}, models=("04d9:1203",))
    write(made, tmp_path)
    assert key_map("", tmp_path, "04d9:1203") == made
    assert key_map("", tmp_path, "ffff:0000").name == "numberpad"
    assert [each.name for each in learned_maps(tmp_path)] == ["box9"]


def test_a_lesson_asks_for_each_key_and_an_old_key_passes_one_over():
    lesson = Lesson().hear("KEY_A").hear("KEY_B").hear("KEY_A")
    assert (lesson.keys, lesson.asked) == ({"KEY_A": "next", "KEY_B": "recall"}, LESSONS[3])
    while lesson.asked is not None:
        lesson = lesson.pass_over()
    assert lesson.hear("KEY_Z") == lesson
    assert lesson.made("box", "04d9:1203") == KeyMap(
        name="box", keys={"KEY_A": "next", "KEY_B": "recall"}, models=("04d9:1203",)
    )


def test_where_there_are_digits_the_large_key_calls_the_number_that_was_typed():
    lesson = Lesson(left=("next", "1")).hear("KEY_KPENTER").hear("KEY_KP1")
    assert lesson.made("pad", "").keys == {"KEY_KPENTER": "enter", "KEY_KP1": "1"}
