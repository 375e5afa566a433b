"""What a hall is: its zones, departments, services, series and windows, its hours, classes and rules."""

from link.messages.definition.alarms import AlarmLimits
from link.messages.definition.bookings import BookingRules, LateBooking, Slots
from link.messages.definition.clerk import PERMISSIONS, Clerk, Permission
from link.messages.definition.hall import Definition
from link.messages.definition.hours import Duty, Hours, SpecialDay
from link.messages.definition.missed import AfterMiss, MissedPolicy
from link.messages.definition.outcome import Outcome
from link.messages.definition.places import Department, WindowPlace, Zone
from link.messages.definition.policy import Policy
from link.messages.definition.pool import Pool
from link.messages.definition.priority import PriorityClass
from link.messages.definition.profile import Order, Profile, RatioPer, Share, When
from link.messages.definition.rating import (
    BAD,
    USUAL_REASONS,
    AnswerKind,
    CaseRules,
    Outbox,
    RatingReason,
    RatingRules,
    SurveyQuestion,
    UsualReason,
)
from link.messages.definition.series import Series
from link.messages.definition.service import Service
from link.messages.definition.speech import CallTemplate, LetterWord, NumberReading, Speech
from link.messages.definition.taking import AtClosing, SpanQuota, TakingRules
from link.messages.definition.theme import Theme
from link.messages.definition.ticket import TicketPart, TicketTemplate

__all__ = [
    "BAD",
    "PERMISSIONS",
    "USUAL_REASONS",
    "AfterMiss",
    "AlarmLimits",
    "AnswerKind",
    "AtClosing",
    "BookingRules",
    "CallTemplate",
    "CaseRules",
    "Clerk",
    "Definition",
    "Department",
    "Duty",
    "Hours",
    "LateBooking",
    "LetterWord",
    "MissedPolicy",
    "NumberReading",
    "Order",
    "Outbox",
    "Outcome",
    "Permission",
    "Policy",
    "Pool",
    "PriorityClass",
    "Profile",
    "RatingReason",
    "RatingRules",
    "RatioPer",
    "Series",
    "Service",
    "Share",
    "Slots",
    "SpanQuota",
    "SpecialDay",
    "Speech",
    "SurveyQuestion",
    "TakingRules",
    "Theme",
    "TicketPart",
    "TicketTemplate",
    "UsualReason",
    "When",
    "WindowPlace",
    "Zone",
]
