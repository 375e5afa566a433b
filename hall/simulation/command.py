"""`jiaohao simulate`: try a hall's rules on days that never were, and see what people would wait."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final, get_args
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from config.hall import load_hall
from config.texts import Texts
from config.typed import command_line, ended
from config.validated import one_of
from config.wrong import ConfigError
from hall.simulation.advice import Advice, advice
from hall.simulation.demand import Demand, Nature, seen_demand, usual_demand
from hall.simulation.figures import Figures
from hall.simulation.history import NoHistory, facts_of
from hall.simulation.picture import picture
from hall.simulation.table import advised, told
from hall.simulation.tried import Trial, tried, with_fewer_windows, with_profile, working_days
from link.messages.definition import Definition
from link.messages.definition.profile import Order, Profile

ORDERS: Final[tuple[Order, ...]] = get_args(Order)


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao simulate ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(t: Texts) -> typer.Typer:
    """The command with its help in the catalogue's language."""
    typed = typer.Typer(add_completion=False)

    def option(name: str) -> str:
        return t.say(f"simulate.option.{name}")

    @typed.command(help=t.say("simulate.command"))
    def simulate(
        *,
        config: Annotated[Path, typer.Option("--config", help=option("config"))],
        days: Annotated[int, typer.Option("--days", min=1, max=250, help=option("days"))] = 5,
        first: Annotated[str, typer.Option("--from", help=option("from"))] = "",
        load: Annotated[float, typer.Option("--load", min=0.05, max=3.0, help=option("load"))] = 0.8,
        tickets: Annotated[int | None, typer.Option("--tickets", min=1, help=option("tickets"))] = None,
        profile: Annotated[list[str] | None, typer.Option("--profile", help=option("profile"))] = None,
        windows: Annotated[float, typer.Option("--windows", min=0.05, max=1.0, help=option("windows"))] = 1.0,
        patience: Annotated[float, typer.Option("--patience", min=0, help=option("patience"))] = 120.0,
        limit: Annotated[float, typer.Option("--limit", min=1, help=option("limit"))] = 20.0,
        history: Annotated[Path | None, typer.Option("--history", help=option("history"))] = None,
        seed: Annotated[int, typer.Option("--seed", help=option("seed"))] = 1,
        out: Annotated[Path | None, typer.Option("--out", help=option("out"))] = None,
        is_json: Annotated[bool, typer.Option("--json", help=option("json"))] = False,
    ) -> None:
        definition = with_fewer_windows(_loaded(config), windows)
        settings = _settings(definition, profile or [], t)
        begin = next(working_days(definition, _day(first, definition, t), 1), None)
        if begin is None:
            raise ended(t.say("simulate.wrong.never_open"))
        demand = _demand(definition, usual_demand(definition, begin, load), history, tickets, t)
        trials = []
        for name, tried_out in settings:
            trial = Trial(
                definition=tried_out,
                demand=demand,
                first=begin,
                days=days,
                seed=seed,
                nature=Nature(patience_s=patience * 60),
            )
            trials.append((name, tried(trial)))
        if is_json:
            typer.echo(json.dumps({name: asdict(found) for name, found in trials}, ensure_ascii=False))
        else:
            _print(definition, trials, advice(definition, demand, begin, limit * 60), limit, t)
        if out is not None:
            _written(out, picture(definition, trials, t), t)

    return typed


def _print(
    definition: Definition,
    trials: Sequence[tuple[str, Figures]],
    advices: Sequence[Advice],
    limit: float,
    t: Texts,
) -> None:
    console = Console(highlight=False)
    for name, found in trials:
        console.print(told(definition, name, found, t))
        console.print()
    console.print(advised(definition, advices, limit, t))


def _loaded(config: Path) -> Definition:
    try:
        return load_hall(config)
    except ConfigError as wrong:
        raise ended(str(wrong)) from None


def _settings(definition: Definition, profiles: Sequence[str], t: Texts) -> list[tuple[str, Definition]]:
    """What is tried, by name: the hall as it is, and with each of these profiles at every window. The orders
    themselves can be tried too, where no profile has their name."""
    own = {each.id: each for each in definition.profiles}
    known = {name: Profile(id=name, otherwise=name) for name in ORDERS} | own
    for name in profiles:
        if name not in known:
            allowed = one_of(tuple(known), name).text(t.language)
            raise ended(t.say("simulate.wrong.profile", profile=name, allowed=allowed))
    tried_too = [(t.say("simulate.with_profile", profile=each), known[each]) for each in profiles]
    return [(t.say("simulate.as_it_is"), definition)] + [
        (name, with_profile(definition, profile)) for name, profile in tried_too
    ]


def _demand(
    definition: Definition, usual: Demand, history: Path | None, tickets: int | None, t: Texts
) -> Demand:
    """Who comes: as the ledger has it, else as usual; `tickets` a day in all, where that is asked for."""
    try:
        demand = seen_demand(definition, facts_of(history)) if history else usual
    except NoHistory as wrong:
        raise ended(t.say("simulate.wrong.history", file=str(wrong.file), line=wrong.line)) from None
    total = sum(demand.tickets.values())
    if not total:
        raise ended(t.say("simulate.wrong.nobody"))
    if tickets is None:
        return demand
    return replace(demand, tickets={each: count * tickets / total for each, count in demand.tickets.items()})


def _day(text: str, definition: Definition, t: Texts) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(ZoneInfo(definition.timezone)).date()
    except ValueError:
        raise ended(t.say("simulate.wrong.day", day=text)) from None


def _written(out: Path, svg: str, t: Texts) -> None:
    try:
        out.write_text(svg, encoding="utf-8")
    except OSError as error:
        raise ended(t.say("simulate.wrong.out", file=str(out), reason=error.strerror or str(error))) from None
    typer.echo(t.say("simulate.written", file=str(out)), err=True)
