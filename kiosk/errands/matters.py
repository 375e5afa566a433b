"""Several matters under one number: ticked, put in order, taken."""

from kiosk.errands.errand import LEAST_MATTERS, Errand, on, ticked
from kiosk.errands.several import by_department, can_be_several, in_order
from kiosk.errands.steps import ErrandStage, Steps
from kiosk.ports import Wish


class Matters:
    """What is done on the pages of several matters."""

    def __init__(self, stage: ErrandStage, steps: Steps) -> None:
        self._stage, self._steps = stage, steps

    @property
    def has_several(self) -> bool:
        """Whether there are two matters to choose from now."""
        offer = self._stage.offer
        return offer is not None and len(can_be_several(offer)) >= LEAST_MATTERS

    def tick(self, errand: Errand, which: str) -> None:
        """A matter, ticked or no more; a department, whose matters are listed then."""
        offer = self._stage.offer
        if offer is None:
            return
        if not errand.department and any(each.id == which for each in by_department(offer)):
            self._steps.go(on(errand, "several", department=which))
        elif any(each.id == which for each in can_be_several(offer)):
            self._steps.go(ticked(errand, which))

    def arrange(self) -> None:
        """In the order in which they will be done."""
        errand = self._steps.errand
        if errand is not None and len(errand.matters) >= LEAST_MATTERS:
            self._steps.go(on(errand, "order"))

    def take(self) -> None:
        """One number for all of them."""
        errand = self._steps.errand
        if errand is not None:
            first, *further = in_order(errand.matters, self._stage.day)
            self._stage.take("take", first, Wish(further=tuple(further)))
