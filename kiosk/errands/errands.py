"""A kiosk's errands as the presenter has them: each key and row of their pages, cards, codes, and what they do."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from devices.cards.holder import Holder
from devices.cards.reader import CardTrouble
from devices.scanners.scan import Scan
from kiosk.errands.errand import Errand, Step, on, rubbed_out, typed
from kiosk.errands.finding import Finding
from kiosk.errands.in_name import TakingInName
from kiosk.errands.making import Making
from kiosk.errands.matters import Matters
from kiosk.errands.picked import PICK
from kiosk.errands.ports import ErrandHall, SlipPrinter, Ways
from kiosk.errands.recognising import Recognising
from kiosk.errands.steps import ErrandStage, Steps
from kiosk.ports import Wish
from kiosk.taking import Taking


class Errands:
    """One kiosk's. `spawn` runs what takes a while."""

    def __init__(
        self,
        stage: ErrandStage,
        taking: Taking,
        hall: ErrandHall,
        slips: SlipPrinter,
        spawn: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self.ways = Ways()
        """What this kiosk has for cards and codes; set when that changes."""
        self._stage, self._steps = stage, Steps(stage, spawn)
        self._finding = Finding(stage, self._steps, hall)
        self._making = Making(stage, self._steps, hall, slips)
        self._matters = Matters(stage, self._steps)
        self._recognising = Recognising(stage, self._steps, self._finding)
        self._in_name = TakingInName(stage, self._steps, taking, hall, lambda: self.ways)

    @property
    def has_booking(self) -> bool:
        """Whether the hall has appointments."""
        return self._recognising.has_booking

    @property
    def has_several(self) -> bool:
        """Whether there are two matters to choose from now."""
        return self._matters.has_several

    async def take(self, service: str, key: str, wish: Wish) -> None:
        """A number, for whoever has said who they are."""
        await self._in_name.take(service, key, wish)

    # ── readers ──────────────────────────────────────────────────────────────────────────────────────

    def card(self, holder: Holder) -> None:
        """Somebody laid down their card."""
        self._recognising.card(holder)

    def card_trouble(self, trouble: CardTrouble) -> None:
        """A card was laid down, and nothing came of it."""
        self._recognising.card_trouble(trouble)

    def scanned(self, scan: Scan) -> None:
        """A code was held under the scanner."""
        self._recognising.scanned(scan)

    # ── touches ──────────────────────────────────────────────────────────────────────────────────────

    def back(self) -> bool:
        """The step before; whether there was an errand to go back in."""
        errand = self._steps.errand
        if errand is None:
            return False
        if errand.busy or not self._steps.accepts():
            return True
        if errand.before is None or errand.step in ("booked", "cancelled"):
            self._steps.leave()
        else:
            self._steps.go(replace(errand.before, matters=errand.matters))
        return True

    def press(self, key: str) -> bool:
        """A key of an errand's page; whether it was one."""
        errand = self._steps.errand
        if key in ("booking", "several"):
            self._begin(key)
        elif errand is None:
            return False
        elif not errand.busy and self._steps.accepts():
            return self._pressed(errand, key)
        return True

    def _begin(self, key: str) -> None:
        if self._stage.page != "home" or not self._steps.accepts():
            return
        if key == "booking" and self.has_booking:
            self._steps.go(Errand(step="ask"))
        elif key == "several" and self.has_several:
            self._steps.go(Errand(step="several"))

    def _pressed(self, errand: Errand, key: str) -> bool:
        if key.startswith(PICK):
            self._pick(errand, key.removeprefix(PICK))
        elif key.startswith("sign-") and errand.step in ("code", "phone"):
            self._steps.go(typed(errand, key.removeprefix("sign-")))
        elif (act := self._acts(errand).get(key)) is not None:
            act()
        else:
            return False
        return True

    def _acts(self, errand: Errand) -> dict[str, Callable[[], None]]:
        """What each key of this page does."""
        steps, finding, matters = self._steps, self._finding, self._matters
        common = {"plain": steps.leave, "book": self._making.begin}
        typing = {"delete": lambda: steps.go(rubbed_out(errand)), "enter": finding.look_for_typed}
        of_step: dict[Step, dict[str, Callable[[], None]]] = {
            "ask": {
                "way-code": lambda: steps.go(on(errand, "code", typed="")),
                "way-phone": lambda: steps.go(on(errand, "phone", typed="")),
            },
            "code": typing,
            "phone": typing,
            "sorry": {"again": lambda: steps.go(errand.before or Errand(step="ask"))},
            "found": {"check-in": finding.check_in, "give-back": lambda: steps.go(on(errand, "cancel"))},
            "cancel": {
                "keep": lambda: steps.go(errand.before or errand),
                "give-back-yes": finding.give_back,
            },
            "confirm": {"make": self._making.make},
            "booked": {"done": self._finish},
            "cancelled": {"done": self._finish},
            "several": {"next": matters.arrange},
            "order": {"take": matters.take},
        }
        has_common = errand.step in ("ask", "sorry", "found", "cancelled")
        return of_step.get(errand.step, {}) | (common if has_common else {})

    def _pick(self, errand: Errand, which: str) -> None:
        """A row of the list that this page shows."""
        if errand.step == "several":
            self._matters.tick(errand, which)
        elif errand.step == "service":
            self._making.choose_service(errand, which)
        elif errand.step == "day":
            self._making.choose_day(errand, date.fromisoformat(which))
        elif errand.step == "time":
            self._making.choose_time(errand, datetime.fromisoformat(which))
        elif errand.step == "choose":
            self._finding.choose(errand, which)

    def _finish(self) -> None:
        self._steps.finish()
