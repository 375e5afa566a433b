"""The tables of hall.toml as a person writes them: `[hall] [policy] [[zone]] [[department]] [[series]] …`."""

from dataclasses import dataclass
from typing import Annotated, Literal

from config.colours import Fill
from config.hall_alarms_table import AlarmsTable
from config.hall_booking_table import BookingsTable, SlotTable
from config.hall_hours import HoursList, Quotas
from config.hall_profile_table import ClerkTable, Marks, ProfileTable
from config.hall_rating_tables import CasesTable, OutboxTable, RatingReasonTable, RatingTable, SurveyTable
from config.hall_taking_table import DutyTable, Minutes, SpecialDayTable, TakingTable
from config.hall_visit_tables import MissedTable, OutcomeTable, PoolTable
from config.rules import (
    Amount,
    Clock,
    Form,
    Id,
    Line,
    Many,
    MaybeId,
    Name,
    NameEn,
    Range,
    Rule,
    TimeZone,
    Url,
)
from config.speech_table import SpeechTable
from config.texts import languages
from config.ticket_table import TicketTable
from config.validated import Table, one_of
from config.voice_table import MaybeTongues
from config.wrong import Said, Wrong, said
from link.messages.words import Side, WindowKind


@dataclass(frozen=True)
class Prefix(Rule):
    """One or two letters, perhaps a digit; never I, O or Q, which are misread as 1 and 0."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.prefix")

    def checked(self, value: str) -> str:
        if any(letter in "IOQ" for letter in value.upper()):
            raise Wrong(said("config.what.prefix_letter", given=value), self.allowed)
        if value:
            Form(r"[A-Z]{1,2}[0-9]?", "prefix").checked(value)
        return value


@dataclass(frozen=True)
class Known(Rule):
    """A language that has texts."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.one_of", known=languages())

    def checked(self, value: str) -> str:
        if value not in languages():
            raise Wrong(said("config.what.language", given=value), one_of(languages(), value))
        return value


LanguageId = Annotated[str, Known()]
Notice = Annotated[str, Line(200, 1)]
Ending = Annotated[str, Form(r"[0-9]{1,4}", "ending")]


class HallTable(Table):
    """`[hall]`: the hall as a whole."""

    id: Id
    name: Name
    name_en: NameEn = ""
    timezone: Annotated[str, TimeZone()] = "Asia/Shanghai"
    day_starts_at: Clock = "04:00"
    languages: Annotated[tuple[LanguageId, ...], Many, Amount(1, 8)] = ("zh", "en")
    hours: HoursList = ()
    notices: Annotated[tuple[Notice, ...], Many, Amount(0, 20)] = ()
    notice_on_ticket: Annotated[str, Line(60)] = ""
    public_url: Annotated[str, Url()] = ""
    practice: bool = False


class ZoneTable(Table):
    """`[[zone]]`: a room or part of one."""

    id: Id
    name: Name
    name_en: NameEn = ""
    side: Side = "none"
    colour: Annotated[int, Range(1, 8)] | None = None
    fill: Annotated[str, Fill()] = ""
    windows_text: Annotated[str, Line(40)] = ""
    spoken: MaybeTongues = ()
    layout: Annotated[str, Form(r"[A-Za-z0-9_-]{0,40}", "layout")] = ""
    voices: Annotated[int, Range(1, 16)] = 1


class DepartmentTable(Table):
    """`[[department]]`: who offers services; its series is that of its services unless they name one."""

    id: Id
    name: Name
    name_en: NameEn = ""
    icon: Annotated[str, Form(r"[a-z0-9_-]{1,40}", "icon")] = "grid"
    zone: MaybeId = ""
    series: MaybeId = ""


class SeriesTable(Table):
    """`[[series]]`: a number's letter and counter; the prefix is the id unless it is named."""

    id: Id
    prefix: Annotated[str, Prefix()] = ""
    digits: Annotated[int, Range(1, 5)] = 3
    first: Annotated[int, Range(0, 99_999)] = 1
    last: Annotated[int, Range(1, 99_999)] | None = None
    wrap: bool = False
    skip: Annotated[tuple[Ending, ...], Many, Amount(0, 50)] = ()


class ServiceTable(Table):
    """`[[service]]`: one matter that citizens come for."""

    id: Id
    name: Name
    name_en: NameEn = ""
    short: Annotated[str, Line(12)] = ""
    department: MaybeId = ""
    series: MaybeId = ""
    hours: HoursList = ()
    quota: Annotated[int, Range(1, 100_000)] | None = None
    papers: Annotated[tuple[Annotated[str, Line(100, 1)], ...], Many, Amount(0, 30)] = ()
    guide: Annotated[tuple[Annotated[str, Line(100, 1)], ...], Many, Amount(0, 20)] = ()
    group: Annotated[str, Line(20)] = ""
    group_en: Annotated[str, Line(40)] = ""
    minutes: Annotated[float, Range(0.1, 480)] | None = None
    wait_limit_min: Annotated[float, Range(0, 1440)] | None = None
    quotas: Quotas = ()
    person_limit: Annotated[int, Range(1, 100)] | None = None
    identity: Literal["none", "required"] = "none"
    early_min: Minutes | None = None
    last_ticket_min: Minutes | None = None
    late_serving_min: Minutes | None = None
    missed: MaybeId = ""
    confirm_arrival: bool = False
    no_show_s: Annotated[float, Range(5, 3600)] | None = None
    outcome_mandatory: bool | None = None


class ThemeTable(Table):
    """`[[theme]]`: one thing in life that takes several matters; `services` as at a window."""

    id: Id
    name: Name
    name_en: NameEn = ""
    icon: Annotated[str, Form(r"[a-z0-9_-]{1,40}", "icon")] = "list"
    services: Marks = ()


class WindowTable(Table):
    """`[[window]]`: where a clerk sits. `services` names ids, `@department` for all of one, `*` for all."""

    id: Id
    label: Annotated[str, Line(8)] = ""
    name: Annotated[str, Line(40)] = ""
    name_en: NameEn = ""
    zone: MaybeId = ""
    services: Marks = ()
    kind: WindowKind = "ordinary"
    profile: MaybeId = ""
    walk_service: MaybeId = ""


class PriorityTable(Table):
    """`[[priority]]`: a class of citizens; a lower rank is called first."""

    id: Id
    name: Name
    name_en: NameEn = ""
    rank: Annotated[int, Range(0, 1000)] = 100
    at_kiosk: bool = False
    rate: Annotated[float, Range(1, 10)] = 1.0
    from_age: Annotated[int, Range(1, 150)] | None = None
    needs_reason: bool = False


class PolicyTable(Table):
    """`[policy]`: the hall's rules that are not a service's own."""

    outcome_mandatory: bool = False
    recall_limit: Annotated[int, Range(0, 99)] | None = None
    double_press_s: Annotated[float, Range(0, 60)] = 3.0
    undo_s: Annotated[float, Range(0, 60)] = 5.0
    ticket_without_paper: Literal["number", "none"] = "number"
    staff_listed: bool = False
    carry_over: bool = False
    keep_facts_days: Annotated[int, Range(1, 3650)] = 90
    keep_people_days: Annotated[int, Range(0, 3650)] = 30
    keep_audit_days: Annotated[int, Range(184, 3650)] = 400
    session_hours: Annotated[float, Range(0.25, 24)] = 12.0
    sign_in_tries: Annotated[int, Range(3, 20)] = 5
    requests_per_s: Annotated[int, Range(10, 10_000)] = 200
    deputies_only: bool = False
    wait_shown: Literal["earned", "never"] = "earned"
    wait_wrong_at_most: Annotated[float, Range(0, 1)] = 0.2
    missed: MaybeId = ""
    further: Literal["order", "shortest"] = "order"
    store_next_s: Annotated[float, Range(0, 3600)] = 0.0
    low_volume: bool = False
    clerks_arrange: bool = True


class HallTables(Table):
    """A whole hall.toml."""

    hall: HallTable
    policy: PolicyTable = PolicyTable()
    zone: Annotated[tuple[ZoneTable, ...], Many] = ()
    department: Annotated[tuple[DepartmentTable, ...], Many] = ()
    series: Annotated[tuple[SeriesTable, ...], Many] = ()
    service: Annotated[tuple[ServiceTable, ...], Many]
    window: Annotated[tuple[WindowTable, ...], Many]
    priority: Annotated[tuple[PriorityTable, ...], Many] = ()
    profile: Annotated[tuple[ProfileTable, ...], Many] = ()
    clerk: Annotated[tuple[ClerkTable, ...], Many] = ()
    alarms: AlarmsTable = AlarmsTable()
    taking: TakingTable = TakingTable()
    duty: Annotated[tuple[DutyTable, ...], Many, Amount(0, 100)] = ()
    special_day: Annotated[tuple[SpecialDayTable, ...], Many, Amount(0, 400)] = ()
    bookings: BookingsTable = BookingsTable()
    slot: Annotated[tuple[SlotTable, ...], Many, Amount(0, 1000)] = ()
    missed: Annotated[tuple[MissedTable, ...], Many, Amount(0, 100)] = ()
    pool: Annotated[tuple[PoolTable, ...], Many, Amount(0, 100)] = ()
    outcome: Annotated[tuple[OutcomeTable, ...], Many, Amount(0, 50)] = ()
    theme: Annotated[tuple[ThemeTable, ...], Many, Amount(0, 40)] = ()
    ticket: Annotated[tuple[TicketTable, ...], Many, Amount(0, 40)] = ()
    rating: RatingTable = RatingTable()
    rating_reason: Annotated[tuple[RatingReasonTable, ...], Many, Amount(0, 12)] = ()
    survey: Annotated[tuple[SurveyTable, ...], Many, Amount(0, 8)] = ()
    cases: CasesTable = CasesTable()
    outbox: OutboxTable = OutboxTable()
    speech: SpeechTable = SpeechTable()
