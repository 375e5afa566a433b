"""The command `jiaohao`: finds the part that is asked for, loads it, and hands over."""

import os
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from jiaohao.parts import PARTS, Part, part_named

USAGE_ERROR = 2

OURS = ("jiaohao", "link", "hall", "look", "kiosk", "caller", "display", "printer", "devices", "config")
"""A module of these that is missing is a fault of ours; any other is a package that this box has not installed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `jiaohao ARGUMENTS…`; returns or exits with the part's status, 2 where the command is not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    if words[0] in ("-V", "--version"):
        print(f"jiaohao {program_version()}")
        return 0
    part = part_named(words[0])
    if part is None:
        print(_unknown(words[0]), file=sys.stderr)
        return USAGE_ERROR
    return _run(part, words[1:])


def overview() -> str:
    """What the command can do, a line a part, in the language of whoever asks."""
    say = _say()
    width = max(len(part.name) for part in PARTS)
    rows = [f"  {part.name:<{width}}  {say(f'part.{part.name}')}" for part in PARTS]
    return "\n".join([say("part.usage"), "", *rows, "", say("part.more")])


def _run(part: Part, words: list[str]) -> int:
    try:
        module = import_module(part.module)
        module.app(args=words, prog_name=f"jiaohao {part.name}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] in OURS:
            raise
        print(
            _say()("part.missing", part=part.name, package=str(missing.name), extra=part.extra),
            file=sys.stderr,
        )
        return USAGE_ERROR
    return 0


def _unknown(word: str) -> str:
    near = get_close_matches(word, [part.name for part in PARTS], n=1)
    say = _say()
    return say("part.did_you_mean", word=word, near=near[0]) if near else say("part.unknown", word=word)


def _say() -> Callable[..., str]:
    """The catalogue of whoever types; loaded only when there is something to say."""
    from config.language import language_of
    from config.texts import texts

    return texts(language_of(os.environ)).say


def program_version() -> str:
    """The version of this program; 0 where it was not installed."""
    try:
        return version("jiaohao")
    except PackageNotFoundError:
        return "0"
