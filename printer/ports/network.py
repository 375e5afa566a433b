"""The way to a printer over TCP, port 9100 unless another is named."""

import contextlib
import errno
import socket
from typing import Final

from printer.ports.port import PortError, Trouble

RAW_PRINTING: Final = 9100
_AT_ONCE: Final = 4096


class NetworkPort:
    """One TCP connection, kept open between tickets."""

    can_answer = True

    def __init__(self, host: str, port: int = RAW_PRINTING) -> None:
        self._host = host
        self._port = port
        self._connection: socket.socket | None = None

    def open(self, timeout_s: float) -> None:
        self.close()
        try:
            self._connection = socket.create_connection((self._host, self._port), timeout_s)
        except (OSError, UnicodeError) as error:
            raise self._failed(error) from error
        self._tune(self._connection)

    def write(self, stream: bytes, timeout_s: float) -> None:
        connection = self._opened()
        try:
            connection.settimeout(timeout_s)
            connection.sendall(stream)
        except OSError as error:
            raise self._failed(error) from error

    def read(self, timeout_s: float) -> bytes:
        connection = self._opened()
        try:
            connection.settimeout(timeout_s)
            received = connection.recv(_AT_ONCE)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise self._failed(error) from error
        if not received:
            raise PortError("unplugged", f"printer {self._host}:{self._port} closed the connection")
        return received

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.close()

    def _opened(self) -> socket.socket:
        if self._connection is None:
            raise PortError("offline", f"printer {self._host}:{self._port} is not connected")
        return self._connection

    def _tune(self, connection: socket.socket) -> None:
        """Without Nagle's delay: a status question is three bytes and waits for its answer."""
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)

    def _failed(self, error: Exception) -> PortError:
        return PortError(_trouble(error), f"printer {self._host}:{self._port}: {error}")


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, (ConnectionResetError, BrokenPipeError, ConnectionAbortedError)):
        return "unplugged"
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return "misnamed"
    is_denied = isinstance(error, OSError) and error.errno in {errno.EACCES, errno.EPERM}
    return "denied" if is_denied else "offline"
