"""`jiaohao caller`: what it is told by its file and its words, and how it says what is wrong."""

from pathlib import Path

import pytest

from caller.command import app
from caller.keys import Bindings
from caller.settings import CallerSettings, Wishes, caller_settings
from config.box import load_box_text


def settings(text: str = "", **wishes: object) -> CallerSettings:
    return caller_settings(load_box_text(text, "box.toml"), Wishes(**wishes))  # type: ignore[arg-type]  # passed through


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as end:
        app(words, "jiaohao caller")
    assert end.value.code == 2
    return capsys.readouterr().err


def test_a_box_file_says_which_window_which_form_and_which_keys() -> None:
    told = settings(
        '[box]\nid = "w3"\nlanguage = "en"\n[link]\nhall = "yunxi"\n'
        '[caller]\nwindow = "3"\nform = "bar"\nclerk = "1001"\n[caller.keys]\nnext = "F2"\n'
    )
    assert (told.box, told.window, told.form, told.clerk, told.language) == ("w3", "3", "bar", "1001", "en")
    assert (told.size, told.is_fullscreen, told.hall) == ((720, 96), False, "yunxi")
    assert told.bindings.hint("main") == "F2"


def test_the_command_line_wins_over_the_file() -> None:
    told = settings(
        '[caller]\nwindow = "3"\nclerk = "1001"\n[screen]\nfullscreen = false\n',
        window="4", form="page", clerk="", language="en", url="http://127.0.0.1:1",
    )  # fmt: skip
    assert (told.window, told.form, told.clerk, told.language) == ("4", "page", "", "en")
    assert (told.size, told.is_fullscreen, told.url) == ((960, 640), False, "http://127.0.0.1:1")


def test_a_page_is_as_large_as_its_screen_unless_it_is_told_otherwise() -> None:
    assert (settings().size, settings().is_fullscreen) == (None, True)
    assert settings("[screen]\nwidth = 1280\nheight = 853\n").size == (1280, 853)


def test_without_a_window_it_asks_which(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--window" in refusal(capsys)


@pytest.mark.parametrize(
    ("option", "given"), [("--form", "round"), ("--language", "tlh"), ("--simulate", "-1")]
)
def test_a_wrong_word_is_named(capsys: pytest.CaptureFixture[str], option: str, given: str) -> None:
    said = refusal(capsys, "--window", "3", option, given)
    assert option in said
    assert given in said


def test_a_wrong_file_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    box = tmp_path / "box.toml"
    box.write_text('[caller]\nform = "round"\n', encoding="utf-8")
    assert "box.toml" in refusal(capsys, "--box", str(box))


def test_a_key_that_is_chosen_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="F2"):
        Bindings({"recall": "F2", "missed": "f2"})


def test_a_default_gives_way_to_a_chosen_key() -> None:
    keys = Bindings({"next": "5"})
    assert (keys.place("5"), keys.hint("park"), keys.place("F8")) == ("main", "", None)
