"""The whole way by a number pad: what each key means on a page (EN 301 549, 5.1: closed functionality). Pure."""

from dataclasses import dataclass
from typing import Final, Literal

from kiosk.view import Shown

Verb = Literal["choose", "press", "finish", "print_again", "go_on", "more_time", "turn", "turn_back", "home"]

SIGNS: Final = frozenset("0123456789*#")
_AGAIN: Final = "*"
_NEXT: Final = "#"
_BACK: Final = "0"


@dataclass(frozen=True)
class Meant:
    """What a key does: a verb, and what it is about."""

    verb: Verb
    what: str = ""
    which: str = ""


def meaning(screen: Shown, sign: str) -> Meant | None:
    """What `sign` means now; None: nothing on this page.

    1 to 9 choose in the order in which things are read, 0 goes back, * reads again, # shows the next screenful. Where
    signs are typed they are typed.
    """
    typed = next((key.id for key in screen.own_keys if key.text == sign and key.is_ready), None)
    if typed is not None:
        return Meant("press", which=typed)
    if sign == _AGAIN:
        return Meant("press", which="read")
    if sign == _NEXT:
        return _turned(screen)
    if sign == _BACK:
        return Meant("press", which="back") if screen.can_go_back else Meant("home")
    listed = numbered(screen)
    at = int(sign) - 1
    return listed[at] if at < len(listed) else None


def numbered(screen: Shown) -> tuple[Meant, ...]:
    """What can be done on a page, from 1 on."""
    if screen.page == "timeout":
        return Meant("go_on"), Meant("more_time")
    if screen.page == "done":
        again = (Meant("print_again"),) if screen.ticket.can_print_again else ()
        return (Meant("finish"), *again, Meant("press", which="another")) if screen.ticket.is_printed else ()
    rows = [Meant("choose", row.what, row.id) for row in screen.care_rows if row.is_open]
    choices = [Meant("press", which=row.id) for row in screen.choices if row.is_open]
    keys = [Meant("press", which=key.id) for key in screen.own_keys if key.is_ready]
    return (*rows, *choices, *keys)


def _turned(screen: Shown) -> Meant | None:
    if screen.pager.pages <= 1:
        return None
    return Meant("turn")
