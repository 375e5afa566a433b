"""The keys of what was found and of the whole hall, as the screen shows them: pure."""

from kiosk.desk.hands import ACT_KEYS, ACTS, TOOL_KEYS, TOOLS
from kiosk.desk.ready import can
from kiosk.desk.show import Show
from kiosk.desk.shown import KeyShown


def act_keys(show: Show) -> tuple[KeyShown, ...]:
    """What is done with the ticket or the appointment that was found."""
    now = show.situation
    return tuple(
        KeyShown(
            place=act,
            text=show.say.say(f"desk.act.{_act_words(show, act)}"),
            hint="Enter" if now.booking is not None and act == "revive" else ACT_KEYS[act],
            is_ready=now.can_act and can(act, show.state, now),
            is_main=(act == "revive" and now.booking is not None) or (act == "reprint" and bool(now.found)),
        )
        for act in ACTS
    )


def tool_keys(show: Show) -> tuple[KeyShown, ...]:
    """What concerns the whole hall."""
    is_crowded = show.state.crowd is not None
    return tuple(
        KeyShown(
            place=tool,
            text=show.say.say(f"desk.tool.{'uncrowd' if tool == 'crowd' and is_crowded else tool}"),
            hint=TOOL_KEYS[tool],
            is_ready=show.situation.can_act,
        )
        for tool in TOOLS
    )


def _act_words(show: Show, act: str) -> str:
    now = show.situation
    known = show.state.find(now.found) if now.found else None
    if now.booking is not None and act == "revive":
        return "check_in" if now.booking.state != "missed" else "admit"
    if now.booking is not None and act == "cancel":
        return "unbook"
    return "unflag" if act == "flag" and known is not None and known.visual else act
