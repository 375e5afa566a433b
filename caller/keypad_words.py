"""What a keypad without words can say: the codes of its read-out and how often it beeps for each."""

from typing import Final, Literal, get_args

Word = Literal[
    "hall-away", "fate-unknown", "shut-out", "unknown-window",
    "nobody-waits", "no-such-number", "several-such-numbers", "sign-in-first", "too-soon", "not-now",
    "outcome-first", "recall-limit", "moved-on", "no-such-target", "nobody-to-rate", "refused",
    "pin-asked", "pin-wrong", "locked-out", "new-pin", "new-pin-again", "pin-differs", "pin-weak", "too-long",
]  # fmt: skip

WORDS: Final[tuple[Word, ...]] = get_args(Word)

CODE_MARK: Final = 999
"""In the left half of a read-out: the right half is a code. Never so many are shown as waiting."""

WAITING_MOST: Final = 998

CODES: Final[dict[Word, int]] = {
    "hall-away": 901,
    "fate-unknown": 902,
    "shut-out": 903,
    "unknown-window": 904,
    "nobody-waits": 910,
    "no-such-number": 911,
    "several-such-numbers": 912,
    "sign-in-first": 913,
    "too-soon": 914,
    "not-now": 915,
    "outcome-first": 916,
    "recall-limit": 917,
    "moved-on": 918,
    "no-such-target": 919,
    "nobody-to-rate": 920,
    "pin-asked": 921,
    "pin-wrong": 922,
    "locked-out": 923,
    "new-pin": 924,
    "new-pin-again": 925,
    "pin-differs": 926,
    "pin-weak": 927,
    "too-long": 928,
    "refused": 999,
}

BEEPS_ARRIVED: Final = 1
BEEPS_GO_ON: Final = 1
BEEPS_NOBODY: Final = 2
BEEPS_NO: Final = 3
BEEPS_AWAY: Final = 4

_OF_PROBLEM: Final[dict[str, Word]] = {
    "double-press": "too-soon",
    "recall-too-soon": "too-soon",
    "missed-too-soon": "too-soon",
    "recall-limit": "recall-limit",
    "recall-first": "not-now",
    "outcome-missing": "outcome-first",
    "unknown-outcome": "outcome-first",
    "other-ticket": "moved-on",
    "ticket-state": "moved-on",
    "window-not-open": "sign-in-first",
    "unknown-clerk": "sign-in-first",
    "clerk-elsewhere": "sign-in-first",
    "not-signed-in": "sign-in-first",
    "signed-out": "sign-in-first",
    "sign-in-failed": "pin-wrong",
    "locked-out": "locked-out",
    "password-weak": "pin-weak",
    "window-serving": "not-now",
    "window-paused": "not-now",
    "window-not-paused": "not-now",
    "window-without-ticket": "not-now",
    "nothing-to-undo": "not-now",
    "unknown-ticket": "no-such-number",
    "service-not-here": "no-such-number",
    "unknown-window": "no-such-target",
    "unknown-service": "no-such-target",
    "not-paired": "shut-out",
    "token-unknown": "shut-out",
    "not-allowed": "shut-out",
    "not-served": "nobody-to-rate",
    "already-rated": "nobody-to-rate",
}


def word_of(problem: str) -> Word:
    """The nearest that a keypad can say of a refusal, by the stable name of its problem."""
    return _OF_PROBLEM.get(problem, "refused")


def beeps_of(word: Word) -> int:
    """How often the keypad beeps with it."""
    if word in ("hall-away", "fate-unknown", "shut-out"):
        return BEEPS_AWAY
    if word in ("pin-asked", "new-pin", "new-pin-again"):
        return BEEPS_GO_ON
    return BEEPS_NOBODY if word == "nobody-waits" else BEEPS_NO
