"""From a box's settings to its signs: drivers, wires, and the buses that bring them together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from config.sign_checks import USUAL_PORTS
from config.sign_table import SignTable
from devices.serial_line.port import Parity
from devices.signs.bus import Bus, SignHealth
from devices.signs.drivers import AlphaDriver, Driver, HuiduDriver, OnbonDriver, TemplateDriver
from devices.signs.face import Colour, Panel
from devices.signs.models import ColourValues, RegisterMap, load_frame, load_registers
from devices.signs.onbon import Card
from devices.signs.template import Template
from devices.signs.wire import SerialWire, TcpWire, UdpWire, Wire

ANY_ONBON: Final = 0xFFFE
"""The address that every K card hears."""

_PARITIES: Final[Mapping[str, Parity]] = {"N": "N", "E": "E", "O": "O"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of a box: over a window or in a zone (the other is empty), what it can do, and how it is spoken to."""

    name: str
    window: str
    zone: str
    panel: Panel
    driver: Driver
    table: SignTable

    @property
    def line(self) -> tuple[str, str]:
        """Signs of the same line share a bus."""
        return self.table.port, self.table.where


def signs_of(tables: Sequence[SignTable]) -> tuple[Sign, ...]:
    """The signs of a box. Raises ConfigError where a model is not known or cannot be used."""
    return tuple(_sign(table) for table in tables)


def buses_of(signs: Sequence[Sign], on_health: Callable[[str, SignHealth], None]) -> dict[str, Bus]:
    """The bus of each sign, by its name; signs on one line have the same."""
    lines: dict[tuple[str, str], list[Sign]] = {}
    for sign in signs:
        lines.setdefault(sign.line, []).append(sign)
    buses: dict[str, Bus] = {}
    for several in lines.values():
        bus = Bus(_wire(several[0].table), {sign.name: sign.driver for sign in several}, on_health)
        buses |= {sign.name: bus for sign in several}
    return buses


def panel_of(table: SignTable) -> Panel:
    """What a sign can do; an Alpha sign and a numeric display have no Hanzi, whatever the file says."""
    has_hanzi = table.hanzi and table.make not in ("alpha", "modbus")
    return Panel(width=table.width, height=table.height, colours=table.colours, has_hanzi=has_hanzi)


def address_of(table: SignTable) -> int:
    """The file's, else the one that suits the make: all signs, or the first."""
    usual = {"onbon": ANY_ONBON, "alpha": 0}
    return table.address if table.address is not None else usual.get(table.make, 1)


def place_of(table: SignTable) -> tuple[str, int]:
    """Host and port of a sign on the network."""
    host, _, port = table.where.rpartition(":") if _has_port(table.where) else (table.where, "", "")
    return host.strip("[]"), int(port) if port else USUAL_PORTS[table.make]


def _sign(table: SignTable) -> Sign:
    panel = panel_of(table)
    return Sign(
        name=table.name,
        window=table.window,
        zone=table.zone,
        panel=panel,
        driver=_driver(table, panel),
        table=table,
    )


def _driver(table: SignTable, panel: Panel) -> Driver:
    address = address_of(table)
    match table.make:
        case "onbon":
            card: Card = "5K" if table.model == "5K" else "6K"
            return OnbonDriver(panel=panel, card=card, screen=address, answers=table.answers)
        case "huidu":
            return HuiduDriver(panel)
        case "alpha":
            return AlphaDriver(address=f"{address & 0xFF:02X}")
        case "modbus":
            return _modbus(load_registers(table.model), address, answers=table.answers)
        case "template":
            taught = load_frame(table.model)
            template = Template(
                frame=taught.frame,
                encoding=taught.encoding,
                fills=taught.fills,
                colours=_by_colour(taught.colours),
            )
            ok = bytes.fromhex(taught.ok) if table.answers else b""
            return TemplateDriver(template=template, panel=panel, address=address, ok=ok)


def _modbus(table: RegisterMap, address: int, *, answers: bool) -> Driver:
    # pymodbus is loaded by boxes that have such a display alone.
    from devices.signs.modbus import ModbusDriver, Registers

    fields = table.model_dump(exclude={"title", "colours"})
    registers = Registers(**fields, colours=_by_colour(table.colours))
    return ModbusDriver(registers=registers, address=address & 0xFF, answers=answers)


def _by_colour(values: ColourValues) -> Mapping[Colour, int]:
    return {"red": values.red, "green": values.green, "amber": values.amber}


def _wire(table: SignTable) -> Wire:
    if table.port == "serial":
        framing = table.framing or ("7E1" if table.make == "alpha" else "8N1")
        bits, parity, stops = int(framing[0]), _PARITIES[framing[1]], int(framing[2])
        return SerialWire(table.where, table.baud, bits, parity, stops)
    host, port = place_of(table)
    return UdpWire(host, port) if table.port == "udp" else TcpWire(host, port)


def _has_port(where: str) -> bool:
    return ":" in where.rpartition("]")[2]
