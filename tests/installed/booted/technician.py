"""A technician who installs one machine after another, reading each question before it is answered."""

import os
import re
import select
import subprocess
import time
from dataclasses import dataclass

from booted.machine import ENVIRONMENT

WITHIN_S = 600.0
"""No question is waited for longer; a whole installation lies between the last one and the end, and a
bundle before the first."""


@dataclass(frozen=True)
class Walk:
    """What it took: `questions` as the program counted them, `asked` as they were read, `seconds` of the machine's."""

    role: str
    questions: int
    asked: tuple[str, ...]
    seconds: float


def installed_by_hand(machine, role, answers, command="jiaohao install"):
    """`answers`: for each question in its order a word or more of it, and what is typed, or what says so of its text."""
    began, asked = time.monotonic(), []
    with Dialog(machine, f"{command} {role}") as talk:
        for question, answer in answers:
            text = talk.until(question)
            asked.append(text.strip().splitlines()[0].strip())
            talk.type(answer if isinstance(answer, str) else answer(text))
        said = talk.to_its_end()
    counted = re.search(r"Questions asked: (\d+)", said)
    assert counted, said
    return Walk(role, int(counted[1]), tuple(asked), round(time.monotonic() - began, 1))


def chosen(words):
    """One of a list, by its words."""
    return lambda text: re.findall(rf"^ +(\d+)  .*{re.escape(words)}", text, re.MULTILINE)[-1]


class Dialog:
    """A command that asks; use it as `with Dialog(machine, line) as talk`."""

    def __init__(self, machine, line):
        self._command, self.said, self._read_to = machine.inside(line), "", 0

    def __enter__(self):
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT
        )  # fmt: skip
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait(60)
        self._process.stdin.close()
        self._process.stdout.close()

    def until(self, question):
        """All that was said since the last answer, as soon as the question is there and an answer is waited for."""
        asking = re.compile(rf"{re.escape(question)}.*[\]:?] $", re.DOTALL)
        while not asking.search(self.said[self._read_to :]):
            assert self._more(), f"it ended before it asked “{question}”:\n{self.said}"
        text, self._read_to = self.said[self._read_to :], len(self.said)
        return text

    def type(self, answer):
        self._process.stdin.write(f"{answer}\n".encode())
        self._process.stdin.flush()

    def to_its_end(self):
        while self._more():
            pass
        assert self._process.wait(60) == 0, self.said
        return self.said

    def _more(self):
        """Whether there was any."""
        output = self._process.stdout.fileno()
        assert select.select([output], [], [], WITHIN_S)[0], f"it says nothing more:\n{self.said}"
        chunk = os.read(output, 65536)
        self.said += chunk.decode("utf-8", "replace")
        return bool(chunk)
