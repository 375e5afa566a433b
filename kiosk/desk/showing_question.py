"""The open question as the screen shows it: pure."""

from typing import Final

from kiosk.desk.flows import LINES_MOST
from kiosk.desk.show import Show
from kiosk.desk.shown import FlowShown, KeyShown, OptionShown

OPTIONS_MOST: Final = 9
"""Options that stand below the field of a question."""


def question_shown(show: Show) -> FlowShown:
    """The question, its field and its two keys; closed where none is open."""
    flow, say = show.situation.flow, show.say.say
    if flow is None:
        return FlowShown()
    step, count = flow.step, len(flow.matching)
    none = "" if count or step.kind != "option" else say("desk.flow.none")
    if step.kind == "option" and step.name == "slot" and not step.options:
        none = say("desk.flow.no_slots")
    ready = flow.taken is not None and (show.situation.can_act or step.kind == "list")
    key = f"desk.ask.{flow.kind}.{step.name}"
    title = key if show.say.has(key) else f"desk.ask.{step.name}"
    return FlowShown(
        is_open=True,
        kind=step.kind,
        title=say(title),
        about=flow.number
        or (say(f"desk.flow.{flow.kind}") if show.say.has(f"desk.flow.{flow.kind}") else ""),
        typed=flow.typed,
        asks=_asks(show, title, step.kind),
        most=LINES_MOST if step.kind == "lines" else flow.most,
        hint=say(f"desk.hint.{step.kind}"),
        place=f"{min(flow.at, count - 1) + 1}/{count}" if count > OPTIONS_MOST else "",
        none=say("desk.flow.loading") if step.kind == "loading" else none,
        turn=show.focus[1],
        is_grave=step.is_grave,
        confirm=KeyShown(
            place="confirm",
            text=say("desk.close" if step.kind == "list" else "desk.confirm"),
            hint="Ctrl+Enter" if step.kind == "lines" else "Enter",
            is_ready=ready,
            is_main=True,
        ),
        back=KeyShown(place="leave", text=say("desk.back"), hint="Esc"),
    )


def options_shown(show: Show) -> tuple[OptionShown, ...]:
    """The options below its field that stand on the screen."""
    flow = show.situation.flow
    if flow is None:
        return ()
    left = flow.matching
    first = first_shown(flow.at, len(left))
    return tuple(
        OptionShown(
            mark=each.mark,
            text=each.text,
            quiet=each.quiet,
            is_chosen=flow.step.kind == "option" and at == min(flow.at, len(left) - 1),
        )
        for at, each in enumerate(left)
        if first <= at < first + OPTIONS_MOST
    )


def first_shown(at: int, count: int) -> int:
    """The first option that stands on the screen, so that the one pointed to does too."""
    return max(0, min(at - OPTIONS_MOST + 1, count - OPTIONS_MOST))


def _asks(show: Show, title: str, kind: str) -> str:
    keys = (f"{title}.asks", f"desk.ask.{kind}")
    return next((show.say.say(each) for each in keys if show.say.has(each)), "")
