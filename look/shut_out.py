"""Why a box has no hall although one may be there: what a technician must put right, in words for every screen."""

from typing import Final

from link.reconnect import STALE_S, LinkReason, LinkStatus

_AT_ONCE: Final[frozenset[LinkReason]] = frozenset({"not-paired", "token-refused"})
"""The hall itself has said so: from then on nothing that is shown is this box's to show."""

_IN_TIME: Final[frozenset[LinkReason]] = frozenset({"unproven", "wrong-clock", "other-hall", "several-halls"})
"""Somebody else may have answered while the hall restarts: said once what is shown is old, or nothing was ever heard."""


def shut_out(status: LinkStatus, silent_s: float | None, patience_s: float = STALE_S) -> str:
    """The key of the sentence in the catalogue, its hint at `KEY.hint`; empty where the link is as it should be.

    `silent_s` is the time since the hall's last word, None before the first.
    """
    if status.is_live:
        return ""
    is_old = silent_s is None or silent_s >= patience_s
    if status.reason in _AT_ONCE or (is_old and status.reason in _IN_TIME):
        return f"shut-out.{status.reason}"
    return ""
