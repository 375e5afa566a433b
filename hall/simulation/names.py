"""What things are called in the language of whoever reads."""

from typing import Protocol

from config.texts import FIRST_LANGUAGE, Texts


class Named(Protocol):
    """A thing with a name, and perhaps an English one."""

    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...


def named(thing: Named, t: Texts) -> str:
    """The Chinese name for who reads Chinese; for others the English one, where there is any."""
    return thing.name if t.language == FIRST_LANGUAGE else thing.name_en or thing.name
