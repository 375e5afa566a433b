"""Whoever types nonsense, at any command and any of its options, reads a sentence and never a traceback."""

import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib import import_module

import pytest

from config.texts import texts
from jiaohao.cli import main
from jiaohao.parts import PARTS

NOWHERE = "/dev/null/nonsense"
"""No file, and nobody can make one there, root neither."""

OPTION = re.compile(r"^  (?:-\w, )?(--[a-z][a-z-]*)(?: / --[a-z-]+)?(?: +<([^>]*)>)?")
COMMAND = re.compile(r"^  ([a-z][a-z-]*)(?:  |$)")
LIMIT_S = 120

AT_ONCE = ("demo", "practice", "emulate")
"""They begin with what they are not told otherwise, and go on: nothing is tried that they could take."""


@pytest.fixture(scope="module", autouse=True)
def parts_are_loaded():
    """Once for all the processes that are forked from here."""
    texts("en")
    for part in PARTS:
        import_module(part.module)


def typed(*words: str) -> tuple[int, str]:
    """What `jiaohao WORDS` ends with and says, in a process of its own that has nobody at its keyboard."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryDirectory() as home:
        child = os.fork()
        if not child:
            _run(words, out.fileno(), home)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        return status, out.read().decode("utf-8", "replace")


def _run(words: tuple[str, ...], out: int, home: str) -> None:
    try:
        os.setsid()
        signal.alarm(LIMIT_S)
        nothing = os.open("/dev/null", os.O_RDONLY)
        for number, source in enumerate((nothing, out, out)):
            os.dup2(source, number)
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
        os.environ.update(JIAOHAO_LANGUAGE="en", QT_QPA_PLATFORM="offscreen", HOME=home, XDG_CONFIG_HOME=home)
        os.chdir(home)
        status = main(words)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or 0)


def page(*words: str) -> str:
    status, said = typed(*words, "--help")
    assert status == 0, said
    return said


def section(said: str, title: str) -> str:
    return said.partition(f"\n{title}:\n")[2].partition("\n\n")[0]


def options(*words: str) -> dict[str, str]:
    """The options that want a value, and what kind of value."""
    lines = section(page(*words), "Options").splitlines()
    return {found[1]: found[2] for line in lines if (found := OPTION.match(line)) and found[2]}


def commands(part: str) -> Iterator[tuple[str, ...]]:
    """The part, and each command under it, as its page of help names them."""
    yield (part,)
    for line in section(page(part), "Commands").splitlines():
        if found := COMMAND.match(line):
            yield (part, found[1])


def mistakes(command: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Words and options that nobody knows; files that are not there, all at once, and one other value with them."""
    yield ("--nonsense",)
    wanted = options(*command)
    files = {name: NOWHERE for name, kind in wanted.items() if "path" in kind.casefold()}
    if command[-1] in AT_ONCE:
        return
    yield ("nonsense", *_all(files))
    for name in wanted:
        yield _all(files | {name: NOWHERE if name in files else "nonsense"})


def _all(values: dict[str, str]) -> tuple[str, ...]:
    return tuple(word for pair in values.items() for word in pair)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", [part.name for part in PARTS])
def test_no_nonsense_shows_a_traceback(part):
    tried = 0
    for command in commands(part):
        for words in mistakes(command):
            status, said = typed(*command, *words)
            assert "Traceback" not in said, (*command, *words, said)
            assert status in (1, 2), (*command, *words, status, said)
            assert said.strip(), (*command, *words)
            tried += 1
    assert tried
