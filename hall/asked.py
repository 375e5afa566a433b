"""Commands on their way: who waits for the outcome of each."""

import asyncio
from dataclasses import dataclass, field
from typing import TypeVar

from hall.replies import Reply
from link.messages.problems import Problem

Outcome = Reply | Problem
T = TypeVar("T")


@dataclass(slots=True)
class Asked:
    """A command on its way: everyone who sent it with this key waits here. `hash` is that of what was sent."""

    hash: str
    waiters: list[asyncio.Future[Outcome]] = field(default_factory=list)

    def over(self) -> asyncio.Future[Outcome]:
        """Its outcome, for one more who waits."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.waiters.append(future)
        return future

    def answer(self, outcome: Outcome) -> None:
        """Tell everyone who still waits."""
        for future in self.waiters:
            resolve(future, outcome)


def resolve(future: asyncio.Future[T], outcome: T) -> None:
    """Give a future its outcome, unless whoever waited has gone."""
    if not future.done():
        future.set_result(outcome)
