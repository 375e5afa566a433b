"""The zones where people wait for a service, worked out once as long as the windows stay as they are."""

from hall.rules.day import Day
from link.views import service_zones


def zones_of(day: Day, service: str) -> tuple[str, ...]:
    """The zones of the windows that serve it now."""
    known = day.zones.get(service)
    if known is None:
        known = day.zones[service] = service_zones(day.public, service)
    return known


def zones_told(day: Day, window: str, zones: tuple[str, ...]) -> tuple[str, ...]:
    """Where a call is shown and said: the zones that the paper sent the citizen to, and the window's own."""
    place = day.public.index.places.get(window)
    told = {*zones, place.zone if place else ""}
    return tuple(zone for zone in day.public.index.zones if zone in told)
