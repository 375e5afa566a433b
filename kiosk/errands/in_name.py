"""A ticket in somebody's name: who it is is told to the hall, and asked for where the hall wants to know it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import uuid4

from devices.cards.holder import Holder
from kiosk.errands.errand import Errand
from kiosk.errands.ports import ErrandHall, Ways
from kiosk.errands.steps import ErrandStage, Steps
from kiosk.ports import HallAway, Refusal, Wish
from kiosk.taking import Taking

ASKS_WHO: Final = frozenset({"person-needed", "anonymous-limit"})
"""Refusals that a card may undo."""


class TakingInName:
    """The tickets of one kiosk, in the name of whoever has said who they are."""

    def __init__(
        self, stage: ErrandStage, steps: Steps, taking: Taking, hall: ErrandHall, ways: Callable[[], Ways]
    ) -> None:
        self._stage, self._steps, self._taking = stage, steps, taking
        self._hall, self._ways = hall, ways

    async def take(self, service: str, key: str, wish: Wish) -> None:
        """A number; who is refused for being unknown is asked who they are."""
        holder = self._stage.visit.holder
        asked = wish if holder is None else await self._with_person(wish, holder)
        await self._taking.take(service, key, asked)
        visit = self._stage.visit
        if visit.stop == "refused" and visit.key == key and visit.why in ASKS_WHO and holder is None:
            self._ask_who(service, wish, visit.detail)

    def _ask_who(self, service: str, wish: Wish, why: str) -> None:
        errand = Errand(step="ask", purpose="take", service=service, wish=wish, why=why)
        if self._ways().card != "ready":
            errand = replace(errand, step="sorry", apology="no-reader")
        self._steps.go(errand)

    async def _with_person(self, wish: Wish, holder: Holder) -> Wish:
        """A hall that cannot be asked gives a plain ticket, with the class that an age gives."""
        try:
            person = await self._hall.know(holder, "", uuid4().hex)
        except (Refusal, HallAway):
            person = ""
        return replace(wish, person=person, age=holder.age)
