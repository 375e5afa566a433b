"""A screen's process ends cleanly on a signal and says it is out of order rather than dying silently."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAD = """
import asyncio, sys
from look.loop import Faults, run
"""


def started(story: str) -> subprocess.Popen[str]:
    """A process of its own that runs a story on the screens' loop."""
    return subprocess.Popen(
        [sys.executable, "-c", HEAD + textwrap.dedent(story)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_sigterm_runs_the_clean_up_and_exits_with_0() -> None:
    process = started("""
        async def main(faults):
            forgotten = asyncio.create_task(asyncio.sleep(60))
            try:
                print("up", flush=True)
                await asyncio.sleep(60)
            finally:
                print("cleaned up", flush=True)
        sys.exit(run(main))
    """)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.send_signal(signal.SIGTERM)
    said, complained = process.communicate(timeout=90)
    assert (process.returncode, said, complained) == (0, "cleaned up\n", "")


def test_a_fault_is_shown_before_the_process_ends_with_1() -> None:
    process = started("""
        async def main(faults):
            faults.listen(lambda fault: print("shown:", fault, flush=True))
            raise LookupError("no such page")
        sys.exit(run(main, fault_shown_s=0.01))
    """)
    said, complained = process.communicate(timeout=90)
    assert (process.returncode, said) == (1, "shown: no such page\n")
    assert "LookupError" in complained


def test_a_fault_in_a_slot_or_a_forgotten_task_is_shown_and_the_screen_lives_on() -> None:
    process = started("""
        from PySide6.QtCore import QTimer
        async def forgotten():
            raise ValueError("in a task")
        def slot():
            raise ValueError("in a slot")
        async def main(faults):
            faults.listen(lambda fault: print("shown:", fault, flush=True))
            QTimer.singleShot(0, slot)
            asyncio.get_running_loop().call_soon(asyncio.create_task, forgotten())
            for _ in range(200):
                await asyncio.sleep(0.01)
                import gc; gc.collect()
            return 7
        sys.exit(run(main))
    """)
    said, _ = process.communicate(timeout=90)
    assert process.returncode == 7
    assert sorted(said.splitlines()) == ["shown: in a slot", "shown: in a task"]


def test_sockets_and_processes_work_on_the_loop() -> None:
    process = started("""
        async def main(faults):
            server = await asyncio.start_server(lambda r, w: w.write(b"word") or w.close(), "127.0.0.1", 0)
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            print((await reader.read()).decode(), flush=True)
            child = await asyncio.create_subprocess_exec("true")
            return await child.wait()
        sys.exit(run(main))
    """)
    said, complained = process.communicate(timeout=90)
    assert (process.returncode, said) == (0, "word\n"), complained
