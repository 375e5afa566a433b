"""The zones where people wait for a service, worked out once as long as the windows stay as they are."""

from hall.rules.day import Day
from link.views import service_zones


def zones_of(day: Day, service: str) -> tuple[str, ...]:
    """The zones of the windows that serve it now."""
    known = day.zones.get(service)
    if known is None:
        known = day.zones[service] = service_zones(day.public, service)
    return known
