"""The keys of a terminal by their places, and which key of the keyboard works each."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Place = Literal[
    "main", "recall", "missed", "finish", "park", "transfer", "pick", "walk", "outcome", "pause", "sign_out", "more",
    "further",
]  # fmt: skip
"""Where a key stands; it never moves, what it does follows the state."""

PLACES: Final[tuple[Place, ...]] = get_args(Place)

DEFAULT_KEYS: Final[Mapping[Place, str]] = {
    "main": "F8",
    "recall": "F9",
    "missed": "F10",
    "finish": "F7",
    "pause": "F12",
    "park": "5",
    "transfer": "6",
    "pick": "7",
    "walk": "8",
    "outcome": "9",
    "further": "0",
    "more": "F6",
    "sign_out": "F4",
}

_BY_SETTING: Final[Mapping[str, Place]] = {"next": "main"}


class Bindings:
    """Which key works which place: the defaults, changed by the box's `[caller] keys`."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        """`chosen` names places (`next` for the main key) and key names as `F8`, `5` or `Ctrl+N`.

        A default whose key is chosen for another place gives way and has no key; it is still reached by Tab.

        Raises:
            ValueError: there is no such place, or one key would work two places; the message names them.
        """
        hints = {_place(name): key.strip() for name, key in (chosen or {}).items()}
        taken = {_plain(key) for key in hints.values()}
        self._hints: dict[Place, str] = {
            place: hints.get(place, "" if _plain(key) in taken else key)
            for place, key in DEFAULT_KEYS.items()
        }
        self._places = {_plain(key): place for place, key in self._hints.items() if key}
        for place, key in self._hints.items():
            if key and self._places[_plain(key)] != place:
                raise ValueError(f"{key}: {self._places[_plain(key)]}, {place}")

    def hint(self, place: Place) -> str:
        """What is written on the key; empty where no key works it."""
        return self._hints[place]

    def place(self, key: str) -> Place | None:
        """The place that a pressed key works."""
        return self._places.get(_plain(key))


def _place(name: str) -> Place:
    if name in _BY_SETTING:
        return _BY_SETTING[name]
    for place in PLACES:
        if place == name:
            return place
    raise ValueError(name)


def _plain(key: str) -> str:
    return key.strip().casefold()
