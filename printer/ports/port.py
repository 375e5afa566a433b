"""What every way to a printer can do, and the one error it may raise."""

from typing import Literal, Protocol

Trouble = Literal["offline", "refused", "timeout", "unplugged", "denied", "full", "misnamed"]
"""offline: no route or no answer · refused: somebody says no · timeout: it takes nothing · unplugged: gone ·
denied: no right to the device · full: no room on the disk · misnamed: the address cannot be one."""


class PortError(Exception):
    """The way to the printer failed; `trouble` says how, the message says it for the log."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble


class Port(Protocol):
    """A way to a printer. Every call ends within its time-out; every failure is a PortError."""

    @property
    def can_answer(self) -> bool:
        """Whether anything can be read here at all."""

    def open(self, timeout_s: float) -> None:
        """Makes the way ready; a second open closes the first."""

    def write(self, stream: bytes, timeout_s: float) -> None:
        """Hands over all bytes. After a PortError some of them may have been taken."""

    def read(self, timeout_s: float) -> bytes:
        """What has arrived, waiting for the first byte; empty where nothing came in time."""

    def close(self) -> None:
        """Gives the way back. Never raises; may be called twice."""
