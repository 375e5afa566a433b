"""What the technician's page needs of the kiosk around it."""

from typing import Protocol

from kiosk.technician.checked import Checked
from kiosk.technician.identity import Identity


class Machine(Protocol):
    """This box, as its technician asks it."""

    def identity(self) -> Identity:
        """Who and where it is; at once."""
        ...

    def log(self) -> tuple[str, ...]:
        """The last lines of our own log, the newest first."""
        ...

    async def check(self, language: str) -> tuple[Checked, ...]:
        """Everything that can be checked, the gravest first. Raises CheckFailed."""
        ...

    async def print_test(self, language: str) -> None:
        """Print a slip to look at. Raises NotPrinted (kiosk.ports)."""
        ...


class Citizens(Protocol):
    """The kiosk as its citizens know it."""

    def is_free(self) -> bool:
        """Whether nobody is in the middle of anything: no number is on its way, none is on the screen."""
        ...

    def afresh(self) -> None:
        """Its home page, as nobody has touched it."""
        ...
