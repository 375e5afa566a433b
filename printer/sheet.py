"""The sizes of a ticket by paper width and form, in dots at 203 dpi (8 dots are 1 mm)."""

from dataclasses import dataclass

from printer.paper import Form


@dataclass(frozen=True)
class Sheet:
    """The type sizes of one kind of ticket; `step` is the unit of all empty space."""

    dots: int
    margin: int
    step: int
    hall: int
    service: int
    second: int
    number: int
    mark: int
    place: int
    ahead: int
    ahead_digit: int
    wait: int
    text: int
    foot: int
    code: int
    smallest: int


NARROW_DOTS = 480
"""Paper with fewer dots than this is laid out as 58 mm paper."""


def sheet_for(dots: int, form: Form) -> Sheet:
    """The sheet for paper that is `dots` wide: the 80 mm or the 58 mm sizes, at the printer's own width."""
    sizes = _NARROW if dots < NARROW_DOTS else _WIDE
    return _filled(dots, sizes[form])


# margin step hall service second number mark place ahead digit wait text foot code smallest
_WIDE: dict[Form, tuple[int, ...]] = {
    "normal": (24, 8, 36, 44, 24, 212, 40, 56, 40, 72, 36, 28, 26, 176, 24),
    "large": (24, 8, 36, 64, 28, 224, 44, 76, 60, 100, 44, 44, 34, 0, 24),
}
_NARROW: dict[Form, tuple[int, ...]] = {
    "normal": (16, 6, 30, 36, 20, 142, 28, 38, 30, 54, 26, 24, 22, 124, 20),
    "large": (16, 6, 30, 46, 22, 149, 30, 50, 42, 68, 32, 32, 26, 0, 20),
}


def _filled(dots: int, sizes: tuple[int, ...]) -> Sheet:
    return Sheet(dots, *sizes)
