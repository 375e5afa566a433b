"""What the guide desk must look after: the hall's alarms and the troubles of boxes, the oldest that nobody has seen first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from config.texts import Texts
from kiosk.desk.offer import named
from link.state import BOX_TROUBLE, HELP, Alarm, BoxTrouble, State

ICONS: Final = {
    "wait-long": "clock", "window-idle": "clock", "queue-unserved": "people", "clerk-away": "pause",
    "call-unanswered": "voice", "quota-low": "list", HELP: "bell",
}  # fmt: skip
PART_ICONS: Final = {"printer": "paper", "printer-2": "paper", "sound": "voice", "voice": "voice"}

SERVED_BY: Final = ("wait-long", "queue-unserved")
"""Alarms that another window would end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One thing to look after. `alarm` and `about` are what acknowledging it names."""

    key: str
    alarm: str
    about: str
    at: datetime
    icon: str
    text: str
    advice: str = ""
    seen_at: datetime | None = None
    seen_by: str = ""

    @property
    def is_ended_by_hand(self) -> bool:
        """Whether it is over only when somebody says so: help was asked for, and nothing measures that it came."""
        return self.alarm == HELP


def watched(state: State, say: Texts) -> tuple[Watched, ...]:
    """All that lasts, the oldest first; what somebody looks after already comes behind."""
    found = [
        *(_alarm(state, each, say) for each in state.alarms.values()),
        *(_trouble(each, say) for each in state.troubles.values()),
    ]
    return tuple(sorted(found, key=lambda each: (each.seen_at is not None, each.at)))


def _alarm(state: State, alarm: Alarm, say: Texts) -> Watched:
    key = f"alarm.{alarm.alarm}" + (".nobody" if alarm.fields.get("boxes") == "" else "")
    return Watched(
        key=f"{alarm.alarm}/{alarm.about}",
        alarm=alarm.alarm,
        about=alarm.about,
        at=alarm.at,
        icon=ICONS.get(alarm.alarm, "warn"),
        text=say.say(key, **_fields(state, alarm, say))
        if say.has(key)
        else f"{alarm.alarm} {alarm.about}".strip(),
        advice=_advice(state, alarm, say),
        seen_at=alarm.acknowledged_at,
        seen_by=alarm.acknowledged_by or alarm.acknowledged_box,
    )


def _fields(state: State, alarm: Alarm, say: Texts) -> dict[str, str]:
    """What its sentence is filled with; a service by its name in the reader's language."""
    known = state.index.services.get(alarm.about)
    if known is None or "service" not in alarm.fields:
        return dict(alarm.fields)
    return {**alarm.fields, "service": named(say, alarm.fields["service"], known.name_en)}


def _trouble(trouble: BoxTrouble, say: Texts) -> Watched:
    about = f"{trouble.box}/{trouble.part}"
    return Watched(
        key=f"{BOX_TROUBLE}/{about}",
        alarm=BOX_TROUBLE,
        about=about,
        at=trouble.at,
        icon=PART_ICONS.get(trouble.part, "warn"),
        text=say.say(
            "desk.trouble",
            box=trouble.box,
            part=_word(say, f"desk.part.{trouble.part}", trouble.part),
            reason=reason_words(say, trouble.reason),
        ).strip(),
        seen_at=trouble.acknowledged_at,
        seen_by=trouble.acknowledged_by or trouble.acknowledged_box,
    )


def reason_words(say: Texts, reason: str) -> str:
    """A word of a printer's or box's health in the reader's language; any other as it is."""
    plain = reason.replace("-", "_")
    return _word(say, f"printer.reason.{plain}", _word(say, f"desk.reason.{plain}", reason))


def _advice(state: State, alarm: Alarm, say: Texts) -> str:
    """Which windows could be opened."""
    if alarm.alarm not in SERVED_BY:
        return ""
    labels = list(_could_open(state, alarm.about))
    return say.say("desk.advice", windows=say.say("desk.and").join(labels[:3])) if labels else ""


def _could_open(state: State, service: str) -> Iterator[str]:
    for place in state.index.places.values():
        window = state.windows.get(place.id)
        if window is not None and window.state in ("closed", "paused") and service in window.services:
            yield place.label


def _word(say: Texts, key: str, plain: str) -> str:
    return say.say(key) if say.has(key) else plain
