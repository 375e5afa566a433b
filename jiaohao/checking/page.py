"""The tables of docs/check.md and docs/check.zh.md, made from the texts: `python -m jiaohao.checking.page LANGUAGE`."""

import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Final, get_args

from babel.messages.pofile import read_po

from config.texts import Texts, texts
from jiaohao.checking.told import Part

HEADS: Final = {
    "zh": ("它说", "怎么办", "（原因）"),
    "en": ("it says", "what to do", "(the reason)"),
}
"""What stands above the columns, and in place of a sentence that is nothing but a reason."""

FIELD: Final = re.compile(r"\{\w+\}")


def check_tables(language: str) -> str:
    """A heading and a table for each part that can be told of: what is said, what to do; good news is left out."""
    words, keys = texts(language), _keys(language)
    return "\n\n".join(
        _table(part, words, [key for key in keys if key.split(".")[1] == part]) for part in _parts()
    )


def _parts() -> tuple[Part, ...]:
    parts: tuple[Part, ...] = get_args(Part)
    return parts


def _table(part: Part, words: Texts, keys: list[str]) -> str:
    says, do, reason = HEADS[words.language]
    rows = [
        f"| {_shown(words.raw(key), reason)} | {_shown(words.raw(f'{key}.do'), reason)} |" for key in keys
    ]
    return "\n".join([f"### {words.say(f'check.part.{part}')}", "", f"| {says} | {do} |", "|---|---|", *rows])


def _keys(language: str) -> list[str]:
    """The keys that have an advice, in the catalogue's order."""
    return [key.removesuffix(".do") for key in _ids(language) if key.endswith(".do")]


def _ids(language: str) -> Iterator[str]:
    with (files("config.texts") / language / "check.po").open("rb") as opened:
        for message in read_po(opened, locale=language):
            if isinstance(message.id, str):
                yield message.id


def _shown(text: str, reason: str) -> str:
    """With an ellipsis where a name or a figure stands."""
    return reason if FIELD.fullmatch(text) else FIELD.sub("…", text)


if __name__ == "__main__":
    print(check_tables(sys.argv[1]))
