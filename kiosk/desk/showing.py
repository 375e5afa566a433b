"""From the hall and a situation to the desk's screen: pure, in the desk's language."""

from dataclasses import dataclass
from datetime import datetime

from config.texts import Texts
from kiosk.desk.alarms import Watched
from kiosk.desk.choices import World
from kiosk.desk.flows import LINES_MOST
from kiosk.desk.hands import ACT_KEYS, ACTS, TOOL_KEYS, TOOLS
from kiosk.desk.lives import Lives
from kiosk.desk.map import zones_shown
from kiosk.desk.offer import Tile, named
from kiosk.desk.ready import can, paper_of
from kiosk.desk.shown import (
    AlarmShown,
    ChipShown,
    FlowShown,
    FootWord,
    KeyShown,
    LoginShown,
    OptionShown,
    Shown,
    TileShown,
    ToastShown,
)
from kiosk.desk.situation import Situation
from kiosk.desk.telling import found_shown, story_lines
from link.state import State
from look.stale import shown_time

OPTIONS_MOST = 9
"""Options that stand below the field of a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What a screen is made of; one of these is made for each showing."""

    state: State
    situation: Situation
    now: datetime
    say: Texts
    world: World
    lives: Lives
    tiles: tuple[Tile, ...]
    watched: tuple[Watched, ...]
    focus: tuple[str, int]

    def screen(self) -> Shown:
        say, situation, state = self.say.say, self.situation, self.state
        trouble, hint = self._trouble()
        unseen = [each for each in self.watched if each.seen_at is None]
        return Shown(
            page=self._page(),
            title=say("desk.title"),
            hall=named(self.say, state.definition.name, state.definition.name_en),
            clerk=" ".join(filter(None, (situation.name, situation.signed_in))),
            sign_out=say("desk.sign_out") if situation.signed_in else "",
            link=self._link(),
            is_link_red=not situation.is_live and situation.has_state,
            clock=shown_time(self.now) if situation.has_state else "",
            trouble=trouble,
            trouble_hint=hint,
            offer_title=say("desk.offer"),
            offer_asks=say("desk.offer.asks"),
            typed_service=situation.typed_service,
            tiles=self._tiles(),
            classes=self._classes(),
            papers=self._papers(),
            language=say("desk.language." + situation.language),
            issue=self._issue(),
            find_title=say("desk.find"),
            find_asks=say("desk.find.asks"),
            typed=situation.typed,
            missed=situation.missed,
            empty=say("desk.find.empty"),
            found=found_shown(state, situation, self.say, self.now),
            story=story_lines(state, situation, self.lives, self.say, self.now),
            acts=self._acts(),
            flow=self._flow(),
            options=self._options(),
            alarms_title=say("desk.alarms"),
            alarms_count=self._known(str(len(self.watched)) if self.watched else ""),
            alarms=tuple(self._alarm(each) for each in self.watched),
            calm=say("desk.alarms.none") if not self.watched and situation.is_live else "",
            zones=zones_shown(state, self.say, is_old=not situation.is_live),
            tools=self._tools(),
            foot=self._foot(len(unseen)),
            toast=self._toast(),
            login=self._login(),
            focus="sign" if situation.must_sign_in else self.focus[0],
            turn=self.focus[1],
        )

    # ── head ─────────────────────────────────────────────────────────────────────────────────────────

    def _page(self) -> str:
        now = self.situation
        if not now.has_state:
            return "starting"
        if now.must_sign_in:
            return "sign-in"
        if now.flow is not None:
            return f"{now.flow.kind}-{now.flow.step.name}"
        if now.alarm:
            return "alarm"
        return "found" if now.found or now.booking else "desk"

    def _link(self) -> str:
        now = self.situation
        if not now.has_state and not now.stale.shut_out:
            return self.say.say("desk.link.starting")
        return self.say.say("desk.link.live" if now.is_live else "desk.link.away")

    def _trouble(self) -> tuple[str, str]:
        stale = self.situation.stale
        if stale.shut_out:
            return self.say.say(stale.shut_out), self.say.say(f"{stale.shut_out}.hint")
        if stale.is_stale:
            return self.say.say("desk.stale", time=stale.stopped_at), self.say.say("desk.stale.hint")
        return ("", "") if self.situation.has_state else (self.say.say("desk.starting"), "")

    def _known(self, text: str) -> str:
        return text if self.situation.is_live else "–"

    # ── giving a ticket ──────────────────────────────────────────────────────────────────────────────

    def _tiles(self) -> tuple[TileShown, ...]:
        now = self.situation
        is_pointing = self.focus[0] == "offer"
        return tuple(
            TileShown(
                kind=each.kind,
                mark=each.mark,
                name=each.name,
                second=each.second if now.is_live or each.kind == "back" else "–",
                colour=each.colour,
                is_open=each.is_open,
                is_chosen=each.kind == "service" and each.id == now.service,
                is_pointed=is_pointing and at == now.at_tile,
            )
            for at, each in enumerate(self.tiles)
        )

    def _classes(self) -> tuple[ChipShown, ...]:
        return tuple(
            ChipShown(
                id=each.id,
                text=named(self.say, each.name, each.name_en) or each.id,
                is_chosen=each.id == self.situation.priority,
            )
            for each in self.state.definition.priorities
            if each.id != self.state.definition.bookings.priority
        )

    def _papers(self) -> tuple[ChipShown, ...]:
        own, near = bool(self.world.own_printer), bool(self.world.near_printer)
        box = self.world.near_printer.partition("/")[0]
        chosen = paper_of(self.situation.paper, has_own=own, has_near=near)
        say = self.say.say
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
                is_chosen=chosen == "own" and self.situation.is_large,
                is_ready=chosen == "own",
            ),
        )

    def _issue(self) -> KeyShown:
        now = self.situation
        known = self.state.index.services.get(now.service)
        if now.in_flight == "take" and now.is_slow:
            return KeyShown(place="issue", text=self.say.say("desk.issue.slow"), is_ready=False, is_main=True)
        if known is None:
            return KeyShown(place="issue", text=self.say.say("desk.issue.none"), is_ready=False, is_main=True)
        words = self.say.say("desk.issue", service=named(self.say, known.name, known.name_en))
        return KeyShown(place="issue", text=words, hint="Enter", is_ready=now.can_act, is_main=True)

    # ── the ticket's keys and questions ──────────────────────────────────────────────────────────────

    def _acts(self) -> tuple[KeyShown, ...]:
        now = self.situation
        return tuple(
            KeyShown(
                place=act,
                text=self.say.say(f"desk.act.{self._act_words(act)}"),
                hint="Enter" if now.booking is not None and act == "revive" else ACT_KEYS[act],
                is_ready=now.can_act and can(act, self.state, now),
                is_main=(act == "revive" and now.booking is not None)
                or (act == "reprint" and bool(now.found)),
            )
            for act in ACTS
        )

    def _act_words(self, act: str) -> str:
        now = self.situation
        known = self.state.find(now.found) if now.found else None
        if now.booking is not None and act == "revive":
            return "check_in" if now.booking.state != "missed" else "admit"
        if now.booking is not None and act == "cancel":
            return "unbook"
        return "unflag" if act == "flag" and known is not None and known.visual else act

    def _flow(self) -> FlowShown:
        flow, say = self.situation.flow, self.say.say
        if flow is None:
            return FlowShown()
        step, count = flow.step, len(flow.matching)
        none = "" if count or step.kind != "option" else say("desk.flow.none")
        if step.kind == "option" and step.name == "slot" and not step.options:
            none = say("desk.flow.no_slots")
        ready = flow.taken is not None and (self.situation.can_act or step.kind == "list")
        key = f"desk.ask.{flow.kind}.{step.name}"
        title = key if self.say.has(key) else f"desk.ask.{step.name}"
        return FlowShown(
            is_open=True,
            kind=step.kind,
            title=say(title),
            about=flow.number
            or (say(f"desk.flow.{flow.kind}") if self.say.has(f"desk.flow.{flow.kind}") else ""),
            typed=flow.typed,
            asks=self._asks(title, step.kind),
            most=LINES_MOST if step.kind == "lines" else flow.most,
            hint=say(f"desk.hint.{step.kind}"),
            place=f"{min(flow.at, count - 1) + 1}/{count}" if count > OPTIONS_MOST else "",
            none=say("desk.flow.loading") if step.kind == "loading" else none,
            turn=self.focus[1],
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

    def _asks(self, title: str, kind: str) -> str:
        keys = (f"{title}.asks", f"desk.ask.{kind}")
        return next((self.say.say(each) for each in keys if self.say.has(each)), "")

    def _options(self) -> tuple[OptionShown, ...]:
        flow = self.situation.flow
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

    # ── alarms, tools, what is said for a while ──────────────────────────────────────────────────────

    def _alarm(self, each: Watched) -> AlarmShown:
        now, say = self.situation, self.say.say
        time = shown_time(each.at.astimezone(self.now.tzinfo))
        second = say("desk.alarm.since", time=time)
        if each.seen_at is not None:
            seen = shown_time(each.seen_at.astimezone(self.now.tzinfo))
            second = say("desk.alarm.seen", who=each.seen_by, time=seen)
        return AlarmShown(
            key=each.key,
            icon=each.icon,
            text=each.text,
            second=second,
            advice=each.advice,
            is_seen=each.seen_at is not None,
            is_open=now.alarm == each.key,
            acknowledge=KeyShown(
                place="acknowledge",
                text=say("desk.acknowledge" if each.seen_at is None else "desk.been_there"),
                hint="Enter",
                is_ready=now.can_act and (each.seen_at is None or each.is_ended_by_hand),
                is_main=True,
            ),
        )

    def _tools(self) -> tuple[KeyShown, ...]:
        is_crowded = self.state.crowd is not None
        return tuple(
            KeyShown(
                place=tool,
                text=self.say.say(f"desk.tool.{'uncrowd' if tool == 'crowd' and is_crowded else tool}"),
                hint=TOOL_KEYS[tool],
                is_ready=self.situation.can_act,
            )
            for tool in TOOLS
        )

    def _foot(self, unseen: int) -> tuple[FootWord, ...]:
        """What holds in the whole hall now."""
        state, say = self.state, self.say.say
        words = []
        if any(each.is_emergency for each in state.said):
            words.append(FootWord(text=say("desk.foot.emergency"), is_red=True))
        if state.crowd is not None:
            words.append(
                FootWord(text=say("desk.foot.crowd", reason=state.crowd).rstrip("：: "), is_red=True)
            )
        if state.suspended:
            words.append(
                FootWord(text=self.say.count("desk.foot.suspended", len(state.suspended)), is_red=True)
            )
        if self.situation.is_live and not words:
            waiting = sum(count for _, count in state.waiting.counts())
            words.append(FootWord(text=self.say.count("desk.foot.waiting", waiting), is_red=False))
        return tuple(words)

    def _toast(self) -> ToastShown:
        toast, now = self.situation.toast, self.situation
        if toast is None:
            words = self.say.say("desk.slow") if now.is_slow and now.in_flight else ""
            return ToastShown(text=words)
        undo = KeyShown(
            place="undo",
            text=self.say.say("desk.undo"),
            hint="Ctrl+Z",
            is_ready=toast.undo is not None and now.can_act,
        )
        return ToastShown(text=toast.text, is_red=toast.is_refusal, undo=undo)

    def _login(self) -> LoginShown:
        now, say = self.situation.signing, self.say.say
        if not self.situation.must_sign_in:
            return LoginShown()
        step = "change" if now.is_changing else "sign-in"
        is_whole = bool(now.password and (now.again if now.is_changing else now.person.strip()))
        return LoginShown(
            is_open=True,
            is_changing=now.is_changing,
            title=say(f"desk.login.{step}"),
            person=now.person,
            person_asks=say("desk.login.person"),
            password_asks=say("desk.login.new" if now.is_changing else "desk.login.password"),
            again_asks=say("desk.login.again"),
            hint=say(f"desk.login.{step}.hint"),
            why=now.why,
            tries=now.tries,
            confirm=KeyShown(
                place="confirm",
                text=say(f"desk.login.{step}.key"),
                hint="Enter",
                is_ready=is_whole and self.situation.is_live,
                is_main=True,
            ),
        )


def first_shown(at: int, count: int) -> int:
    """The first option that stands on the screen, so that the one pointed to does too."""
    return max(0, min(at - OPTIONS_MOST + 1, count - OPTIONS_MOST))
