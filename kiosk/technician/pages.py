"""From what the technician's page knows to what it shows: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from config.texts import Texts
from kiosk.technician.checked import Checked, State
from kiosk.technician.identity import Identity
from kiosk.technician.shown import CheckRow, FactRow, LogRow, Page, TechnicianShown
from kiosk.technician.touching import TouchTest

SIGNS: Final[dict[State, str]] = {"good": "✓", "warning": "!", "bad": "✗"}


@dataclass(frozen=True)
class Desk:
    """What lies on the technician's desk: forgotten when they go."""

    identity: Identity = Identity()
    lines: tuple[Checked, ...] = ()
    is_checking: bool = False
    is_printing: bool = False
    test: TouchTest | None = None
    log: tuple[str, ...] = ()
    note: str = ""


def shown(
    page: Page, desk: Desk, words: Texts, *, is_on: bool, digits: int, locked_s: float, now: float
) -> TechnicianShown:
    """The page. `digits`: how many are typed; `locked_s`: for how long no PIN is looked at."""
    if page == "":
        return TechnicianShown(is_on=is_on)
    is_locked = page == "pin" and locked_s > 0
    return TechnicianShown(
        is_on=is_on,
        page=page,
        typed="●" * digits,
        note=words.count("technician.pin.locked", ceil(locked_s)) if is_locked else desk.note,
        can_type=not is_locked,
        is_checking=desk.is_checking,
        summary=_summary(desk, words),
        facts=_facts(desk.identity, words) if page == "status" else (),
        checks=_checks(desk.lines, words) if page == "status" else (),
        log=tuple(LogRow(line) for line in desk.log) if page == "log" else (),
        across=desk.test.across if desk.test else 1,
        down=desk.test.down if desk.test else 1,
        cells=desk.test.touched if desk.test else (),
        seconds_left=ceil(max(0.0, desk.test.until - now)) if desk.test else 0,
    )


def _summary(desk: Desk, words: Texts) -> str:
    if desk.is_checking and not desk.lines:
        return words.say("technician.check.runs")
    counts = {state: sum(each.state == state for each in desk.lines) for state in SIGNS}
    said = "　".join(
        f"{SIGNS[state]} {words.say(f'technician.{state}')} {counts[state]}" for state in reversed(SIGNS)
    )
    return f"{said}　{words.say('technician.check.again_runs')}" if desk.is_checking else said


def _facts(identity: Identity, words: Texts) -> tuple[FactRow, ...]:
    values = {
        "version": identity.version,
        "box": identity.box,
        "hall": identity.hall,
        "hall_url": identity.hall_url,
        "address": identity.address,
    }
    unknown = words.say("technician.unknown")
    return tuple(
        FactRow(words.say(f"technician.fact.{key}"), value or unknown) for key, value in values.items()
    )


def _checks(lines: Iterable[Checked], words: Texts) -> tuple[CheckRow, ...]:
    return tuple(
        CheckRow(
            each.state,
            SIGNS[each.state],
            words.say(f"technician.{each.state}"),
            each.part,
            each.says,
            each.do,
        )
        for each in lines
    )
