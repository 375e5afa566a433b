"""Two technicians at one box: the second is told who is at it, and nothing is done twice at once."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import typer

from config.texts import texts
from jiaohao.install.alone import Busy, Holder, alone, holder_of
from jiaohao.install.command import claimed
from jiaohao.install.target import Target

AT = datetime(2026, 3, 12, 1, 2, 3, tzinfo=UTC)

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from jiaohao.install.alone import alone

with alone(Path(sys.argv[1]), "update", datetime(2026, 3, 12, 1, 2, 3, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


class Somebody:
    """Another process that updates."""

    def __init__(self, file):
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout.readline() == "held\n"

    def leave(self):
        self.process.communicate(timeout=60)

    def killed(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=60)


@pytest.fixture
def target(tmp_path):
    return Target(root=tmp_path, program=tmp_path / "opt")


def test_the_second_is_told_who_the_first_is(target, capsys):
    first = Somebody(target.at(target.lock_file))
    for language in ("zh", "en"):
        with pytest.raises(typer.Exit) as ended, claimed(target, "install", texts(language)):
            pytest.fail("both are at it")
        assert ended.value.exit_code == 1
        said, at = capsys.readouterr().err, f"{AT.astimezone():%Y-%m-%d %H:%M}"
        assert all(word in said for word in ("jiaohao update", str(first.process.pid), at))
    first.leave()


@pytest.mark.parametrize("how", [Somebody.leave, Somebody.killed])
def test_when_the_first_is_gone_however_it_went_the_second_may(target, how):
    file = target.at(target.lock_file)
    how(Somebody(file))
    with alone(file, "install", AT):
        assert holder_of(file.read_bytes()) == Holder(
            pid=os.getpid(), what="install", since="2026-03-12T01:02:03Z"
        )


def test_what_an_update_starts_itself_is_part_of_it(target):
    file = target.at(target.lock_file)
    with alone(file, "update", AT):
        part = subprocess.run(
            [sys.executable, "-c", HOLDER, file],
            input="",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (part.returncode, part.stdout) == (0, "held\n")
        assert holder_of(file.read_bytes()).what == "update"


def test_what_install_sh_becomes_is_part_of_it(target):
    """A shell takes the lock, notes itself, and turns into the program, which keeps the shell's number."""
    file = target.at(target.lock_file)
    file.parent.mkdir(parents=True)
    script = (
        'exec 9>>"$1"; flock -n 9 || exit 7; printf "%s install %s\\n" "$$" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$1"; '
        'exec "$2" -c "$3" "$1"'
    )
    done = subprocess.run(
        ["sh", "-c", script, "sh", file, sys.executable, HOLDER], input="", capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "held\n"), done.stderr


def test_a_holder_that_has_not_said_who_it_is_still_holds(target, capsys):
    file = target.at(target.lock_file)
    first = Somebody(file)
    file.write_text("")
    with pytest.raises(Busy) as wrong, alone(file, "install", AT):
        pytest.fail("both are at it")
    assert wrong.value.holder == Holder()
    with pytest.raises(typer.Exit), claimed(target, "install", texts("en")):
        pytest.fail("both are at it")
    assert "–" in capsys.readouterr().err
    first.leave()


def test_a_link_in_the_locks_place_is_not_followed(target, tmp_path):
    file = target.at(target.lock_file)
    file.parent.mkdir(parents=True)
    precious = tmp_path / "precious"
    precious.write_text("root's own")
    file.symlink_to(precious)
    with pytest.raises(OSError, match="symbolic"), alone(file, "install", AT):
        pytest.fail("through a link")
    assert precious.read_text() == "root's own"
