"""Whether the hall can be heard, as the kiosk tells its citizens."""

from kiosk.pages import Hearing
from link.reconnect import STALE_S, LinkStatus


def hearing_of(
    status: LinkStatus, silent_s: float | None, up_s: float, patience_s: float = STALE_S
) -> Hearing:
    """`starting` for a while after the start, `live` through a short cut, `away` once what is shown is old.

    `silent_s` is the time since the hall's last word, None: it never said one; `up_s` how long this box is up.
    """
    if status.is_live:
        return "live"
    if silent_s is None:
        return "starting" if up_s < patience_s else "away"
    return "away" if status.state == "stale" or silent_s >= patience_s else "live"
