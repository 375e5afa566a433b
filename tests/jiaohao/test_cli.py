"""The command finds its parts, loads one at a time, and says in words what it does not understand."""

import subprocess
import sys

import pytest

from jiaohao.cli import main
from jiaohao.parts import PARTS


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_without_a_word_it_lists_every_part(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "zh")
    status, out, _ = said(capsys)
    assert status == 0
    assert all(f"  {part.name} " in out for part in PARTS)
    assert "取号机：触摸屏和号票" in out


def test_it_speaks_english_to_those_who_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "en")
    assert "Touch kiosk with its ticket printer" in said(capsys, "--help")[1]


def test_a_part_that_is_misspelt_is_guessed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "zh")
    status, _, err = said(capsys, "kisok")
    assert status == 2
    assert "您要的是“kiosk”吗" in err
    assert len(err.strip().splitlines()) == 1


def test_a_part_that_there_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "en")
    status, _, err = said(capsys, "zzzzzz")
    assert status == 2
    assert "There is no part “zzzzzz”" in err


def test_a_box_without_the_part_s_packages_is_told_what_to_install() -> None:
    """A box installs its role alone: here the one that has no FastAPI is asked to be a hall."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys; sys.modules['fastapi'] = None; from jiaohao.cli import main; "
         "sys.exit(main(['hall', '--config', 'x', '--data', 'y', '--insecure-loopback']))"],
        capture_output=True, text=True, timeout=110, check=False, env={"JIAOHAO_LANGUAGE": "en"},
    )  # fmt: skip
    assert told.returncode == 2, told.stderr
    assert "Traceback" not in told.stderr


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--version")[1].startswith("jiaohao ")
