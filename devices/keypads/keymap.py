"""Key maps: which key of a keypad means what, as TOML files; those of the house, and those that were learned."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import tomlkit

from devices.keypads.press import ACTIONS, Action, Sequences, SignInKeys
from devices.keypads.typed import ENTER, ENTERED, MEANINGS

USUAL: Final = "numberpad"
"""The map of a keypad for which there is no other."""

KEY: Final = re.compile(r"(?:KEY|BTN)_[A-Z0-9_]{1,40}")
"""A key by its name in Linux' input-event-codes.h."""

SEQUENCE: Final = re.compile(r"([0-9]{1,10}) ([a-z_]{1,20})")
"""Digits and the meaning of the key after them: `0 pause`."""

SEQUENCES: Final[Sequences] = {("0", "pause"): "sign_out"}
"""Where a map does not say any: few keypads have a key for leaving."""

NAME: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")
MODEL: Final = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}")


class KeyMapWrong(Exception):
    """A map cannot be used. `problem` names the sentence (`keypad.map.PROBLEM`) that `fields` fill."""

    def __init__(self, problem: str, **fields: str) -> None:
        super().__init__(f"{problem} {fields}")
        self.problem, self.fields = problem, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMap:
    """`models` are the makes (`vendor:product`, in hexadecimal) that it was learned from; `sign_in` are the keys by which
    somebody signs in where the hall lists its staff."""

    name: str
    keys: Mapping[str, str]
    models: tuple[str, ...] = field(default=())
    sequences: Sequences = field(default_factory=lambda: SEQUENCES)
    sign_in: SignInKeys = field(default_factory=SignInKeys)

    def meant(self, action: Action, digits: str) -> Action:
        """What a key asks for after these digits."""
        return self.sequences.get((digits, action), action)


def learned_in(data: Path) -> Path:
    """Where a box keeps the maps that it learned."""
    return data / "keypads"


def key_map(name: str, data: Path, model: str = "") -> KeyMap:
    """The map of this name; without one the learned map of the model, else the usual one. Raises KeyMapWrong.

    A learned map comes before one of the house of the same name.
    """
    if not name:
        fit = next((each for each in learned_maps(data) if model and model in each.models), None)
        return fit or key_map(USUAL, data)
    if not NAME.fullmatch(name):
        raise KeyMapWrong("name", given=name)
    own = learned_in(data) / f"{name}.toml"
    if own.is_file():
        return _read(name, own)
    ours = files("devices.keypads") / "maps" / f"{name}.toml"
    if not ours.is_file():
        raise KeyMapWrong("unknown", given=name, known="、".join(map_names(data)))
    return parsed(name, ours.read_text("utf-8"))


def map_names(data: Path) -> list[str]:
    """Every map that a box can name."""
    ours = (each.name for each in (files("devices.keypads") / "maps").iterdir())
    own = (each.name for each in _own_files(data))
    return sorted({name.removesuffix(".toml") for name in (*ours, *own) if name.endswith(".toml")})


def learned_maps(data: Path) -> Iterator[KeyMap]:
    """The maps that were learned here; one that cannot be read is passed over, for it names no model."""
    for file in _own_files(data):
        try:
            yield _read(file.stem, file)
        except KeyMapWrong:
            continue


def write(made: KeyMap, data: Path) -> Path:
    """Keep a learned map; gives its file. The old one stays whole until the new one is. Raises OSError."""
    folder = learned_in(data)
    folder.mkdir(parents=True, exist_ok=True)
    written = tomlkit.document()
    written["models"] = list(made.models)
    written["keys"] = dict(made.keys)
    half = folder / f".{made.name}.toml.new"
    with half.open("w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(written))
        file.flush()
        os.fsync(file.fileno())
    return half.rename(folder / f"{made.name}.toml")


def parsed(name: str, text: str) -> KeyMap:
    """A map as its file says it. Raises KeyMapWrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeyMapWrong("toml", name=name, why=str(error)) from None
    keys, models = tables.get("keys"), tables.get("models", [])
    if not isinstance(keys, dict) or not keys:
        raise KeyMapWrong("empty", name=name)
    for key, meaning in keys.items():
        _check(name, key, meaning)
    fit = tuple(each for each in models if isinstance(each, str) and MODEL.fullmatch(each))
    return KeyMap(
        name=name,
        keys=keys,
        models=fit,
        sequences=_sequences(name, tables["sequences"]) if "sequences" in tables else SEQUENCES,
        sign_in=_sign_in(name, tables.get("sign_in", {})),
    )


def _check(name: str, key: str, meaning: Any) -> None:
    if not KEY.fullmatch(key):
        raise KeyMapWrong("key", name=name, given=key)
    if meaning not in MEANINGS:
        raise KeyMapWrong("meaning", name=name, key=key, given=str(meaning), known="、".join(MEANINGS))


def _sequences(name: str, table: Any) -> Sequences:
    found: dict[tuple[str, Action], Action] = {}
    for typed, meaning in table.items() if isinstance(table, dict) else ((str(table), ""),):
        fit = SEQUENCE.fullmatch(typed)
        if fit is None or fit[2] not in ACTIONS or meaning not in ACTIONS:
            raise KeyMapWrong("sequence", name=name, given=f"{typed} = {meaning}", known="、".join(ACTIONS))
        found[fit[1], _action(fit[2])] = _action(meaning)
    return found


def _sign_in(name: str, table: Any) -> SignInKeys:
    usual = SignInKeys()
    return SignInKeys(
        adds=_actions(name, table, "adds", usual.adds),
        ends=_actions(name, table, "ends", usual.ends),
        back=_actions(name, table, "back", usual.back),
    )


def _actions(name: str, table: Any, part: str, usual: frozenset[Action]) -> frozenset[Action]:
    given = table.get(part) if isinstance(table, dict) else table
    if given is None:
        return usual
    meanings = given if isinstance(given, list) else [given]
    for each in meanings:
        if each != ENTER and each not in ACTIONS:
            raise KeyMapWrong(
                "meaning",
                name=name,
                key=f"sign_in.{part}",
                given=str(each),
                known="、".join((ENTER, *ACTIONS)),
            )
    return frozenset(
        action for each in meanings for action in (ENTERED if each == ENTER else (_action(each),))
    )


def _action(word: str) -> Action:
    return next(each for each in ACTIONS if each == word)


def _read(name: str, file: Path) -> KeyMap:
    try:
        return parsed(name, file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KeyMapWrong("toml", name=name, why=str(error)) from None


def _own_files(data: Path) -> list[Path]:
    return sorted(learned_in(data).glob("[!.]*.toml"))
