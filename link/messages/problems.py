"""Every reason for which the hall refuses, by its stable name."""

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

ProblemType = Literal[
    # what was sent
    "bad-request",
    "not-http",
    "head-too-large",
    "too-slow",
    "body-too-large",
    "unknown-route",
    "method-not-allowed",
    "unsupported-media-type",
    "key-reused",
    "foreign-origin",
    "not-allowed",
    "not-paired",
    "token-unknown",
    "link-over",
    "too-many-requests",
    # people who sign in
    "not-signed-in",
    "signed-out",
    "sign-in-failed",
    "locked-out",
    "password-weak",
    "unknown-clerk",
    "clerk-known",
    # pairing
    "pairing-off",
    "wrong-code",
    "unknown-code",
    "code-expired",
    "code-used",
    "code-burnt",
    "too-many-codes",
    # what is not there
    "unknown-service",
    "unknown-window",
    "unknown-zone",
    "unknown-ticket",
    "unknown-priority",
    "unknown-printer",
    "unknown-profile",
    "unknown-box",
    "unknown-series",
    "unknown-pool",
    "unknown-outcome",
    "unknown-person",
    "unknown-token",
    "unknown-department",
    "unknown-booking",
    "unknown-case",
    "unknown-alarm",
    # tickets
    "service-closed",
    "service-not-yet-open",
    "service-suspended",
    "quota-used-up",
    "span-quota-used-up",
    "limit-reached",
    "anonymous-limit",
    "person-needed",
    "turn-after-closing",
    "numbers-used-up",
    "crowd",
    "ticket-state",
    "class-by-staff",
    "already-rated",
    "not-served",
    "rating-over",
    "unknown-reason",
    "unknown-question",
    "comments-off",
    # cases about bad ratings
    "case-state",
    "text-missing",
    # numbers written by hand
    "number-form",
    "number-given",
    "number-kept",
    # appointments
    "no-such-slot",
    "slot-full",
    "booking-too-soon",
    "booking-too-far",
    "booking-known",
    "booking-time",
    "already-booked",
    "booking-blocked",
    "booking-state",
    "booking-cancel-late",
    "booking-early",
    "booking-late",
    # windows
    "window-not-open",
    "window-already-open",
    "window-not-paused",
    "window-serving",
    "window-without-ticket",
    "clerk-elsewhere",
    "clerk-may-not",
    "not-a-deputy",
    "window-not-added",
    "window-exists",
    "reason-missing",
    "other-ticket",
    "double-press",
    "window-paused",
    "recall-limit",
    "outcome-missing",
    "recall-too-soon",
    "missed-too-soon",
    "recall-first",
    "not-arrived",
    "too-late-to-return",
    "no-such-matter",
    "only-matter",
    "one-target",
    "clerk-away",
    "not-later-today",
    "service-not-here",
    "nothing-to-undo",
    # the hall itself
    "other-hall",
    "day-not-open",
    "clock-doubtful",
    "hall-recovering",
    "not-durable",
    "too-many-streams",
    "stopping",
    "not-built",
    "fault",
]

PROBLEM_TYPES: Final[tuple[ProblemType, ...]] = get_args(ProblemType)

AT_THE_DOOR: Final[frozenset[str]] = frozenset[ProblemType](
    {
        "not-http", "head-too-large", "too-slow", "foreign-origin", "not-allowed", "not-paired", "token-unknown",
        "too-many-requests", "not-signed-in", "signed-out", "fault",
    }
)  # fmt: skip
"""What is refused before anybody looks whether a command with this key was carried out already. Who sent it once without
an answer does not learn by such a refusal what became of it."""

PASSING: Final[frozenset[str]] = frozenset[ProblemType]({"too-slow", "too-many-requests"})
"""Those that pass by themselves: the same key, sent again a little later, has an answer."""

STATUS: Final[dict[ProblemType, int]] = {
    "bad-request": 422,
    "not-http": 400,
    "head-too-large": 431,
    "too-slow": 408,
    "body-too-large": 413,
    "unknown-route": 404,
    "method-not-allowed": 405,
    "unsupported-media-type": 415,
    "key-reused": 422,
    "foreign-origin": 403,
    "not-allowed": 403,
    "not-paired": 401,
    "token-unknown": 401,
    "link-over": 404,
    "too-many-requests": 429,
    "not-signed-in": 403,
    "signed-out": 403,
    "sign-in-failed": 403,
    "locked-out": 429,
    "password-weak": 422,
    "unknown-clerk": 404,
    "pairing-off": 404,
    "wrong-code": 403,
    "unknown-code": 404,
    "unknown-token": 404,
    "unknown-service": 404,
    "unknown-window": 404,
    "unknown-zone": 404,
    "unknown-ticket": 404,
    "unknown-priority": 404,
    "unknown-printer": 404,
    "unknown-profile": 404,
    "clerk-may-not": 403,
    "class-by-staff": 403,
    "not-a-deputy": 403,
    "reason-missing": 422,
    "unknown-box": 404,
    "unknown-series": 404,
    "unknown-pool": 404,
    "unknown-outcome": 422,
    "one-target": 422,
    "not-later-today": 422,
    "unknown-department": 404,
    "unknown-booking": 404,
    "unknown-case": 404,
    "unknown-reason": 422,
    "unknown-question": 422,
    "comments-off": 422,
    "text-missing": 422,
    "unknown-alarm": 404,
    "unknown-person": 404,
    "not-durable": 503,
    "too-many-streams": 503,
    "stopping": 503,
    "not-built": 501,
    "fault": 500,
}
"""HTTP status by type; what is not listed is a conflict with the day as it is: 409."""

URN: Final = "urn:jiaohao:problem:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A refusal in plain values: `type` chooses the sentence, `fields` fill it (ticket number, window label, time …)."""

    type: ProblemType
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status that goes with it (RFC 9457 section 3.1.3)."""
        return STATUS.get(self.type, 409)


class Refused(Exception):
    """Raised where a command cannot be carried out; leaves no fact."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.type)
        self.problem = problem


def refuse(type: ProblemType, /, **fields: str) -> Refused:
    """A refusal ready to raise: `raise refuse("window-not-open", window="3")`."""
    return Refused(Problem(type=type, fields=fields))
