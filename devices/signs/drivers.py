"""One driver for each make of sign: how a face gets there, and whether the sign said that it has it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from devices.signs import alpha, huidu, onbon
from devices.signs.face import Face, Page, Panel
from devices.signs.onbon import BadFrame, Card
from devices.signs.template import Template
from devices.signs.wire import Wire, WireFault

ANSWER_S: Final = 1.0
"""How long a sign may take to say yes."""

MOST: Final = 4096
"""Bytes of an answer that are read."""


class Driver(Protocol):
    """How one sign is shown a face. `blinks_itself` and `turns_pages`: it needs no further frames for that."""

    @property
    def blinks_itself(self) -> bool: ...

    @property
    def turns_pages(self) -> bool: ...

    async def show(self, wire: Wire, face: Face) -> None:
        """Show it. Raises WireFault where it did not arrive, or the sign says no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnbonDriver:
    """A K card. `answers` is off for lines on which nothing comes back."""

    panel: Panel
    card: Card = "6K"
    screen: int = 0xFFFE
    answers: bool = True
    blinks_itself: bool = False
    turns_pages: bool = True

    async def show(self, wire: Wire, face: Face) -> None:
        await wire.send(onbon.dynamic_area(face, self.panel, self.card, to=self.screen))
        if self.answers:
            await confirmed(wire, onbon.is_taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaDriver:
    """An Alpha sign; it answers nothing."""

    address: str = "00"
    blinks_itself: bool = True
    turns_pages: bool = True

    async def show(self, wire: Wire, face: Face) -> None:
        await wire.send(alpha.message(face, self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDriver:
    """A sign that was taught by its manual; `ok` is how its answer begins, empty where it gives none."""

    template: Template
    panel: Panel
    address: int = 1
    ok: bytes = b""
    turns_pages: bool = False

    @property
    def blinks_itself(self) -> bool:
        return self.template.can_blink

    async def show(self, wire: Wire, face: Face) -> None:
        await wire.send(self.template.made(face, self.panel, self.address))
        if self.ok:
            await confirmed(wire, lambda answer: answer.startswith(self.ok))


class HuiduDriver:
    """A Huidu card: one session as long as the connection holds."""

    blinks_itself = False
    turns_pages = True

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._guid = ""
        self._received = bytearray()

    async def show(self, wire: Wire, face: Face) -> None:
        try:
            if not self._guid:
                self._guid = await self._greeted(wire)
            answer = await self._asked(wire, huidu.programme(face, self._panel, self._guid))
        except WireFault:
            self._forget()
            raise
        except huidu.BadPacket as wrong:
            self._forget()
            await wire.close()
            raise WireFault(f"no answer of this protocol: {wrong}", "garbled") from None
        if not huidu.is_success(answer):
            self._forget()
            raise WireFault("the card refused the programme", "refused")

    async def _greeted(self, wire: Wire) -> str:
        await wire.send(huidu.version_asked())
        await self._heard(wire, huidu.VERSION_TOLD)
        return huidu.guid_of(await self._asked(wire, huidu.hello()))

    async def _asked(self, wire: Wire, xml: str) -> str:
        """The whole answer to a request, put together from its chunks."""
        for packet in huidu.xml_asked(xml):
            await wire.send(packet)
        whole = bytearray()
        while True:
            total, start, part = huidu.chunk_of((await self._heard(wire, huidu.XML_TOLD)).data)
            if start != len(whole) or total > huidu.LONGEST * 4:
                raise huidu.BadPacket("order")
            whole += part
            if len(whole) >= total:
                return whole.decode("utf-8", "replace")

    async def _heard(self, wire: Wire, command: int) -> huidu.Packet:
        """The next packet of this kind; heartbeats in between are nothing."""
        while True:
            for place, packet in enumerate(found := huidu.packets(self._received)):
                if packet.command == huidu.ERROR_TOLD:
                    raise WireFault("the card reports an error", "refused")
                if packet.command == command:
                    self._received[:0] = b"".join(huidu.packed(p.command, p.data) for p in found[place + 1 :])
                    return packet
            got = await wire.receive(MOST, ANSWER_S)
            if not got:
                raise WireFault("no answer", "no-answer")
            self._received += got

    def _forget(self) -> None:
        self._guid = ""
        self._received.clear()


async def confirmed(wire: Wire, says_yes: Callable[[bytes], bool]) -> None:
    """Wait for the sign's yes. Raises WireFault where it does not come; `says_yes` may raise BadFrame."""
    answer = await wire.receive(MOST, ANSWER_S)
    try:
        is_yes = bool(answer) and says_yes(answer)
    except BadFrame as wrong:
        raise WireFault(f"garbled answer: {wrong}", "garbled") from None
    if not answer:
        raise WireFault("no answer", "no-answer")
    if not is_yes:
        raise WireFault("the sign said no", "refused")


def dark(face: Face) -> Face:
    """The other half of a blink."""
    return replace(face, pages=(Page(text=" ", colour=face.pages[0].colour),), blinks=0)
