"""What a zone's board and a window's sign show now."""

from link.messages.definition import Series, Service
from link.state import State, Window
from link.views.calls import zone_calls
from link.views.model import BoardView, WaitingView, WindowView

BOARD_CALLS = 12


def board_view(state: State, zone: str) -> BoardView | None:
    """The board of a zone; None where the hall has no such zone."""
    place = state.index.zones.get(zone)
    if place is None:
        return None
    here = [window for window in state.windows.values() if _zone_of(state, window.id) == zone]
    calls, since = zone_calls(state, zone, BOARD_CALLS)
    return BoardView(
        seq=state.seq,
        at=state.at,
        hall=state.definition.name,
        hall_en=state.definition.name_en,
        zone=place,
        windows_text=windows_text(state, zone),
        calls=calls,
        waiting=_waiting(state, here),
        paused=tuple(_label(state, window.id) for window in here if window.state == "paused"),
        others=tuple(each for each in state.definition.zones if each.id != zone),
        notices=state.notices.get(zone) or state.notices.get("") or state.definition.notices,
        emergency=_emergency(state, zone),
        is_day_open=state.is_open,
        has_open_window=any(window.state != "closed" for window in here),
        since=since,
    )


def window_view(state: State, window: str) -> WindowView | None:
    """The sign of a window; None where the hall has no such window."""
    known = state.windows.get(window)
    if known is None:
        return None
    place = state.index.places.get(window)
    zone = state.index.zones.get(place.zone) if place else None
    held = state.tickets.get(known.ticket) if known.ticket else None
    ticket = held if known.state in ("calling", "serving") else None
    service = state.index.services.get(ticket.service) if ticket else None
    clerk = state.index.clerks.get(known.clerk)
    return WindowView(
        id=window,
        label=_label(state, window),
        name=place.name if place else "",
        zone=place.zone if place else "",
        state=known.state,
        number=ticket.number if ticket else "",
        call=ticket.call if ticket else 0,
        seq=state.seq,
        clerk_name=clerk.name if clerk else "",
        clerk_name_en=clerk.name_en if clerk else "",
        name_en=place.name_en if place else "",
        colour=zone.colour if zone else 1,
        service=(service.short or service.name) if service else "",
        service_en=service.name_en if service else "",
        called_at=(ticket.recalled_at or ticket.called_at) if ticket else None,
        language=ticket.language if ticket else "zh",
        visual=ticket is not None and ticket.visual,
    )


def windows_text(state: State, zone: str) -> str:
    """Which windows stand in a zone: `1–12`, or `1、3、5–7`."""
    place = state.index.zones.get(zone)
    if place is not None and place.windows_text:
        return place.windows_text
    return labels_text([each.label for each in state.index.places.values() if each.zone == zone])


def labels_text(labels: list[str]) -> str:
    """Labels in the hall's order, runs of numbers drawn together."""
    runs: list[list[str]] = []
    for label in labels:
        follows = runs and label.isdigit() and runs[-1][-1].isdigit() and int(label) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(label)
        else:
            runs.append([label])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _waiting(state: State, windows: list[Window]) -> tuple[WaitingView, ...]:
    """One row a series that is served here, in the hall's order."""
    served = {service for window in windows for service in window.services}
    rows: dict[str, list[Service]] = {}
    for service in state.definition.services:
        if service.id in served:
            rows.setdefault(service.series, []).append(service)
    return tuple(
        _waiting_row(state, state.index.series[series], services)
        for series, services in rows.items()
        if series in state.index.series
    )


def _waiting_row(state: State, series: Series, services: list[Service]) -> WaitingView:
    name, name_en = services[0].short or services[0].name, services[0].name_en
    departments = {each.department for each in services}
    if len(services) > 1 and len(departments) == 1:
        department = state.index.departments.get(departments.pop())
        if department is not None:
            name, name_en = department.name, department.name_en
    return WaitingView(
        series=series.id,
        prefix=series.prefix,
        name=name,
        name_en=name_en,
        waiting=sum(state.waiting.count(each.id) for each in services),
    )


def _emergency(state: State, zone: str) -> str:
    said = (
        each for each in reversed(state.said) if each.is_emergency and (not each.zones or zone in each.zones)
    )
    return next((each.text for each in said), "")


def _zone_of(state: State, window: str) -> str:
    place = state.index.places.get(window)
    return place.zone if place else ""


def _label(state: State, window: str) -> str:
    place = state.index.places.get(window)
    return place.label if place else window
