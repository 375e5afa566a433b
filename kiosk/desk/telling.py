"""The ticket or appointment that is looked at, in words: where it stands, where to go, what happened. Pure."""

from datetime import datetime

from config.texts import Texts
from kiosk.desk.alarms import reason_words
from kiosk.desk.found import service_words, time_words
from kiosk.desk.lives import Lives, Moment
from kiosk.desk.offer import named
from kiosk.desk.shown import FoundShown, StoryLine
from kiosk.desk.situation import Booking, Situation
from kiosk.places import place_of
from kiosk.speech import Speech
from link.state import State, Ticket
from look.stale import shown_time
from look.words import Counted, counted

STORY_MOST = 4


def found_shown(state: State, situation: Situation, say: Texts, now: datetime) -> FoundShown:
    """What was found; empty where nothing is looked at."""
    if situation.booking is not None:
        return _booking(situation.booking, state, say)
    known = state.find(situation.found) if situation.found else None
    if known is None:
        return FoundShown()
    speech = Speech("en" if say.language == "en" else "zh")
    place = place_of(state, (known.service,), known.zones, speech)
    return FoundShown(
        number=known.number,
        service=service_words(known.service, state, say),
        state=_standing(known, state, say, is_old=not situation.is_live),
        side=place.side,
        zone=place.zone.text,
        windows=place.windows.text,
        colour=place.colour,
        facts=say.say("desk.join").join(_facts(known, state, say)),
    )


def story_lines(
    state: State, situation: Situation, lives: Lives, say: Texts, now: datetime
) -> tuple[StoryLine, ...]:
    """The last moments of the ticket, the oldest first."""
    known = state.find(situation.found) if situation.found else None
    if known is None or situation.booking is not None:
        return ()
    return tuple(
        StoryLine(
            time=shown_time(each.at.astimezone(now.tzinfo)),
            text=_moment_words(each, state, say),
            is_red=each.is_trouble,
        )
        for each in lives.of(known)[-STORY_MOST:]
    )


def _booking(booking: Booking, state: State, say: Texts) -> FoundShown:
    facts = [say.say("desk.booking.code", code=booking.code)]
    if booking.number:
        facts.append(say.say("desk.booking.number", number=booking.number))
    return FoundShown(
        text=booking.masked or say.say("desk.booking"),
        service=service_words(booking.service, state, say),
        state=Counted(before=say.say(f"desk.booking.{booking.state}")),
        zone=time_words(booking.start, say),
        facts=say.say("desk.join").join(facts),
    )


def _standing(ticket: Ticket, state: State, say: Texts, *, is_old: bool) -> Counted:
    if is_old:
        return Counted(before=say.say("desk.unknown"))
    if ticket.state == "waiting":
        ahead = state.ahead_of(ticket)
        return (
            counted(say.count("desk.state.waiting", ahead))
            if ahead
            else Counted(before=say.say("desk.state.next"))
        )
    place = state.index.places.get(ticket.window)
    label = place.label if place else ticket.window
    key = f"desk.state.{ticket.state}"
    at_window = f"{key}.window"
    return Counted(before=say.say(at_window, window=label) if label and say.has(at_window) else say.say(key))


def _facts(ticket: Ticket, state: State, say: Texts) -> list[str]:
    """Class, language, further matters, how to call: what is not as usual."""
    facts = []
    known = state.index.priorities.get(ticket.priority)
    if ticket.priority != "normal":
        facts.append(named(say, known.name, known.name_en) if known else ticket.priority)
    if ticket.further:
        names = say.say("desk.and").join(service_words(each, state, say) for each in ticket.further)
        facts.append(say.say("desk.further", names=names))
    if ticket.visual:
        facts.append(say.say("desk.visual"))
    if ticket.language != say.language:
        facts.append(
            say.say("language.in." + ticket.language)
            if say.has("language.in." + ticket.language)
            else ticket.language
        )
    return facts


def _moment_words(moment: Moment, state: State, say: Texts) -> str:
    fields = dict(moment.fields)
    place = state.index.places.get(fields.get("window", ""))
    if place is not None:
        fields["window"] = place.label
    if "service" in fields:
        fields["service"] = service_words(fields["service"], state, say)
    if "reason" in fields:
        fields["reason"] = reason_words(say, fields["reason"])
    if "priority" in fields:
        known = state.index.priorities.get(fields["priority"])
        fields["priority"] = named(say, known.name, known.name_en) if known else fields["priority"]
    if "printer" in fields:
        fields["printer"] = fields["printer"].partition("/")[0]
    key = f"desk.life.{moment.key}"
    plain = f"{key}.plain"
    is_plain = say.has(plain) and not (fields.get("reason") or fields.get("box"))
    return say.say(plain if is_plain else key, **fields)
