"""The demo as a person runs it: everything happens, everything is kept, nothing is left behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

LAST_LINE = re.compile(
    r"issued (\d+), printed (\d+), called (\d+), announced (\d+), finished (\d+), errors (\d+)"
)
AT_A_TERMINAL = ("env", "--default-signal=INT")
"""Where a shell runs the tests in the background, all that they start is deaf to Ctrl-C (POSIX sh, Asynchronous Lists)."""
DEMO = (sys.executable, "-P", "-m", "jiaohao", "demo", "--headless")


def until(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


@pytest.mark.timeout(400)
def test_a_demo_of_half_a_minute_does_the_whole_day_s_work(
    tmp_path: Path, mark: str, left_by: Callable[[str], list[str]]
) -> None:
    out = tmp_path / "out"
    ran = subprocess.run(
        [*DEMO, "--seconds", "30", "--out", str(out)],
        env={**os.environ, "JIAOHAO_TEST_MARK": mark},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=380,
        check=False,
    )
    told = ran.stdout + ran.stderr + "".join(log.read_text()[-800:] for log in (out / "logs").glob("*.log"))
    last = LAST_LINE.fullmatch(ran.stdout.strip().splitlines()[-1])
    assert last is not None, told
    issued, printed, called, announced, finished, errors = map(int, last.groups())
    assert ran.returncode == 0, told
    assert min(issued, printed, called, announced, finished) > 0, told
    assert errors == 0, told
    assert len(list((out / "tickets").glob("*.png"))) >= printed
    pages = {path.stem for path in (out / "screens").glob("*.png")}
    assert {"kiosk-1-home", "kiosk-1-service", "kiosk-1-done"} <= pages
    assert any(page.startswith("board-left-") for page in pages)
    assert any(page.startswith("window-12-") for page in pages)
    assert "desk-1-desk" in pages
    assert {path.parent.name for path in (out / "signs").glob("*/*.png")} == {"window-12", "strip-left"}
    assert left_by(mark) == []


@pytest.mark.timeout(300)
def test_ctrl_c_leaves_no_process(tmp_path: Path, mark: str, left_by: Callable[[str], list[str]]) -> None:
    demo = subprocess.Popen(
        [*AT_A_TERMINAL, *DEMO, "--out", str(tmp_path / "out")],
        env={**os.environ, "JIAOHAO_TEST_MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert until((tmp_path / "out/logs/kiosk-1.log").exists, 150)
        demo.send_signal(signal.SIGINT)
        _, said = demo.communicate(timeout=100)
        assert "Traceback" not in said
    finally:
        demo.kill()
    assert left_by(mark) == []


@pytest.mark.timeout(300)
def test_a_demo_that_is_killed_takes_its_hall_with_it(
    tmp_path: Path, mark: str, left_by: Callable[[str], list[str]]
) -> None:
    demo = subprocess.Popen(
        [*DEMO, "--out", str(tmp_path / "out")], env={**os.environ, "JIAOHAO_TEST_MARK": mark},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert until((tmp_path / "out/logs/kiosk-1.log").exists, 150)
    finally:
        demo.kill()
        demo.wait()
    assert until(lambda: left_by(mark) == [], 90), left_by(mark)
