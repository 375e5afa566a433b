"""The languages of a screen: the citizen's and the small second one, by the names of their catalogues."""

Language = str
"""`zh`, `en`, or whatever else has a catalogue."""


def second_language(language: Language) -> Language:
    """The language of the small second line: English beside Chinese, Chinese beside every other."""
    return "en" if language == "zh" else "zh"
