"""What all programs with a screen may be asked for on the command line, and the sentence for what cannot be."""

import re
from typing import Final, overload

from config.texts import Texts, languages
from config.typed import refuse

SIZE: Final = re.compile(r"(\d{3,4})[xX×](\d{3,4})")
PACE_MOST_S: Final = 3600.0


@overload
def language(words: Texts, given: str) -> str: ...
@overload
def language(words: Texts, given: None) -> None: ...
@overload
def language(words: Texts, given: str | None) -> str | None: ...
def language(words: Texts, given: str | None) -> str | None:
    """A language that has texts. Ends the command for another."""
    if given is not None and given not in languages():
        known = words.say("config.comma").join(languages())
        refuse(words.say("command.wished.language", given=given, known=known))
    return given


def pace(words: Texts, given: float | None) -> float | None:
    """The seconds between two simulated people. Ends the command for none or an hour."""
    if given is not None and not 0 < given < PACE_MOST_S:
        refuse(words.say("command.wished.simulate", given=given))
    return given


def size(words: Texts, given: str | None) -> tuple[int, int] | None:
    """A window's width and height in px. Ends the command for what is no size."""
    if given is None:
        return None
    found = SIZE.fullmatch(given)
    if found is None:
        refuse(words.say("command.wished.size", given=given))
    return int(found[1]), int(found[2])
