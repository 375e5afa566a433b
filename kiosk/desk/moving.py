"""Up, down and back at the desk: pure."""

from dataclasses import replace

from kiosk.desk.alarms import Watched
from kiosk.desk.giving import at_all_departments
from kiosk.desk.situation import Situation
from kiosk.desk.watch import pointed


def stepped(
    situation: Situation, place: str, by: int, tile_count: int, watched: tuple[Watched, ...]
) -> Situation:
    """Up and down among the open question's options, else in the part of the screen that has the keyboard."""
    if situation.flow is not None:
        return replace(situation, flow=situation.flow.move(by))
    if place == "offer":
        return replace(situation, at_tile=(situation.at_tile + by) % tile_count if tile_count else 0)
    return pointed(situation, watched, by) if place == "alarms" else situation


def stepped_back(situation: Situation) -> Situation:
    """Without the open alarm; then without what was chosen among the services; then without what was found."""
    if situation.alarm:
        return replace(situation, alarm="")
    if situation.department or situation.typed_service:
        return at_all_departments(situation)
    return replace(situation, typed="", found="", booking=None, missed="", service="")
