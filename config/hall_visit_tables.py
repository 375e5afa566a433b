"""The tables of hall.toml about a visit after its call: `[[missed]] [[pool]] [[outcome]]`."""

from typing import Annotated, Literal

from config.rules import Id, Name, NameEn, Range
from config.validated import Table
from link.messages.definition import AfterMiss

Count = Annotated[int, Range(0, 100)]
Seconds = Annotated[float, Range(0, 3600)]


class MissedTable(Table):
    """`[[missed]]`: one way to treat numbers whose people did not come; services name it."""

    id: Id
    then: AfterMiss = "keep"
    calls: Count | None = None
    minutes: Annotated[float, Range(0, 1440)] | None = None
    times: Annotated[int, Range(1, 100)] = 2
    back: Count | None = None
    tolerance: Count = 0
    recalls: Count | None = None
    at_recall_limit: Literal["refuse", "miss"] = "refuse"
    recall_after_s: Seconds = 0.0
    missed_after_s: Seconds = 0.0
    missed_after_recalls: Count = 0
    revive_back: Count = 3
    revive_to_same: bool = False


class PoolTable(Table):
    """`[[pool]]`: a named place for numbers that are put aside or sent on."""

    id: Id
    name: Name
    name_en: NameEn = ""


class OutcomeTable(Table):
    """`[[outcome]]`: one result that a matter can have."""

    id: Id
    name: Name
    name_en: NameEn = ""
