"""What a paired box keeps in its state folder, for its owner's eyes only."""

from dataclasses import dataclass
from pathlib import Path

from link.pairing.grant import Grant, GrantError, grant_of, grant_text
from link.private_file import make_private_folder, write_private


class TrustedFileError(Exception):
    """The file is there and cannot be used: it is damaged, or others may read it."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file, self.reason = file, reason


@dataclass(frozen=True, slots=True)
class TrustedFile:
    """Where the box `box` (as its own file or its machine's name calls it) keeps its grant."""

    folder: Path
    box: str

    @property
    def path(self) -> Path:
        return self.folder / f"trusted-{self.box}.json"

    def read(self) -> Grant | None:
        """The grant; None where this box is not paired.

        Raises:
            TrustedFileError: a file is there and cannot be used.
        """
        try:
            is_open = self.path.stat().st_mode & 0o077
            text = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as wrong:
            raise TrustedFileError(self.path, wrong.strerror or str(wrong)) from None
        if is_open:
            raise TrustedFileError(self.path, "others may read it")
        try:
            return grant_of(text)
        except GrantError as wrong:
            raise TrustedFileError(self.path, str(wrong)) from None

    def write(self, grant: Grant) -> None:
        """Keep this one from now on. Raises OSError."""
        make_private_folder(self.folder)
        write_private(self.path, grant_text(grant).encode())

    def prove_writable(self) -> None:
        """Raises OSError where a grant could not be kept here."""
        make_private_folder(self.folder)
        probe = self.path.with_name(self.path.name + ".probe")
        write_private(probe, b"")
        probe.unlink()
