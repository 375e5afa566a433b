"""The citizens' pages, as far as the technician's must know of them."""

from typing import Final, Protocol

from kiosk import visit as visits
from kiosk.visit import Stop, Visit
from look.language import Language

FREE_STOPS: Final[frozenset[Stop]] = frozenset(
    {"home", "service", "aside", "refused", "order", "paper", "jam"}
)
"""Where nothing is on its way; a number that is still on the screen is asked about beside."""


class Stage(Protocol):
    """The kiosk's presenter, as far as it is needed here."""

    @property
    def visit(self) -> Visit: ...

    @property
    def first(self) -> Language: ...

    def moment(self) -> float: ...

    def go(self, visit: Visit) -> None: ...


class StandingCitizens:
    """Whoever stands at this kiosk."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def is_free(self) -> bool:
        return is_free(self._stage.visit)

    def afresh(self) -> None:
        self._stage.go(visits.home(self._stage.first, self._stage.moment()))


def is_free(visit: Visit) -> bool:
    """Whether nobody is in the middle of anything."""
    has_ticket = visit.ticket is not None or visit.is_printing
    return visit.stop in FREE_STOPS and not (visit.busy or has_ticket or visit.errand)
