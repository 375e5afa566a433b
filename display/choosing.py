"""Which layout a board has: the one that its box names, else the one that the hall wants for the zone, else the usual one."""

from dataclasses import dataclass

from config.board_layout import BoardLayout
from config.board_layout_file import is_layout_name, load_layout
from config.board_table import USUAL_LAYOUT
from config.texts import texts
from config.wrong import ConfigError, Said, said
from display.board_settings import BoardSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The layout, and what of the wish cannot be done: the sentence and what is allowed instead."""

    layout: BoardLayout
    wrong: tuple[Said, ...] = ()
    is_usual: bool = False
    """Whether the usual layout stands in for one that cannot be used."""

    def trouble(self, language: str) -> str:
        """What staff are told; empty where all is as it should be."""
        if not self.wrong:
            return ""
        say, (what, *allowed) = texts(language).say, (each.text(language) for each in self.wrong)
        reason = what + "".join(say("config.then_allowed", allowed=each) for each in allowed)
        return say(
            f"layout.trouble.{'usual' if self.is_usual else 'part'}", usual=USUAL_LAYOUT, reason=reason
        )


def choice(own: BoardSettings, wanted: str) -> Choice:
    """The layout of a board whose zone is to have the layout `wanted` (empty: the hall does not say). Reads a file."""
    if own.names_layout:
        return Choice(layout=own.layout)
    if not wanted:
        return _played(own, own.layout, USUAL_LAYOUT)
    if not is_layout_name(wanted):  # what the hall says is never taken for a path
        return _usual(own, said("layout.what.unknown", name=wanted))
    try:
        layout = load_layout(wanted, own.layouts)
    except ConfigError as wrong:
        return _usual(own, *(each for each in (wrong.first.what, wrong.first.allowed) if each is not None))
    if layout.window is not None and not own.window:
        return _usual(own, said("layout.what.no_window", layout=wanted))
    return _played(own, layout, wanted)


def _played(own: BoardSettings, layout: BoardLayout, name: str) -> Choice:
    """A playlist that nobody can see is told, and the board shown all the same."""
    if own.playlist is None or layout.media is not None:
        return Choice(layout=layout)
    wrong = (said("layout.what.no_media", layout=name), said("layout.allowed.no_media"))
    return Choice(layout=layout, wrong=wrong)


def _usual(own: BoardSettings, *wrong: Said) -> Choice:
    return Choice(layout=own.layout, wrong=wrong, is_usual=True)
