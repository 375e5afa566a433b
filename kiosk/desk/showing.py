"""From the hall and a situation to the desk's screen: pure, in the desk's language."""

from kiosk.desk.map import zones_shown
from kiosk.desk.offer import named
from kiosk.desk.show import Show
from kiosk.desk.showing_alarms import alarm_shown
from kiosk.desk.showing_keys import act_keys, tool_keys
from kiosk.desk.showing_offer import classes_shown, issue_key, papers_shown, tiles_shown
from kiosk.desk.showing_question import options_shown, question_shown
from kiosk.desk.showing_sign_in import sign_in_shown
from kiosk.desk.shown import FootWord, KeyShown, Shown, ToastShown
from kiosk.desk.telling import found_shown, story_lines
from look.stale import shown_time


def screen(show: Show) -> Shown:
    """The whole screen."""
    say, situation, state = show.say.say, show.situation, show.state
    trouble, hint = _trouble(show)
    return Shown(
        page=_page(show),
        title=say("desk.title"),
        hall=named(show.say, state.definition.name, state.definition.name_en),
        clerk=" ".join(filter(None, (situation.name, situation.signed_in))),
        sign_out=say("desk.sign_out") if situation.signed_in else "",
        link=_link(show),
        is_link_red=not situation.is_live and situation.has_state,
        clock=shown_time(show.now) if situation.has_state else "",
        trouble=trouble,
        trouble_hint=hint,
        offer_title=say("desk.offer"),
        offer_asks=say("desk.offer.asks"),
        typed_service=situation.typed_service,
        tiles=tiles_shown(show),
        classes=classes_shown(show),
        papers=papers_shown(show),
        language=say("desk.language." + situation.language),
        issue=issue_key(show),
        find_title=say("desk.find"),
        find_asks=say("desk.find.asks"),
        typed=situation.typed,
        missed=situation.missed,
        empty=say("desk.find.empty"),
        found=found_shown(state, situation, show.say, show.now),
        story=story_lines(state, situation, show.lives, show.say, show.now),
        acts=act_keys(show),
        flow=question_shown(show),
        options=options_shown(show),
        alarms_title=say("desk.alarms"),
        alarms_count=_count(show),
        alarms=tuple(alarm_shown(show, each) for each in show.watched),
        calm=say("desk.alarms.none") if not show.watched and situation.is_live else "",
        zones=zones_shown(state, show.say, is_old=not situation.is_live),
        tools=tool_keys(show),
        foot=_foot(show),
        toast=_toast(show),
        login=sign_in_shown(show),
        focus="sign" if situation.must_sign_in else show.focus[0],
        turn=show.focus[1],
    )


def _page(show: Show) -> str:
    now = show.situation
    if not now.has_state:
        return "starting"
    if now.must_sign_in:
        return "sign-in"
    if now.flow is not None:
        return f"{now.flow.kind}-{now.flow.step.name}"
    if now.alarm:
        return "alarm"
    return "found" if now.found or now.booking else "desk"


def _link(show: Show) -> str:
    now = show.situation
    if not now.has_state and not now.stale.shut_out:
        return show.say.say("desk.link.starting")
    return show.say.say("desk.link.live" if now.is_live else "desk.link.away")


def _trouble(show: Show) -> tuple[str, str]:
    stale = show.situation.stale
    if stale.shut_out:
        return show.say.say(stale.shut_out), show.say.say(f"{stale.shut_out}.hint")
    if stale.is_stale:
        return show.say.say("desk.stale", time=stale.stopped_at), show.say.say("desk.stale.hint")
    return ("", "") if show.situation.has_state else (show.say.say("desk.starting"), "")


def _count(show: Show) -> str:
    """How many alarms there are, where that is known."""
    if not show.situation.is_live:
        return "–"
    return str(len(show.watched)) if show.watched else ""


def _foot(show: Show) -> tuple[FootWord, ...]:
    """What holds in the whole hall now."""
    state, say = show.state, show.say.say
    words = []
    if any(each.is_emergency for each in state.said):
        words.append(FootWord(text=say("desk.foot.emergency"), is_red=True))
    if state.crowd is not None:
        words.append(FootWord(text=say("desk.foot.crowd", reason=state.crowd).rstrip("：: "), is_red=True))
    if state.suspended:
        words.append(FootWord(text=show.say.count("desk.foot.suspended", len(state.suspended)), is_red=True))
    if show.situation.is_live and not words:
        waiting = sum(count for _, count in state.waiting.counts())
        words.append(FootWord(text=show.say.count("desk.foot.waiting", waiting), is_red=False))
    return tuple(words)


def _toast(show: Show) -> ToastShown:
    toast, now = show.situation.toast, show.situation
    if toast is None:
        words = show.say.say("desk.slow") if now.is_slow and now.in_flight else ""
        return ToastShown(text=words)
    undo = KeyShown(
        place="undo",
        text=show.say.say("desk.undo"),
        hint="Ctrl+Z",
        is_ready=toast.undo is not None and now.can_act,
    )
    return ToastShown(text=toast.text, is_red=toast.is_refusal, undo=undo)
