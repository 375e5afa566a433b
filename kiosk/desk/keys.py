"""What each key does that no field took, and where a scanner's code ends."""

from collections.abc import Callable
from typing import Final, Protocol

from kiosk.desk.hands import BURST_S, Act, Burst, Tool, act_of, tool_of
from kiosk.desk.ports import Clock
from kiosk.desk.situation import Situation

Later = Callable[[float, Callable[[], None]], object]
"""Calls after some seconds."""

_PLACES: Final = {"F2": "find", "F3": "offer", "F4": "alarms"}


class Seat(Protocol):
    """What keys do at their desk."""

    @property
    def situation(self) -> Situation: ...

    @property
    def place(self) -> str: ...

    def go_to(self, place: str) -> None: ...

    def type(self, text: str) -> None: ...

    def step(self, by: int) -> None: ...

    def find(self, text: str | None = None) -> None: ...

    def act(self, act: Act) -> None: ...

    def can(self, act: Act) -> bool: ...

    def tool(self, tool: Tool) -> None: ...

    def issue(self) -> None: ...

    def acknowledge(self) -> None: ...

    def confirm(self) -> None: ...

    def undo(self) -> None: ...

    def leave(self) -> None: ...

    def sign_out(self) -> None: ...


class Keys:
    """The keyboard of one desk, its scanner being one more keyboard."""

    def __init__(self, desk: Seat, clock: Clock, later: Later) -> None:
        self._desk, self._clock, self._later = desk, clock, later
        self._burst = Burst()

    def press(self, name: str, char: str) -> bool:
        """A key by its name, and what it writes; whether it does something."""
        if name in _PLACES:
            self._desk.go_to(_PLACES[name])
        elif (tool := tool_of(name)) is not None:
            self._desk.tool(tool)
        elif (does := self._plain(name)) is not None:
            does()
        elif len(char) == 1 and char.isprintable() and char != " ":
            self._burst.take(char, self._clock.steady_s())
            self._later(BURST_S, self._burst_over)
        else:
            return False
        return True

    def _plain(self, name: str) -> Callable[[], None] | None:
        desk = self._desk
        plain: dict[str, Callable[[], None]] = {
            "Ctrl+Z": desk.undo, "F10": desk.sign_out, "Return": self._enter, "Enter": self._enter, "Esc": desk.leave,
            "Up": lambda: desk.step(-1), "Down": lambda: desk.step(1),
            "Del": lambda: desk.act("cancel"), "Backspace": lambda: desk.act("cancel"),
        }  # fmt: skip
        return plain.get(name)

    def _enter(self) -> None:
        """Enter with no field: a scanner's end, an open alarm, or the ticket that is ready to be given."""
        now = self._desk.situation
        if not self._burst.is_empty:
            self._desk.find(self._burst.end())
        elif now.flow is not None:
            self._desk.confirm()
        elif self._desk.place == "alarms" and now.alarm:
            self._desk.acknowledge()
        elif now.booking is not None:
            self._desk.act("revive")
        else:
            self._desk.issue()

    def _burst_over(self) -> None:
        """One letter alone was a person's; more are what is to be found."""
        typed = self._burst.over(self._clock.steady_s())
        if not typed:
            return
        act = act_of(typed) if len(typed) == 1 else None
        if act is not None and (self._desk.can(act) or act == "book"):
            self._desk.act(act)
        else:
            self._desk.type(typed)
            self._desk.go_to("find")
