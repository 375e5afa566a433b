"""What a screen asks of the hall, each thing by its name."""

from collections.abc import Sequence
from typing import Final, Literal

from link.asking import (
    PATIENCE_S,
    Asker,
    AwayReason,
    HallAway,
    HallRefused,
    id_path,
    new_key,
    read,
)
from link.messages.codec import encode
from link.messages.commands import Seen, Trouble
from link.messages.facts import HandedIn
from link.messages.voices import VoiceQueue
from link.replies import (
    Answer,
    HandInReply,
    LeaseReply,
    ProblemReply,
    SessionReply,
    TicketReply,
    WindowReply,
)

__all__ = [
    "PATIENCE_S", "Answer", "AwayReason", "HallAway", "HallClient", "HallRefused", "HandInReply", "LeaseReply",
    "ProblemReply", "SessionReply", "TicketReply",
    "WindowReply", "WindowVerb", "new_key",
]  # fmt: skip

HANDED_IN: Final = (
    "ticket", "number", "counter", "series", "service", "issued_at", "priority", "language",
)  # fmt: skip
"""What is handed in of a ticket; its place is the hall's to say."""

WINDOW_PATIENCE_S: Final = 4.0
"""A clerk presses again sooner than a citizen does; by then the screen must have said what it waits for."""

WindowVerb = Literal[
    "open", "pause", "resume", "close", "next", "recall", "arrived", "start", "finish", "missed", "park", "unpark",
    "transfer", "call", "walk", "undo", "abandon", "take-over",
]  # fmt: skip


class HallClient(Asker):
    """Every call raises HallRefused (the hall said no) or HallAway (no usable answer; see its `is_fate_unknown`).

    `key` is the press: give the one of a HallAway to go on with a press whose fate is unknown.
    """

    async def take_ticket(
        self,
        service: str,
        priority: str = "normal",
        language: str = "zh",
        *,
        further: Sequence[str] = (),
        booking: str = "",
        person: str = "",
        age: int | None = None,
        key: str | None = None,
        patience_s: float = PATIENCE_S,
    ) -> TicketReply:
        """A number for a citizen; the reply has the secret for the ticket's QR. `further` matters follow under the same
        number, `booking` is the code of an appointment, `person` a reference, `age` in years."""
        body: dict[str, object] = {"service": service, "priority": priority, "language": language}
        more = {"further": list(further), "booking": booking, "person": person, "age": age}
        body |= {name: value for name, value in more.items() if value not in (None, "", [])}
        return _ticket(await self.ask("/tickets", body, key=key, patience_s=patience_s))

    async def cancel(self, ticket: str, reason: str = "", *, key: str | None = None) -> None:
        """The citizen waits no more."""
        await self.ask(id_path("tickets", ticket, "cancel"), {"reason": reason}, key=key)

    async def reprint(self, ticket: str, printer: str = "", *, key: str | None = None) -> None:
        """Ask for the paper again at `printer` (`BOX/NAME`); empty: at this box."""
        body = {"printer": printer} if printer else {}
        await self.ask(id_path("tickets", ticket, "reprint"), body, key=key)

    async def ticket(self, ticket: str) -> TicketReply:
        return _ticket(await self.get(id_path("tickets", ticket)))

    async def paper(self, ticket: str) -> TicketReply:
        """A ticket with its secret, for the box that prints it."""
        return _ticket(await self.get(id_path("tickets", ticket, "paper")))

    async def printed(
        self, ticket: str, printer: str, *, is_reprint: bool = False, key: str | None = None
    ) -> None:
        """The paper is out."""
        body = {"printer": printer, "reprint": is_reprint}
        await self.ask(id_path("tickets", ticket, "printed"), body, key=key)

    async def print_failed(self, ticket: str, printer: str, reason: str, *, key: str | None = None) -> None:
        """The paper is not out, or nobody knows."""
        body = {"printer": printer, "reason": reason}
        await self.ask(id_path("tickets", ticket, "print-failed"), body, key=key)

    async def rate(
        self,
        ticket: str,
        transaction: int,
        grade: int,
        reasons: Sequence[str] = (),
        *,
        key: str | None = None,
    ) -> None:
        body = {"transaction": transaction, "grade": grade, "reasons": list(reasons)}
        await self.ask(id_path("tickets", ticket, "rating"), body, key=key)

    async def window(
        self,
        window: str,
        /,
        verb: WindowVerb,
        at: Seen | None = None,
        *,
        key: str | None = None,
        patience_s: float = WINDOW_PATIENCE_S,
        **fields: object,
    ) -> WindowReply:
        """A press at a window. `at`: the ticket that its screen showed then; `fields` are the verb's own (`clerk`, `service` …)."""
        seen = {} if at is None else {"at": at.ticket}
        answer = await self.ask(
            id_path("windows", window, verb), seen | fields, key=key, patience_s=patience_s
        )
        return read(WindowReply, answer.value)

    async def sign_in(self, person: str, password: str, window: str = "") -> SessionReply:
        """Somebody sits down at this box, or at one `window` of a box that serves several: from now on what is asked is
        theirs. With `must_change` only the password can be changed."""
        self.session = ""
        place = {"window": window} if window else {}
        answer = await self.post("/sessions", {"person": person, "password": password} | place)
        session = read(SessionReply, answer.value)
        self.session = session.session
        return session

    async def change_password(self, old: str, new: str) -> None:
        """Of who has signed in."""
        await self.post("/sessions/password", {"password": old, "new": new})

    async def sign_out(self) -> None:
        """Nobody sits there any more; the window stays as it is."""
        await self.post("/sessions/end")
        self.session = ""

    async def report_health(
        self,
        troubles: Sequence[Trouble],
        box: str = "",
        printers: Sequence[str] | None = None,
        voices: Sequence[VoiceQueue] = (),
    ) -> None:
        """All that does not work at this box now (nothing: all is well), the names of its printers (None: nothing is
        said of them), and what waits at its loudspeakers. Asked once: the next report says it again."""
        said = [{"part": each.part, "reason": each.reason} for each in troubles]
        told: dict[str, object] = {} if printers is None else {"printers": list(printers)}
        if voices:
            told["voices"] = [encode(each) for each in voices]
        await self.post(id_path("boxes", box or self.box, "health"), {"troubles": said, **told})

    async def lease_numbers(self, series: str, count: int, *, key: str | None = None) -> LeaseReply:
        """Numbers for this box to give when it hears nothing from the hall."""
        path = id_path("boxes", self.box, "leases")
        return read(LeaseReply, (await self.post(path, {"series": series, "count": count}, key)).value)

    async def hand_in(
        self, tickets: Sequence[HandedIn], *, has_more: bool = False, key: str | None = None
    ) -> HandInReply:
        """Tickets that were given here; those that the hall knows already are as if not said."""
        told = [{name: encode(getattr(each, name)) for name in HANDED_IN} for each in tickets]
        path = id_path("boxes", self.box, "hand-in")
        return read(HandInReply, (await self.post(path, {"tickets": told, "has_more": has_more}, key)).value)

    async def ask_help(self, name: str = "", *, key: str | None = None) -> None:
        """Somebody at this box asks for help; `name` is what people call it."""
        await self.ask(id_path("boxes", self.box, "help"), {"name": name}, key=key)


def _ticket(answer: Answer) -> TicketReply:
    return read(TicketReply, answer.value)
