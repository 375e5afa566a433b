"""What a box can be, and what each role brings with it."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from config.install_answers import Role

ROLES: Final[tuple[Role, ...]] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`unit`: the template in systemd/; `pairs_as`: the role of its token at the hall, empty for the hall itself;
    `asks`: which questions it has beside its name and its code."""

    role: Role
    unit: str
    pairs_as: str = ""
    has_screen: bool = False
    timers: tuple[str, ...] = ()
    """What is done for it from time to time: `NAME` stands for NAME.service and NAME.timer."""
    asks: tuple[Literal["hall_file", "window", "zone", "printer", "sound", "keypad"], ...] = ()


KINDS: Final = {
    kind.role: kind
    for kind in (
        Kind(role="hall", unit="jiaohao-hall.service", timers=("jiaohao-backup",), asks=("hall_file",)),
        Kind(
            role="kiosk", unit="jiaohao-screen.service", pairs_as="kiosk", has_screen=True, asks=("printer",)
        ),
        Kind(
            role="caller", unit="jiaohao-screen.service", pairs_as="caller", has_screen=True, asks=("window",)
        ),
        Kind(
            role="display",
            unit="jiaohao-screen.service",
            pairs_as="display",
            has_screen=True,
            asks=("zone", "sound"),
        ),
        Kind(role="desk", unit="jiaohao-screen.service", pairs_as="desk", has_screen=True),
        Kind(
            role="rating", unit="jiaohao-screen.service", pairs_as="rating", has_screen=True, asks=("window",)
        ),
        Kind(role="voice", unit="jiaohao-voice.service", pairs_as="display", asks=("zone", "sound")),
        Kind(role="keypad", unit="jiaohao-keypad.service", pairs_as="caller", asks=("keypad", "window")),
    )
}


def sorted_roles(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Each once, the hall first: all others want to be paired with it."""
    return tuple(role for role in ROLES if role in roles)


def units_of(role: Role) -> tuple[str, ...]:
    """Those that start with the machine: the role's own, and its timers."""
    return (unit_of(role), *(f"{timer}.timer" for timer in KINDS[role].timers))


def unit_of(role: Role) -> str:
    """The name of the role's unit on the box."""
    return f"jiaohao-{role}.service"
