"""From a situation to the screen: pure, in the terminal's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from caller.doing import Action, Doing, doing
from caller.keys import PLACES, Bindings, Place
from caller.lists import ASIDE_MOST, aside_rows, coming_room, coming_rows, option_rows, waiting_rows
from caller.shown import ChoiceShown, Face, KeyShown, KeysShown, LoginShown, Shown, SignInShown
from caller.situation import Phase, Situation
from caller.tally import Tally
from config.texts import Texts
from look.stale import shown_time
from look.words import Counted, counted

UNKNOWN: Final = "–"

_FACES: Final[Mapping[Phase, Face]] = {
    "starting": "open", "unknown": "trouble", "stale": "trouble", "closed": "closed", "idle": "open",
    "armed": "open", "calling": "calling", "serving": "serving", "paused": "paused",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What a screen is made of; one of these is made for each showing."""

    situation: Situation
    now: datetime
    """The hall's time in its zone."""
    bindings: Bindings
    say: Texts
    window: str
    tally: Tally | None = None
    """None: what was done today is not known."""

    def screen(self) -> Shown:
        situation, say = self.situation, self.say
        phase, seen = situation.phase, situation.seen
        number = self._number()
        return Shown(
            page=self._page(),
            form=situation.form,
            title=self._title(),
            face=_FACES[phase],
            colour=seen.colour if seen else 8,
            label=seen.view.label if seen else self.window,
            unit=say.say("caller.unit"),
            number=number,
            headline="" if number else say.say(f"caller.headline.{phase}"),
            state=say.say(f"caller.state.{phase}"),
            elapsed=self._elapsed(),
            elapsed_label=say.say(f"caller.since.{phase}") if self._elapsed() else "",
            caption=self._caption(),
            second=self._second("caller.waited"),
            second_lines=self._second("caller.waited.lines"),
            note_label=self._note()[0],
            note=self._note()[1],
            notes=self._notes(),
            notes_label=say.say("caller.note"),
            is_note_red=situation.notice is not None,
            is_note_passing=bool(self._note()[1]) and not self._note()[0],
            buttons=self._keys(),
            is_more_open=situation.is_more_open and situation.chooser is None,
            choice=self._choice(),
            options=option_rows(situation.chooser),
            sign_in=self._sign_in(),
            login=self._login(),
            window_title=self._window_title(),
            place=" ".join(filter(None, (seen.zone, seen.window))) if seen else "",
            clerk=seen.view.clerk if seen else "",
            link=self._link(),
            clock=shown_time(self.now) if situation.has_state else "",
            waiting=self._count(
                "caller.people", None if self._is_old() or not seen else seen.view.waiting_total
            ),
            rows=waiting_rows(seen, say, is_old=self._is_old()),
            coming=coming_rows(seen, say, is_old=self._is_old()),
            coming_room=coming_room(seen),
            none=UNKNOWN if self._is_old() or not seen else say.say("caller.list.none"),
            aside=aside_rows(seen, say, is_old=self._is_old()),
            waiting_title=say.say("caller.list.waiting"),
            coming_title=say.say("caller.list.coming"),
            aside_title=self._aside_title(),
            done=self._count("caller.done", self.tally.count if self.tally else None),
            mean=self._count("caller.mean", self.tally.mean_min if self.tally else None),
        )

    # ── the ticket's field ───────────────────────────────────────────────────────────────────────────

    def _number(self) -> str:
        is_held = self.situation.phase in ("calling", "serving") and self.situation.ticket is not None
        return self.situation.ticket.number if is_held and self.situation.ticket else ""

    def _caption(self) -> str:
        situation, seen, say = self.situation, self.situation.seen, self.say
        phase = situation.phase
        if phase == "stale":
            return self._stale_caption()
        if phase == "unknown":
            return say.say("caller.unknown.why", window=self.window)
        if seen is None or phase in ("starting", "closed"):
            return ""
        if phase in ("calling", "serving"):
            return seen.service
        if phase == "paused":
            held = seen.view.ticket.number if seen.view.ticket else ""
            return " ".join(filter(None, (held, self._reason(seen.view.reason))))
        waiting = say.count("caller.waiting", seen.view.waiting_total)
        sent = len(seen.view.sent)
        return say.say("caller.waiting.sent", waiting=waiting, n=sent) if sent else waiting

    def _stale_caption(self) -> str:
        if self.situation.stale.shut_out:
            return self.say.say(self.situation.stale.shut_out)
        at, ticket = self.situation.stale.stopped_at, self.situation.ticket
        if ticket is None:
            return self.say.say("caller.stale.at", time=at)
        return self.say.say("caller.stale.number", number=ticket.number, time=at)

    def _second(self, waited: str) -> str:
        seen, say, phase = self.situation.seen, self.say, self.situation.phase
        if phase == "stale":
            why = self.situation.stale.shut_out
            return say.say(f"{why}.hint" if why else "caller.stale.safe")
        if phase == "unknown":
            return say.say("caller.unknown.hint")
        if phase == "armed":
            return say.say("caller.armed.why")
        if seen is None or seen.waited_min is None or phase not in ("calling", "serving"):
            return ""
        return say.say(waited, minutes=seen.waited_min, times=say.count("caller.calls", seen.calls))

    def _note(self) -> tuple[str, str]:
        """The label and the words of the line under the number: the hall's answer first, else what to know."""
        situation, say = self.situation, self.say
        if situation.notice is not None:
            return "", situation.notice.text
        if situation.undoable is not None and situation.phase in ("idle", "armed"):
            words = f"caller.undo.line.{situation.undoable.verb}"
            return "", say.say(words, number=situation.undoable.number, s=self._undo_s())
        facts = self._ticket_facts()
        return (say.say("caller.note"), say.say("caller.note.join").join(facts)) if facts else ("", "")

    def _notes(self) -> str:
        """The latest first; only while their ticket is in sight."""
        notes = self.situation.notes if self._number() else ()
        return self.say.say("caller.note.join").join(reversed(notes))

    def _undo_s(self) -> int:
        seen = self.situation.seen
        return round(seen.policy.undo_s) if seen else 0

    def _ticket_facts(self) -> list[str]:
        seen, say = self.situation.seen, self.say
        if seen is None or seen.view.ticket is None or not self._number():
            return []
        taken = shown_time(seen.view.ticket.issued_at.astimezone(self.now.tzinfo))
        facts = [say.say("caller.note.taken", time=taken)]
        if self.situation.form == "page" and self._notes():
            facts.insert(0, self._notes())
        if seen.priority:
            facts.append(say.say("caller.note.priority", name=seen.priority))
        if seen.further:
            facts.append(say.say("caller.note.further", names=say.say("caller.note.and").join(seen.further)))
        if seen.view.ticket.language != say.language:
            facts.append(
                say.say("caller.note.language", language=say.say("language.in." + seen.view.ticket.language))
            )
        return facts

    def _elapsed(self) -> str:
        seen = self.situation.seen
        if (
            seen is None
            or seen.view.since is None
            or self.situation.phase not in ("calling", "serving", "paused")
        ):
            return ""
        seconds = max(0, int((self.now - seen.view.since).total_seconds()))
        minutes, left = divmod(seconds, 60)
        hours, minutes_left = divmod(minutes, 60)
        return f"{hours}:{minutes_left:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"

    def _reason(self, reason: str) -> str:
        """The words for a reason that we gave; any other is shown as the hall has it."""
        key = f"caller.pause.{reason}"
        return self.say.say(key) if reason and self.say.has(key) else reason

    # ── keys, choice, sign-in ────────────────────────────────────────────────────────────────────────

    def _keys(self) -> KeysShown:
        does = doing(self.situation)
        return KeysShown(**{place: self._key(place, does[place]) for place in PLACES})

    def _key(self, place: Place, does: Doing) -> KeyShown:
        return KeyShown(
            place=place,
            text=self.say.say(self._key_text(does.action)),
            hint="" if does.action == "wait" else self._hint(place, does.action),
            is_ready=does.is_ready,
            is_quiet=does.action == "disarm",
        )

    def _key_text(self, action: Action) -> str:
        short = f"caller.key.{action}.short"
        return short if self.situation.form == "bar" and self.say.has(short) else f"caller.key.{action}"

    def _hint(self, place: Place, action: Action) -> str:
        if action in ("confirm", "sign_in", "change"):
            return "Enter"
        return "Esc" if action == "back" else self.bindings.hint(place)

    def _choice(self) -> ChoiceShown:
        chooser, say = self.situation.chooser, self.say
        if chooser is None:
            return ChoiceShown()
        chosen, count = chooser.chosen, len(chooser.matching)
        return ChoiceShown(
            is_open=True,
            title=say.say(f"caller.choose.{chooser.kind}"),
            typed=chooser.typed,
            asks=say.say(f"caller.choose.{chooser.kind}.asks"),
            mark=chosen.mark if chosen else "",
            text=chosen.text if chosen else say.say("caller.choose.none"),
            place=f"{min(chooser.at, count - 1) + 1}/{count}" if count else "",
            most=chooser.typed_most,
            hint=say.say("caller.choose.note.hint" if chooser.kind == "note" else "caller.choose.hint"),
            earlier=say.say("caller.key.earlier"),
            later=say.say("caller.key.later"),
            back=say.say("caller.key.back"),
        )

    def _sign_in(self) -> SignInShown:
        return SignInShown(
            is_open=self.situation.phase == "closed" and not self.situation.must_sign_in,
            typed=self.situation.typed_clerk,
            asks=self.say.say("caller.sign_in.asks"),
            hint=self.say.say("caller.sign_in.hint"),
        )

    def _login(self) -> LoginShown:
        situation, say = self.situation, self.say
        signing = situation.signing
        is_changing = signing.step == "change"
        which = "change" if is_changing else "sign-in"
        return LoginShown(
            is_open=self._is_login_open(),
            is_changing=is_changing,
            title=say.say(f"caller.login.{which}"),
            typed=situation.typed_clerk,
            person_asks=say.say("caller.sign_in.asks"),
            password_asks=say.say("caller.login.new" if is_changing else "caller.login.password"),
            again_asks=say.say("caller.login.again"),
            hint=say.say(f"caller.login.{which}.hint"),
            why=signing.why,
            tries=signing.tries,
        )

    def _is_login_open(self) -> bool:
        return self.situation.must_sign_in and self.situation.phase not in ("starting", "unknown", "stale")

    # ── the rest of the page ─────────────────────────────────────────────────────────────────────────

    def _page(self) -> str:
        if self._is_login_open():
            return "change-password" if self.situation.signing.step == "change" else "sign-in"
        if self.situation.chooser is not None:
            return f"choose-{self.situation.chooser.kind}"
        return "more" if self.situation.is_more_open else self.situation.phase

    def _title(self) -> str:
        words = (self._window_title(), self._number(), self.say.say(f"caller.state.{self.situation.phase}"))
        return " ".join(filter(None, words))

    def _window_title(self) -> str:
        seen = self.situation.seen
        return self.say.say("caller.window", label=seen.view.label if seen else self.window)

    def _link(self) -> str:
        return self.say.say("caller.link.away" if self._is_old() else "caller.link.live")

    def _aside_title(self) -> str:
        """With the number of tickets where the list has no room for all."""
        count = len(self.situation.seen.aside) if self.situation.seen else 0
        is_told = count > ASIDE_MOST and not self._is_old()
        return self.say.say("caller.list.aside.more" if is_told else "caller.list.aside", n=count)

    def _is_old(self) -> bool:
        return self.situation.phase in ("stale", "starting")

    def _count(self, key: str, count: int | None) -> Counted:
        """Words around a count; one that is not known is `–`, never 0."""
        words = counted(self.say.count(key, count or 0))
        return words if count is not None else Counted(words.before, UNKNOWN, words.after)
