"""The hall's authority and certificate on its disk, and the live TLS context that is given each new one."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hall.trust.authority import NoPairError, Pair, ends_at, is_due, new_authority, new_certificate, read_pair
from link.private_file import make_private_folder, write_private

FOLDER: Final = "trust"
AUTHORITY: Final = "authority.pem"
"""Whoever has this file can be the hall. It belongs into a backup, and nowhere else."""

SERVER: Final = "server.pem"
LOOK_S: Final = 60.0
"""How often it is asked whether a new one is due: a clock that is set right at noon must not cost a day."""

_log = logging.getLogger(__name__)


class AuthorityError(Exception):
    """What lies at `file` is no authority: made anew, it would shut out every box of the hall."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class Certificates:
    """Both of one hall, kept in the folder `trust` of its data directory. `now` is the machine's clock, not the hall's."""

    def __init__(
        self, data: Path, hall: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder, self._hall, self._now = data / FOLDER, hall, now
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_3
        self._context.set_alpn_protocols(["http/1.1"])

    @property
    def context(self) -> ssl.SSLContext:
        """For the server; stays the same while certificates come and go."""
        return self._context

    @property
    def authority(self) -> str:
        """The authority's certificate, PEM."""
        return self._authority.public

    @property
    def fingerprint(self) -> str:
        """That of the authority."""
        return self._authority.fingerprint

    def open(self) -> None:
        """Read what is there and make what is not.

        Raises:
            AuthorityError: the authority's file is damaged.
            OSError: nothing can be kept there.
        """
        make_private_folder(self._folder)
        self._authority = self._read_authority()
        self._server = self._read_server()
        self.renew_if_due()
        self._context.load_cert_chain(self._folder / SERVER)

    def renew_if_due(self) -> bool:
        """Give the server a new certificate where it needs one; connections that stand stay."""
        if self._server is not None and not is_due(self._server, self._authority, self._hall, self._now()):
            return False
        self._server = new_certificate(self._authority, self._hall, self._now())
        write_private(self._folder / SERVER, self._server.secret)
        self._context.load_cert_chain(self._folder / SERVER)
        _log.info("the hall has a new certificate, valid until %s", ends_at(self._server).date())
        return True

    async def keep_fresh(self, look_s: float = LOOK_S) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(look_s)
            try:
                self.renew_if_due()
            except OSError as wrong:  # a full disk; there are thirty days left to try again
                self._server = self._read_server()
                _log.warning("a new certificate could not be kept, trying again: %s", wrong)

    def _read_authority(self) -> Pair:
        path = self._folder / AUTHORITY
        if not path.exists():
            made = new_authority(self._hall, self._now())
            write_private(path, made.secret)
            _log.info("the hall has its own authority now: %s", made.fingerprint)
            return made
        try:
            return read_pair(path.read_bytes())
        except NoPairError:
            raise AuthorityError(path) from None

    def _read_server(self) -> Pair | None:
        try:
            return read_pair((self._folder / SERVER).read_bytes())
        except (NoPairError, OSError):
            return None
