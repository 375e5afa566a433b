"""Finding a service by the first letters of its name's pinyin, or by the words of its English name. Pure."""

from collections.abc import Iterable

from kiosk.pinyin import initials
from link.messages.definition import Service


def found(services: Iterable[Service], typed: str) -> tuple[Service, ...]:
    """The services that fit what was typed, those that begin so before those that have it further in."""
    if not typed:
        return ()
    ranked = [(rank, service) for service in services if (rank := _rank(service, typed)) is not None]
    return tuple(service for _, service in sorted(ranked, key=lambda each: each[0]))


def _rank(service: Service, typed: str) -> int | None:
    """0: the name begins so, 1: it is in it, 2: the English words begin so; None: not at all."""
    letters = initials(service.name)
    if letters.startswith(typed):
        return 0
    if typed in letters:
        return 1
    english = "".join(word[0] for word in service.name_en.lower().split() if word[0].isalpha())
    squeezed = "".join(sign for sign in service.name_en.lower() if sign.isalpha())
    return 2 if english.startswith(typed) or squeezed.startswith(typed) else None
