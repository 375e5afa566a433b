"""The wheel, installed in an empty environment, starts every part."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PARTS = ("hall", "kiosk", "caller", "display", "printer", "voice", "demo", "config")


def run(*words: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in os.environ if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT, folder=folder
    )
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def empty_venv(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    installed = run(
        folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--constraint", PROJECT / "constraints.txt",
        f"{wheel}[all]", folder=folder,
    )  # fmt: skip
    assert installed.returncode == 0, installed.stderr
    return folder


def test_the_wheel_brings_what_is_not_python_too(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for kind in (".qml", ".svg", ".po", ".toml"):
        ours = {
            str(path.relative_to(PROJECT))
            for part in ("look", "kiosk", "caller", "display", "printer", "config")
            for path in (PROJECT / part).rglob(f"*{kind}")
        }
        assert ours, kind
        assert ours <= inside, f"not in the wheel: {sorted(ours - inside)}"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", PARTS)
def test_each_part_starts_from_the_wheel(part: str, empty_venv: Path, tmp_path: Path) -> None:
    told = run(
        empty_venv / "bin" / "jiaohao",
        part,
        "--help",
        folder=tmp_path,
        QT_QPA_PLATFORM="offscreen",
        LANG="C.UTF-8",
    )
    assert told.returncode == 0, told.stderr
    assert "--" in told.stdout


def test_a_bad_setting_ends_with_one_line(empty_venv: Path, tmp_path: Path) -> None:
    hall = tmp_path / "hall.toml"
    hall.write_text('[hall]\nid = "x"\nnmae = "大厅"\n', encoding="utf-8")
    told = run(
        empty_venv / "bin" / "jiaohao", "hall", "--config", hall, "--data", tmp_path / "day", "--insecure-loopback",
        folder=tmp_path, LANG="C.UTF-8",
    )  # fmt: skip
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 1
    assert "hall.toml" in told.stderr
    assert "nmae" in told.stderr
