"""When the kiosk speaks: a page that somebody wants read, a ticket that has come out, a refusal."""

from typing import Final

from kiosk.aloud import aloud
from kiosk.ports import VoicePort
from kiosk.said import Said
from kiosk.sounds import Tone
from kiosk.speech import Speech
from kiosk.view import Page, Shown
from kiosk.visit import Visit

REFUSALS: Final[frozenset[Page]] = frozenset({"refused"})
_Place = tuple[object, ...]


class Speaking:
    """Follows what is shown. A page is read once when it comes, however often its counts change."""

    def __init__(self, voice: VoicePort) -> None:
        self._voice = voice
        self._place: _Place = ()
        self._page: Page | None = None
        self._is_out = False

    def follow(self, visit: Visit, screen: Shown) -> bool:
        """The screen of this moment. Gives whether what was being said has ended with it."""
        place, tone = self._place_of(visit, screen), self._tone(screen)
        has_moved, self._place = place != self._place, place
        sentences = _sentences(visit, screen, tone) if has_moved or tone else ()
        if sentences:
            self._voice.read(sentences, screen.language, tone)
        elif tone:
            self._voice.sound(tone)
        elif has_moved:
            self._voice.stop()
        return has_moved

    def _tone(self, screen: Shown) -> Tone | None:
        """The sound of what has just happened."""
        is_refused = screen.page in REFUSALS and self._page != screen.page
        is_out = screen.page == "done" and screen.ticket.is_printed
        has_come_out = is_out and not self._is_out
        self._page, self._is_out = screen.page, is_out
        return "ticket" if has_come_out else "refused" if is_refused else None

    def _place_of(self, visit: Visit, screen: Shown) -> _Place:
        return (
            screen.page, screen.language, visit.entered_at, visit.zone, visit.department, visit.screenful,
            visit.is_printed, visit.is_large, visit.is_spoken, visit.asked_again,
        )  # fmt: skip


def _sentences(visit: Visit, screen: Shown, tone: Tone | None) -> tuple[Said, ...]:
    """All of the page where it is wanted; that a ticket is out is said to everybody."""
    sentences = aloud(screen, Speech(screen.language))
    if screen.page == "done" and not screen.ticket.is_printed:
        # The number follows with the paper, whole: it would be cut off here.
        return sentences[-1:] if visit.is_spoken else ()
    if visit.is_spoken:
        return sentences
    return sentences[-1:] if tone == "ticket" else ()
