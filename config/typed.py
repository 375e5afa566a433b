"""A command line in the language of whoever types it: help that loses no character, and what was typed wrongly."""

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NoReturn

import typer
from typer.main import get_command

from config.language import language_of
from config.texts import Texts, texts

USAGE_ERROR: Final = 2
"""The exit status where something that was set or typed is not right."""

FAILED: Final = 1

log = logging.getLogger(__name__)

STANDING: Final = {
    "Usage: ": "command.typed.usage",
    "\nOptions:\n": "command.typed.options",
    "\nArguments:\n": "command.typed.arguments",
    "\nCommands:\n": "command.typed.commands",
    "Show this message and exit.": "command.typed.help",
    "required]": "command.typed.required",
    "[default: ": "command.typed.default",
}
"""What typer writes into every page of help, in English alone, and where our text for it stands."""

NO_COMMAND: Final = re.compile(r"No such command '(?P<given>.*?)'")

NOT_ONE: Final = re.compile(r"'(?P<given>[^']*)' is not one of")


def command_line(
    commands: Callable[[Texts], typer.Typer], args: Sequence[str] | None, prog_name: str | None
) -> None:
    """Run what `commands` makes in the language of whoever types (see `run`); ends with SystemExit."""
    words = texts(language_of(os.environ))
    run(commands(words), words, args, prog_name)


def group(about: str) -> typer.Typer:
    """Several commands under one name; alone it shows its help."""
    return typer.Typer(help=about, no_args_is_help=True, add_completion=False)


def ended(sentence: str, status: int = USAGE_ERROR) -> typer.Exit:
    """What to raise after a sentence for whoever typed, which is said at once."""
    typer.echo(sentence, err=True)
    return typer.Exit(status)


def refuse(sentence: str, status: int = USAGE_ERROR) -> NoReturn:
    """End with a sentence for whoever typed; raises SystemExit."""
    typer.echo(sentence, err=True)
    raise SystemExit(status)


def run(typed: typer.Typer, t: Texts, args: Sequence[str] | None, prog_name: str | None) -> None:
    """Run the command; ends with SystemExit: its own status, 2 with a sentence for what is not understood, or 1 for what the
    system refused (a file, a full disk, a port) and the command itself has no better words for.

    Without rich's frames, which cut Chinese sentences off: they have no spaces at which to break.
    """
    typed.rich_markup_mode = None
    command = get_command(typed)
    for each in _with_all_under(command):
        each.context_class = _spoken_in(t)
    try:
        status = command.main(
            args=None if args is None else list(args), prog_name=prog_name, standalone_mode=False
        )
    except typer.TyperException as wrong:
        typer.echo(_sentences(wrong, t), err=True)
        raise SystemExit(wrong.exit_code) from None
    except typer.Abort:
        raise SystemExit(1) from None
    except OSError as wrong:
        typer.echo(_of_system(wrong, t, prog_name), err=True)
        raise SystemExit(FAILED) from None
    raise SystemExit(status if isinstance(status, int) else 0)


def _of_system(wrong: OSError, t: Texts, prog_name: str | None) -> str:
    """What the system refused. Where it names no file the sentence alone helps nobody to find the place: that is logged."""
    what = " → ".join(str(each) for each in (wrong.filename, wrong.filename2) if each)
    log.log(logging.DEBUG if what else logging.ERROR, "%s", prog_name, exc_info=wrong)
    reason = wrong.strerror or str(wrong) or type(wrong).__name__
    return t.say("command.typed.system", what=what or prog_name, reason=reason)


def _with_all_under(command: Any) -> Iterator[Any]:
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from _with_all_under(each)


def _spoken_in(t: Texts) -> type[typer.Context]:
    class Spoken(typer.Context):
        """A command's context whose pages are in this language."""

        def get_help(self) -> str:
            return _translated(super().get_help(), t)

        def get_usage(self) -> str:
            return _translated(super().get_usage(), t)

    return Spoken


def _translated(page: str, t: Texts) -> str:
    for standing, key in STANDING.items():
        ours = t.say(key)
        page = page.replace(standing, f"\n{ours}\n" if standing.endswith(":\n") else ours)
    return page


def _sentences(wrong: typer.TyperException, t: Texts) -> str:
    """How the command is used, what is wrong, and where to read more; a page of help as it is."""
    context = getattr(wrong, "ctx", None)
    if type(wrong).__name__ == "NoArgsIsHelpError" or context is None:
        return wrong.format_message()
    more = t.say("command.typed.more", command=context.command_path)
    return f"{context.get_usage()}\n{_sentence(wrong, t)}\n{more}"


def _sentence(wrong: typer.TyperException, t: Texts) -> str:
    """In our words where it is one of the usual mistakes, else in typer's."""
    kind, message = type(wrong).__name__, wrong.format_message()
    if kind == "NoSuchOption":
        near = ", ".join(sorted(getattr(wrong, "possibilities", None) or ()))
        given = getattr(wrong, "option_name", "")
        return t.say("command.typed.no_option", given=given) + _meant(near, t)
    if no_command := NO_COMMAND.match(message):
        near = ", ".join(re.findall(r"'([^']+)'", message[no_command.end() :]))
        return t.say("command.typed.no_command", given=no_command["given"]) + _meant(near, t)
    what = _named(getattr(wrong, "param", None))
    if what and kind == "MissingParameter":
        return t.say("command.typed.missing", what=what)
    if what and kind == "BadParameter":
        allowed = _allowed(wrong) or message
        if given := NOT_ONE.search(message):
            return t.say("command.typed.not_one", what=what, given=given["given"], allowed=allowed)
        return t.say("command.typed.not_valid", what=what, allowed=allowed)
    return message


def _meant(near: str, t: Texts) -> str:
    return t.say("command.typed.meant", near=near) if near else ""


def _named(param: Any) -> str:
    """`--data`, or an argument's name as it stands in the help; nothing where it is not one parameter's."""
    if param is None:
        return ""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name)


def _allowed(wrong: Any) -> str:
    """What may stand there, such as `<text|csv|json>` or `<int range> 1<=x<=60`."""
    kind = wrong.param.display_type(wrong.ctx) if hasattr(wrong.param, "display_type") else ""
    span = (
        wrong.param._get_number_range_help_str() if hasattr(wrong.param, "_get_number_range_help_str") else ""
    )
    return " ".join(part for part in (kind, span) if part)
