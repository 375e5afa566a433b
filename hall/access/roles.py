"""The table of roles: for each operation of the API who may ask for it, and within which bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from link.messages.words import BoxRole

Scope = Literal["", "window", "zone", "sign", "box"]
"""What in the path the asker must own: nothing, the window, the zone, a window in one of its zones, the box itself."""

ROLES: Final[tuple[BoxRole, ...]] = get_args(BoxRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may ask for one operation. `is_public`: whoever reaches the hall. `by_ticket`: the citizen whose ticket it is
    (by the secret in its QR) as well. `is_press`: in a hall that lists its staff only who has signed in."""

    roles: frozenset[BoxRole] = frozenset()
    scope: Scope = ""
    is_public: bool = False
    by_ticket: bool = False
    is_press: bool = False


PUBLIC: Final = Rule(is_public=True)
NOBODY: Final = Rule(roles=frozenset({"hall"}))
"""What has no rule is closed: only the hall itself may ask for it."""

_ALL: Final = frozenset(ROLES)
_STAFF: Final = frozenset[BoxRole]({"desk", "manager"})
_CLERKS: Final = frozenset[BoxRole]({"caller", "manager"})
_LOOK_AFTER: Final = frozenset[BoxRole]({"manager", "technician"})
_PEOPLE: Final = frozenset[BoxRole]({"caller", "desk", "manager", "technician"})
_GIVES_TICKETS: Final = frozenset[BoxRole]({"kiosk", "desk", "manager", "integration"})
_PRINTS: Final = frozenset[BoxRole]({"kiosk", "printer", "desk"})
"""They learn the secret in a ticket's QR, by which it can be rated: so no caller is among them, and no manager."""

_PRESSES: Final = "open pause resume next recall arrived start finish missed abandon park unpark transfer call walk undo take_over"
"""Not `close`: anybody at the box may close the window that a clerk forgot."""


def _rules(
    names: str,
    roles: frozenset[BoxRole],
    scope: Scope = "",
    *,
    by_ticket: bool = False,
    is_press: bool = False,
) -> dict[str, Rule]:
    rule = Rule(roles=roles | {"hall"}, scope=scope, by_ticket=by_ticket, is_press=is_press)
    return dict.fromkeys(names.split(), rule)


RULES: Final[Mapping[str, Rule]] = {
    # everybody who belongs to the hall
    **_rules("openapi get_hall get_state get_waits get_stream get_kiosk", _ALL),
    **_rules("get_board", _ALL, "zone"),
    **_rules("get_sign", _ALL, "sign"),
    **_rules("report_health", _ALL, "box"),
    "get_health": PUBLIC,
    # tickets
    **_rules("take_ticket", _GIVES_TICKETS),
    **_rules("get_ticket", _GIVES_TICKETS | _PEOPLE | {"rating", "printer"}, by_ticket=True),
    **_rules("cancel_ticket", _STAFF | {"kiosk", "integration"}, by_ticket=True),
    **_rules("rate_ticket", frozenset({"rating"}), by_ticket=True),
    **_rules("prioritise_ticket", _STAFF),
    **_rules(
        "revive_ticket add_service remove_service choose_service change_service note_ticket flag_ticket",
        _STAFF | _CLERKS,
    ),
    **_rules("reprint_ticket", _PRINTS | _CLERKS),
    **_rules("confirm_print report_print_failure get_paper", _PRINTS),
    # cases about bad ratings: none of them is for who sits at a window
    **_rules("list_cases get_case reply_case call_back_case note_case", _STAFF),
    **_rules("verify_case rectify_case reopen_case", frozenset({"manager"})),
    **_rules("get_outbox retry_outbox", _LOOK_AFTER),
    # windows
    **_rules(" ".join(f"{verb}_window" for verb in _PRESSES.split()), _CLERKS, "window", is_press=True),
    **_rules("close_window", _CLERKS, "window"),
    **_rules("get_caller", _PEOPLE, "window"),
    **_rules("get_card", _PEOPLE | {"rating"}, "window"),
    **_rules("change_window_services change_window_profile", _STAFF | _CLERKS, "window"),
    **_rules("remove_window", _STAFF, "window"),
    **_rules("add_window", _STAFF),
    **_rules("acknowledge_alarm", _STAFF | {"technician"}),
    **_rules("find_ticket find_bookings", frozenset({"desk"})),
    **_rules("get_alarms", _PEOPLE | {"integration"}),
    # the hall as a whole
    **_rules("set_notices make_broadcast end_broadcast start_crowd end_crowd", _STAFF),
    **_rules("suspend_service resume_service suspend_department resume_department", _STAFF),
    **_rules("suspend_zone resume_zone import_numbers", _STAFF),
    # appointments
    **_rules("get_slots get_booking check_in make_booking cancel_booking", _GIVES_TICKETS),
    **_rules("import_bookings", _STAFF | {"integration"}),
    **_rules("list_bookings", _STAFF | {"technician"}),
    **_rules("reload_hall get_metrics", _LOOK_AFTER),
    # boxes on their own
    **_rules("lease_numbers hand_in", frozenset({"kiosk"}), "box"),
    **_rules("end_recovery", _LOOK_AFTER),
    **_rules("ask_help", frozenset({"kiosk"}), "box"),
    **_rules("end_help", _STAFF | {"technician"}),
    # citizens
    **_rules("keep_person", _GIVES_TICKETS),
    **_rules("get_people_key bookings_of_person", frozenset({"kiosk", "desk"})),
    **_rules("forget_person", frozenset({"manager"})),
    # pairing and tokens
    "begin_pairing": PUBLIC,
    "confirm_pairing": PUBLIC,
    **_rules("make_code list_tokens make_token revoke_token", _LOOK_AFTER),
    **_rules("renew_token", _ALL, "box"),
    # people and browsers
    **_rules("sign_in sign_out get_session change_password", _PEOPLE),
    **_rules(
        "list_staff add_staff disable_staff enable_staff reset_staff unlock_staff", frozenset({"manager"})
    ),
    **_rules("get_audit", frozenset({"manager"})),
    **_rules("make_link", _LOOK_AFTER),
    "open_link": PUBLIC,
    # pages, which hold nothing of the hall: what they show they ask for; and the ticket of whoever brings its secret
    "get_board_page": PUBLIC,
    "get_window_page": PUBLIC,
    "get_ticket_page": PUBLIC,
    "get_asset": PUBLIC,
    "get_texts": PUBLIC,
    "get_place": PUBLIC,
    "get_layout": PUBLIC,
    "get_my_ticket": PUBLIC,
}
"""By the operation's id, which is the name of its function and stands on the OpenAPI page."""


def rule_of(operation: str) -> Rule:
    """The rule of an operation; closed where it has none."""
    return RULES.get(operation, NOBODY)


def is_allowed(role: BoxRole, operation: str) -> bool:
    """Whether a role may ask for an operation at all; its scope is another question."""
    rule = rule_of(operation)
    return rule.is_public or role in rule.roles
