"""`jiaohao printer`, as a technician types it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from printer.command import app
from printer.emulator import PrinterThread
from printer.emulator.control import obey

ROOT = Path(__file__).parents[2]


def typed(*words: str) -> list[str]:
    return [sys.executable, "-c", "from printer.command import app; app()", *words]


def run(*words: str, language: str = "zh") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "JIAOHAO_LANGUAGE": language, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        typed(*words), cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Types in this process: status, what was said, what was complained of."""

    def run_here(*words: str, language: str = "zh") -> tuple[int, str, str]:
        monkeypatch.setenv("JIAOHAO_LANGUAGE", language)
        with pytest.raises(SystemExit) as ended:
            app(words)
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run_here


@contextmanager
def emulating(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """A running `printer emulate` with its print port and its control port."""
    environ = {**os.environ, "JIAOHAO_LANGUAGE": "en", "PYTHONPATH": str(ROOT)}
    words = typed("emulate", "--port", "0", "--control-port", "0", "--out", str(folder))
    with subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().split("127.0.0.1:")[1].split(",")[0])
        control = int(process.stdout.readline().rsplit(":", 1)[1])
        try:
            yield process, port, control
        finally:
            process.kill()


def tell(port: int, line: str) -> str:
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(line.encode() + b"\n")
        return connection.makefile().readline().strip()


def test_a_trial_ticket_is_named_by_its_number_and_ctrl_c_ends_cleanly(tmp_path: Path) -> None:
    with emulating(tmp_path / "tickets") as (process, port, control):
        tried = run("test", "--address", f"127.0.0.1:{port}", "--model", "jiaohao-emulator")
        assert (tried.returncode, tried.stdout.strip()) == (0, "打印好了，打印机已确认")
        assert tell(control, "out_of_paper") == "ok out_of_paper"
        refused = run("test", "--address", f"127.0.0.1:{port}", "--model", "jiaohao-emulator")
        assert (refused.returncode, refused.stdout.strip()) == (1, "没有打出来：纸用完了")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert [path.name for path in (tmp_path / "tickets").iterdir()] == ["A000.png"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["test", "--address", "x:y"], "打印机地址 x:y 写得不对"),
        (["test", "--address", "x", "--model", "generic80"], "没有 generic80 这个打印机型号"),
        (["status", "--address", "x", "--port", "parallel"], "没有 parallel 这种接法"),
        (["emulate", "--port", "0", "--out", "/dev/null/x"], "文件夹 /dev/null/x 用不了"),
    ],
)
def test_a_wrong_setting_is_one_line_and_status_2(
    words: list[str], said: str, here: Callable[..., tuple[int, str, str]]
) -> None:
    status, _, complaint = here(*words)
    assert status == 2
    assert said in complaint
    assert len(complaint.strip().splitlines()) == 1


def test_a_port_in_use_is_said_in_words(tmp_path: Path, here: Callable[..., tuple[int, str, str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, complaint = here("emulate", "--port", str(port), "--out", str(tmp_path), language="en")
    assert status == 2
    assert f"port {port} cannot be used" in complaint


def test_status_says_how_a_printer_is(here: Callable[..., tuple[int, str, str]]) -> None:
    with PrinterThread() as printer:
        printer.set_fault("cover_open")
        status, said, _ = here("status", "--address", f"127.0.0.1:{printer.port}", language="en")
    assert (status, said.strip()) == (1, "Cover open")


@pytest.mark.parametrize(("language", "word"), [("zh", "试打一张号票"), ("en", "Print a trial ticket")])
def test_help_is_in_the_language_of_whoever_types(
    language: str, word: str, here: Callable[..., tuple[int, str, str]]
) -> None:
    status, said, _ = here("--help", language=language)
    assert (status, word in said) == (0, True)


def test_the_control_port_explains_itself() -> None:
    with PrinterThread() as printer:
        assert obey(printer, "state") == "ready"
        assert obey(printer, "paper 30") == "ok paper 30"
        assert obey(printer, "drop") == "ok drop"
        assert obey(printer, "cover_open") == "ok cover_open"
        assert obey(printer, "state") == "cover_open"
        assert obey(printer, "paper -1").startswith("unknown; say one of: ready, near_end")
