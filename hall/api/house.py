"""What the routes stand on: the desk, the feed and the clock of one hall."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from hall.access.may import printer_beyond
from hall.api.asked import key_of, request_hash
from hall.api.door import Entry
from hall.clock import Clock
from hall.desk import Desk, Reply
from hall.feed import Feed
from hall.people.notes import Notes
from hall.people.people import People
from hall.people.writings import Writings
from hall.staff.audit import Action, Deed
from hall.staff.roll import Roll
from hall.trust.passes import Pass
from hall.trust.trust import Trust
from hall.upper.courier import Courier
from hall.voices import Voices
from link.messages.codec import moment_text
from link.messages.commands import Command
from link.messages.facts import Who
from link.messages.problems import Refused, refuse
from link.state import State
from link.state.changed import changed

JSON = "application/json"

ENTRY = "jiaohao.entry"
"""In the ASGI scope: who stands at the door."""

CITIZEN = "jiaohao.citizen"
"""In the ASGI scope: the ticket that a citizen has proven to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of a running hall that the edge needs. `reload` reads hall.toml again and says what is wrong, if
    anything is; `new_key` makes a key for a press that brings none; `disk_free_mb` says what is left where the ledger lies;
    `roll` is the staff; `people` are the citizens, `notes` what clerks wrote of visits, `writings` what was written about ratings,
    `courier` brings ratings to the platform above;
    `trust` is None where the hall serves its own machine alone."""

    desk: Desk
    feed: Feed
    now: Clock
    new_key: Callable[[], str]
    reload: Callable[[], Awaitable[str]]
    disk_free_mb: Callable[[], int]
    roll: Roll
    people: People
    notes: Notes
    writings: Writings
    courier: Courier
    trust: Trust | None = None
    voices: Voices = field(default_factory=Voices)
    """What waits to be said, as boxes told since the hall started."""
    layouts: Path = Path("/var/lib/jiaohao/layouts")
    """Where the hall's own layouts for browsers lie."""

    @property
    def state(self) -> State:
        """The published day: all that anybody reads."""
        return self.desk.published

    @property
    def trusted(self) -> Trust:
        """Raises Refused where there is none."""
        if self.trust is None:
            raise refuse("pairing-off")
        return self.trust

    async def note(self, text: str) -> str:
        """Keep a clerk's note beside the ledger; the reference that the command and its fact carry in its place."""
        return await self.notes.keep(text, self.state.day or self.now().date())

    async def written(self, text: str) -> str:
        """Keep what was written about a rating beside the ledger; the reference that stands in its place."""
        days = self.state.definition.rating.keep_texts_days
        return await self.writings.keep(text, self.state.day or self.now().date(), days)


def empty_house() -> House:
    """One whose parts come later (`furnish`), for routes that are laid before: nothing in it can be asked."""
    return object.__new__(House)


def furnish(house: House, parts: House) -> None:
    """Put the parts of another into one that was empty."""
    for each in fields(House):
        object.__setattr__(house, each.name, getattr(parts, each.name))


async def carried_out(house: House, request: Request, command: Command, body: BaseModel) -> Response:
    """The desk's reply to a command, once all that it says is durable. Raises Refused."""
    who, key = asked_by(request.scope, house.new_key)
    _its_own_printer(request.scope, command)
    canonical = body.model_dump_json(exclude_unset=True)
    hashed = request_hash("POST", request.scope["path"], canonical)
    reply = await house.desk.do(changed(command, who=who), key, hashed)
    return _reply(reply)


async def carried_out_written(
    house: House, request: Request, text: str, command: Callable[[str], Command], body: BaseModel
) -> Response:
    """As `carried_out`, for a command that carries the reference of a text: what is refused for certain leaves none."""
    reference = await house.written(text)
    try:
        return await carried_out(house, request, command(reference), body)
    except Refused as refused:
        if refused.problem.status < 500:
            await house.writings.forget(reference)
        raise


def pass_of(request: Request) -> Pass | None:
    """Who asks; None where nobody does that the hall knows."""
    entry: Entry = request.scope[ENTRY]
    return entry.who


def known(request: Request) -> Pass:
    """Who asks, on a route that is for those whom the hall knows. Raises Refused `not-paired`."""
    who = pass_of(request)
    if who is None:
        raise refuse("not-paired")
    return who


def base_pass(request: Request) -> Pass:
    """The box that asks, whoever has signed in there. Raises Refused `not-paired`."""
    entry: Entry = request.scope[ENTRY]
    if entry.base is None:
        raise refuse("not-paired")
    return entry.base


def asked_by(scope: Scope, new_key: Callable[[], str]) -> tuple[Who, str]:
    """Who asks, and the key of the press (made up where it brings none). Raises Refused `bad-request`."""
    entry: Entry = scope[ENTRY]
    key = key_of(scope["headers"], new_key)
    if entry.who is None:  # each citizen has keys of their own
        return _who("citizen", ""), f"{scope[CITIZEN]}.{key}"
    return _who(entry.who.box, entry.who.clerk), key


async def noted(house: House, request: Request, action: Action, about: str = "", **fields: str) -> None:
    """Put into the record what the asker did to the hall. Raises Refused where the ledger cannot be written."""
    who = known(request)
    await house.roll.note(Deed(action=action, box=who.box, person=who.clerk, about=about, fields=fields))


def shown(house: House, value: dict[str, Any]) -> Response:
    """A read: what the published state says, and whether it may be old."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return shown_bytes(house, text.encode())


def shown_bytes(house: House, body: bytes) -> Response:
    """Like `shown`, for JSON that is already bytes."""
    headers = {
        "Jiaohao-Seq": str(house.state.seq),
        "Jiaohao-Now": moment_text(house.now()),
        "Cache-Control": "no-store",
    }
    if house.desk.is_stale:
        headers["Jiaohao-Stale"] = "1"
    return Response(body, headers=headers, media_type=JSON)


def unkept(value: dict[str, Any], status: int = 200) -> Response:
    """What is said to one asker and stands in no ledger."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, status, {"Cache-Control": "no-store"}, JSON)


def _its_own_printer(scope: Scope, command: Command) -> None:
    entry: Entry = scope[ENTRY]
    if entry.who is not None and printer_beyond(entry.who, command) is not None:
        raise refuse("not-allowed")


@lru_cache(maxsize=256)
def _who(box: str, clerk: str) -> Who:
    """The few boxes and clerks of a hall ask for everything: each pair is one object."""
    return Who(box=box, clerk=clerk)


def _reply(reply: Reply) -> Response:
    headers = {"Jiaohao-Seq": str(reply.seqs[-1])} if reply.seqs else None
    return Response(reply.body, status_code=reply.status, headers=headers, media_type=JSON)
