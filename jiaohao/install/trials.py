"""Trying what was found before anything is written: the same commands that a technician types later."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from config.install_answers import PrinterAnswers

TRIAL_S: Final = 60.0
KEYS_S: Final = 10


def printed(printer: PrinterAnswers, language: str) -> str:
    """Print a test page; empty when the printer took it, else what it said."""
    return _run(
        "printer", "test", "--port", printer.port, "--address", printer.address, "--model", printer.model,
        "--language", language,
    )  # fmt: skip


def spoke(sentence: str, language: str) -> str:
    """Say a sentence aloud; empty when the player took it, else what went wrong."""
    return _run("voice", "test", sentence, "--language", language)


def pressed(window: str) -> str:
    """Wait for keys of the keypads plugged in; what was seen or went wrong, as the command says it."""
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "box.toml"
        box.write_text(
            f'[box]\ndata_dir = "{folder}"\n[[keypad]]\nname = "keypad-1"\nwindow = "{window}"\n', "utf-8"
        )
        return _run("keypad", "test", "--box", str(box), "--seconds", str(KEYS_S), is_told=True)


def _run(*words: str, is_told: bool = False) -> str:
    command = [sys.executable, "-P", "-m", "jiaohao", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TRIAL_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as wrong:
        return str(wrong)
    said = (done.stderr or done.stdout).strip()
    if is_told and not done.returncode:
        return done.stdout.strip()
    return (said.splitlines()[-1] if said else f"exit status {done.returncode}") if done.returncode else ""
