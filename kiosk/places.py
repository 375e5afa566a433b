"""Where a citizen has to go: zones and windows of a service, in words and colours."""

from dataclasses import dataclass

from kiosk.speech import Speech
from kiosk.view import Line
from link.messages.definition import Zone
from link.messages.words import Side
from link.state import State
from link.views import labels_text
from look.theme import zone_colour


@dataclass(frozen=True)
class Place:
    """One place: its zone, its windows, both together, its colour and on which side it lies."""

    zone: Line
    windows: Line
    whole: Line
    colour: str
    side: Side


def colour_of(zone: Zone) -> str:
    """The zone's colour; zones count from 1 in the hall's file."""
    return zone.fill or zone_colour(zone.colour - 1)


def zone_name(zone: Zone, speech: Speech) -> Line:
    """The zone's name in both languages."""
    return speech.name(zone.name, zone.name_en)


def labels_of(state: State, services: tuple[str, ...], zone: str = "") -> str:
    """The windows, in the hall's order, that serve any of the services (in one zone): `5–6`.

    Those that are not closed, as long as there is one; a hall before opening shows all that could.
    """
    wanted = set(services)
    able = [
        place
        for place in state.index.places.values()
        if place.id in state.windows
        and wanted & set(state.windows[place.id].services)
        and (not zone or place.zone == zone)
    ]
    at_work = [place for place in able if state.windows[place.id].state != "closed"]
    return labels_text([place.label for place in at_work or able])


def place_of(state: State, services: tuple[str, ...], zones: tuple[str, ...], speech: Speech) -> Place:
    """Where these services are done, in the first of the zones."""
    zone = next((state.index.zones[each] for each in zones if each in state.index.zones), None)
    windows = speech.windows(labels_of(state, services, zone.id if zone else ""))
    name = zone_name(zone, speech) if zone else Line()
    return Place(
        zone=name,
        windows=windows,
        whole=speech.place(name, windows),
        colour=colour_of(zone) if zone else zone_colour(0),
        side=zone.side if zone else "none",
    )
