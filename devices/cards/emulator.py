"""An emulated SDT reader on a pty: a card is laid down, lifted, or taken away too early.

It takes commands apart and puts answers together in its own way, so that a mistake of ours in the bytes is not made twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from devices.cards.made_up import MadeUpCard
from devices.serial_line.far_end import FarEnd

PHOTO_BYTES: Final = 1024
WHOLE: Final = 1295
"""The length of the answer to `read`."""


def _as_it_is(answer: bytes) -> bytes:
    return answer


@dataclass(slots=True)
class ReaderFaults:
    """What is wrong with it. `spoil` gets each answer and gives what goes over the line; `cut_at`: after so many bytes of
    the next whole answer the card is gone; `unreadable`: it is found and cannot be read; `finds_again`: a card that lies
    there is found again and again, as some readers do."""

    spoil: Callable[[bytes], bytes] = _as_it_is
    cut_at: int | None = None
    is_mute: bool = False
    is_unreadable: bool = False
    finds_again: bool = False


class EmulatedReader(FarEnd):
    """A reader at the far end of a line; closed, it is pulled out."""

    def __init__(self, faults: ReaderFaults | None = None) -> None:
        super().__init__(self._take)
        self.faults = faults or ReaderFaults()
        self.card: MadeUpCard | None = None
        self.heard: list[str] = []
        """The commands that came, as words."""
        self._is_read = False
        self._step = "idle"
        self._received = b""

    def lay(self, card: MadeUpCard) -> None:
        self.card, self._is_read, self._step = card, False, "idle"

    def lift(self) -> None:
        self.card, self._step = None, "idle"

    def _take(self, heard: bytes) -> None:
        self._received += heard
        while len(self._received) >= 10:
            asked, self._received = self._received[:10], self._received[10:]
            if asked[:7] == b"\xaa\xaa\xaa\x96\x69\x00\x03" and asked[9] == 3 ^ asked[7] ^ asked[8]:
                self._answer(asked[7:9].hex())
            else:
                self._received = b""

    def _answer(self, asked: str) -> None:
        self.heard.append(
            {"2001": "find", "2002": "select", "3001": "read", "11ff": "status"}.get(asked, asked)
        )
        if self.faults.is_mute:
            return
        status, data = self._said(asked)
        whole = enveloped(bytes.fromhex(status) + data)
        if len(whole) == WHOLE and self.faults.cut_at is not None:
            whole, self.faults.cut_at = whole[: self.faults.cut_at], None
            self.lift()
        self.say(self.faults.spoil(whole))

    def _said(self, asked: str) -> tuple[str, bytes]:
        match asked:
            case "2001":
                return self._find()
            case "2002":
                return self._select()
            case "3001":
                return self._read()
            case _:
                return ("000090" if asked == "11ff" else "000021"), b""

    def _find(self) -> tuple[str, bytes]:
        if self.card is None or (self._is_read and not self.faults.finds_again):
            return "000080", b""
        self._step = "found"
        return "00009f", bytes(4)

    def _select(self) -> tuple[str, bytes]:
        if self.card is None or self._step != "found":
            return "000081", b""
        self._step = "selected"
        return "000090", bytes(8)

    def _read(self) -> tuple[str, bytes]:
        if self.card is None or self._step != "selected" or self.faults.is_unreadable:
            self._step = "idle"
            return "000041", b""
        self._step, self._is_read = "idle", True
        return "000090", b"\x01\x00\x04\x00" + written(self.card) + bytes(PHOTO_BYTES)


def enveloped(body: bytes) -> bytes:
    """An answer with its envelope, written down once more."""
    counted = (len(body) + 1).to_bytes(2) + body
    check = 0
    for one in counted:
        check ^= one
    return b"\xaa\xaa\xaa\x96\x69" + counted + bytes([check])


def written(card: MadeUpCard) -> bytes:
    """The 256 bytes of text on a card."""
    rows = (
        (card.name, 30), ("1", 2), ("01", 4), (f"{card.born:%Y%m%d}", 16), ("云溪县无名路 1 号", 70), (card.number, 36),
        ("云溪县公安局", 30), ("20200101", 16), ("20400101", 16), ("", 36),
    )  # fmt: skip
    return b"".join(text.ljust(size // 2).encode("utf-16-le")[:size] for text, size in rows)
