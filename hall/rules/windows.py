"""A window's session: opening, pausing, closing, who sits there and what it calls."""

from hall.rules.clerks import check_deputy, check_listed
from hall.rules.day import Day
from hall.rules.known import at_work, day_is_open, held_or_none, label_of, service_of, window_of
from hall.rules.profiles import profile_of_clerk, services_with
from hall.rules.targets import left_behind, pool_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse


def open_window(day: Day, command: c.OpenWindow) -> tuple[f.Body, ...]:
    window = window_of(day, command.window)
    day_is_open(day)
    if window.state != "closed":
        raise refuse("window-already-open", window=label_of(day, window.id))
    check_listed(day, command.clerk)
    _is_nowhere_else(day, command.clerk, window.id)
    own = services_with(day, profile_of_clerk(day, command.clerk))
    return (f.WindowOpened(window=window.id, clerk=command.clerk, services=own),)


def pause(day: Day, command: c.PauseWindow) -> tuple[f.Body, ...]:
    """Call nobody for a while. Who is being served stays and can be finished."""
    window = at_work(day, command.window, command.at)
    if window.state == "paused":
        raise refuse("window-paused", window=label_of(day, window.id))
    return (f.WindowPaused(window=window.id, reason=command.reason),)


def resume(day: Day, command: c.ResumeWindow) -> tuple[f.Body, ...]:
    window = at_work(day, command.window, command.at)
    if window.state != "paused":
        raise refuse("window-not-paused", window=label_of(day, window.id))
    return (f.WindowResumed(window=window.id),)


def close(day: Day, command: c.CloseWindow) -> tuple[f.Body, ...]:
    """End the session. Who was called and has not been served waits again where they stood; who was sent to this window
    or its clerk waits for whoever calls their service."""
    window = at_work(day, command.window, command.at)
    held = held_or_none(day, window)
    left = *left_behind(day, window), f.WindowClosed(window=window.id)
    if held is None:
        return left
    if held.state == "serving":
        raise refuse("window-serving", window=label_of(day, window.id), ticket=held.number)
    back = f.TicketReturned(
        ticket=held.id, rank=held.rank, reason="window-closed", target=pool_of(held.target)
    )
    return back, *left


def take_over(day: Day, command: c.TakeOver) -> tuple[f.Body, ...]:
    """Another clerk sits down; the ticket in hand stays, and its service counts for who sits there when it ends."""
    window = at_work(day, command.window, command.at)
    if window.clerk == command.clerk:
        return ()
    check_listed(day, command.clerk)
    check_deputy(day, command.clerk, window.clerk)
    _is_nowhere_else(day, command.clerk, window.id)
    own = services_with(day, profile_of_clerk(day, command.clerk))
    taken = f.ClerkTookOver(window=window.id, clerk=command.clerk, from_clerk=window.clerk, services=own)
    return *left_behind(day, window, deputy=command.clerk), taken


def change_services(day: Day, command: c.ChangeWindowServices) -> tuple[f.Body, ...]:
    """What a window calls for the rest of the day."""
    window = window_of(day, command.window)
    services = tuple(dict.fromkeys(service_of(day, each).id for each in command.services))
    if services == window.services:
        return ()
    return (f.WindowServicesChanged(window=window.id, services=services),)


def change_profile(day: Day, command: c.ChangeProfile) -> tuple[f.Body, ...]:
    """By which profile a window works for the rest of the day, whoever sits there; empty: by the clerk's or its own."""
    window = window_of(day, command.window)
    if command.profile and command.profile not in day.public.index.profiles:
        raise refuse("unknown-profile", profile=command.profile)
    if command.profile == window.profile:
        return ()
    calls = services_with(day, command.profile or profile_of_clerk(day, window.clerk))
    return (f.WindowProfileChanged(window=window.id, profile=command.profile, services=calls),)


def _is_nowhere_else(day: Day, clerk: str, window: str) -> None:
    for other in day.public.windows.values():
        if clerk and other.clerk == clerk and other.state != "closed" and other.id != window:
            raise refuse("clerk-elsewhere", window=label_of(day, other.id))
