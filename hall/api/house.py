"""What the routes stand on: the desk, the feed and the clock of one hall."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from hall.api.asked import asked_by, request_hash
from hall.clock import Clock
from hall.desk import Desk, Reply
from hall.feed import Feed
from link.messages.commands import Command
from link.messages.facts import Who
from link.state import State
from link.state.changed import changed

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of a running hall that the edge needs. `reload` reads hall.toml again and says what is wrong, if
    anything is; `new_key` makes a key for a press that brings none; `disk_free_mb` says what is left where the ledger lies."""

    desk: Desk
    feed: Feed
    now: Clock
    new_key: Callable[[], str]
    reload: Callable[[], Awaitable[str]]
    disk_free_mb: Callable[[], int]

    @property
    def state(self) -> State:
        """The published day: all that anybody reads."""
        return self.desk.published


async def carried_out(house: House, request: Request, command: Command, body: BaseModel) -> Response:
    """The desk's reply to a command, once all that it says is durable. Raises Refused."""
    asked = asked_by(request.scope["headers"], house.new_key)
    canonical = body.model_dump_json(exclude_unset=True)
    hashed = request_hash("POST", request.scope["path"], canonical)
    reply = await house.desk.do(changed(command, who=_who(asked.box)), asked.key, hashed)
    return _reply(reply)


def shown(house: House, value: dict[str, Any]) -> Response:
    """A read: what the published state says, and whether it may be old."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return shown_bytes(house, text.encode())


def shown_bytes(house: House, body: bytes) -> Response:
    """Like `shown`, for JSON that is already bytes."""
    headers = {"Jiaohao-Seq": str(house.state.seq), "Cache-Control": "no-store"}
    if house.desk.is_stale:
        headers["Jiaohao-Stale"] = "1"
    return Response(body, headers=headers, media_type=JSON)


@lru_cache(maxsize=256)
def _who(box: str) -> Who:
    """The few boxes of a hall ask for everything: each is one object."""
    return Who(box=box)


def _reply(reply: Reply) -> Response:
    headers = {"Jiaohao-Seq": str(reply.seqs[-1])} if reply.seqs else None
    return Response(reply.body, status_code=reply.status, headers=headers, media_type=JSON)
