"""What the kiosk does: touches, time, the hall's news and the printer's, turned into pages. Plain Python, no Qt."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from kiosk import visit as visits
from kiosk.asides.asides import LISTED, Asides, GuidePrinter
from kiosk.errands.errands import Errands
from kiosk.errands.ports import ErrandHall, SlipPrinter, Ways
from kiosk.helping import Helping, HelpPort, help_state
from kiosk.island.offer import NO_NUMBER, Alone
from kiosk.layout import Form
from kiosk.pad import SIGNS, Meant, meaning
from kiosk.pages import Hearing, Scene, page_of, shown
from kiosk.ports import NOTHING_ELSE, HallPort, PrinterPort, Taken, VoicePort, Wish
from kiosk.resting import is_dark, is_idle, shift_of
from kiosk.said import Said
from kiosk.speaking import Speaking
from kiosk.speech import Speech
from kiosk.taking import Taking, pause
from kiosk.view import Shown
from kiosk.visit import Pace, Visit
from kiosk.waits import NOT_FORESEEN, Waits
from link.messages.definition import Hours
from link.state import State
from link.views import KioskView, kiosk_view
from look.language import Language
from look.stale import shown_time

WithoutPaper = Literal["number", "none"]
LISTS = ("choose", "bookable", "day", "time", "several", "arranged")
"""Pages of an errand that may have several screenfuls."""

log = logging.getLogger(__name__)


class Presenter:
    """One kiosk.

    `moment` gives monotonic seconds, `hall_now` the hall's time (None while it is not known); `spawn` runs what takes a
    while; `rest` waits between two tries to learn what became of a number. `without_paper` is this box's own rule for
    when there is no paper (give the number on the screen, or none); None: as the hall's policy says. `alone` is what the
    kiosk offers while it goes on without the hall.
    """

    def __init__(
        self,
        hall: HallPort,
        printer: PrinterPort,
        *,
        show: Callable[[Shown], None],
        moment: Callable[[], float],
        hall_now: Callable[[], datetime | None],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        form: Form = "tall",
        language: Language = "zh",
        pace: Pace | None = None,
        without_paper: WithoutPaper | None = None,
        rest: Callable[[], Coroutine[Any, Any, None]] = pause,
        errands: tuple[ErrandHall, SlipPrinter] | None = None,
        alone: Alone | None = None,
        voice: VoicePort | None = None,
        desk: HelpPort | None = None,
        box: str = "",
        guides: GuidePrinter | None = None,
        screen_hours: tuple[Hours, ...] = (),
        shift_px: int = 0,
    ) -> None:
        self._printer = printer
        self._show = show
        self._moment = moment
        self._hall_now = hall_now
        self._spawn = spawn
        self._form = form
        self._first = language
        self.pace = pace or Pace()
        self._state = State()
        self._without_paper = without_paper
        self._view: KioskView | None = None
        self._hearing: Hearing = "starting"
        self._shut_out = ""
        self._alone = alone
        self._visit = visits.home(language, moment())
        self._shown: Shown | None = None
        self._taking = Taking(self, hall, printer, rest)
        self.errands = Errands(self, self._taking, *errands, spawn) if errands else None
        self.asides = Asides(self, spawn, guides, self._press_errand)
        self._voice = voice
        self._speaking = Speaking(voice) if voice else None
        self._saying: Said | None = None
        self._waits: Waits = NOT_FORESEEN
        self._screen_hours, self._shift_px = screen_hours, shift_px
        self._touched_at = moment()
        self._box = box
        self._helping = Helping(desk, moment, spawn, self._answered) if desk else None

    @property
    def visit(self) -> Visit:
        """Where the citizen stands."""
        return self._visit

    @property
    def offer(self) -> KioskView | None:
        """What the hall offers now; None while it is not known."""
        return self._view

    @property
    def day(self) -> State:
        """The hall's day as last heard."""
        return self._state

    @property
    def is_alone(self) -> bool:
        """Whether it goes on without the hall."""
        return self._hearing == "alone"

    @property
    def first(self) -> Language:
        """The language of the next citizen."""
        return self._first

    @property
    def page(self) -> str:
        """Which page is shown; empty before the first."""
        return self._shown.page if self._shown else ""

    def now_there(self) -> datetime | None:
        """The hall's time in its own zone; None while it is not known."""
        return self._hall_now()

    @property
    def shown(self) -> Shown | None:
        """What the screen shows; None before the first word."""
        return self._shown

    def moment(self) -> float:
        """Now, in monotonic seconds."""
        return self._moment()

    def hall_time(self) -> str:
        """The hall's time as shown, empty while it is not known."""
        now = self._hall_now()
        return shown_time(now) if now else ""

    def go(self, visit: Visit) -> None:
        """The citizen stands elsewhere now."""
        self._visit = visit
        self._render()

    # ── news ─────────────────────────────────────────────────────────────────────────────────────────

    def hear(self, state: State) -> None:
        """The day has changed."""
        self._state = state
        self._render()

    def foresee(self, waits: Waits) -> None:
        """The hall has said how long one would wait."""
        self._waits = waits
        self._render()

    def hearing(self, hearing: Hearing, shut_out: str = "") -> None:
        """The hall can be heard, or no longer; `shut_out`: the key of what a technician must put right first."""
        if (hearing, shut_out) != (self._hearing, self._shut_out):
            log.info("the hall is %s %s", hearing, shut_out)
            self._hearing, self._shut_out = hearing, shut_out
            self._render()

    def printer_changed(self) -> None:
        """The printer is in another state; with paper back, a kiosk that nobody touches goes home by itself."""
        if self._visit.stop == "paper" and not self._printer.is_out_of_paper:
            self.go(visits.home(self._first, self.moment()))
        else:
            self._render()

    def saying(self, said: Said | None) -> None:
        """The voice begins a sentence, or has ended; who listens is still there."""
        self._saying = said
        if said is not None and self._visit.is_spoken:
            self._visit = visits.touched(self._visit, self.moment(), self.pace)
        self._render()

    def has_ways(self, ways: Ways) -> None:
        """A card reader or a scanner works, or does not any more."""
        if self.errands is not None and self.errands.ways != ways:
            self.errands.ways = ways
            self._render()

    def fault(self, fault: BaseException) -> None:
        """Something of our own went wrong: say so politely, for a while. A number once given stays on the screen."""
        if self._visit.ticket is None:
            self.go(visits.out_of_order(self._visit, self.moment(), self.pace))

    def tick(self) -> None:
        """Time has passed; call it a few times a second. Nothing is worked out anew unless time changes the screen."""
        now = self.moment()
        visit = visits.due(self._visit, now, self.pace, self._first)
        counts_down = visits.seconds_left(visit, now) is not None
        has_answer = self._shown is not None and self._helping is not None and self._shown.caption != ""
        rests = self._shown is not None and (self.page, self._shown.shift_x) != (
            page_of(self._scene()),
            shift_of(now, self._shift_px)[0],
        )
        if (
            rests
            or visit is not self._visit
            or counts_down
            or has_answer
            or self.hall_time() != self._time_shown()
        ):
            self.go(visit)

    # ── touches ──────────────────────────────────────────────────────────────────────────────────────

    def touch_anywhere(self) -> None:
        """Somebody is there: the page gets its whole time again, and a screen that rests comes back."""
        was_resting = self.page in ("attract", "dark")
        self._touched_at = self.moment()
        if was_resting:
            self._visit = replace(self._visit, entered_at=self.moment())
            self._render()
        self._visit = visits.touched(self._visit, self.moment(), self.pace)

    def choose_zone(self, zone: str) -> None:
        if self._accepts("home"):
            self.go(visits.chose_zone(self._visit, zone, self.moment(), self.pace))

    def choose_department(self, department: str) -> None:
        """Its services; one with a single service gives the ticket at once."""
        if not self._accepts("home") or self._view is None:
            return
        tile = next((each for each in self._view.departments if each.id == department), None)
        if tile is None or tile.status != "open":
            return
        if len(tile.services) == 1:
            self.take(department, tile.services[0].id)
        elif not self.asides.choose_group(department):
            self.go(visits.chose_department(self._visit, department, self.moment(), self.pace))

    def choose_service(self, service: str) -> None:
        if not self._accepts("service", "theme", "search") or self._view is None:
            return
        tiles = (tile for each in self._view.departments for tile in each.services)
        if any(tile.id == service and tile.status == "open" for tile in tiles):
            self.take(service, service)

    def turn(self) -> None:
        """The next screenful of departments or services."""
        if self._accepts("home", "service", *LISTS, *LISTED) and self._shown is not None:
            pages = self._shown.pager.pages
            self.go(visits.turned(self._visit, pages, self.moment(), self.pace))

    def turn_back(self) -> None:
        """The screenful before."""
        if self._accepts("home", "service", *LISTS, *LISTED) and self._shown is not None:
            pages = self._shown.pager.pages
            self.go(visits.turned_back(self._visit, pages, self.moment(), self.pace))

    def pressed(self) -> None:
        """A key went down: it is heard, unless something is being read."""
        if self._voice is not None:
            self._voice.sound("touch")

    def press(self, key: str) -> bool:
        """A key or a row that belongs to an errand or an aside; gives whether it did."""
        return self.asides.press(key) or self._press_errand(key)

    def _press_errand(self, key: str) -> bool:
        return self.errands is not None and self.errands.press(key)

    def care(self) -> None:
        """Larger and spoken, or the standard size again."""
        self.enlarge(is_large=not self._visit.is_large)

    def enlarge(self, *, is_large: bool) -> None:
        """The care mode or not, on this and every later page of this visit."""
        if is_large != self._visit.is_large:
            self.go(visits.enlarged(self._visit, self.moment(), self.pace, is_large=is_large))

    def typed(self, sign: str) -> None:
        """A key of the number pad. The first one only says how it goes."""
        if sign not in SIGNS:
            return
        self.touch_anywhere()
        if not self._visit.is_keyed:
            self.go(visits.keyed(self._visit, self.moment(), self.pace))
        elif self._shown is not None and (meant := meaning(self._shown, sign)) is not None:
            self._do(meant)
        elif self._voice is not None:
            self._voice.sound("refused")

    def _do(self, meant: Meant) -> None:
        doing: dict[str, Callable[[], None]] = {
            "finish": self.finish,
            "print_again": self.print_again,
            "go_on": self.go_on,
            "more_time": lambda: self.go_on(has_more_time=True),
            "turn": self.turn,
            "home": self.go_home,
            "department": lambda: self.choose_department(meant.which),
            "service": lambda: self.choose_service(meant.which),
        }
        what = meant.what if meant.verb == "choose" else meant.verb
        if what in doing:
            doing[what]()
        else:
            self.press_key(meant.which)

    def press_key(self, key: str) -> None:
        """A key of the bar, or one that a page has for itself, by its id."""
        keys: dict[str, Callable[[], None]] = {
            "back": self.go_home,
            "another": self.go_home,
            "language": self.speak_other,
            "care": self.care,
            "read": self.read_aloud,
            "help": self.ask_help,
        }
        if not self.press(key) and key in keys:
            keys[key]()

    def ask_help(self) -> None:
        """The desk is told; the page stays as it is."""
        if self._helping is not None:
            self._visit = visits.touched(self._visit, self.moment(), self.pace)
            self._helping.ask(Speech(self._visit.language))

    def _answered(self) -> None:
        """The desk knows, or cannot be told: it is said and shown."""
        answer = self._helping.answer if self._helping else None
        if answer is not None and self._voice is not None:
            self._voice.read((answer,), self._visit.language)
        self._render()

    def read_aloud(self) -> None:
        """This page once more, and every later one of this visit."""
        self.go(visits.heard(self._visit, self.moment(), self.pace))

    def speak_other(self) -> None:
        """The other language, also while a ticket is on its way; where there are more than two, the list of them."""
        if not self.asides.choose_language():
            self.go(visits.spoke(self._visit, self.moment(), self.pace))

    def go_home(self) -> None:
        """Back, or another ticket: the same citizen goes on in the same language."""
        if self.asides.back() or (self.errands is not None and self.errands.back()):
            return
        if self._may_leave():
            now = self.moment()
            self.go(visits.home_again(self._visit, now, self.pace, self._first))

    def finish(self) -> None:
        """Done: the next citizen begins afresh."""
        if self._may_leave():
            self.go(visits.home(self._first, self.moment()))

    def print_again(self) -> None:
        """The citizen says that no ticket came out; counts once a ticket."""
        ticket = self._visit.ticket
        may_print = self._visit.is_printed and not self._visit.has_reprinted
        if self._accepts("done") and ticket is not None and may_print:
            self.go(visits.reprinting(self._visit, self.moment()))
            self._spawn(self._taking.print_again(ticket))

    def go_on(self, *, has_more_time: bool = False) -> None:
        """`Continue` or `More time` on the page that asks whether anybody is there."""
        if self._visit.stop == "timeout":
            self.go(visits.went_on(self._visit, self.moment(), self.pace, has_more_time=has_more_time))

    # ── tickets ──────────────────────────────────────────────────────────────────────────────────────

    def print_asked(self, ticket: Taken, language: Language, *, is_reprint: bool = True) -> None:
        """Somebody else asks that this kiosk prints a ticket: again, or for the first time."""
        self._spawn(self._taking.print_for_hall(ticket, language, is_reprint=is_reprint))

    def take(self, touched: str, service: str, wish: Wish = NOTHING_ELSE) -> None:
        """A ticket for a service is asked for; `touched` is what was touched for it."""
        key = uuid4().hex
        self.go(visits.asked(self._visit, touched, service, key, self.moment()))
        taking = self.errands or self._taking
        self._spawn(taking.take(service, key, wish))

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────

    def _accepts(self, *pages: str) -> bool:
        scene = self._scene()
        return page_of(scene) in pages and visits.accepts(self._visit, self.moment(), self.pace)

    def _may_leave(self) -> bool:
        is_leavable = self._accepts("service", "done", "paper", "jam", "refused", "limit")
        return is_leavable and not self._visit.is_printing

    def _time_shown(self) -> str:
        return self._shown.clock.time if self._shown else ""

    def _render(self) -> None:
        hall_now = self._hall_now()
        self._view = kiosk_view(self._state, hall_now) if hall_now is not None and self._state.seq else None
        if self._view is not None and self._alone is not None and self._hearing == "alone":
            self._view = self._alone.view(self._view, self._state)
        screen = shown(self._scene())
        if self._speaking and self._speaking.follow(self._visit, screen) and self._saying:
            self._saying = None
            screen = shown(self._scene())
        if screen != self._shown:
            self._shown = screen
            self._show(screen)

    def _is_dark(self) -> bool:
        now = self._hall_now()
        return now is not None and is_dark(now, self._screen_hours, self._untouched_s())

    def _untouched_s(self) -> float:
        """Since the last touch, or since the page came by itself."""
        return self.moment() - max(self._touched_at, self._visit.entered_at)

    def _gives_none_without_paper(self) -> bool:
        return (self._without_paper or self._state.definition.policy.ticket_without_paper) == "none"

    def _hearing_now(self) -> Hearing:
        """Alone only as long as there are numbers to give."""
        is_used_up = self._view is not None and self._view.status == NO_NUMBER and self._state.crowd is None
        return "away" if self._hearing == "alone" and is_used_up else self._hearing

    def _scene(self) -> Scene:
        return Scene(
            visit=self._visit,
            now_s=self.moment(),
            hall_now=self._hall_now(),
            state=self._state,
            view=self._view,
            hearing=self._hearing_now(),
            shut_out=self._shut_out,
            foreseen=self._waits,
            has_booking=self.errands is not None and self.errands.has_booking,
            has_several=self.errands is not None and self.errands.has_several,
            ways=self.errands.ways if self.errands else Ways(),
            form=self._form,
            pace=self.pace,
            saying=self._saying,
            is_idle=is_idle(self._untouched_s(), self.pace.attract_s),
            is_dark=self._is_dark(),
            shift=shift_of(self.moment(), self._shift_px),
            help=help_state(self._state, self._box) if self._box else "",
            answer=self._helping.answer if self._helping else None,
            is_paperless=self._printer.is_out_of_paper and self._gives_none_without_paper(),
        )
