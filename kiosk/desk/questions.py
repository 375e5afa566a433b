"""The questions of the desk, one after another, until all is answered and can be asked of the hall."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from kiosk.desk import asks
from kiosk.desk.choices import World, begun, following
from kiosk.desk.deeds import ask_of
from kiosk.desk.flows import Flow, FlowKind
from kiosk.desk.ports import Clock
from kiosk.desk.showing_question import first_shown
from kiosk.desk.situation import Situation
from kiosk.desk.wishes import Wishes


class Seat(Protocol):
    """What questions need of their desk."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...

    def world(self) -> World: ...

    def go_to(self, place: str) -> None: ...

    def find(self, text: str | None = None) -> None: ...


class Questions:
    """What is asked before something is done."""

    def __init__(self, desk: Seat, wishes: Wishes, clock: Clock) -> None:
        self._desk, self._wishes, self._clock = desk, wishes, clock

    def open(self, kind: FlowKind, about: str = "", number: str = "") -> None:
        """The first question."""
        flow = begun(kind, self._desk.world(), about, number)
        if flow is not None:
            self._desk.become(replace(self._desk.situation, flow=flow, toast=None))
            self._desk.go_to("flow")

    def close(self) -> None:
        """No question is open any more."""
        self._desk.become(replace(self._desk.situation, flow=None))
        self._desk.go_to("page")

    def confirm(self) -> None:
        """Take the answer that stands there, if one does."""
        flow = self._desk.situation.flow
        if flow is None or flow.taken is None:
            return
        if flow.step.kind == "list":
            self.close()
        elif flow.kind == "bookings":
            self.close()
            self._desk.find(flow.taken)
        else:
            self._go_on(flow)

    def choose(self, at: int) -> None:
        """One of the options, by its place among those that are shown."""
        flow = self._desk.situation.flow
        if flow is None or flow.step.kind != "option":
            return
        place = first_shown(flow.at, len(flow.matching)) + at
        if place < len(flow.matching):
            self._desk.become(replace(self._desk.situation, flow=flow.point(place)))
            self.confirm()

    def _go_on(self, flow: Flow) -> None:
        gathered = flow.answered()
        step = following(flow.kind, gathered, self._desk.world(), flow.about)
        if step is None:
            self._finish(flow, gathered)
            return
        self._desk.become(replace(self._desk.situation, flow=flow.at_step(step, gathered)))
        self._desk.go_to("flow")
        if step.kind == "loading" and self._desk.situation.can_act:
            self._wishes.ask(asks.slots(gathered["service"]))

    def _finish(self, flow: Flow, gathered: Mapping[str, str]) -> None:
        self.close()
        if not self._desk.situation.can_act:
            return
        if flow.kind == "book":
            self._wishes.book(gathered)
            return
        world = self._desk.world()
        ask = ask_of(flow.kind, flow.about, gathered, world, self._clock.hall_now())
        if ask is None:
            self._wishes.refuse(world.say.say("desk.wrong.time"))
        else:
            self._wishes.ask(ask)
