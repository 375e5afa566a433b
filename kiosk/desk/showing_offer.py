"""Services, classes, papers and the key that gives a ticket, as the screen shows them: pure."""

from kiosk.desk.offer import named
from kiosk.desk.ready import paper_of
from kiosk.desk.show import Show
from kiosk.desk.shown import ChipShown, KeyShown, TileShown


def tiles_shown(show: Show) -> tuple[TileShown, ...]:
    """The departments or services that can be chosen now."""
    now = show.situation
    return tuple(
        TileShown(
            kind=each.kind,
            mark=each.mark,
            name=each.name,
            second=each.second if now.is_live or each.kind == "back" else "–",
            colour=each.colour,
            is_open=each.is_open,
            is_chosen=each.kind == "service" and each.id == now.service,
            is_pointed=show.is_pointing and at == now.at_tile,
        )
        for at, each in enumerate(show.tiles)
    )


def classes_shown(show: Show) -> tuple[ChipShown, ...]:
    """Who the next ticket is for; a booking has a class of its own, which is not chosen."""
    return tuple(
        ChipShown(
            id=each.id,
            text=named(show.say, each.name, each.name_en) or each.id,
            is_chosen=each.id == show.situation.priority,
        )
        for each in show.state.definition.priorities
        if each.id != show.state.definition.bookings.priority
    )


def papers_shown(show: Show) -> tuple[ChipShown, ...]:
    """Where the next ticket comes out, and whether in large print."""
    own, near = bool(show.world.own_printer), bool(show.world.near_printer)
    box = show.world.near_printer.partition("/")[0]
    chosen = paper_of(show.situation.paper, has_own=own, has_near=near)
    say = show.say.say
    return (
        ChipShown(id="own", text=say("desk.paper.own"), is_chosen=chosen == "own", is_ready=own),
        ChipShown(
            id="near",
            text=say("desk.paper.at", box=box) if near else say("desk.paper.near"),
            is_chosen=chosen == "near",
            is_ready=near,
        ),
        ChipShown(id="none", text=say("desk.paper.none"), is_chosen=chosen == "none"),
        ChipShown(
            id="large",
            text=say("desk.paper.large"),
            is_chosen=chosen == "own" and show.situation.is_large,
            is_ready=chosen == "own",
        ),
    )


def issue_key(show: Show) -> KeyShown:
    """The key that gives the next ticket."""
    now = show.situation
    known = show.state.index.services.get(now.service)
    if now.in_flight == "take" and now.is_slow:
        return KeyShown(place="issue", text=show.say.say("desk.issue.slow"), is_ready=False, is_main=True)
    if known is None:
        return KeyShown(place="issue", text=show.say.say("desk.issue.none"), is_ready=False, is_main=True)
    words = show.say.say("desk.issue", service=named(show.say, known.name, known.name_en))
    return KeyShown(place="issue", text=words, hint="Enter", is_ready=now.can_act, is_main=True)
