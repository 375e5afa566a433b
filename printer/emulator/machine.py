"""The emulated printer without a wire: bytes in, answers and tickets out, one fault at a time."""

from collections import Counter
from collections.abc import Callable

from printer.emulator.faults import Fault, prints, sensor_byte, status_byte
from printer.emulator.instructions import AskSensor, CutPaper, Instruction, ProcessId, Unknown
from printer.emulator.parser import Parser
from printer.emulator.roll import Roll, Ticket
from printer.fonts import Fonts

Answer = Callable[[bytes], None]


class Machine:
    """Behaves as Epson describes: DLE EOT is answered the moment it comes, all else in its turn.

    Out of paper it stops, keeps what it got, and goes on when there is paper. Hanging, it swallows bytes.
    """

    def __init__(
        self, dots: int, fonts: Fonts, on_ticket: Callable[[Ticket], None], answer: Answer = lambda said: None
    ) -> None:
        self.unknown: Counter[bytes] = Counter()
        self._fault: Fault = "ready"
        self._rows_left: int | None = None
        self._parser = Parser()
        self._roll = Roll(dots, fonts)
        self._on_ticket = on_ticket
        self._answer = answer
        self._tail = b""

    @property
    def fault(self) -> Fault:
        """What is wrong now."""
        return self._fault

    def set_fault(self, fault: Fault) -> None:
        """Breaks or mends the printer; mended, it prints what it still holds."""
        self._fault = fault
        if fault == "ready":
            self._rows_left = None
        self._work()

    def leave_paper(self, rows: int) -> None:
        """Lets the paper end after so many more rows (8 are 1 mm)."""
        self._rows_left = rows

    def connect(self, answer: Answer) -> None:
        """From now on answers go here; a command the last peer left unfinished is dropped."""
        self._answer = answer
        self._tail = b""
        if prints(self._fault):
            self._parser.forget()

    def receive(self, received: bytes) -> None:
        """Bytes from the wire."""
        if self._fault == "hang":
            return
        self._answer_at_once(received)
        self._parser.feed(received)
        self._work()

    def _answer_at_once(self, received: bytes) -> None:
        """DLE EOT n is seen wherever it comes, even amid a picture, as real printers do."""
        seen = self._tail + received
        for at in range(len(seen) - 2):
            if seen[at : at + 2] == b"\x10\x04" and 1 <= seen[at + 2] <= 4:
                self._answer(status_byte(seen[at + 2], self._fault))
        self._tail = seen[-2:]

    def _work(self) -> None:
        while prints(self._fault) and (instruction := self._parser.next()) is not None:
            self._carry_out(instruction)

    def _carry_out(self, instruction: Instruction) -> None:
        match instruction:
            case CutPaper(feed_dots):
                self._on_ticket(self._roll.tear(feed_dots))
            case AskSensor():
                self._answer(sensor_byte(self._fault))
            case ProcessId(identity):
                self._roll.put(instruction)
                self._answer(b"\x37\x22" + identity + b"\x00")
            case _:
                self._draw(instruction)

    def _draw(self, instruction: Instruction) -> None:
        if isinstance(instruction, Unknown):
            self.unknown[instruction.encoded] += 1
        before = self._roll.length
        self._roll.put(instruction)
        if self._rows_left is not None:
            self._rows_left -= self._roll.length - before
            if self._rows_left <= 0:
                self._fault = "out_of_paper"
