"""The ticket's field of a terminal: what stands under the number, beside it and in the line below. Pure."""

from caller.show import Show
from look.stale import shown_time


def caption(show: Show) -> str:
    """The line under the number. The bar, which has no other place for it, says here how far the voice is behind."""
    words = _caption(show)
    behind = unsaid(show) if show.situation.form == "bar" else ""
    if not behind or show.situation.phase in ("calling", "serving"):
        return behind or words
    return show.say.say("caller.voice.waiting", waiting=words, voice=behind)


def unsaid(show: Show) -> str:
    """How many announcements the voice has still to say; empty: it keeps up, or there is nobody whom it concerns."""
    count = show.situation.unsaid
    if not count or show.situation.phase not in ("idle", "armed", "calling", "serving"):
        return ""
    key = "caller.voice.behind.bar" if show.situation.form == "bar" else "caller.voice.behind"
    return show.say.count(key, count)


def _caption(show: Show) -> str:
    situation, seen, say = show.situation, show.situation.seen, show.say
    phase = situation.phase
    if phase == "stale":
        return _stale_caption(show)
    if phase == "unknown":
        return say.say("caller.unknown.why", window=show.window)
    if seen is None or phase in ("starting", "closed"):
        return ""
    if phase in ("calling", "serving"):
        return seen.service
    if phase == "paused":
        held = seen.view.ticket.number if seen.view.ticket else ""
        return " ".join(filter(None, (held, _reason(show, seen.view.reason))))
    waiting = say.count("caller.waiting", seen.view.waiting_total)
    sent = len(seen.view.sent)
    return say.say("caller.waiting.sent", waiting=waiting, n=sent) if sent else waiting


def _stale_caption(show: Show) -> str:
    if show.situation.stale.shut_out:
        return show.say.say(show.situation.stale.shut_out)
    at, ticket = show.situation.stale.stopped_at, show.situation.ticket
    if ticket is None:
        return show.say.say("caller.stale.at", time=at)
    return show.say.say("caller.stale.number", number=ticket.number, time=at)


def second(show: Show, waited: str) -> str:
    seen, say, phase = show.situation.seen, show.say, show.situation.phase
    if phase == "stale":
        why = show.situation.stale.shut_out
        return say.say(f"{why}.hint" if why else "caller.stale.safe")
    if phase == "unknown":
        return say.say("caller.unknown.hint")
    if phase == "armed":
        return say.say("caller.armed.why")
    if seen is None or seen.waited_min is None or phase not in ("calling", "serving"):
        return ""
    return say.say(waited, minutes=seen.waited_min, times=say.count("caller.calls", seen.calls))


def note(show: Show) -> tuple[str, str]:
    """The label and the words of the line under the number: the hall's answer first, else what to know."""
    situation, say = show.situation, show.say
    if situation.notice is not None:
        return "", situation.notice.text
    if situation.undoable is not None and situation.phase in ("idle", "armed"):
        words = f"caller.undo.line.{situation.undoable.verb}"
        return "", say.say(words, number=situation.undoable.number, s=_undo_s(show))
    facts = _ticket_facts(show)
    return (say.say("caller.note"), say.say("caller.note.join").join(facts)) if facts else ("", "")


def notes(show: Show) -> str:
    """The latest first; only while their ticket is in sight."""
    written = show.situation.notes if show.number else ()
    return show.say.say("caller.note.join").join(reversed(written))


def _undo_s(show: Show) -> int:
    seen = show.situation.seen
    return round(seen.policy.undo_s) if seen else 0


def _ticket_facts(show: Show) -> list[str]:
    seen, say = show.situation.seen, show.say
    if seen is None or seen.view.ticket is None or not show.number:
        return []
    taken = shown_time(seen.view.ticket.issued_at.astimezone(show.now.tzinfo))
    facts = [say.say("caller.note.taken", time=taken)]
    if show.situation.form == "page" and notes(show):
        facts.insert(0, notes(show))
    if seen.view.ticket.visual:
        facts.insert(0, say.say("caller.note.visual"))
    if seen.view.ticket.arrived_at is not None and show.situation.phase == "calling":
        facts.insert(0, say.say("caller.note.arrived"))
    if seen.priority:
        facts.append(say.say("caller.note.priority", name=seen.priority))
    if seen.further:
        facts.append(say.say("caller.note.further", names=say.say("caller.note.and").join(seen.further)))
    if seen.view.ticket.language != say.language:
        facts.append(
            say.say("caller.note.language", language=say.say("language.in." + seen.view.ticket.language))
        )
    return facts


def elapsed(show: Show) -> str:
    seen = show.situation.seen
    if (
        seen is None
        or seen.view.since is None
        or show.situation.phase not in ("calling", "serving", "paused")
    ):
        return ""
    seconds = max(0, int((show.now - seen.view.since).total_seconds()))
    minutes, left = divmod(seconds, 60)
    hours, minutes_left = divmod(minutes, 60)
    return f"{hours}:{minutes_left:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def _reason(show: Show, reason: str) -> str:
    """The words for a reason that we gave; any other is shown as the hall has it."""
    key = f"caller.pause.{reason}"
    return show.say.say(key) if reason and show.say.has(key) else reason


def elapsed_label(show: Show) -> str:
    """What the time counts, and what is usual for the service, where the hall says it."""
    time, seen, say = elapsed(show), show.situation.seen, show.say
    if not time or seen is None:
        return ""
    since = say.say(f"caller.since.{show.situation.phase}")
    if show.situation.phase != "serving" or seen.usual_min is None or seen.view.since is None:
        return since
    is_over = (show.now - seen.view.since).total_seconds() >= 60 * seen.usual_min
    usual = say.say("caller.usual.over" if is_over else "caller.usual", minutes=seen.usual_min)
    return say.say("caller.usual.since", usual=usual, since=since)
