"""The hall's rules that are not a service's own."""

from dataclasses import dataclass
from typing import Literal

from link.messages.definition.missed import MissedPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The hall's rules that are not a service's own. Durations in seconds."""

    outcome_mandatory: bool = False
    recall_limit: int | None = None
    double_press_s: float = 3.0
    undo_s: float = 5.0
    ticket_without_paper: Literal["number", "none"] = "number"
    staff_listed: bool = False
    carry_over: bool = False
    """Whether waiting tickets live through the day's change (a 24-hour hall)."""
    keep_facts_days: int = 90
    """Days after which a closed day's facts are in its file alone."""
    keep_people_days: int = 30
    """Days after which a person is forgotten; 0: with the day."""
    keep_audit_days: int = 400
    """Days that the record of what was done to the hall is kept: a year and its review."""
    session_hours: float = 12.0
    """How long somebody who has signed in stays so."""
    sign_in_tries: int = 5
    """Wrong passwords in a row before a person has to wait."""
    requests_per_s: int = 200
    """What one box or program may ask, in the long run; five times as much at once."""
    deputies_only: bool = False
    """Whether only a clerk's listed deputies may take over the window."""
    wait_shown: Literal["earned", "never"] = "earned"
    """Whether citizens are told how long it will take, once that has proven right."""
    wait_wrong_at_most: float = 0.2
    """The share of waits that may be longer than was said, before nothing is said any more."""
    missed: MissedPolicy = MissedPolicy()
    """What becomes of missed numbers, where a service does not say otherwise."""
    further: Literal["order", "shortest"] = "order"
    """Which of several matters under one number comes next: the first named, or the one with the shortest wait."""
    store_next_s: float = 0.0
    """How long a press of "next" is remembered while nobody waits; 0: not at all."""
    low_volume: bool = False
    """Whether one press serves the next person without a ticket, and ends the service before it."""
    clerks_arrange: bool = True
    """Whether a clerk's own terminal may change what its window calls for the day: another profile, other services."""
