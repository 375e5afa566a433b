"""The things of a definition, found by their ids."""

from collections.abc import Iterable

from link.messages.definition import (
    Clerk,
    Definition,
    Department,
    PriorityClass,
    Profile,
    Series,
    Service,
    WindowPlace,
    Zone,
)


class Index:
    """The definition's things by their ids, and the windows that were added for the day."""

    __slots__ = (
        "_queues", "clerks", "departments", "places", "priorities", "profiles", "series", "services", "zones"
    )  # fmt: skip

    def __init__(self, definition: Definition, added: Iterable[WindowPlace] = ()) -> None:
        self.zones: dict[str, Zone] = {each.id: each for each in definition.zones}
        self.departments: dict[str, Department] = {each.id: each for each in definition.departments}
        self.series: dict[str, Series] = {each.id: each for each in definition.series}
        self.services: dict[str, Service] = {each.id: each for each in definition.services}
        self.places: dict[str, WindowPlace] = {each.id: each for each in (*definition.windows, *added)}
        self.priorities: dict[str, PriorityClass] = {each.id: each for each in definition.priorities}
        self.profiles: dict[str, Profile] = {each.id: each for each in definition.profiles}
        self.clerks: dict[str, Clerk] = {each.id: each for each in definition.clerks}
        self._queues: dict[str, tuple[str, ...]] = {}
        for service in definition.services:
            self._queues[service.series] = (*self._queues.get(service.series, ()), service.id)

    def queue_of(self, service: str) -> tuple[str, ...]:
        """The services whose numbers come from the same series as this one's, itself among them."""
        known = self.services.get(service)
        return self._queues[known.series] if known is not None and known.series else (service,)
