"""The page that says what every setting means, made from the tables and the catalogues: docs/settings.md."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from config.box_tables import BoxSettings
from config.hall_tables import HallTables
from config.in_force import written
from config.rules import Rule
from config.texts import FIRST_LANGUAGE, languages, texts
from config.validated import inside, one_of, table_of
from config.wrong import Said, said


def reference() -> str:
    """The whole page in Markdown, every language side by side."""
    return "\n".join(
        [
            f"# {_every(said('config.title.reference'), ' · ')}",
            "",
            *_paragraphs(said("config.reference.note")),
            *_file(HallTables, "hall"),
            *_file(BoxSettings, "box"),
        ]
    )


def _file(model: type[BaseModel], name: str) -> Iterator[str]:
    yield f"## {_every(said(f'config.title.{name}'), ' · ')}"
    yield ""
    yield from _paragraphs(said(f"config.reference.{name}"))
    for table, field in model.model_fields.items():
        is_many = get_origin(field.annotation) is tuple
        yield from _table(table_of(field.annotation), table, f"[[{table}]]" if is_many else f"[{table}]")


def _table(model: type[BaseModel], key: str, header: str) -> Iterator[str]:
    heads = [said("config.head.key"), said("config.head.default")]
    tongues = [_plain(head, FIRST_LANGUAGE) for head in heads] + [_name_of(name) for name in languages()]
    yield f"### `{header}` {_every(said(f'setting.{key}'), ' · ')}"
    yield ""
    yield f"| {' | '.join(tongues)} |"
    yield f"|{'---|' * len(tongues)}"
    inner = {
        name: field
        for name, field in model.model_fields.items()
        if table_of(field.annotation) is not BaseModel
    }
    for name, field in model.model_fields.items():
        if name not in inner:
            yield _row(f"{key}.{name}", name, field)
    yield ""
    for name, field in inner.items():
        inside_header = f"[[{key}.{name}]]" if get_origin(field.annotation) is tuple else f"[{key}.{name}]"
        yield from _table(table_of(field.annotation), f"{key}.{name}", inside_header)


def _row(key: str, name: str, field: FieldInfo) -> str:
    allowed = allowed_of(field)
    cells = [_plain(said(f"setting.{key}"), tongue, *allowed) for tongue in languages()]
    default = _plain(said("config.required"), FIRST_LANGUAGE) if field.is_required() else _code(field.default)
    return f"| `{name}` | {default} | {' | '.join(cells)} |"


def allowed_of(field: FieldInfo) -> tuple[Said, ...]:
    """What may be written for a setting: the sentences of its rules, the words of its choice, or true and false."""
    parts = [*field.metadata, *inside(field.annotation)]
    return tuple(dict.fromkeys(said_by for part in parts if (said_by := _sentence(part)) is not None))


def _sentence(part: Any) -> Said | None:
    if isinstance(part, Rule):
        return part.allowed
    if get_origin(part) is Literal:
        return one_of([str(word) for word in get_args(part)], "")
    return said("config.allowed.yes_no") if part is bool else None


def _code(default: object) -> str:
    return f"`{written(default)}`" if default not in (None, "", ()) else "–"


def _plain(sentence: Said, language: str, *more: Said) -> str:
    stop = texts(language).say("config.stop")
    return stop.join(one.text(language) for one in (sentence, *more)).replace("|", "\\|")


def _every(sentence: Said, between: str) -> str:
    return between.join(sentence.text(language) for language in languages())


def _paragraphs(sentence: Said) -> list[str]:
    return [line for language in languages() for line in (sentence.text(language), "")]


def _name_of(language: str) -> str:
    return texts(language).say("config.language")
