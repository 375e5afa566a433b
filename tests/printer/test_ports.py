"""One contract for every way to a printer, over real sockets, pseudo-terminals and files; USB over a device double."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core

from printer.emulator import PrinterThread, PtyPrinter
from printer.emulator.machine import Machine
from printer.fonts import Fonts
from printer.ports import Port, PortError, port_for
from printer.ports.file import DevicePort, FolderPort
from printer.ports.network import NetworkPort
from printer.ports.serial_line import SerialPort
from printer.ports.usb_device import UsbPort, endpoints
from printer.settings import PrinterSettings

ASK_PAPER = b"\x10\x04\x04"


class UsbDouble:
    """Stands for python-escpos's Usb: a device with two bulk endpoints and an emulated printer behind them."""

    def __init__(self, fonts: Fonts) -> None:
        self.said = bytearray()
        self.machine = Machine(576, fonts, lambda ticket: None, self.said.extend)
        self.is_plugged = True
        self.in_ep, self.out_ep = 0x82, 0x01
        self.device = self

    def __call__(self, vendor: int, product: int, timeout: int) -> "UsbDouble":
        assert timeout > 0
        return self

    def __iter__(self) -> Iterator[Any]:
        ends = [SimpleNamespace(bEndpointAddress=address, bmAttributes=2) for address in (0x81, 0x03)]
        return iter([[ends]])

    def open(self) -> None:
        self._check()

    def close(self) -> None:
        self.said.clear()

    def write(self, endpoint: int, stream: bytes, timeout: int) -> int:
        self._check()
        assert (endpoint, timeout > 0) == (0x03, True)
        self.machine.receive(bytes(stream))
        return len(stream)

    def read(self, endpoint: int, size: int, timeout: int) -> bytes:
        self._check()
        assert (endpoint, timeout > 0) == (0x81, True)
        if not self.said:
            raise usb.core.USBTimeoutError("timed out", errno=110)
        said = bytes(self.said[:size])
        del self.said[:size]
        return said

    def _check(self) -> None:
        if not self.is_plugged:
            raise usb.core.USBError("No such device", errno=19)


class Way:
    """A port, what makes its far end disappear, and the bytes that arrived where nobody answers."""

    def __init__(
        self, port: Port, unplug: Callable[[], None] | None, arrived: Callable[[], bytes] | None
    ) -> None:
        self.port = port
        self.unplug = unplug
        self.arrived = arrived


def network(stack: ExitStack, folder: Path, fonts: Fonts) -> Way:
    printer = stack.enter_context(PrinterThread())
    return Way(NetworkPort("127.0.0.1", printer.port), printer.drop_connections, None)


def serial_line(stack: ExitStack, folder: Path, fonts: Fonts) -> Way:
    printer = stack.enter_context(PtyPrinter(fonts))
    return Way(SerialPort(printer.device, 115200), printer.unplug, None)


def device(stack: ExitStack, folder: Path, fonts: Fonts) -> Way:
    printer = stack.enter_context(PtyPrinter(fonts))
    return Way(DevicePort(Path(printer.device)), printer.unplug, None)


def usb_device(stack: ExitStack, folder: Path, fonts: Fonts) -> Way:
    double = UsbDouble(fonts)

    def unplug() -> None:
        double.is_plugged = False

    return Way(UsbPort(0x04B8, 0x0E15, make=double), unplug, None)


def plain_file(stack: ExitStack, folder: Path, fonts: Fonts) -> Way:
    path = folder / "lp0"
    return Way(DevicePort(path), None, path.read_bytes)


def ticket_folder(stack: ExitStack, folder: Path, fonts: Fonts) -> Way:
    place = folder / "tickets"
    return Way(FolderPort(place), None, (place / "ticket-0001.escpos").read_bytes)


WAYS = [network, serial_line, device, usb_device, plain_file, ticket_folder]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def way(request: pytest.FixtureRequest, tmp_path: Path, fonts: Fonts) -> Iterator[Way]:
    with ExitStack() as stack:
        made = request.param(stack, tmp_path, fonts)
        yield made
        made.port.close()


def heard(port: Port, amount: int) -> bytes:
    """What the port reads, with patience."""
    found = b""
    for _ in range(300):
        found += port.read(0.1)
        if len(found) >= amount:
            break
    return found


def test_what_is_written_arrives_and_is_answered_where_it_can_be(way: Way) -> None:
    way.port.open(20)
    way.port.write(b"A\n" + ASK_PAPER, 20)
    if way.port.can_answer:
        assert heard(way.port, 1) == b"\x12"
    else:
        assert way.arrived is not None
        assert way.arrived() == b"A\n" + ASK_PAPER
        assert way.port.read(0.01) == b""


def test_silence_is_empty_and_ends(way: Way) -> None:
    way.port.open(20)
    assert way.port.read(0.01) == b""


def test_a_port_that_is_not_open_says_so(way: Way) -> None:
    if isinstance(way.port, FolderPort):
        pytest.skip("a folder holds nothing open")
    with pytest.raises(PortError) as failed:
        way.port.write(b"A", 1)
    assert failed.value.trouble == "offline"


def test_closing_twice_is_fine_and_it_opens_again(way: Way) -> None:
    way.port.open(20)
    way.port.close()
    way.port.close()
    way.port.open(20)
    way.port.write(b"A", 20)


def test_a_far_end_that_goes_away_is_a_port_error(way: Way) -> None:
    if way.unplug is None:
        pytest.skip("files are not unplugged")
    way.port.open(20)
    way.port.write(ASK_PAPER, 20)
    heard(way.port, 1)
    way.unplug()
    with pytest.raises(PortError) as failed:
        for _ in range(300):
            way.port.write(ASK_PAPER, 20)
            way.port.read(0.1)
    assert failed.value.trouble == "unplugged"


@pytest.mark.parametrize(
    ("port", "trouble"),
    [
        (SerialPort("/dev/no-such-line"), {"unplugged"}),
        (DevicePort(Path("/no/such/folder/lp0")), {"unplugged"}),
        (NetworkPort("no such host.invalid"), {"misnamed", "offline"}),
        (FolderPort(Path("/dev/null/tickets")), {"unplugged"}),
    ],
    ids=["serial", "device", "network", "folder"],
)
def test_what_is_not_there_is_a_port_error(port: Port, trouble: set[str]) -> None:
    with pytest.raises(PortError) as failed:
        port.open(1)
    assert failed.value.trouble in trouble


def test_a_refused_connection_is_called_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(PortError) as failed:
            NetworkPort("127.0.0.1", taken.getsockname()[1]).open(20)
    assert failed.value.trouble == "refused"


def test_a_printer_that_takes_no_bytes_ends_in_a_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = NetworkPort("127.0.0.1", server.getsockname()[1])
        port.open(20)
        peer, _ = server.accept()
        with pytest.raises(PortError) as failed:
            port.write(bytes(50_000_000), 0.2)
        assert failed.value.trouble == "timeout"
        port.close()
        peer.close()


def test_a_second_program_cannot_take_a_serial_line_in_use(fonts: Fonts) -> None:
    with PtyPrinter(fonts) as printer:
        first = SerialPort(printer.device)
        first.open(1)
        with pytest.raises(PortError):
            SerialPort(printer.device).open(1)
        first.close()


def test_each_ticket_in_a_folder_is_a_file_of_its_own(tmp_path: Path) -> None:
    port = FolderPort(tmp_path)
    port.open(1)
    port.write(b"one", 1)
    port.write(b"two", 1)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"one", b"two"]


def test_a_ticket_file_that_was_taken_away_does_not_cost_another(tmp_path: Path) -> None:
    port = FolderPort(tmp_path)
    for ticket in (b"one", b"two", b"three"):
        port.write(ticket, 1)
    (tmp_path / "ticket-0001.escpos").unlink()
    port.write(b"four", 1)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"two", b"three", b"four"]


def test_an_unplugged_device_never_becomes_a_file_that_swallows_tickets() -> None:
    port = DevicePort(Path("/dev/jiaohao-no-such-printer"))
    with pytest.raises(PortError) as failed:
        port.open(1)
    assert failed.value.trouble == "unplugged"
    assert not Path("/dev/jiaohao-no-such-printer").exists()


def test_usb_without_known_endpoints_uses_the_usual_ones() -> None:
    assert endpoints([], 0x82, 0x01) == (0x82, 0x01)


def test_usb_without_the_printer_is_unplugged() -> None:
    with pytest.raises(PortError) as failed:
        UsbPort(0x1234, 0xFEED).open(1)
    assert failed.value.trouble == "unplugged"


@pytest.mark.parametrize(
    ("kind", "address", "port_class"),
    [
        ("network", "10.0.0.9", NetworkPort),
        ("network", "printer.hall:9101", NetworkPort),
        ("serial", "/dev/ttyUSB0", SerialPort),
        ("usb", "04b8:0e15", UsbPort),
        ("file", "/dev/usb/lp0", DevicePort),
        ("file", "/tmp/", FolderPort),
    ],
)
def test_settings_choose_the_port(kind: Any, address: str, port_class: type) -> None:
    assert isinstance(port_for(PrinterSettings("k1", port=kind, address=address)), port_class)


@pytest.mark.parametrize(
    ("kind", "address"),
    [("network", "host:0x"), ("network", ":9100"), ("network", "h:70000"), ("usb", "printer")],
)
def test_an_address_that_cannot_be_one_is_misnamed(kind: Any, address: str) -> None:
    with pytest.raises(PortError) as failed:
        port_for(PrinterSettings("k1", port=kind, address=address))
    assert failed.value.trouble == "misnamed"


def test_no_thread_is_left_behind_by_an_emulated_printer(fonts: Fonts) -> None:
    before = set(threading.enumerate())  # one of them may end meanwhile
    printers: list[AbstractContextManager[object]] = [PtyPrinter(fonts), PrinterThread()]
    for printer in printers:
        with printer:
            assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) <= before
