"""The two languages of a screen: the citizen's and the small second one."""

from typing import Literal

Language = Literal["zh", "en"]


def second_language(language: Language) -> Language:
    """The language of the small second line: each of the two is the other's second."""
    return "en" if language == "zh" else "zh"
