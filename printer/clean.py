"""Text from outside made fit for paper: nothing that is left can steer a printer."""

import unicodedata
from typing import Final

LONGEST: Final = 400
"""Characters of one text; a notice of this length fills 20 cm of paper."""


def clean(text: str, longest: int = LONGEST) -> str:
    """NFC, one line break kept as `\\n`, every other control, format or surrogate character gone."""
    kept = "".join(_shown(character) for character in text[: longest * 2])
    return unicodedata.normalize("NFC", kept)[:longest].strip()


def clean_line(text: str, longest: int = LONGEST) -> str:
    """Like `clean`, on one line."""
    return " ".join(clean(text, longest).split())


def _shown(character: str) -> str:
    if character == "\n":
        return character
    if character in "\t\r\u2028\u2029\u00a0\u3000":
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs"} else character
