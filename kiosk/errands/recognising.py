"""What a card that is laid down and a code that is scanned bring, on whichever page that happens."""

from dataclasses import replace

from devices.cards.holder import Holder
from devices.cards.reader import CardTrouble
from devices.scanners.scan import Scan
from kiosk.errands.errand import Errand, on
from kiosk.errands.finding import Finding
from kiosk.errands.steps import RECOGNISES, ErrandStage, Steps


class Recognising:
    """What the readers bring, for the errand it is meant for."""

    def __init__(self, stage: ErrandStage, steps: Steps, finding: Finding) -> None:
        self._stage, self._steps, self._finding = stage, steps, finding

    @property
    def has_booking(self) -> bool:
        """Whether the hall has appointments."""
        return bool(self._stage.day.definition.slots)

    def card(self, holder: Holder) -> None:
        """Somebody laid down their card."""
        stage, errand = self._stage, self._steps.errand
        if stage.visit.busy or stage.page not in RECOGNISES or (errand is not None and errand.busy):
            return
        self._steps.know(holder)
        if errand is not None and errand.purpose == "take":
            stage.take("card", errand.service, errand.wish)
        elif errand is not None and errand.purpose == "book":
            self._steps.go(on(errand, "confirm"))
        elif self.has_booking:
            self._finding.look_for_those_of(errand, "card", holder)

    def card_trouble(self, trouble: CardTrouble) -> None:
        """A card was laid down, and nothing came of it."""
        errand = self._steps.errand
        if errand is not None and errand.step == "ask" and not errand.busy:
            self._steps.go(replace(errand, wrong=trouble))
        elif errand is None and self._stage.page in ("home", "service") and self.has_booking:
            self._steps.go(Errand(step="ask", wrong=trouble))

    def scanned(self, scan: Scan) -> None:
        """A code was held under the scanner."""
        errand = self._steps.errand
        is_meant = self._stage.page in RECOGNISES and (
            errand is None or (errand.purpose == "check_in" and not errand.busy)
        )
        if not is_meant or not self.has_booking or self._stage.visit.busy:
            return
        if scan.is_garbage:
            self._steps.go(replace(errand or Errand(step="ask"), step="ask", wrong="garbage"))
        else:
            self._finding.look_for_code(errand, "scan", code_in(scan.text))


def code_in(scanned: str) -> str:
    """The code in what was scanned: a slip's own, or the end of an address such as `https://…/b/K7M2QX9P`."""
    return scanned.rstrip("/").rpartition("/")[2] if "://" in scanned else scanned
