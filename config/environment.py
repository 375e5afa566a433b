"""Settings that come from the environment: `JIAOHAO_<SECTION>_<KEY>` overrides `[section] key` of box.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, get_origin

from pydantic import BaseModel

from config.lines import Path
from config.reading import Source, Tables
from config.validated import inside, one_of, table_of
from config.wrong import ConfigError, Finding, said

PREFIX: Final = "JIAOHAO_"


def overridden(source: Source, model: type[BaseModel], environ: Mapping[str, str]) -> Source:
    """The source with what the environment sets for `model`; an empty variable counts as none. Raises ConfigError."""
    tables, variables, wrong = source.tables, dict(source.variables), []
    for name in sorted(name for name in environ if name.startswith(PREFIX) and environ[name]):
        section, _, rest = name.removeprefix(PREFIX).lower().partition("_")
        if section not in model.model_fields or not rest:
            continue
        known = dict(_paths(model.model_fields[section].annotation, (section,)))
        path = next((path for path in known if "_".join(map(str, path[1:])) == rest), None)
        if path is None:
            names = [PREFIX + "_".join(map(str, path)).upper() for path in known]
            what = said("config.what.unknown")
            wrong.append(Finding(file=name, key="", what=what, allowed=one_of(names, name)))
        else:
            tables = _with(tables, path, _value(environ[name], known[path]))
            variables[path] = name
    if wrong:
        raise ConfigError(wrong)
    return replace(source, tables=tables, variables=variables)


def variable_of(path: Path) -> str:
    """The variable that overrides the setting at `path`."""
    return PREFIX + "_".join(map(str, path)).upper()


def _paths(annotation: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every single setting in a table with what it holds; tables that can stand several times have none."""
    if get_origin(annotation) is tuple:
        return
    for name, field in table_of(annotation).model_fields.items():
        if table_of(field.annotation) is BaseModel:
            yield (*path, name), field.annotation
        else:
            yield from _paths(field.annotation, (*path, name))


def _with(tables: Tables, path: Path, value: Any) -> Tables:
    """A copy with the value at `path`; what is not a table on the way is left for the validation to refuse."""
    name, inner = str(path[0]), path[1:]
    if not inner:
        return {**tables, name: value}
    below = tables.get(name, {})
    return {**tables, name: _with(below, inner, value)} if isinstance(below, dict) else tables


def _value(text: str, annotation: Any) -> Any:
    """The text as the setting's kind of value; the text itself where it is none, for the validation to refuse."""
    kinds = [*inside(annotation)]
    if get_origin(annotation) is tuple:
        return [part.strip() for part in text.split(",")]
    if not any(kind in kinds for kind in (int, float, bool)):
        return text
    try:
        return tomllib.loads(f"value = {text.strip()}")["value"]
    except (ValueError, RecursionError):
        return text
