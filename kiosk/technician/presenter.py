"""What the technician's page does: a hold, a PIN, touches and time, turned into pages. Plain Python, no Qt."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from config.texts import texts
from kiosk.layout import Form
from kiosk.ports import NotPrinted
from kiosk.technician.checked import Checked, CheckFailed
from kiosk.technician.gate import MOST_DIGITS, Gate, tried
from kiosk.technician.pages import Desk, shown
from kiosk.technician.ports import Citizens, Machine
from kiosk.technician.shown import Page, TechnicianShown
from kiosk.technician.touching import touch_test, with_touch

IDLE_S: Final = 120.0
PIN_S: Final = 30.0
"""Who came to the pad by chance, and goes, leaves it to the next citizen for no longer than this."""

RUB, ENTER = "*", "#"

log = logging.getLogger(__name__)


class Technician:
    """The page of one kiosk. `pin` empty: there is none. `moment` gives monotonic seconds; `spawn` runs what takes a while."""

    def __init__(
        self,
        pin: str,
        machine: Machine,
        citizens: Citizens,
        *,
        show: Callable[[TechnicianShown], None],
        moment: Callable[[], float],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        form: Form = "tall",
        language: str = "zh",
    ) -> None:
        self._pin = pin
        self._machine, self._citizens = machine, citizens
        self._show, self._moment, self._spawn = show, moment, spawn
        self._form = form
        self._words = texts(language)
        self._gate = Gate()
        self._typed = ""
        self._page: Page = ""
        self._stay = 0
        """Counts the times the page was opened: what ends after it was left is no longer for anybody."""
        self._touched_at = 0.0
        self._desk = Desk()
        self._render()

    @property
    def is_open(self) -> bool:
        """Whether the screen is the technician's now."""
        return self._page != ""

    # ── in and out ───────────────────────────────────────────────────────────────────────────────────

    def hold(self) -> None:
        """The hidden gesture. Without a PIN, or while a citizen is in the middle of something, nothing happens."""
        if not self._pin or self.is_open or not self._citizens.is_free():
            return
        log.info("the technician's PIN is asked for")
        self._citizens.afresh()
        self._stay += 1
        self._typed, self._desk = "", Desk()
        self._touched_at = self._moment()
        self._turn("pin")

    def leave(self) -> None:
        """Back to the citizens' home page."""
        if self.is_open:
            log.info("the technician's page is closed")
            self._typed, self._desk = "", Desk()
            self._turn("")
            self._citizens.afresh()

    def tick(self) -> None:
        """Time has passed; call it a few times a second."""
        if not self.is_open:
            return
        now = self._moment()
        test = self._desk.test
        if self._page == "touch" and test is not None:
            if test.is_over(now):
                self._end_touch_test()
        elif now - self._touched_at >= (PIN_S if self._page == "pin" else IDLE_S):
            self.leave()
            return
        self._render()

    # ── touches ──────────────────────────────────────────────────────────────────────────────────────

    def touch_anywhere(self) -> None:
        """Somebody is still there."""
        self._touched_at = self._moment()

    def type(self, sign: str) -> None:
        """A key of the PIN pad: a digit, `*` takes one back, `#` is the end."""
        if self._page != "pin" or self._gate.locked_s(self._moment()):
            return
        self.touch_anywhere()
        if sign == ENTER:
            self._try()
        elif sign == RUB:
            self._typed = self._typed[:-1]
        elif sign.isascii() and sign.isdigit() and len(sign) == 1 and len(self._typed) < MOST_DIGITS:
            self._typed += sign
            self._desk = replace(self._desk, note="")
        self._render()

    def press(self, key: str) -> None:
        """A key of the page, by its id."""
        if not self.is_open:
            return
        self.touch_anywhere()
        if key == "leave":
            self.leave()
        elif self._page == "pin":
            return
        elif key in _DOES:
            _DOES[key](self)

    def touch_cell(self, cell: int) -> None:
        """A finger on a cell of the touch test."""
        if self._page == "touch" and self._desk.test is not None:
            self.touch_anywhere()
            self._desk = replace(self._desk, test=with_touch(self._desk.test, cell))
            if self._desk.test and self._desk.test.is_whole:
                self._end_touch_test()
            self._render()

    # ── what the keys do ─────────────────────────────────────────────────────────────────────────────

    def _try(self) -> None:
        if not self._typed:
            return
        self._gate, is_right = tried(self._gate, self._pin, self._typed, self._moment())
        self._typed = ""
        if is_right:
            log.info("the technician's page is opened")
            self._desk = Desk(identity=self._machine.identity())
            self._turn("status")
            self._check()
        else:
            log.warning("a wrong PIN for the technician's page")
            self._note("technician.pin.wrong")

    def _check(self) -> None:
        if not self._desk.is_checking:
            self._desk = replace(self._desk, is_checking=True)
            self._render()
            self._spawn(self._checked(self._stay))

    async def _checked(self, stay: int) -> None:
        lines: tuple[Checked, ...] = ()
        try:
            lines = await self._machine.check(self._words.language)
        except CheckFailed as wrong:
            log.warning("the check could not be run: %s", wrong)
            say = self._words.say
            lines = (
                Checked(
                    "bad",
                    say("check.part.box"),
                    say("technician.check.failed", why=wrong),
                    say("technician.check.failed.do"),
                ),
            )
        if stay == self._stay:
            self._desk = replace(self._desk, is_checking=False, lines=lines)
            self._render()

    def _print(self) -> None:
        if not self._desk.is_printing:
            self._desk = replace(self._desk, is_printing=True)
            self._note("technician.print.begun")
            self._spawn(self._printed(self._stay))

    async def _printed(self, stay: int) -> None:
        note = self._words.say("technician.print.done")
        try:
            await self._machine.print_test(self._words.language)
        except NotPrinted as wrong:
            note = self._words.say(
                "technician.print.failed", why=self._words.say(f"printer.reason.{wrong.reason}")
            )
        if stay == self._stay:
            self._desk = replace(self._desk, is_printing=False, note=note)
            self._render()

    def _touch(self) -> None:
        self._desk = replace(self._desk, test=touch_test(self._form, self._moment()), note="")
        self._turn("touch")

    def _end_touch_test(self) -> None:
        test = self._desk.test
        if test is None:
            return
        key = "technician.touch.whole" if test.is_whole else "technician.touch.part"
        self._desk = replace(self._desk, test=None)
        self.touch_anywhere()
        self._page = "status"
        self._note(key, touched=test.count, all=len(test.touched))

    def _log(self) -> None:
        self._desk = replace(self._desk, log=self._machine.log(), note="")
        self._turn("log")

    def _back(self) -> None:
        self._turn("status")

    def _note(self, key: str, **fields: object) -> None:
        self._desk = replace(self._desk, note=self._words.say(key, **fields))
        self._render()

    def _turn(self, page: Page) -> None:
        self._page = page
        self._render()

    def _render(self) -> None:
        self._show(
            shown(
                self._page,
                self._desk,
                self._words,
                is_on=bool(self._pin),
                digits=len(self._typed),
                locked_s=self._gate.locked_s(self._moment()),
                now=self._moment(),
            )
        )


_DOES: Final[dict[str, Callable[[Technician], None]]] = {
    "again": Technician._check, "print": Technician._print, "touch": Technician._touch,
    "log": Technician._log, "back": Technician._back,
}  # fmt: skip
