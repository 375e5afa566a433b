"""Stories of `jiaohao config`: what is in force, where it comes from, and what is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.command import app
from config.examples import example

ROOT = Path(__file__).parents[2]
BOX = '[box]\nid = "kiosk-1"\n[kiosk]\nidle_s = 45\n'


@pytest.fixture
def box(tmp_path: Path) -> Path:
    file = tmp_path / "box.toml"
    file.write_text(BOX)
    return file


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("JIAOHAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "en")


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        app([str(argument) for argument in arguments], "jiaohao config")
    return int(str(ended.value.code or 0))


def test_it_says_where_each_value_comes_from(
    box: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOHAO_VOICE_ZONES", "left,right")
    assert run("--box", box) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f'box.id = "kiosk-1"  # {box}:2' in lines
    assert f"kiosk.idle_s = 45  # {box}:4" in lines
    assert 'voice.zones = ["left", "right"]  # environment JIAOHAO_VOICE_ZONES' in lines
    assert 'caller.keys.next = "F8"  # default' in lines


def test_programs_read_it_as_json(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--box", box, "--json") == 0
    settings = {one["key"]: one for one in json.loads(capsys.readouterr().out)}
    assert settings["kiosk.idle_s"] == {"key": "kiosk.idle_s", "value": 45, "origin": f"{box}:4"}
    assert settings["screen.width"]["value"] is None


def test_a_hall_shows_what_was_worked_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "county.toml"
    file.write_text(example("county").read_text("utf-8"), "utf-8")
    assert run("--hall", file) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 'zone[left].windows_text = "1–12"  # worked out' in lines
    assert 'department[realty].zone = "left"  # worked out' in lines
    assert 'hall.day_starts_at = "04:00"  # default' in lines
    assert 'priority[normal].name = "普通"  # default' in lines
    assert any(
        line.startswith('hall.name = "云溪县政务服务中心"  # ') and line.endswith(":7") for line in lines
    )


def test_without_a_file_all_defaults_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert "kiosk.idle_s = 60  # default" in capsys.readouterr().out.splitlines()


def test_a_good_file_is_said_to_be_good(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", box) == 0
    assert capsys.readouterr().out == f"{box}: nothing is wrong. Box kiosk-1\n"


def test_a_wrong_file_ends_with_status_2_and_one_line(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box.write_text(BOX.replace("45", "4") + "done_s = 1\n")
    assert run("check", box) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == f"{box}:4: kiosk.idle_s: 4 is out of range. Allowed: 10 to 600\n"
    assert run("check", box, "--all") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_wrong_file_is_not_shown_as_in_force(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box.write_text("[kiosk")
    assert run("--box", box) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert run("--hall", box.parent / "none.toml") == 2
    assert capsys.readouterr().err.endswith("there is no such file\n")


def test_an_example_is_written_out_to_start_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("example", "township") == 0
    assert capsys.readouterr().out == example("township").read_text("utf-8")
    assert run("example", "village") == 2


def test_help_speaks_chinese_to_a_chinese(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOHAO_LANGUAGE", "zh_CN.UTF-8")
    assert run("--help") == 0
    assert "查看生效的配置和每一项的来处" in capsys.readouterr().out


def test_a_table_is_drawn_on_a_terminal(box: Path) -> None:
    master, slave = os.openpty()
    command = [sys.executable, "-c", "from config.command import app; app()", "--box", str(box)]
    environ = {**os.environ, "COLUMNS": "200"}
    with subprocess.Popen(command, stdout=slave, stderr=subprocess.PIPE, env=environ, cwd=ROOT) as process:
        os.close(slave)
        shown = _read_to_the_end(master)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")
    assert "comes from" in shown
    assert '"kiosk-1"' in shown


def test_a_terminal_without_chinese_shows_what_it_can(box: Path) -> None:
    box.write_text(BOX.replace("kiosk-1", "取号机"), "utf-8")
    command = [sys.executable, "-c", "from config.command import app; app()", "check", str(box)]
    environ = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=environ, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.decode("ascii").startswith(f"{box}:2: box.id: ????? is not written the right way")


def _read_to_the_end(terminal: int) -> str:
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # Linux answers EIO once the other side is closed
            part = b""
        if not part:
            os.close(terminal)
            return shown.decode(errors="replace")
        shown += part
