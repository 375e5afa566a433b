"""A box in a folder, its commands written down instead of run, and a technician whose answers are known beforehand."""

from dataclasses import dataclass, field

from config.install_answers import Answers
from config.texts import texts
from jiaohao.install.asking import Terminal
from jiaohao.install.doing import StepFailed
from jiaohao.install.hardware import Hardware, UsbPrinter
from jiaohao.install.installing import Installing
from jiaohao.install.questions import Survey, Trials
from jiaohao.install.target import Target


class PowerCut(BaseException):
    """Nothing after it happens."""


@dataclass
class WrittenDown:
    """The system's commands; `fails` names a word whose command does not work, `dies_at` is the step of a power cut."""

    ran: list[tuple[str, ...]] = field(default_factory=list)
    fails: str = ""
    dies_at: int = 0

    def run(self, *command):
        self.ran.append(command)
        if len(self.ran) == self.dies_at:
            raise PowerCut
        if self.fails and self.fails in command:
            raise StepFailed(command, "no such thing")

    def units(self, verb):
        return [command[-1] for command in self.ran if command[:2] == ("systemctl", verb)]


@dataclass
class Technician:
    """Answers in turn; a word too few and he is gone."""

    answers: list[str]
    heard: list[str] = field(default_factory=list)

    def __call__(self, line):
        self.heard.append(line)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def trials(printed="", spoke="", pressed="keypad-1: next"):
    return Trials(
        printed=lambda printer, language: printed,
        spoke=lambda text, language: spoke,
        pressed=lambda window: pressed,
    )


PRINTER = UsbPrinter(address="04b8:0e15", name="EPSON TM-T88V")


@dataclass
class Box:
    """A blank box; `install` installs on it and gives whether anything changed."""

    target: Target
    system: WrittenDown = field(default_factory=WrittenDown)
    hardware: Hardware = Hardware()
    trials: Trials = field(default_factory=trials)
    asked: int = 0

    def install(self, *roles, said=(), **answers):
        ask = Terminal(texts("zh"), Technician(list(said)))
        survey = Survey(ask=ask, hardware=self.hardware, trials=self.trials, words=texts("zh"))
        given = Answers.model_validate({"box": {"language": "zh"}, **answers})
        try:
            return Installing(target=self.target, system=self.system, survey=survey).run(roles, given)
        finally:
            self.asked = ask.count

    def files(self):
        """Everything on the box by its path, but the record of the installation."""
        root = self.target.root
        return {
            f"/{file.relative_to(root)}": file.read_bytes()
            for file in sorted(root.rglob("*"))
            if file.is_file() and file.name != "installed.json"
        }

    def text(self, path):
        return self.files()[path].decode()
