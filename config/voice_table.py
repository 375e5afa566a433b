"""The tables of box.toml that say what is spoken, how, and from which loudspeakers: `[voice]` and `[[speaker]]`."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator

from config.hall_hours import HoursList, WorkingHours
from config.rules import Amount, Form, Id, Line, Many, Range, Rule
from config.validated import Table
from config.wrong import Said, said
from link.messages.definition import NumberReading

Player = Literal["auto", "aplay", "paplay", "pw-play", "file", "none"]


@dataclass(frozen=True)
class Place(Rule):
    """A path of a folder or device; `~` is the home of whoever runs the box."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.path")

    def checked(self, value: str) -> str:
        return str(Line(400).checked(value))


def listed(value: object) -> object:
    """One text stands for a list of one."""
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(listed), Many, Amount(0, 64)]
PathText = Annotated[str, Place()]
Tongue = Annotated[str, Form(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8}){0,2}", "tongue")]
"""A language that is spoken: `zh`, `en`, `yue`, or a name of the hall's own for a dialect."""

Tongues = Annotated[tuple[Tongue, ...], BeforeValidator(listed), Many, Amount(1, 8)]
MaybeTongues = Annotated[tuple[Tongue, ...], BeforeValidator(listed), Many, Amount(0, 8)]
Volume = Annotated[float, Range(0, 1)]
Device = Annotated[str, Form(r"[A-Za-z0-9_.,:=@/ -]{0,200}", "sound_device")]


class TemplateTable(Table):
    """`[[voice.template]]`: a call's sentence in one language, for some zones or for all."""

    language: Tongue = "zh"
    zones: Ids = ()
    call: Annotated[str, Line(120)] = ""
    named: Annotated[str, Line(120)] = ""


class WordTable(Table):
    """`[[voice.word]]`: what is said in place of a number's letters."""

    letters: Annotated[str, Form(r"[A-Z]{1,2}[0-9]?", "prefix")]
    language: Tongue = "zh"
    say: Annotated[str, Line(24, 1)]


class LoudnessTable(Table):
    """`[[voice.loudness]]`: the volume at certain hours."""

    hours: Annotated[str, WorkingHours()]
    volume: Volume


class VoiceTable(Table):
    """`[voice]`: what is spoken, and how."""

    zones: Ids = ()
    languages: Tongues | None = None
    engine: Literal["pack", "espeak", "none"] = "pack"
    player: Player = "auto"
    device: Device = ""
    folder: PathText = ""
    repeat: Annotated[int, Range(1, 3)] | None = None
    numbers: NumberReading | None = None
    yao: bool | None = None
    rate: Annotated[int, Range(80, 300)] = 160
    volume: Volume = 1.0
    quiet: HoursList = ()
    lag_s: Annotated[float, Range(10, 300)] = 40
    template: Annotated[tuple[TemplateTable, ...], Many, Amount(0, 64)] = ()
    word: Annotated[tuple[WordTable, ...], Many, Amount(0, 100)] = ()
    loudness: Annotated[tuple[LoudnessTable, ...], Many, Amount(0, 24)] = ()


class SpeakerTable(Table):
    """`[[speaker]]`: one loudspeaker of a box that has several; what it leaves out is as in `[voice]`."""

    name: Id
    zones: Ids
    languages: Tongues | None = None
    player: Player | None = None
    device: Device = ""
    repeat: Annotated[int, Range(1, 3)] | None = None
    volume: Volume | None = None
    quiet: HoursList | None = None
