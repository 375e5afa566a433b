"""What a pass may touch: the windows, zones, printers and the box that a request names."""

from collections.abc import Mapping

from hall.access.roles import Scope
from hall.trust.passes import Pass
from hall.trust.token import Wish
from link.messages.commands import Command
from link.messages.definition import WindowPlace

Touched = tuple[str, str]
"""What kind of thing (`window`, `zone`, `printer`, `box`) and which one."""


def may_not_touch(
    who: Pass, scope: Scope, path: Mapping[str, str], places: Mapping[str, WindowPlace]
) -> Touched | None:
    """What in the path is not the asker's, None where all is. `path` has the parameters by name; `places` the hall's
    windows, to know in which zone each one stands. An empty list of windows or zones means: all."""
    if who.is_unchecked or who.role == "hall":
        return None
    if scope == "window":
        return _outside("window", path.get("window", ""), who.windows)
    if scope == "zone":
        return _outside("zone", path.get("zone", ""), who.zones)
    if scope == "box":
        return _outside("box", path.get("box", ""), (who.box,))
    return _sign(who, path.get("window", ""), places) if scope == "sign" else None


def printer_beyond(who: Pass, command: Command) -> Touched | None:
    """The printer of a command that is not the asker's: neither one of its box nor one that its pass names."""
    printer = getattr(command, "printer", "")
    if not printer or who.is_unchecked or who.role in ("hall", "manager") or printer in who.printers:
        return None
    is_its_own = not who.printers and printer.partition("/")[0] == who.box
    is_staffs = not who.printers and who.role in ("desk", "caller") and command.kind == "reprint_ticket"
    return None if is_its_own or is_staffs else ("printer", printer)


def may_give(who: Pass, wish: Wish) -> bool:
    """Whether the asker may make somebody what a token says: nobody gives more than they have. A technician makes no
    managers, who look after people; and who has some windows or zones gives none but these."""
    if who.is_unchecked or who.role == "hall":
        return True
    is_within = all(
        not own or (given and set(given) <= set(own))
        for own, given in ((who.windows, wish.windows), (who.zones, wish.zones))
    )
    return is_within and (who.role == "manager" or wish.role != "manager")


def _outside(kind: str, thing: str, own: tuple[str, ...]) -> Touched | None:
    return (kind, thing) if own and thing not in own else None


def _sign(who: Pass, window: str, places: Mapping[str, WindowPlace]) -> Touched | None:
    """A sign shows a window of its own, or any in the zones of its board."""
    place = places.get(window)
    is_in_zone = place is not None and place.zone in who.zones
    if not (who.windows or who.zones) or window in who.windows or is_in_zone:
        return None
    return ("window", window)
