"""What a bearer token lets its holder be: one role of one box, and what it may touch."""

from collections.abc import Callable
from dataclasses import dataclass

from link.messages.words import BoxRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """Who asks. `windows`, `zones` and `printers` (`BOX/NAME`) are what it may touch; empty: all that its role may.

    `clerk` is the person who has signed in there, empty where nobody has. `token` is the token's id (never the token
    itself), empty where none was needed: `is_unchecked` says that the hall runs on loopback and asks for no tokens.
    """

    role: BoxRole
    box: str
    windows: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    printers: tuple[str, ...] = ()
    clerk: str = ""
    token: str = ""
    is_unchecked: bool = False


PassOf = Callable[[str], Pass | None]
"""From what stands behind `Authorization: Bearer` to the pass it gives; None where there is no such token (any more)."""
