"""The further things that a clerk can do, one key away from the drawn ones: which of them make sense now."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from caller.terminal import Terminal

Deed = Literal[
    "remark", "visual", "matter", "unmatter", "next_matter", "result", "leave", "return", "deputy", "profile", "services",
]  # fmt: skip
"""`remark`: a note for the next clerk; `visual`: call by the screen; the three matters of a visit; `result`: outcome and
papers handed out; `leave`: gone for good; `return`: one put aside waits again; `deputy`: another clerk takes over."""


def deeds(seen: Terminal) -> tuple[Deed, ...]:
    """What can be done at the window now, in the order in which it is offered."""
    if seen.view.state == "closed":
        return ()
    return tuple(deed for deed, is_time in _WHEN.items() if is_time(seen))


def _is_held(seen: Terminal) -> bool:
    return seen.view.ticket is not None


def _has_further(seen: Terminal) -> bool:
    return seen.view.ticket is not None and bool(seen.view.ticket.further)


def _has_several_further(seen: Terminal) -> bool:
    return seen.view.ticket is not None and len(seen.view.ticket.further) > 1


_WHEN: Final[Mapping[Deed, Callable[[Terminal], bool]]] = {
    "remark": _is_held,
    "visual": _is_held,
    "matter": _is_held,
    "unmatter": _has_further,
    "next_matter": _has_several_further,
    "result": lambda seen: seen.view.state == "serving",
    "leave": lambda seen: seen.view.state == "calling",
    "return": lambda seen: bool(seen.aside),
    "deputy": lambda seen: True,
    "profile": lambda seen: bool(seen.plan.profiles) and seen.policy.clerks_arrange,
    "services": lambda seen: seen.policy.clerks_arrange and seen.view.state != "calling",
}
"""The state of the window in which each is offered."""
