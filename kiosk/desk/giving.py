"""The next ticket that the desk gives, as it is chosen: service, class, paper and language. Pure."""

from dataclasses import replace
from datetime import datetime

from config.texts import Texts
from kiosk.desk.offer import Tile, tiles
from kiosk.desk.situation import Situation
from link.state import State
from link.views import kiosk_view
from look.language import Language


def offered(state: State, situation: Situation, say: Texts, now: datetime) -> tuple[Tile, ...]:
    """The departments or services that can be chosen at this moment."""
    if not situation.has_state:
        return ()
    return tiles(
        kiosk_view(state, now),
        state,
        say,
        typed=situation.typed_service,
        department=situation.department,
    )


def with_service_typed(situation: Situation, text: str) -> Situation:
    """What stands in the field of the services; the first that fits is pointed to."""
    return replace(situation, typed_service=text[:40], at_tile=0)


def with_tile(situation: Situation, tile: Tile, at: int) -> Situation:
    """A service is chosen, a department opened, or left again."""
    if tile.kind == "service":
        return replace(situation, service=tile.id, typed_service="", at_tile=at)
    if tile.kind == "department":
        chosen = tile.id.removeprefix("department:")
        return replace(situation, department=chosen, typed_service="", at_tile=1)
    return at_all_departments(situation)


def at_all_departments(situation: Situation) -> Situation:
    """Nothing is typed or opened among the services."""
    return replace(situation, department="", typed_service="", at_tile=0)


def with_paper(situation: Situation, paper: str) -> Situation:
    """Where the ticket comes out; `large`: in large print, or not."""
    if paper == "large":
        return replace(situation, is_large=not situation.is_large)
    for each in ("own", "near", "none"):
        if each == paper:
            return replace(situation, paper=each)
    return situation


def in_other_language(situation: Situation) -> Situation:
    other: Language = "en" if situation.language == "zh" else "zh"
    return replace(situation, language=other)
