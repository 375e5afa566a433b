"""What the kiosk needs of the hall and of its printer, and how each can fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.said import Said
from kiosk.sounds import Tone
from look.language import Language


@dataclass(frozen=True)
class Taken:
    """A ticket as the hall gave it. `issued_at` is UTC; `ahead` and `wait` (minutes) are None when not known."""

    id: str
    number: str
    service: str
    zones: tuple[str, ...]
    issued_at: datetime
    ahead: int | None = None
    wait: tuple[int, int] | None = None
    secret: str = ""
    further: tuple[str, ...] = ()
    """Matters that follow under the same number."""


@dataclass(frozen=True)
class Wish:
    """What a citizen wants beside the service: further matters under the number, the code of an appointment, the
    reference by which the hall knows them, and the age that a card told."""

    further: tuple[str, ...] = ()
    booking: str = ""
    person: str = ""
    age: int | None = None


NOTHING_ELSE = Wish()


@dataclass(frozen=True)
class ToPrint:
    """One ticket for the printer."""

    ticket: Taken
    language: Language
    is_reprint: bool = False
    is_large: bool = False
    """In large print, for who has asked for the care mode."""
    is_copy: bool = False
    """The stub for the desk."""


class Refusal(Exception):
    """The hall said no; `detail` is its sentence in the citizen's language, `name` the problem's own: `limit-reached`."""

    def __init__(self, detail: str, name: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.name = name


class HallAway(Exception):
    """The hall did not answer in time. `is_fate_unknown`: what was asked may have happened all the same."""

    def __init__(self, reason: str = "", *, is_fate_unknown: bool = False) -> None:
        super().__init__(reason)
        self.is_fate_unknown = is_fate_unknown


class KeptForLater(HallAway):
    """The hall does not know of it yet: it is written down, and will be told when it is back."""


class NotPrinted(Exception):
    """The ticket did not come out; `reason` is a word of the printer's health, e.g. `out_of_paper`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class HallPort(Protocol):
    """The hall. Each call retries by itself for some seconds while the fate of its first try is unknown."""

    async def take_ticket(
        self, service: str, priority: str, language: Language, key: str, wish: Wish = NOTHING_ELSE
    ) -> Taken:
        """A number for a service; the same `key` gives the same number, however often it is asked with.

        Raises Refusal, HallAway.
        """
        ...

    async def cancel(self, ticket: str) -> None:
        """Give back a number that nobody got to see. Raises Refusal, HallAway."""
        ...

    async def ask_reprint(self, ticket: str) -> None:
        """Ask to print a ticket again here. Raises Refusal, HallAway."""
        ...

    async def printed(self, ticket: str, is_reprint: bool) -> None:
        """Say that a ticket came out. Raises Refusal, HallAway."""
        ...

    async def print_failed(self, ticket: str, reason: str) -> None:
        """Say that a ticket did not come out. Raises Refusal, HallAway."""
        ...


class VoicePort(Protocol):
    """What can be heard. Nothing here waits or raises: what is said stands on the screen as well."""

    def read(self, sentences: Sequence[Said], language: str, tone: Tone | None = None) -> None:
        """Read a page, a tone before it; what was being read ends."""
        ...

    def sound(self, tone: Tone) -> None:
        """One short tone."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...


class PrinterPort(Protocol):
    """The printer. Bounded in time always."""

    async def print(self, asked: ToPrint) -> bool:
        """Print one ticket; whether it came out marked as a reprint. Raises NotPrinted."""
        ...

    @property
    def is_out_of_paper(self) -> bool:
        """Whether the printer says that it has no paper now."""
        ...
