"""`jiaohao card` and `jiaohao scanner` as a technician types them."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def jiaohao(*words, **more):
    return subprocess.run(
        [sys.executable, "-P", "-m", "jiaohao", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"LANG": "en_GB.UTF-8", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        **more,
    )


def test_an_emulated_card_is_read_and_shown_masked(tmp_path):
    port = tmp_path / "reader"
    emulating = [
        sys.executable,
        "-P",
        "-m",
        "jiaohao",
        "card",
        "emulate",
        "--every",
        "1",
        "--link",
        str(port),
    ]
    with subprocess.Popen(
        [*emulating, "--seconds", "110"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as emulator:
        assert str(port) in emulator.stdout.readline()
        said = jiaohao("card", "test", "--device", str(port), "--seconds", "10")
        emulator.terminate()
    assert said.returncode == 0, said.stderr
    assert re.search(r"Read: .\*, .\*\d{3}[\dX], \d+ years", said.stdout), said.stdout
    assert not re.search(r"\d{15}", said.stdout)


def test_a_reader_that_is_not_there_is_said_and_the_command_fails():
    said = jiaohao("card", "test", "--device", "/dev/does-not-exist", "--seconds", "0.1")
    assert said.returncode == 1
    assert "The reader cannot be used: The card reader is not connected" in said.stdout


def test_without_settings_both_say_what_to_write():
    card, scanner = jiaohao("card", "test"), jiaohao("scanner", "test")
    assert (card.returncode, scanner.returncode) == (2, 2)
    assert "[card] device" in card.stderr
    assert "[scanner]" in scanner.stderr
