"""Who a box is to its hall: its name, and once it is paired the grant by which both know each other."""

import logging
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from link.pairing.grant import Grant
from link.pinned import name_of
from link.trusted import TrustedFile, TrustedFileError

log = logging.getLogger(__name__)


class Passport:
    """Read once and again: a box may be paired, paired anew or given a new token while its screen is on.

    `file` None: a box without a memory, such as a test's.
    """

    def __init__(self, box: str, file: TrustedFile | None = None, grant: Grant | None = None) -> None:
        self._box, self._file = box, file
        self.grant = grant
        self._complained = ""

    @property
    def box(self) -> str:
        """The name that the hall knows the box by; until it is paired, the one that it has for itself."""
        return self.grant.box if self.grant else self._box

    @property
    def authority(self) -> str:
        """The authority that the hall must prove itself by; empty: not paired."""
        return self.grant.authority if self.grant else ""

    @property
    def headers(self) -> dict[str, str]:
        """What goes with each request."""
        token = {"Authorization": f"Bearer {self.grant.token}"} if self.grant else {}
        return {"Jiaohao-Box": self.box} | token

    @property
    def extensions(self) -> dict[str, str]:
        """The name that is asked for and verified, whatever the address."""
        return {"sni_hostname": name_of(self.grant.hall)} if self.grant else {}

    def refresh(self) -> bool:
        """Read the file again; whether there is something new."""
        before = self.grant
        if self._file is not None:
            self.grant = self._read(self._file)
        return self.grant != before

    def keep(self, grant: Grant) -> None:
        """From now on this grant, also after a restart. Raises OSError, and then all is as before."""
        if self._file is not None:
            self._file.write(grant)
        self.grant = grant

    def secured(self, root: str) -> str:
        """The root of an API as this box may ask it: a token goes over TLS alone, whatever a file or the LAN says."""
        is_plain = root.lower().startswith("http://")
        return "https://" + root[len("http://") :] if self.grant and is_plain else root

    def may_ask(self, root: str) -> bool:
        """Whether the box may speak to what listens there: without a grant to its own machine alone, and no TLS."""
        try:
            parts = urlsplit(root)
        except ValueError:  # no address at all, and then nobody is there
            return True
        if self.grant or not parts.hostname:
            return True
        return parts.scheme != "https" and (_is_loopback(parts.hostname) or parts.scheme != "http")

    def _read(self, file: TrustedFile) -> Grant | None:
        try:
            grant = file.read()
        except TrustedFileError as wrong:
            if str(wrong) != self._complained:
                log.error("what this box was given when it was paired cannot be used: %s", wrong)
            self._complained = str(wrong)
            return None
        self._complained = ""
        return grant


def passport_in(folder: Path, box: str) -> Passport:
    """That of the box `box` (as its file or its machine's name calls it), kept in its state folder."""
    passport = Passport(box, TrustedFile(folder, box))
    passport.refresh()
    return passport


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
