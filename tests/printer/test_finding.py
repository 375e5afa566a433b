"""What a technician sees of the printers of a box."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.texts import texts
from printer.command import app
from printer.finding import Listed, listed
from printer.ports import PortError
from printer.ports.plugged import Plugged, plugged
from printer.settings import PrinterSettings
from printer.trial import Finding


@dataclass
class Interface:
    bInterfaceClass: int


@dataclass
class Device:
    idVendor: int
    idProduct: int
    product: str
    classes: tuple[int, ...]
    parts: list[list[Interface]] = field(init=False)

    def __post_init__(self) -> None:
        self.parts = [[Interface(each) for each in self.classes]]

    def __iter__(self):
        return iter(self.parts)


@dataclass
class Line:
    device: str
    description: str


def test_usb_printers_are_told_from_other_devices_and_lines_and_device_files_are_found(tmp_path):
    (tmp_path / "lp0").touch()
    usb = [Device(0x0483, 0x5743, "POS80", (7,)), Device(0x046D, 0xC52B, "Mouse", (3,))]
    found = plugged(lambda: usb, lambda: [Line("/dev/ttyUSB0", "CH340")], tmp_path)
    assert found == (
        Plugged("usb", "0483:5743", "POS80"),
        Plugged("file", str(tmp_path / "lp0")),
        Plugged("serial", "/dev/ttyUSB0", "CH340"),
    )


def test_a_machine_without_usb_has_nothing_and_no_fault(tmp_path):
    def no_library():
        raise OSError("no backend")

    assert plugged(no_library, no_library, tmp_path) == ()


def test_the_box_s_own_stand_first_with_how_they_are_and_none_is_said_twice():
    def ask(each, words):
        if each.name == "gone":
            raise PortError("unplugged", "gone")
        return Finding("正常", is_good=True)

    known = [
        PrinterSettings("front", port="usb", address="0483:5743"),
        PrinterSettings("gone", port="serial"),
    ]
    found = [Plugged("usb", "0483:5743", "POS80"), Plugged("serial", "/dev/ttyUSB9", "CH340")]
    lines = list(listed(known, found, texts("zh"), ask))
    assert [(each.name, each.is_good) for each in lines] == [("front", True), ("gone", False), ("", True)]
    assert lines[2] == Listed("serial", "/dev/ttyUSB9", "", "插着，没有写进设置（CH340）", is_good=True)


def box(folder: Path, *names: str) -> str:
    tables = "".join(
        f'[[printer]]\nname = "{name}"\nport = "file"\naddress = "{folder}/{name}/"\n' for name in names
    )
    (folder / "box.toml").write_text(tables, "utf-8")
    return str(folder / "box.toml")


def test_identify_prints_on_each_printer_of_the_box(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        app(["identify", "--box", box(tmp_path, "front", "back")])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert re.search(r"^1\tfront\t.*\n2\tback\t", said)
    papers = [next((tmp_path / name).glob("*.escpos")).read_bytes() for name in ("front", "back")]
    assert len(papers[0]) > 1000 and papers[0] != papers[1]


def test_list_says_how_each_is_and_a_box_without_printers_says_so(tmp_path, capsys):
    with pytest.raises(SystemExit):
        app(["list", "--box", box(tmp_path, "front")])
    assert "front\tfile\t" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        app(["identify", "--box", box(tmp_path)])
    assert ended.value.code == 2
