"""What is said of an errand's page: its parts in reading order, each with the id of what it is about; pure."""

from collections.abc import Iterator

from kiosk.errands.picked import PICK
from kiosk.view import Shown

Parts = tuple[tuple[str, ...], str]
"""What becomes one sentence, and the id of what it is about; empty where it is about nothing to touch."""


def told(screen: Shown) -> Iterator[Parts]:
    """The page from top to bottom; keys to type with are not read one by one."""
    yield (screen.title.text, screen.errand.lead.text), ""
    for guide in screen.guides:
        yield (guide.name.text, guide.below.text), ""
    for choice in screen.choices:
        yield (choice.name + choice.bracket, choice.state), choice.id.removeprefix(PICK)
    for detail in screen.details:
        yield (f"{detail.label} {detail.text}",), ""
    if screen.errand.big:
        yield (f"{screen.errand.big_label} {' '.join(screen.errand.big.replace(' ', ''))}",), ""
    if screen.errand.note.text:
        yield (screen.errand.note.text,), ""
    if screen.layout != "Typing":
        for key in screen.own_keys:
            yield (key.text,), key.id
