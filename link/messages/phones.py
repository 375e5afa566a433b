"""One way to write a telephone number, however somebody writes it: or the same person would be two."""

import re
from typing import Final
from unicodedata import normalize

_BETWEEN: Final = re.compile(r"[\s().\-‐-―]")
"""What people put between the digits."""

_CHINA: Final = re.compile(r"(?:\+|00)86|86(?=1[3-9][0-9]{9}$)")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")


def plain_phone(text: str) -> str:
    """`+86 138-0013-8000`, `008613800138000` and `１３８００１３８０００` are `13800138000`; `+86 10 6554 1234` is the
    `01065541234` that is dialled within China (ITU-T E.164: 86, then the number without its 0). A number of another
    country keeps its `+`."""
    plain = _BETWEEN.sub("", normalize("NFKC", text))
    known = _CHINA.match(plain)
    if known is None:
        return f"+{plain[2:]}" if plain.startswith("00") and len(plain) > 8 else plain
    national = plain[known.end() :]
    return (
        national
        if _MOBILE.fullmatch(national) or national.startswith("0")
        else f"0{national}"
        if national
        else plain
    )
