"""How every screen looks, as data: colours, zone colours, spacing, motion and the font."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Literal

Ground = Literal["light", "dark"]

ZONES = ("#0B4F6B", "#7A3A12", "#2B5A1E", "#5B2A6E", "#1F3F8F", "#7A1F3D", "#4D4A10", "#3C4852")
FONTS = ("Noto Sans CJK SC", "WenQuanYi Micro Hei")
FALLBACK_FONT = "sans-serif"
BLACK = "#000000"


@dataclass(frozen=True)
class Theme:
    """One look. QML reads the same names as `Theme.ink`, `Theme.margin` …; sizes are px, times ms."""

    ground: Ground = "light"
    paper: str = "#F5F3EE"
    surface: str = "#FFFFFF"
    ink: str = "#14202B"
    ink2: str = "#3A4752"
    ash: str = "#C2CDD4"
    edge: str = "#7A858D"
    line: str = "#C6CCD0"
    track: str = "#D8D5CC"
    closed: str = "#E7E5DF"
    amber: str = "#FFC52E"
    on_amber: str = "#14202B"
    red: str = "#8E1B1B"
    white: str = "#FFFFFF"
    on_ink: str = "#FFFFFF"
    on_ink2: str = "#C2CDD4"
    on_ink_edge: str = "#7A858D"
    night: str = "#0B1217"
    panel: str = "#17232C"
    night_line: str = "#33444F"
    night_edge: str = "#6F818D"
    coral: str = "#FFB4A8"
    zones: tuple[str, ...] = ZONES
    font: str = FONTS[0]
    logo: str = ""
    """A picture file that stands at the head; empty: none."""
    header: str = ""
    """What stands at the head in place of the hall's name."""
    is_moving: bool = True
    press_guard_ms: int = 800
    press_shown_ms: int = 120
    page_fade_ms: int = 150
    step: int = 8
    radius: int = 8
    plate_radius: int = 6
    border: int = 2
    quiet_border: int = 3
    selected_border: int = 4
    natural_line: float = 1.45
    """The font's own line height in em; measured when a window is made."""
    lift: float = 0.06
    """Both fonts sit low: text centred in a row moves up by this part of its size."""


def light(font: str = FONTS[0], is_moving: bool = True, has_high_contrast: bool = False) -> Theme:
    """The look of kiosk, caller, rating and desk."""
    return _adapted(Theme(ground="light"), font, is_moving, has_high_contrast)


def own(
    theme: Theme, *, ink: str = "", paper: str = "", accent: str = "", logo: str = "", header: str = ""
) -> Theme:
    """The light look in a hall's own colours; their contrast was checked where they were read. High contrast stays so."""
    theme = replace(theme, logo=logo, header=header)
    if theme.paper == BLACK:
        return theme
    return replace(
        theme,
        ink=ink or theme.ink,
        paper=paper or theme.paper,
        amber=accent or theme.amber,
        on_amber=ink or theme.on_amber,
    )


def dark(font: str = FONTS[0], is_moving: bool = True, has_high_contrast: bool = False) -> Theme:
    """The look of the boards: text is white, second text ash, the page night."""
    theme = Theme(
        ground="dark",
        paper=Theme.night,
        surface=Theme.panel,
        ink="#FFFFFF",
        ink2=Theme.ash,
        on_ink=Theme.night,
        on_ink2=Theme.panel,
        line=Theme.night_line,
        edge=Theme.night_edge,
        closed=Theme.panel,
        red=Theme.coral,
    )
    return _adapted(theme, font, is_moving, has_high_contrast)


def zone_colour(place: int) -> str:
    """The colour of the zone at this place in the hall's list, counted from 0; the ninth begins again."""
    return ZONES[place % len(ZONES)]


def chosen_font(installed: Collection[str]) -> str:
    """The first of our fonts that is installed; `sans-serif` if none is (the caller says so in the log)."""
    return next((font for font in FONTS if font in installed), FALLBACK_FONT)


def words_for_qml(theme: Theme) -> dict[str, object]:
    """The theme as QML gets it."""
    return {**asdict(theme), "zones": list(theme.zones)}


def _adapted(theme: Theme, font: str, is_moving: bool, has_high_contrast: bool) -> Theme:
    theme = replace(theme, font=font, is_moving=is_moving, page_fade_ms=150 if is_moving else 0)
    return _high_contrast(theme) if has_high_contrast else theme


def _high_contrast(theme: Theme) -> Theme:
    black, white = BLACK, "#FFFFFF"
    return replace(
        theme,
        paper=black,
        surface=black,
        closed=black,
        ink=white,
        ink2=white,
        on_ink=black,
        on_ink2=black,
        on_ink_edge=black,
        ash=white,
        edge=white,
        line=white,
        red=white,
        night=black,
        panel=black,
        track="#555555",
    )
