"""What happens on the rating screen: a service ends, the citizen is asked, what was said goes to the hall."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from caller.rating import sheet as sheets
from caller.rating.card import Card, photo_of
from caller.rating.due import Due
from caller.rating.rating import Rating
from caller.rating.sheet import Offer, Sheet
from caller.rating.showing import Facing, screen
from caller.rating.shown import RatingShown
from caller.rating.touch import Touch
from config.texts import texts
from link.messages.facts import CommandUndone, Fact
from link.state import State
from link.views import WindowView, window_view
from look.language import Language, second_language
from look.stale import Stale, staleness

GUARD_S: Final = 0.8
"""A screen is deaf for so long after a page has changed: a second touch is of the page before."""


class Steady(Protocol):
    def steady_s(self) -> float:
        """Seconds that never jump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a screen asks. `ask_s`: how long it waits for a grade; `can_write`: it has a keyboard."""

    ask_s: float = 30.0
    is_reversed: bool = False
    can_write: bool = False
    photos: str = ""
    touch: Touch = Touch()


class RatingPresenter:
    """One screen in front of one window. `post` takes what was said; `on_change` is told when there is something new."""

    def __init__(
        self,
        window: str,
        clock: Steady,
        new_key: Callable[[], str],
        post: Callable[[Rating], None],
        *,
        asking: Asking | None = None,
        language: Language = "zh",
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._id, self._clock, self._new_key, self._post = window, clock, new_key, post
        self._asking = asking or Asking()
        self._says = (texts(language), texts(second_language(language)))
        self._on_change = on_change
        self._window: WindowView | None = None
        self._state: State | None = None
        self._stale: Stale = staleness(None, None)
        self._card, self._photo = Card(), ""
        self._due, self._sheet = Due(), None
        self._touched_s = 0.0
        self._is_faulty = False

    _sheet: Sheet | None

    # ── what the world says ──────────────────────────────────────────────────────────────────────────

    def hear(self, state: State, facts: Sequence[Fact], stale: Stale) -> None:
        """The hall as it is now, and what has just happened in it."""
        self._state, self._stale = state, stale
        self._window = window_view(state, self._id)
        self._due = self._due.after(facts, state, self._clock.steady_s())
        self._end_if_over(facts)
        self._ask_if_due()
        self._on_change()

    def age(self, stale: Stale) -> None:
        """The hall has said nothing for some time, or is back."""
        self._stale = stale
        self._on_change()

    def seat(self, card: Card) -> None:
        """Who sits at the window."""
        self._card, self._photo = card, photo_of(card.clerk, self._asking.photos)
        self._on_change()

    def tick(self) -> None:
        """Some time went by: what nobody goes on with is over."""
        if self._sheet is not None and self._clock.steady_s() >= self._sheet.until_s:
            self._leave()
        self._on_change()

    def fault(self, fault: BaseException) -> None:
        """Something of our own went wrong; it is in the log, and the citizen sees no more than that."""
        self._is_faulty = True
        self._on_change()

    @property
    def is_asking(self) -> bool:
        """Whether a citizen is being asked now."""
        return self._sheet is not None

    def shown(self) -> RatingShown:
        """The screen as it is now."""
        definition = self._state.definition if self._state is not None else None
        return screen(
            Facing(
                window=self._window,
                has_state=self._state is not None,
                stale=self._stale,
                card=self._card,
                photo=self._photo,
                sheet=self._sheet,
                offer=self._offer,
                own_reasons=definition.rating_reasons if definition else (),
                now_s=self._clock.steady_s(),
                ask_s=self._asking.ask_s,
                says=self._says,
                id=self._id,
                touch=self._asking.touch,
                is_reversed=self._asking.is_reversed,
                is_faulty=self._is_faulty,
            )
        )

    # ── what the citizen does ────────────────────────────────────────────────────────────────────────

    def grade(self, grade: int) -> None:
        """A grade, or the grade that answers a question of the survey."""
        if self._sheet is not None and self._sheet.page == "survey":
            self.answer(grade)
        elif self._sheet is not None and self._is_heard():
            self._go_to(sheets.graded(self._sheet, grade, self._offer, self._clock.steady_s()))

    def reason(self, reason: str) -> None:
        """Why the grade is a bad one; again: not after all."""
        if self._sheet is not None:
            self._sheet = sheets.toggled(self._sheet, reason, self._offer, self._clock.steady_s())
            self._on_change()

    def answer(self, answer: int) -> None:
        """The answer to a question of the survey, by its number."""
        if self._sheet is not None and self._is_heard():
            self._go_to(sheets.answered(self._sheet, answer, self._offer, self._clock.steady_s()))

    def write(self) -> None:
        """The citizen wants to write something."""
        if self._sheet is not None and self._offer.can_write and self._is_heard():
            self._go_to(sheets.writing(self._sheet, self._clock.steady_s()))

    def type(self, text: str) -> None:
        """What stands in the field."""
        if self._sheet is not None:
            self._sheet = sheets.written(self._sheet, text, self._clock.steady_s())

    def go_on(self) -> None:
        """Not this time; or: that is all."""
        if self._sheet is None or not self._is_heard():
            return
        self._go_to(sheets.passed(self._sheet, self._offer, self._clock.steady_s()))

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────

    @property
    def _offer(self) -> Offer:
        if self._state is None:
            return Offer()
        return sheets.offer_of(self._state.definition, can_write=self._asking.can_write)

    def _is_heard(self) -> bool:
        return self._clock.steady_s() - self._touched_s >= GUARD_S

    def _ask_if_due(self) -> None:
        """A service has just ended: whoever still stands there is asked, once."""
        now_s = self._clock.steady_s()
        ended = self._due.of(self._id, now_s, self._asking.ask_s)
        if ended is None or (self._sheet is not None and self._sheet.about == ended):
            return
        self._leave()
        self._due = self._due.without(self._id)
        self._sheet = Sheet(about=ended, until_s=now_s + self._asking.ask_s)

    def _end_if_over(self, facts: Sequence[Fact]) -> None:
        """The next one is served, or the end of the service was a slip: what is being asked is over."""
        sheet = self._sheet
        if sheet is None or sheet.page == "thanks":
            return
        seen = self._window
        is_next = (
            seen is not None and seen.state in ("serving", "closed") and seen.number != sheet.about.number
        )
        if any(isinstance(each.body, CommandUndone) and each.body.window == self._id for each in facts):
            self._sheet = None
        elif is_next:
            self._leave()
            self._sheet = None

    def _leave(self) -> None:
        """Nobody goes on: what was said is stored, a question without an answer is not."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None and sheet.page not in ("ask", "thanks"):
            self._post(sheets.rating_of(sheet, self._new_key()))

    def _go_to(self, sheet: Sheet | None) -> None:
        before, self._touched_s = self._sheet, self._clock.steady_s()
        if sheet is not None and sheet.page == "thanks" and before is not None and before.page != "thanks":
            self._post(sheets.rating_of(sheet, self._new_key()))
        self._sheet = sheet
        self._on_change()
