"""`jiaohao update FILE`: from a wheel, or a folder of wheels such as a bundle's."""

import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Final

import typer

from config.texts import Texts
from config.typed import USAGE_ERROR, command_line, ended
from jiaohao.checking.command import everything, installed_here
from jiaohao.checking.told import sentence
from jiaohao.cli import program_version
from jiaohao.install.command import claimed, refuse_where_impossible
from jiaohao.install.doing import RealSystem, StepFailed
from jiaohao.install.modes import readable_by_the_parts
from jiaohao.install.record import RecordDamaged
from jiaohao.install.target import Target
from jiaohao.updating.making import WheelMaker
from jiaohao.updating.signed import carried_over
from jiaohao.updating.updating import SETTLE_S, CannotUpdate, Updating
from jiaohao.updating.versions import Versions, newest_wheel

FAILED: Final = 1
VITAL: Final = frozenset({"units", "hall", "ledger", "paired", "settings"})
"""What a new version can break; paper and cables it cannot."""


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao update") -> None:
    """Update; ends with SystemExit: 0 done or nothing to do, 1 as before, 2 not understood."""
    command_line(_command, args, prog_name)


def _command(words: Texts) -> typer.Typer:
    typed = typer.Typer(add_completion=False)

    @typed.command(help=words.say("update.about"))
    def update(
        source: Annotated[Path, typer.Argument(help=words.say("update.option.source"))],
        *,
        is_again: Annotated[bool, typer.Option("--again", help=words.say("update.option.again"))] = False,
        is_older: Annotated[bool, typer.Option("--older", help=words.say("update.option.older"))] = False,
        is_unsigned: Annotated[
            bool, typer.Option("--unsigned", help=words.say("update.option.unsigned"))
        ] = False,
    ) -> None:
        refuse_where_impossible(words)
        wheel = newest_wheel(source)
        if wheel is None:
            raise ended(words.say("update.wrong.none", source=source), USAGE_ERROR)
        updating = _updating(Target(), words, is_unsigned=is_unsigned)
        if is_unsigned:
            typer.echo(words.say("update.unsigned"), err=True)
        try:
            with claimed(updating.target, "update", words), readable_by_the_parts():
                is_new = updating.run(wheel, is_again=is_again, is_older=is_older)
        except CannotUpdate as wrong:
            raise ended(words.say(wrong.key, **wrong.fields), FAILED) from None
        except (StepFailed, RecordDamaged, OSError) as wrong:
            raise ended(words.say("update.wrong.failed", reason=wrong), FAILED) from None
        typer.echo(words.say("update.done" if is_new else "update.same", version=wheel.version))

    return typed


def _updating(target: Target, words: Texts, *, is_unsigned: bool) -> Updating:
    versions = Versions(link=target.program)
    key, place = target.at(target.update_key), versions.link.with_name(f".{versions.link.name}.wheels")
    return Updating(
        target=target,
        system=RealSystem(),
        versions=versions,
        maker=WheelMaker(target=target),
        proven=nullcontext if is_unsigned else lambda wheel: carried_over(wheel, key, place),
        healthy=lambda units: unhealthy(target, words),
        tell=lambda key, **fields: typer.echo(words.say(key, **fields)),
        running=program_version(),
    )


def unhealthy(target: Target, words: Texts, settle_s: float = SETTLE_S) -> str:
    """What is wrong with the parts after a while; empty: nothing that a version could be blamed for."""
    time.sleep(settle_s)
    told = everything(installed_here(target), words)
    return "; ".join(sentence(each, words) for each in told if each.state == "bad" and each.part in VITAL)
