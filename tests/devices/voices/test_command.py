"""The command `jiaohao voice`, as it is typed."""

import math
import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from devices.voices.sound import Sound, read_wave, write_wave


def voice(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    box = folder / "box.toml"
    box.write_text(
        f'[box]\nid = "v"\ndata_dir = "{folder}/data"\n[voice]\nplayer = "none"\n', encoding="utf-8"
    )
    return subprocess.run(
        [sys.executable, "-P", "-m", "jiaohao", "voice", *words, "--box", str(box)],
        env=dict(os.environ, LANG="en_US.UTF-8", LC_ALL="", LANGUAGE="en"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def take(tmp_path: Path) -> Path:
    """A recording of 0.8 s."""
    samples = (round(9000 * math.sin(2 * math.pi * 300 * i / 16000)) for i in range(12800))
    write_wave(tmp_path / "take.wav", Sound(array("h", samples), 16000))
    return tmp_path / "take.wav"


def test_a_recorded_sentence_is_listed_and_heard(tmp_path: Path, take: Path) -> None:
    recorded = voice(tmp_path, "record", "到社保窗口办理。", "--file", str(take))
    assert recorded.returncode == 0, recorded.stderr
    listed = voice(tmp_path, "list")
    assert "1 of them your own" in listed.stdout
    assert "  到社保窗口办理。\n" in listed.stdout
    tested = voice(tmp_path, "test", "到社保窗口办理。", "--out", str(tmp_path / "out"))
    assert (tested.returncode, tested.stdout) == (0, "到社保窗口办理。\n"), tested.stderr
    # The chime and its pause, then the recording: in one sound, or in two where the recording was not ready at once.
    heard = [read_wave(file).seconds for file in (tmp_path / "out").glob("test*.wav")]
    assert sum(heard) == pytest.approx(0.56 + 0.2 + 0.8, abs=0.03)


def test_a_take_without_speech_is_refused_in_one_line(tmp_path: Path) -> None:
    write_wave(tmp_path / "empty.wav", Sound(array("h", bytes(32000)), 16000))
    refused = voice(tmp_path, "record", "请A", "--file", str(tmp_path / "empty.wav"))
    assert refused.returncode == 1
    assert refused.stderr == "Not recorded: empty.wav holds no speech\n"
