"""From a situation to the screen: pure, in the terminal's language."""

from collections.abc import Mapping
from typing import Final

from caller import entries
from caller import ticket_field as field
from caller.faces import keys
from caller.lists import ASIDE_MOST, aside_rows, coming_room, coming_rows, option_rows, waiting_rows
from caller.show import Show
from caller.shown import Face, Shown
from caller.situation import Phase
from look.stale import shown_time
from look.words import Counted, counted

UNKNOWN: Final = "–"

_FACES: Final[Mapping[Phase, Face]] = {
    "starting": "open", "unknown": "trouble", "stale": "trouble", "closed": "closed", "idle": "open",
    "armed": "open", "calling": "calling", "serving": "serving", "paused": "paused",
}  # fmt: skip


def screen(show: Show) -> Shown:
    """The whole screen."""
    situation, say = show.situation, show.say
    phase, seen = situation.phase, situation.seen
    label, words = field.note(show)
    return Shown(
        page=_page(show),
        form=situation.form,
        title=_title(show),
        face=_FACES[phase],
        colour=seen.colour if seen else 8,
        label=show.label,
        unit=say.say("caller.unit"),
        number=show.number,
        headline="" if show.number else say.say(f"caller.headline.{phase}"),
        state=say.say(f"caller.state.{phase}"),
        elapsed=field.elapsed(show),
        elapsed_label=field.elapsed_label(show),
        caption=field.caption(show),
        second=field.second(show, "caller.waited"),
        second_lines=field.second(show, "caller.waited.lines"),
        note_label=label,
        note=words,
        notes=field.notes(show),
        notes_label=say.say("caller.note"),
        is_note_red=situation.notice is not None and situation.notice.is_refusal,
        is_note_passing=bool(words) and not label,
        buttons=keys(show),
        is_more_open=situation.is_more_open and situation.chooser is None,
        choice=entries.choice(show),
        options=option_rows(situation.chooser),
        sign_in=entries.sign_in(show),
        login=entries.login(show),
        window_title=_window_title(show),
        place=" ".join(filter(None, (seen.zone, seen.window))) if seen else "",
        clerk=" ".join(filter(None, (seen.clerk, seen.view.clerk))) if seen else "",
        link=_link(show),
        clock=shown_time(show.now) if situation.has_state else "",
        profile=_profile(show),
        waiting=_count(show, "caller.people", None if show.is_old or not seen else seen.view.waiting_total),
        rows=waiting_rows(seen, say, is_old=show.is_old),
        coming=coming_rows(seen, say, is_old=show.is_old),
        coming_room=coming_room(seen),
        none=UNKNOWN if show.is_old or not seen else say.say("caller.list.none"),
        aside=aside_rows(seen, say, is_old=show.is_old),
        waiting_title=say.say("caller.list.waiting"),
        coming_title=say.say("caller.list.coming"),
        aside_title=_aside_title(show),
        done=_count(show, "caller.done", show.tally.count if show.tally else None),
        mean=_count(show, "caller.mean", show.tally.mean_min if show.tally else None),
    )


def _page(show: Show) -> str:
    if entries.is_login_open(show):
        return "change-password" if show.situation.signing.step == "change" else "sign-in"
    if show.situation.chooser is not None:
        return f"choose-{show.situation.chooser.kind}"
    return "more" if show.situation.is_more_open else show.situation.phase


def _title(show: Show) -> str:
    words = (_window_title(show), show.number, show.say.say(f"caller.state.{show.situation.phase}"))
    return " ".join(filter(None, words))


def _window_title(show: Show) -> str:
    return show.say.say("caller.window", label=show.label)


def _link(show: Show) -> str:
    """Where nothing is wrong, what the voice has still to say before it comes to the next call."""
    if show.is_old:
        return show.say.say("caller.link.away")
    return field.unsaid(show) or show.say.say("caller.link.live")


def _aside_title(show: Show) -> str:
    """With the number of tickets where the list has no room for all."""
    count = len(show.situation.seen.aside) if show.situation.seen else 0
    is_told = count > ASIDE_MOST and not show.is_old
    return show.say.say("caller.list.aside.more" if is_told else "caller.list.aside", n=count)


def _count(show: Show, key: str, count: int | None) -> Counted:
    """Words around a count; one that is not known is `–`, never 0."""
    words = counted(show.say.count(key, count or 0))
    return words if count is not None else Counted(words.before, UNKNOWN, words.after)


def _profile(show: Show) -> str:
    seen = show.situation.seen
    name = seen.plan.profile if seen is not None and not show.is_old else ""
    return show.say.say("caller.profile", name=name) if name else ""
