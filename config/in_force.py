"""Which settings are in force, and where each of them comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from config.box import box_from
from config.box_tables import BoxSettings
from config.hall import hall_from
from config.hall_tables import HallTables
from config.hall_text import hall_tables_of
from config.lines import Path
from config.reading import Source, dotted
from config.validated import table_of
from config.wrong import Said, said


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force: its dotted key, the value, and where it comes from (a file and line, or words)."""

    key: str
    value: object
    origin: Said | str

    def origin_text(self, language: str) -> str:
        return self.origin.text(language) if isinstance(self.origin, Said) else self.origin


def box_in_force(source: Source) -> tuple[Setting, ...]:
    """Every setting of a box. Raises ConfigError where the source is wrong."""
    return _in_force(source, box_from(source).model_dump(), BoxSettings)


def hall_in_force(source: Source) -> tuple[Setting, ...]:
    """Every setting of a hall, with what was worked out. Raises ConfigError where the source is wrong."""
    return _in_force(source, hall_tables_of(hall_from(source)), HallTables)


def written(value: object) -> str:
    """A value as it would stand in a settings file; a line for what is not set."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(written(inner) for inner in value)}]"
    if isinstance(value, float):
        return f"{value:g}"
    return f'"{value}"' if isinstance(value, str) else f"{value}"


def _in_force(source: Source, values: dict[str, Any], model: type[BaseModel]) -> tuple[Setting, ...]:
    return tuple(
        Setting(dotted(values, path), value, source.origin(path) or _unwritten(source, model, path, value))
        for path, value in _leaves(values, ())
    )


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, (list, tuple)) and any(isinstance(inner, dict) for inner in value):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, place))
    else:
        yield path, value


def _unwritten(source: Source, model: type[BaseModel], path: Path, value: object) -> Said:
    """Where a value comes from that nobody wrote: a default, or worked out from the rest of the file."""
    table: type[BaseModel] = model
    for step in path[:-1]:
        if isinstance(step, str):
            table = table_of(table.model_fields[step].annotation)
    field = table.model_fields[str(path[-1])]
    is_default = field.default == value or value in ((), []) or path[0] not in source.tables
    return said("config.origin.default") if is_default else said("config.origin.worked_out")
