"""What a hall offers besides its departments, and what of it has room on the home page."""

from typing import Final, Literal

from kiosk.layout import Form
from link.messages.definition import Definition

Offer = Literal["booking", "several", "themes", "search", "map", "more"]

MANY_SERVICES: Final = 50
"""From here on it is quicker to type the first letters than to look through the departments."""

MOST_ROOMS_SEEN: Final = 2
"""Two rooms stand on the home page as they lie; more need a map."""

MOST_KEYS: Final[dict[Form, int]] = {"tall": 4, "low": 4, "wide": 2}
ICONS: Final[dict[Offer, str]] = {
    "booking": "cal",
    "several": "list",
    "themes": "people",
    "search": "search",
    "map": "map",
    "more": "more",
}


def offers(definition: Definition, *, has_booking: bool, has_several: bool) -> tuple[Offer, ...]:
    """All of them, the most wanted first."""
    there: dict[Offer, bool] = {
        "booking": has_booking,
        "several": has_several,
        "themes": bool(definition.themes),
        "search": len(definition.services) >= MANY_SERVICES,
        "map": len(definition.zones) > MOST_ROOMS_SEEN,
    }
    return tuple(each for each, is_there in there.items() if is_there)


def shown_offers(every: tuple[Offer, ...], form: Form) -> tuple[Offer, ...]:
    """Those that have a key of their own; the others are behind the last one."""
    most = MOST_KEYS[form]
    return every if len(every) <= most else (*every[: most - 1], "more")


def hidden_offers(every: tuple[Offer, ...], form: Form) -> tuple[Offer, ...]:
    """Those behind `more`."""
    shown = shown_offers(every, form)
    return tuple(each for each in every if each not in shown)
