"""Which questions a box needs, and no more: what is answered, found or told by the hall is not asked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from config.examples import HALLS, example
from config.install_answers import Answers, PrinterAnswers, Role
from config.texts import Texts
from jiaohao.install.asking import Asker, Choice
from jiaohao.install.hardware import Hardware
from jiaohao.install.roles import KINDS, ROLES
from link.pairing.grant import Grant

NOT_FOR_A_HALL: Final = "bench"
NO_PRINTER: Final = PrinterAnswers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """What tries a printer, a sentence and keys; each gives what went wrong, empty for nothing."""

    printed: Callable[[PrinterAnswers, str], str]
    spoke: Callable[[str, str], str]
    pressed: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Who asks, what is plugged in, how it is tried, in which words."""

    ask: Asker
    hardware: Hardware
    trials: Trials
    words: Texts

    def roles(self) -> tuple[Role, ...]:
        """What this box is to be; a hall may be a kiosk or a board besides."""
        choices = [Choice(value=role, words=self.words.say(f"install.role.{role}")) for role in ROLES]
        chosen = self.ask.choose("install.ask.role", choices)
        return tuple(role for role in get_args(Role) if role == chosen)

    def hall_text(self, answers: Answers) -> str:
        """What the hall's file begins with. Raises OSError or UnicodeError for a file that cannot be read."""
        given = answers.hall.file
        if not given:
            known = [name for name in HALLS if name != NOT_FOR_A_HALL]
            choices = [Choice(value=name, words=self.words.say(f"install.hall.{name}")) for name in known]
            own = Choice(value="", words=self.words.say("install.hall.own"))
            given = self.ask.choose("install.ask.hall", [*choices, own]) or self.ask.text(
                "install.ask.hall.file"
            )
        return (example(given) if given in HALLS else Path(given)).read_text("utf-8")

    def completed(self, role: Role, answers: Answers, grant: Grant | None) -> Answers:
        """The answers with those that this role still needs. `grant` is what the hall gave this box, where it is paired
        already: it may name the window or zone."""
        asks = KINDS[role].asks
        if "window" in asks and not answers.window:
            told = grant.windows[0] if grant and len(grant.windows) == 1 else ""
            answers = answers.model_copy(update={"window": told or self.ask.text("install.ask.window")})
        if "zone" in asks and not answers.zone:
            told = grant.zones[0] if grant and len(grant.zones) == 1 else ""
            answers = answers.model_copy(update={"zone": told or self.ask.text("install.ask.zone", "")})
        if "printer" in asks and answers.printer is None:
            answers = answers.model_copy(update={"printer": self._printer(answers)})
        if "sound" in asks and answers.sound is None:
            answers = answers.model_copy(update={"sound": role == "voice" or self._sound(answers)})
        if "keypad" in asks and self.ask.is_somebody:
            self._keys(answers)
        return answers

    def _printer(self, answers: Answers) -> PrinterAnswers:
        """Chosen and tried until paper came out, or the technician goes on without."""
        while True:
            printer = self._chosen_printer()
            if not printer.address or not self.ask.is_somebody:
                return printer
            self.ask.tell("install.try.printer")
            wrong = self.trials.printed(printer, answers.box.language or "zh")
            if wrong:
                self.ask.tell("install.try.wrong", reason=wrong)
            elif self.ask.is_so("install.ask.printed", usual=True):
                return printer
            if not self.ask.is_so("install.ask.again", usual=True):
                return printer

    def _chosen_printer(self) -> PrinterAnswers:
        usb = [
            Choice(value=f"usb {each.address}", words=f"USB  {each.name or each.address}  ({each.address})")
            for each in self.hardware.printers
        ]
        serial = [Choice(value=f"serial {port}", words=port) for port in self.hardware.serial]
        network = Choice(value="network", words=self.words.say("install.printer.network"))
        none = Choice(value="none", words=self.words.say("install.printer.none"))
        order = [*usb, *serial, network, none] if self.ask.is_somebody else [*usb, none]
        chosen = self.ask.choose("install.ask.printer", order)
        if chosen == "none":
            return NO_PRINTER
        address = (
            self.ask.text("install.ask.printer.address") if chosen == "network" else chosen.partition(" ")[2]
        )
        return PrinterAnswers.model_validate(
            {"port": chosen.partition(" ")[0], "address": address, "model": self._model()}
        )

    def _model(self) -> str:
        models = ("generic-80", "generic-58", "epson-tm-80")
        return self.ask.choose(
            "install.ask.model",
            [Choice(value=each, words=self.words.say(f"install.model.{each}")) for each in models],
        )

    def _sound(self, answers: Answers) -> bool:
        if not self.ask.is_so("install.ask.sound", usual=bool(self.hardware.sounds)):
            return False
        if self.ask.is_somebody:
            wrong = self.trials.spoke(self.words.say("install.try.sentence"), answers.box.language or "zh")
            if wrong:
                self.ask.tell("install.try.wrong", reason=wrong)
            elif not self.ask.is_so("install.ask.heard", usual=True):
                self.ask.tell("install.try.unheard")
        return True

    def _keys(self, answers: Answers) -> None:
        """What is found is not asked: the technician presses a key and sees which keypad it was."""
        self.ask.tell("install.try.keys")
        self.ask.tell("install.try.saw", what=self.trials.pressed(answers.window) or "–")
