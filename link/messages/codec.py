"""Frozen dataclasses to JSON values and back: unknown fields are left aside, missing ones get their defaults."""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]
_PLAIN: Final = frozenset((str, int, float, bool, NoneType))


class Undecodable(ValueError):
    """What was sent does not have the shape of what it says it is."""


def encode(thing: object) -> Any:
    """The JSON value of a dataclass, moment, day, tuple or plain value."""
    return _encoder(cast(Hashable, type(thing)))(thing)


def decode(kind: type[T], value: object) -> T:
    """A `kind` out of a JSON value.

    Raises:
        Undecodable: a field is missing or of a wrong type.
    """
    return cast(T, _decoder(cast(Hashable, kind))(value))


def decoder(kind: type[T]) -> Callable[[Any], T]:
    """What `decode` does for one kind, to be kept by those who decode very many."""
    return cast(Callable[[Any], T], _decoder(cast(Hashable, kind)))


@lru_cache(maxsize=64)  # one moment is written several times: into the fact, its row, the reply
def moment_text(moment: datetime) -> str:
    """A UTC moment as RFC 3339 with milliseconds: `2026-03-12T02:24:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_of(text: object) -> datetime:
    """The UTC moment of an RFC 3339 text with a zone."""
    try:
        moment = datetime.fromisoformat(cast(str, text))
    except (TypeError, ValueError):
        raise Undecodable(f"not a moment: {text!r}") from None
    if moment.tzinfo is None:
        raise Undecodable(f"a moment without a zone: {text!r}")
    return moment.astimezone(UTC)


def _itself(value: Any) -> Any:
    return value


def _listed(items: Any) -> list[Any]:
    """Items of one kind; plain ones as they are."""
    listed = list(items)
    return listed if not listed or type(listed[0]) in _PLAIN else [encode(item) for item in listed]


@lru_cache(maxsize=512)
def _encoder(kind: Any) -> Convert:
    if kind in _PLAIN:
        return _itself
    if is_dataclass(kind):
        return _dataclass_encoder(cast(type[Any], kind))
    if issubclass(kind, datetime):
        return moment_text
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, tuple | list | frozenset):
        return _listed
    if issubclass(kind, dict):
        return lambda pairs: {key: encode(value) for key, value in pairs.items()}
    raise TypeError(f"{kind.__name__} does not travel")


def _dataclass_encoder(kind: type[Any]) -> Convert:
    names = tuple(each.name for each in fields(kind))
    if len(names) < 2:  # attrgetter of one name gives no tuple
        return lambda thing: {name: encode(getattr(thing, name)) for name in names}
    read = attrgetter(*names)

    def convert(thing: Any) -> dict[str, Any]:
        return {
            name: value if type(value) in _PLAIN else encode(value)
            for name, value in zip(names, read(thing), strict=True)
        }

    return convert


@lru_cache(maxsize=512)
def _decoder(kind: Any) -> Convert:  # noqa: PLR0911 - one line a kind of type
    if is_dataclass(kind):
        return _dataclass_decoder(cast(type[Any], kind))
    if kind is datetime:
        return moment_of
    if kind is date:
        return _day_of
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional_decoder(arguments)
    if origin is tuple:
        return _tuple_decoder(_decoder(arguments[0]))
    if origin is dict:
        return _dict_decoder(_decoder(arguments[1]))
    if origin is Literal:
        return _decoder(str)
    return _plain_decoder(kind)


def _plain_decoder(kind: type[Any]) -> Convert:
    accepted = (int, float) if kind is float else (kind,)

    def convert(value: Any) -> Any:
        if type(value) not in accepted:
            raise Undecodable(f"not {kind.__name__}: {value!r}")
        return float(value) if kind is float else value

    return convert


def _day_of(text: object) -> date:
    try:
        return date.fromisoformat(cast(str, text))
    except (TypeError, ValueError):
        raise Undecodable(f"not a day: {text!r}") from None


def _optional_decoder(arguments: tuple[Any, ...]) -> Convert:
    inner = _decoder(next(each for each in arguments if each is not NoneType))
    return lambda value: None if value is None else inner(value)


def _tuple_decoder(inner: Convert) -> Convert:
    def convert(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise Undecodable(f"not a list: {value!r}")
        return tuple(map(inner, value))

    return convert


def _dict_decoder(inner: Convert) -> Convert:
    def convert(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Undecodable(f"not an object: {value!r}")
        return {str(key): inner(item) for key, item in value.items()}

    return convert


def _dataclass_decoder(kind: type[Any]) -> Convert:
    hints = get_type_hints(kind)
    known = {each.name: _decoder(hints[each.name]) for each in fields(kind)}
    plain = {name: hints[name] for name in known if hints[name] in (str, int, bool)}
    needed = frozenset(
        each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING
    )

    def convert(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Undecodable(f"not an object: {value!r}")
        pairs = {}
        for name, item in value.items():
            if plain.get(name) is type(item):  # most fields; saves a call each, which a restart feels
                pairs[name] = item
            elif name in known:
                pairs[name] = known[name](item)
        if not needed <= pairs.keys():
            raise Undecodable(f"{kind.__name__} without {', '.join(sorted(needed - pairs.keys()))}")
        return kind(**pairs)

    return convert
