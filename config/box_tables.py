"""The tables of box.toml as a person writes them, with every default: `[box] [link] [screen] [kiosk] [caller] …`."""

from typing import Annotated, Literal

from config.board_table import Boards, DisplayTable
from config.caller_keys import CallerKeys
from config.desk_table import DeskTable
from config.hall_hours import HoursList
from config.hall_tables import Known
from config.keypad_table import KeypadTable
from config.look_table import LookTable
from config.rater_table import RaterTable
from config.reader_tables import CardTable, ScannerTable
from config.rules import ID_PATTERN, Amount, Form, Id, Line, Many, MaybeId, Range, Url
from config.sign_table import SignTable
from config.validated import Table
from config.voice_table import PathText, SpeakerTable, VoiceTable

PortKind = Literal["network", "serial", "usb", "file"]


LanguageId = Annotated[str, Known()]
PrinterName = Annotated[str, Form(rf"(?:{ID_PATTERN})?", "maybe_id")]


class BoxTable(Table):
    """`[box]`: this machine itself."""

    id: MaybeId = ""
    name: Annotated[str, Line(24)] = ""
    language: LanguageId = "zh"
    data_dir: PathText = "/var/lib/jiaohao"


class LinkTable(Table):
    """`[link]`: how the hall is found."""

    url: Annotated[str, Url()] = ""
    hall: MaybeId = ""


class ScreenTable(Table):
    """`[screen]`: the screen and how it is used."""

    width: Annotated[int, Range(320, 7680)] | None = None
    height: Annotated[int, Range(240, 7680)] | None = None
    left: Annotated[int, Range(0, 30720)] | None = None
    top: Annotated[int, Range(0, 30720)] | None = None
    fullscreen: bool = True
    diagonal_inch: Annotated[float, Range(4, 120)] | None = None
    motion: bool = True
    high_contrast: bool = False
    low_reach: bool = False
    backend: Literal["auto", "software", "opengl"] = "auto"


class KioskTable(Table):
    """`[kiosk]`: the touch screen where a citizen takes a ticket."""

    printer: PrinterName = ""
    second_printer: PrinterName = ""
    copy_printer: PrinterName = ""
    without_paper: Literal["number", "none"] | None = None
    idle_s: Annotated[float, Range(10, 600)] = 60
    more_time_s: Annotated[float, Range(20, 1200)] = 120
    done_s: Annotated[float, Range(3, 120)] = 20
    sound: Literal["auto", "aplay", "paplay", "pw-play", "none"] = "auto"
    engine: Literal["pack", "espeak", "none"] = "pack"
    rate: Annotated[int, Range(80, 300)] = 150
    volume: Annotated[float, Range(0, 1)] = 0.8
    attract_s: Annotated[float, Range(0, 3600)] = 120
    screen_hours: HoursList = ()
    shift_px: Annotated[int, Range(0, 8)] = 4
    headset: PathText = ""
    number_pad: bool = True
    technician_pin: Annotated[str, Form(r"([0-9]{4,8})?", "pin")] = ""


class CallerTable(Table):
    """`[caller]`: a window's terminal."""

    window: MaybeId = ""
    form: Literal["page", "bar"] = "page"
    clerk: MaybeId = ""
    keys: CallerKeys = CallerKeys()
    global_keys: bool | None = None


class PrinterTable(Table):
    """`[[printer]]`: a ticket printer at this box."""

    name: Id
    model: Annotated[str, Form(r"[A-Za-z0-9._-]{1,40}", "model")] = "generic-80"
    port: PortKind = "network"
    address: Annotated[str, Line(400, 1)]
    baud: Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200] = 9600
    deadline_s: Annotated[float, Range(1, 60)] = 8.0


class BoxSettings(Table):
    """A whole box.toml: every setting of one machine, each with its default."""

    box: BoxTable = BoxTable()
    link: LinkTable = LinkTable()
    screen: ScreenTable = ScreenTable()
    look: LookTable = LookTable()
    kiosk: KioskTable = KioskTable()
    caller: CallerTable = CallerTable()
    rater: RaterTable = RaterTable()
    desk: DeskTable = DeskTable()
    display: DisplayTable = DisplayTable()
    board: Boards = ()
    voice: VoiceTable = VoiceTable()
    printer: Annotated[tuple[PrinterTable, ...], Many, Amount(0, 16)] = ()
    sign: Annotated[tuple[SignTable, ...], Many, Amount(0, 128)] = ()
    speaker: Annotated[tuple[SpeakerTable, ...], Many, Amount(0, 16)] = ()
    keypad: Annotated[tuple[KeypadTable, ...], Many, Amount(0, 32)] = ()
    card: CardTable = CardTable()
    scanner: ScannerTable = ScannerTable()
