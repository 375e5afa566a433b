"""A whole hall, as `hall.toml` says and `hall_defined` carries it."""

from dataclasses import dataclass

from link.messages.definition.alarms import AlarmLimits
from link.messages.definition.bookings import BookingRules, Slots
from link.messages.definition.clerk import Clerk
from link.messages.definition.hours import Duty, Hours, SpecialDay
from link.messages.definition.outcome import Outcome
from link.messages.definition.places import Department, WindowPlace, Zone
from link.messages.definition.policy import Policy
from link.messages.definition.pool import Pool
from link.messages.definition.priority import PriorityClass
from link.messages.definition.profile import Profile
from link.messages.definition.rating import CaseRules, Outbox, RatingReason, RatingRules, SurveyQuestion
from link.messages.definition.series import Series
from link.messages.definition.service import Service
from link.messages.definition.speech import Speech
from link.messages.definition.taking import TakingRules
from link.messages.definition.theme import Theme
from link.messages.definition.ticket import TicketTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A whole hall. `day_starts_at` is `HH:MM`; `public_url` is set only where citizens' phones can reach the hall."""

    id: str
    name: str
    name_en: str = ""
    timezone: str = "Asia/Shanghai"
    day_starts_at: str = "04:00"
    languages: tuple[str, ...] = ("zh", "en")
    hours: tuple[Hours, ...] = ()
    notices: tuple[str, ...] = ()
    notice_on_ticket: str = ""
    public_url: str = ""
    zones: tuple[Zone, ...] = ()
    departments: tuple[Department, ...] = ()
    series: tuple[Series, ...] = ()
    services: tuple[Service, ...] = ()
    windows: tuple[WindowPlace, ...] = ()
    priorities: tuple[PriorityClass, ...] = ()
    policy: Policy = Policy()
    profiles: tuple[Profile, ...] = ()
    clerks: tuple[Clerk, ...] = ()
    alarms: AlarmLimits = AlarmLimits()
    pools: tuple[Pool, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    """How a matter can end; empty: in any words."""
    taking: TakingRules = TakingRules()
    duties: tuple[Duty, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    bookings: BookingRules = BookingRules()
    slots: tuple[Slots, ...] = ()
    themes: tuple[Theme, ...] = ()
    rating: RatingRules = RatingRules()
    rating_reasons: tuple[RatingReason, ...] = ()
    survey: tuple[SurveyQuestion, ...] = ()
    cases: CaseRules = CaseRules()
    outbox: Outbox = Outbox()
    is_practice: bool = False
    """A hall to practise in: every screen, ticket and voice says so."""
    tickets: tuple[TicketTemplate, ...] = ()
    """Where tickets do not all look alike."""
    speech: Speech = Speech()
