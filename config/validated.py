"""From TOML tables to a typed model, with every complaint in words: unknown keys, wrong kinds, values out of range."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from config.reading import Source
from config.wrong import ConfigError, Finding, Said, Wrong, said


class Table(BaseModel):
    """A table of a settings file: frozen, nothing unknown, no guessing of kinds (`"5"` is not 5)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Model = TypeVar("Model", bound=BaseModel)


def validated(source: Source, model: type[Model]) -> Model:
    """The tables as `model`; raises ConfigError with all that is wrong, what is missing last.

    A misspelt key is two complaints, one unknown and one missing: the first of them is the one that helps.
    """
    try:
        return model.model_validate(source.tables)
    except ValidationError as error:
        details = sorted(error.errors(), key=lambda detail: detail["type"] == "missing")
        raise ConfigError([_finding(source, model, detail) for detail in details]) from None


def one_of(known: Sequence[str], given: object) -> Said:
    """What is allowed where a word was not known: the nearest one first, then all."""
    near = difflib.get_close_matches(str(given), known, n=1)
    if near:
        return said("config.allowed.did_you_mean", nearest=near[0], known=tuple(known))
    return said("config.allowed.one_of", known=tuple(known)) if known else said("config.allowed.nothing")


def shown(value: object) -> str:
    """A value as a person would write it in the file, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    try:
        return f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:  # a whole number of more than 4,300 digits
        return "…"


def _finding(source: Source, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    path = detail["loc"]
    wrong = detail.get("ctx", {}).get("error")
    if isinstance(wrong, Wrong):
        return source.finding(path, wrong.what, wrong.allowed)
    if detail["type"] == "extra_forbidden":
        return source.finding(path, said("config.what.unknown"), one_of(_keys(model, path[:-1]), path[-1]))
    say = _WORDS.get(detail["type"], _other)
    return source.finding(path, *say(detail))


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    for step in path:
        if isinstance(step, str):
            model = table_of(model.model_fields[step].annotation)
    return list(model.model_fields)


def table_of(annotation: Any) -> type[BaseModel]:
    """The model inside `Zone` or `tuple[Zone, ...]`; BaseModel itself where there is none."""
    found = [kind for kind in inside(annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return found[0] if found else BaseModel


def inside(annotation: Any) -> Iterator[Any]:
    """The annotation, what stands inside it, and the rules beside it; the words of a Literal are not taken apart."""
    yield annotation
    if get_origin(annotation) is Literal:
        return
    for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from inside(part)


Complaint = tuple[Said, Said | None]


def _kind(word: str) -> Callable[[ErrorDetails], Complaint]:
    def complain(detail: ErrorDetails) -> Complaint:
        return said("config.what.kind", given=shown(detail["input"])), said(f"config.allowed.{word}")

    return complain


def _missing(detail: ErrorDetails) -> Complaint:
    return said("config.what.missing"), said("config.allowed.write_it", key=str(detail["loc"][-1]))


def _choice(detail: ErrorDetails) -> Complaint:
    known = re.findall(r"[^\s',]+", str(detail.get("ctx", {}).get("expected", "")).replace(" or ", " "))
    return said("config.what.choice", given=shown(detail["input"])), one_of(known, detail["input"])


def _table(detail: ErrorDetails) -> Complaint:
    name = ".".join(str(step) for step in detail["loc"] if isinstance(step, str))
    return said("config.what.not_table"), said("config.allowed.table", name=name)


def _list(detail: ErrorDetails) -> Complaint:
    if isinstance(detail["input"], dict):
        return said("config.what.not_tables"), said("config.allowed.tables", name=str(detail["loc"][0]))
    return said("config.what.kind", given=shown(detail["input"])), said("config.allowed.list")


def _other(detail: ErrorDetails) -> Complaint:
    return said("config.what.other", reason=detail["msg"]), None


_WORDS: Final[dict[str, Callable[[ErrorDetails], Complaint]]] = {
    "missing": _missing,
    "literal_error": _choice,
    "model_type": _table,
    "tuple_type": _list,
    "string_type": _kind("text"),
    "int_type": _kind("whole"),
    "int_parsing_size": _kind("whole"),
    "float_type": _kind("number"),
    "bool_type": _kind("yes_no"),
}
