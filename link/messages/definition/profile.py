"""Work profiles: what a window calls, and whom first."""

from dataclasses import dataclass
from typing import Literal

Order = Literal["priority", "arrival", "fair"]
"""`priority`: the lower class rank, then arrival; `arrival`: who came first; `fair`: the longest wait, weighed by class."""

RatioPer = Literal["profile", "window", "hall"]
"""Whose calls one count of a ratio adds up: those of all windows with the profile, of one window, of the whole hall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One condition; all that it names must hold, then somebody of `then` is called.

    `service`, `priority` and `pool` say whose wait and number are looked at; none of them: all that the window calls.
    `between` is `HH:MM-HH:MM` by the hall's clock, the end exclusive. `then` is a service, `class:ID` or `pool:ID`;
    empty: those who were looked at.
    """

    service: str = ""
    priority: str = ""
    pool: str = ""
    wait_over_min: float | None = None
    longer_than: int | None = None
    between: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a ratio: so many calls of a service, a class or a pool in each round."""

    service: str = ""
    priority: str = ""
    pool: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a window calls and in which order: the first condition that holds, then the ratio, otherwise the order.

    No `services`: those of the window.
    """

    id: str
    name: str = ""
    name_en: str = ""
    services: tuple[str, ...] = ()
    pools: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    ratio: tuple[Share, ...] = ()
    ratio_per: RatioPer = "profile"
    otherwise: Order = "priority"
