"""A list of appointments as people save it: CSV from a spreadsheet, heads in Chinese or English."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

HEADS: Final = {
    "service": ("service", "业务", "事项", "办理事项"),
    "start": ("start", "预约时间"),
    "date": ("date", "日期", "预约日期"),
    "time": ("time", "时间", "时段"),
    "booking": ("booking", "code", "预约码", "预约号", "编号"),
    "person": ("person", "人员编号"),
}
"""What each column may be called. Columns with other heads stay on this machine: names, telephones, identity cards."""

FORMS: Final = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M",
    "%Y年%m月%d日 %H:%M",
    "%Y-%m-%d %H:%M:%S",
)


class NotAList(ValueError):
    """The file cannot be read as a list; `key` says why, in the words of `hall.wrong`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file; `line` is where it stands there, the heads being line 1."""

    line: int
    service: str
    start: str
    booking: str = ""
    person: str = ""


def rows_of(content: bytes) -> tuple[Row, ...]:
    """The rows of a CSV file: UTF-8 or GB 18030, commas, semicolons or tabs. Raises NotAList."""
    text = _text(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        heads = next(lines, [])
        places = _places(heads)
        rows = (_row(lines.line_num, cells, places) for cells in lines if any(cell.strip() for cell in cells))
        return tuple(rows)
    except csv.Error:
        raise NotAList("hall.wrong.list_broken") from None


def start_of_text(text: str, zone: ZoneInfo) -> datetime | None:
    """A moment as a person or a program writes it; without a zone by the hall's clock. None where it is none."""
    moment = _read(text.strip())
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _by_form(text)


def _by_form(text: str) -> datetime | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAList("hall.wrong.list_broken")


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _places(heads: list[str]) -> dict[str, int]:
    """Where each column stands. Raises NotAList where one that is needed is not there."""
    plain = [head.strip().lower() for head in heads]
    found = {
        column: place for column, names in HEADS.items() for place, head in enumerate(plain) if head in names
    }
    if "service" not in found or not ("start" in found or {"date", "time"} <= found.keys()):
        raise NotAList("hall.wrong.list_heads")
    return found


def _row(number: int, cells: list[str], places: dict[str, int]) -> Row:
    values = {column: cells[place].strip() for column, place in places.items() if place < len(cells)}
    by_clock = f"{values.get('date', '')} {_first_time(values.get('time', ''))}".strip()
    return Row(
        line=number,
        service=values.get("service", ""),
        start=values.get("start") or by_clock,
        booking=values.get("booking", ""),
        person=values.get("person", ""),
    )


def _first_time(text: str) -> str:
    """`9:30-10:00` begins at `9:30`."""
    return text.replace("–", "-").replace("~", "-").partition("-")[0].strip()
