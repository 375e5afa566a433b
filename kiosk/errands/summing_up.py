"""The pages that say one thing and ask for a yes: a booking that was found, one to be made, one made, and what went wrong."""

from dataclasses import replace

from kiosk.errands.asking import can_book
from kiosk.errands.errand import Booking, Errand
from kiosk.errands.here import Here
from kiosk.errands.made import Made, Wanted, keys_of, placed
from kiosk.errands.places import above_keys
from kiosk.errands.standing import (
    Standing,
    can_be_given_back,
    checks_in_from,
    checks_in_until,
    standing,
)
from kiosk.view import Detail, ErrandShown, Line
from look.stale import shown_time


def found(errand: Errand, here: Here) -> Made:
    """A booking, and what can be done with it now."""
    booking = errand.booking
    if booking is None:
        return sorry(errand, here)
    stands = standing(booking, here.rules, here.now)
    wanted = _for_found(errand, booking, stands, here)
    time = here.time(checks_in_from(booking, here.rules))
    title = here.speech.line(f"errand.found.{stands}", time=time, number=booking.number)
    icon = "check" if stands == "on_time" else "clock"
    return _summary(title, errand, here, wanted, icon=icon, details=_details(booking, here))


def confirm(errand: Errand, here: Here) -> Made:
    """What is to be booked, and for whom."""
    if errand.start is None:
        return sorry(errand, here)
    wanted = Booking(code="", service=errand.service, start=errand.start)
    details = _details(wanted, here)
    return _summary(
        here.speech.line("errand.confirm.title"),
        errand,
        here,
        (Wanted("make", icon="check"),),
        icon="cal",
        details=details,
    )


def booked(errand: Errand, here: Here) -> Made:
    """It is made: the code, and when to come."""
    booking = errand.booking
    if booking is None:
        return sorry(errand, here)
    slip = {None: "errand.booked.printing", True: "errand.booked.slip", False: "errand.booked.noslip"}[
        errand.is_printed
    ]
    rules = here.rules
    come = here.speech.say(
        "errand.booked.come",
        first=shown_time(here.local(checks_in_from(booking, rules))),
        last=shown_time(here.local(checks_in_until(booking, rules))),
    )
    details = (*_details(booking, here, has_holder=False), Detail(here.speech.say("errand.label.come"), come))
    made = _summary(
        here.speech.line("errand.booked.title"),
        errand,
        here,
        (Wanted("done", icon="check"),),
        details=details,
    )
    shown = replace(
        made.shown,
        big=f"{booking.code[:4]} {booking.code[4:]}".strip(),
        big_label=here.speech.say("errand.label.code"),
        note=here.speech.line(slip),
    )
    return replace(made, shown=shown)


def cancel(errand: Errand, here: Here) -> Made:
    """Once more, before a booking is given back."""
    if errand.booking is None:
        return sorry(errand, here)
    wanted = (Wanted("keep", icon="check"), Wanted("give-back-yes", "quiet", icon="no"))
    title = here.speech.line("errand.cancel.title")
    return _summary(title, errand, here, wanted, icon="cal", details=_details(errand.booking, here))


def cancelled(errand: Errand, here: Here) -> Made:
    details = _details(errand.booking, here) if errand.booking else ()
    wanted = (Wanted("plain", "quiet", icon="ticket"), Wanted("done", icon="check"))
    return _summary(
        here.speech.line("errand.cancelled.title"), errand, here, wanted, icon="check", details=details
    )


def sorry(errand: Errand, here: Here) -> Made:
    """Why it does not go on, and what can be done instead."""
    if errand.apology == "refused":
        title, note = Line(errand.why), Line()
    else:
        title = here.speech.line(f"errand.sorry.{errand.apology or 'away'}")
        note = here.speech.line(f"errand.sorry.{errand.apology or 'away'}.hint")
    wanted = [Wanted("plain", icon="ticket")]
    if errand.apology in ("no-code", "no-card", "no-phone"):
        wanted.append(Wanted("again", "quiet", icon="search"))
        if can_book(here):
            wanted.append(Wanted("book", "quiet", icon="cal"))
    made = _summary(title, errand, here, tuple(wanted), icon="warn")
    return replace(made, shown=replace(made.shown, note=note))


def _for_found(errand: Errand, booking: Booking, stands: Standing, here: Here) -> tuple[Wanted, ...]:
    """Who showed no more than a telephone number gives nothing back: anybody may know it."""
    back = (Wanted("give-back", "quiet", icon="no"),)
    can_cancel = can_be_given_back(booking, here.rules, here.now) and not errand.is_by_phone
    if stands == "on_time":
        return (Wanted("check-in", icon="check"), *(back if can_cancel else ()))
    if stands == "late":
        return (Wanted("check-in", icon="ticket", text="errand.key.plain"),)
    plain = (Wanted("plain", "quiet" if can_cancel else "ink", icon="ticket"),)
    return (*plain, *(back if can_cancel else ()))


def _details(booking: Booking, here: Here, *, has_holder: bool = True) -> tuple[Detail, ...]:
    say = here.speech.say
    who = (Detail(say("errand.label.who"), here.holder.name),) if here.holder and has_holder else ()
    return (
        *who,
        Detail(say("errand.label.service"), here.service(booking.service).text),
        Detail(say("errand.label.time"), here.when(booking)),
    )


def _summary(
    title: Line,
    errand: Errand,
    here: Here,
    wanted: tuple[Wanted, ...],
    *,
    icon: str = "",
    details: tuple[Detail, ...] = (),
) -> Made:
    keys = keys_of(wanted, here, errand.busy or here.busy)
    shown = ErrandShown(icon=icon, is_lead_trouble=errand.step == "sorry")
    is_made = errand.purpose == "book" or errand.step == "booked"
    rail = here.speech.line("errand.key.book" if is_made else "home.booking")
    place = above_keys(here.form, len(keys))
    return Made(title, placed(shown, place), keys, details=details, rail_title=rail)
