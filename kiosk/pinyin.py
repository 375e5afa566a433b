"""Names found by the first letters of their pinyin: `不动产登记` is `bdcdj`."""

from functools import lru_cache

from pypinyin import Style, pinyin


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The first letters of each Hanzi's pinyin, lower case; letters and digits stand for themselves, all else is left out."""
    letters = "".join(part[0] for part in pinyin(name, style=Style.FIRST_LETTER))
    return "".join(each for each in letters if each.isascii() and each.isalnum()).lower()
