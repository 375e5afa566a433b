"""Every page of the kiosk, pure: from the day, the visit and the moment to what the screen shows."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from kiosk import visit as visits
from kiosk.aloud import aloud
from kiosk.asides.menu import Offer, offers
from kiosk.asides.pages import About, spoken_languages, with_aside, with_papers
from kiosk.bar import Offered, bar, black_keys
from kiosk.care import CareList, Choice, care_list, departments, services_of
from kiosk.errands.here import Here
from kiosk.errands.pages import PAGE_OF, with_errand
from kiosk.errands.ports import Ways
from kiosk.helping import HelpState
from kiosk.home import home
from kiosk.hours import hours_rows, next_day, next_time
from kiosk.island.offer import uncounted
from kiosk.layout import Form
from kiosk.places import place_of
from kiosk.said import Said
from kiosk.services import services
from kiosk.speech import Speech
from kiosk.ticketed import ticket_shown
from kiosk.view import LAYOUT_OF, Countdown, Line, Listed, Page, Shown
from kiosk.visit import Pace, Visit
from kiosk.waits import NOT_FORESEEN, Waits
from link.state import State
from link.views import KioskView, ServiceStatus
from look.clock import Clock, clock
from look.words import Counted

Hearing = Literal["starting", "live", "alone", "away"]
"""Whether the hall can be heard: not yet since the start, now, or no longer; `alone`: no longer, and the kiosk goes on."""

_ALONE: frozenset[Page] = frozenset(
    {"home", "service", "issuing", "done", "paper", "jam", "timeout", "refused"}
)
"""The pages on which a kiosk that is alone says so."""


_CLOSED: dict[ServiceStatus, Page] = {
    "open": "home",
    "early": "early",
    "later": "early",
    "done": "closed",
    "full": "full",
    "suspended": "suspended",
    "unserved": "suspended",
    "crowd": "crowd",
}
_TITLE_OF: dict[Page, str] = {
    "starting": "starting.title",
    "home": "home.title",
    "service": "service.title",
    "issuing": "issuing.title",
    "paper": "paper.title",
    "jam": "paper.jam",
    "closed": "closed.title",
    "early": "closed.early",
    "full": "closed.full",
    "suspended": "closed.suspended",
    "crowd": "closed.crowd",
    "nopaper": "paper.none",
    "away": "offline.none",
    "order": "order.title",
    "refused": "refused.title",
    "timeout": "timeout.title",
}
_HINT_OF: dict[Page, str] = {
    "away": "offline.since",
    "order": "order.hint",
    "crowd": "closed.crowd.hint",
    "suspended": "closed.suspended.hint",
    "nopaper": "paper.none.hint",
}
_ICON_OF: dict[Page, str] = {
    "starting": "clock",
    "issuing": "printer",
    "paper": "paper",
    "jam": "printer",
    "nopaper": "paper",
    "suspended": "pause",
    "crowd": "people",
    "away": "clock",
    "order": "warn",
    "refused": "warn",
    "limit": "ticket",
    "timeout": "clock",
}
_TROUBLE: frozenset[Page] = frozenset({"away", "order", "refused"})


@dataclass(frozen=True)
class Scene:
    """All that a screen is made of. `now_s` is monotonic, `hall_now` the hall's time in its own zone."""

    visit: Visit
    now_s: float
    hall_now: datetime | None
    state: State
    view: KioskView | None
    hearing: Hearing
    form: Form
    pace: Pace
    is_paperless: bool = False
    """Whether the hall gives no numbers while there is no paper, and there is none."""
    help: HelpState = ""
    is_idle: bool = False
    """Nobody has touched the screen for a while."""
    is_dark: bool = False
    shift: tuple[int, int] = (0, 0)
    answer: Said | None = None
    """What has become of a call for help, and what is said of it for a moment."""
    saying: Said | None = None
    """What is being spoken."""
    has_booking: bool = False
    has_several: bool = False
    """Whether the home page offers to check in a booking, and several matters under one number."""
    ways: Ways = Ways()
    """What there is for cards and codes."""
    shut_out: str = ""
    """The key of what a technician must put right before this kiosk has a hall; empty: nothing."""
    foreseen: Waits = NOT_FORESEEN
    """What the hall said of the waits to come."""

    @property
    def waits(self) -> Waits:
        """What may be said of the waits now: nothing old, and nothing while the hall is away."""
        return self.foreseen.fresh(self.now_s) if self.hearing == "live" else NOT_FORESEEN


def shown(scene: Scene) -> Shown:
    """The screen of a moment."""
    page = page_of(scene)
    speech = Speech(scene.visit.language, has_second=not scene.visit.is_large)
    screen = _screen(scene, page, speech)
    if scene.hearing == "alone" and page in _ALONE:
        screen = uncounted(screen, scene.state, speech)
    return _captioned(screen, scene, speech)


def _captioned(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    """What is being said stands on the screen; in the care mode the first sentence always does."""
    if scene.answer is not None:
        return replace(screen, caption=scene.answer.caption)
    if scene.saying is not None:
        return replace(screen, caption=scene.saying.caption, pointed_at=scene.saying.item)
    return replace(screen, caption=aloud(screen, speech)[0].caption) if scene.visit.is_large else screen


def _screen(scene: Scene, page: Page, speech: Speech) -> Shown:
    screen = _frame(scene, page, speech)
    if page in ("home", "service", "attract"):
        return _with_choices(screen, scene, speech)
    if page in ("done", "paper", "jam"):
        return _with_ticket(screen, scene, speech)
    if page in ("closed", "early", "full"):
        return _with_hours(screen, scene, speech)
    if page in ("limit", "refused"):
        said = Line(scene.visit.detail)
        return replace(screen, title=said) if page == "limit" else replace(screen, hint=said)
    if scene.visit.stop == "aside":
        return _with_aside(screen, scene, speech)
    return _with_errand(screen, scene, speech) if scene.visit.stop == "errand" else screen


def page_of(scene: Scene) -> Page:
    """Which page it is; a screen that nobody uses rests."""
    page = _page_awake(scene)
    is_untouched = scene.visit.stop == "home" and scene.visit.leaves_at is None
    if scene.is_dark and is_untouched:
        return "dark"
    return "attract" if page == "home" and scene.is_idle and is_untouched else page


def _page_awake(scene: Scene) -> Page:
    """Which page it is. Pages before a touch give way to what the hall is now; a number once given never does."""
    stop = scene.visit.stop
    if stop not in ("home", "service", "timeout") or (stop == "timeout" and _holds_ticket(scene.visit)):
        return _page_of_stop(scene)
    return _page_of_hall(scene)


def _page_of_stop(scene: Scene) -> Page:
    """The page of one who has begun something."""
    stop = scene.visit.stop
    if stop == "errand":
        return _page_of_errand(scene)
    if stop == "aside":
        return _page_of_aside(scene)
    return "limit" if stop == "refused" and scene.visit.why == "limit-reached" else stop


def _page_of_hall(scene: Scene) -> Page:
    """The page of one who has not, as the hall is now."""
    stop = scene.visit.stop
    if scene.hearing not in ("live", "alone") or scene.view is None or scene.hall_now is None:
        return "away" if scene.hearing == "away" or scene.shut_out else "starting"
    if not scene.view.is_day_open:
        return "closed"
    closed = _CLOSED[scene.view.status]
    if closed != "home":
        return closed
    if scene.is_paperless:
        return "nopaper"
    if stop == "timeout":
        return stop
    return "service" if stop == "service" and _knows_department(scene) else "home"


def _page_of_errand(scene: Scene) -> Page:
    """An errand waits for a hall that is not heard for a moment; what is not known at all is none."""
    errand = scene.visit.errand
    if errand is None or scene.view is None or scene.hall_now is None:
        return "starting"
    return PAGE_OF[errand.step]


def _page_of_aside(scene: Scene) -> Page:
    if scene.visit.aside is None or scene.view is None:
        return "starting"
    return scene.visit.aside.step


def _with_aside(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    visit = scene.visit
    if visit.aside is None or scene.view is None:
        return screen
    about = About(
        state=scene.state,
        view=scene.view,
        form=scene.form,
        speech=speech,
        department=visit.department,
        screenful=visit.screenful,
        has_booking=scene.has_booking and scene.hearing == "live",
        has_several=scene.has_several and scene.hearing == "live",
        waits=scene.waits,
    )
    return with_aside(screen, visit.aside, about)


def _with_errand(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    visit = scene.visit
    if visit.errand is None or scene.view is None or scene.hall_now is None:
        return screen
    here = Here(
        state=scene.state,
        view=scene.view,
        now=scene.hall_now,
        form=scene.form,
        speech=speech,
        ways=scene.ways,
        holder=visit.holder,
        screenful=visit.screenful,
        busy=visit.busy,
        is_large=visit.is_large,
    )
    return with_errand(screen, visit.errand, here)


def _holds_ticket(visit: Visit) -> bool:
    return visit.under is not None and visit.under.ticket is not None


def _knows_department(scene: Scene) -> bool:
    return scene.view is not None and any(
        each.id == scene.visit.department for each in scene.view.departments
    )


def _frame(scene: Scene, page: Page, speech: Speech) -> Shown:
    title = _title(scene, page, speech)
    offered = _offered(scene, page)
    return Shown(
        page=page,
        layout=LAYOUT_OF.get(page, "Notice"),
        language=speech.language,
        hall=speech.name(scene.state.definition.name, scene.state.definition.name_en),
        clock=clock(scene.hall_now, speech.language)
        if scene.hall_now and scene.hearing != "starting"
        else Clock(),
        title=title,
        rail_title=_rail_title(page, title, speech),
        hint=_hint(scene, page, speech),
        icon=_ICON_OF.get(page, ""),
        is_trouble=page in _TROUBLE,
        can_go_back=offered.can_go_back,
        bar=bar(scene.form, speech, offered, is_large=scene.visit.is_large),
        is_large=scene.visit.is_large,
        is_keyed=scene.visit.is_keyed,
        shift_x=scene.shift[0],
        shift_y=scene.shift[1],
        countdown=_countdown(scene, page, speech),
    )


def _offered(scene: Scene, page: Page) -> Offered:
    return Offered(
        can_go_back=page in ("service", "paper", "jam", "refused", "limit")
        or scene.visit.stop in ("errand", "aside"),
        has_another=page == "done" and scene.visit.is_printed,
        offers=_offers(scene) if page == "home" else (),
        languages=spoken_languages(scene.state.definition),
        help=scene.help,
    )


def _title(scene: Scene, page: Page, speech: Speech) -> Line:
    if page in ("home", "service") and scene.visit.holder is not None:
        return speech.line("errand.greeting", name=scene.visit.holder.name)
    return speech.line(_TITLE_OF[page]) if page in _TITLE_OF else Line()


def _offers(scene: Scene) -> tuple[Offer, ...]:
    is_live = scene.hearing == "live"
    return offers(
        scene.state.definition,
        has_booking=scene.has_booking and is_live,
        has_several=scene.has_several and is_live,
    )


def _hint(scene: Scene, page: Page, speech: Speech) -> Line:
    if page == "away" and scene.shut_out:
        return speech.line(f"{scene.shut_out}.hint")
    return speech.line(_HINT_OF[page]) if page in _HINT_OF else Line()


def _rail_title(page: Page, title: Line, speech: Speech) -> Line:
    """What stands in the rail of a wide screen; a notice says its title itself."""
    if page not in ("home", "service") and LAYOUT_OF.get(page) not in ("Closed", "Kept"):
        return Line()
    if page in _TITLE_OF and title.text == speech.say(_TITLE_OF[page]):
        return speech.rail_line(_TITLE_OF[page])
    return title


def _countdown(scene: Scene, page: Page, speech: Speech) -> Countdown:
    left = visits.seconds_left(scene.visit, scene.now_s)
    if left is None or page != scene.visit.stop:
        return Countdown()
    words = speech.counted("done.home", max(1, round(left)))
    share = visits.share_left(scene.visit, scene.now_s, scene.pace)
    return Countdown(
        round(share, 3), " ".join(part for part in (words.before, words.number, words.after) if part)
    )


def _with_choices(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    """Departments or services, a few large ones in the care mode; at rest how many wait."""
    if screen.page == "attract":
        waiting = sum(each.waiting for each in scene.view.departments) if scene.view else 0
        parts = speech.counted("attract.waiting", waiting) if waiting else Counted(speech.say("tile.none"))
        return replace(screen, waiting=Counted() if scene.hearing == "alone" else parts)
    if scene.visit.is_large:
        return _with_care(screen, scene, speech)
    return (_with_home if screen.page == "home" else _with_services)(screen, scene, speech)


def _with_home(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    if scene.view is None:
        return screen
    offered = _offered(scene, "home")
    keys = black_keys(speech, offered, scene.form)
    parts = home(
        scene.view,
        scene.state,
        speech,
        scene.form,
        has_actions=bool(keys),
        zone=scene.visit.zone,
        screenful=scene.visit.screenful,
        busy=scene.visit.busy,
        waits=scene.waits,
    )
    note = (
        speech.say("home.priority") if parts.note_y is not None and scene.state.definition.priorities else ""
    )
    return replace(
        screen,
        heads=parts.heads,
        panels=parts.panels,
        heads_y=min((head.y for head in parts.heads), default=0),
        tiles=parts.tiles,
        listed=parts.listed,
        own_keys=keys,
        pager=parts.pager,
        note=note,
        note_y=parts.note_y or 0,
    )


def _with_care(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    if scene.view is None:
        return screen
    visit = scene.visit
    if screen.page == "home":
        offered = _offered(scene, "home")
        choices = departments(scene.view, speech, offered.offers, scene.waits)
    else:
        tile = next(each for each in scene.view.departments if each.id == visit.department)
        place = place_of(scene.state, tuple(each.id for each in tile.services), (tile.zone,), speech)
        has_papers = bool(with_papers(scene.state, scene.view, tile.id))
        choices = services_of(
            tile, place.colour, scene.state, speech, has_papers=has_papers, waits=scene.waits
        )
    listed = care_list(choices, scene.form, screenful=visit.screenful, busy=visit.busy)
    title = speech.line(f"care.{screen.page}")
    return replace(
        screen,
        layout="Care",
        title=title,
        rail_title=title,
        care_rows=listed.rows,
        pager=listed.pager,
        listed=_counted(choices, listed),
    )


def _counted(choices: tuple[Choice, ...], listed: CareList) -> Listed:
    """Keys among the rows are not counted: `10 departments` are departments."""
    count = sum(each.what != "key" for each in choices)
    here = sum(row.what != "key" for row in listed.rows)
    return Listed(count, here, min(listed.first, max(1, count)))


def _with_services(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    departments = scene.view.departments if scene.view else ()
    tile = next(each for each in departments if each.id == scene.visit.department)
    parts = services(
        tile,
        scene.state,
        speech,
        scene.form,
        screenful=scene.visit.screenful,
        busy=scene.visit.busy,
        has_papers=bool(scene.view and with_papers(scene.state, scene.view, tile.id)),
        waits=scene.waits,
    )
    return replace(
        screen,
        department=parts.department,
        services=parts.rows,
        own_keys=parts.keys,
        pager=parts.pager,
        listed=parts.listed,
    )


def _with_ticket(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    visit = scene.visit
    if visit.ticket is None:
        return screen
    staff = speech.say("paper.staff", time=visit.staff_told) if visit.staff_told else ""
    ticket = ticket_shown(visit.ticket, scene.state, speech, is_printed=visit.is_printed)
    ticket = replace(ticket, can_print_again=visit.is_printed and not visit.has_reprinted)
    return replace(screen, ticket=ticket, staff=staff)


def _with_hours(screen: Shown, scene: Scene, speech: Speech) -> Shown:
    if scene.view is None or scene.hall_now is None:
        return screen
    now, opens_at = scene.hall_now, scene.view.opens_at
    if scene.view.status == "later" and screen.page == "early":
        key = "closed.later"
        screen = replace(screen, title=speech.line(key), rail_title=speech.rail_line(key))
    return replace(
        screen,
        next_day=next_day(opens_at, now, speech),
        next_time=next_time(opens_at),
        hours=hours_rows(scene.state.definition.hours, now.weekday(), speech),
    )
