"""The tables of hall.toml that say how calls are said in the whole hall: `[speech]`."""

from typing import Annotated

from config.rules import Amount, Many, Range
from config.validated import Table
from config.voice_table import TemplateTable, Tongues, WordTable
from link.messages.definition import NumberReading


class SpeechTable(Table):
    """`[speech]`: what every loudspeaker goes by whose box says nothing else."""

    languages: Tongues = ("zh",)
    repeat: Annotated[int, Range(1, 3)] | None = None
    numbers: NumberReading = "digits"
    yao: bool = False
    template: Annotated[tuple[TemplateTable, ...], Many, Amount(0, 64)] = ()
    word: Annotated[tuple[WordTable, ...], Many, Amount(0, 100)] = ()
