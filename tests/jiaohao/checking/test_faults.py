"""Everyday faults, each made for real where a machine can have it, and named by the check in its own words."""

import asyncio
import os
import socket
import subprocess
import tempfile
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from trusted_hall import TrustedHall

from config.box import load_box_text
from config.texts import texts
from jiaohao.checking import devices, hall, machine
from jiaohao.checking.box import Box, bond_of, box_told
from jiaohao.checking.link import linked, on_the_lan, paired, reached
from jiaohao.checking.told import advice, sentence, worst
from jiaohao.install.hardware import Hardware, Screen
from link.discovery import LOOPBACK, Advertisement, Found
from link.trusted import TrustedFile
from printer.emulator.thread import PrinterThread
from printer.fonts import find_fonts

NOBODY = 65_534


def keys(told):
    """What is not good."""
    return {each.key for each in told if each.state != "good"}


def box(text, tmp_path, **hardware):
    settings = load_box_text(f'[box]\nid = "kiosk-1"\ndata_dir = "{tmp_path}"\n{text}', "box.toml")
    has_screen = hardware.pop("has_screen", False)
    return Box(settings=settings, hardware=Hardware(**hardware), has_screen=has_screen)


def said(text, tmp_path, **hardware):
    return keys(box_told(box(text, tmp_path, **hardware)))


def printer_at(port, kind="network"):
    return f'[kiosk]\nprinter = "ticket"\n[[printer]]\nname = "ticket"\nport = "{kind}"\naddress = "{port}"\n'


@contextmanager
def listening(is_answered=False):
    with closing(socket.socket()) as line:
        line.bind(("127.0.0.1", 0))
        if is_answered:
            line.listen()
        yield line.getsockname()[1]


@contextmanager
def as_nobody():
    """Without root's right to everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_to_all():
    """A folder that another user may look into; pytest's own are root's alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def small_disk(folder, options):
    if os.geteuid() != 0:
        pytest.skip("a disk of its own needs root")
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


# ── printers ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ("out_of_paper", "printer.out_of_paper"),
        ("cover_open", "printer.cover_open"),
        ("near_end", "printer.near_end"),
    ],
)
def test_a_printer_that_says_what_is_wrong_is_believed(tmp_path, fault, key):
    with PrinterThread() as printer:
        printer.set_fault(fault)
        assert said(printer_at(f"127.0.0.1:{printer.port}"), tmp_path) == {key}


def test_a_printer_whose_cable_is_out_is_not_reached(tmp_path):
    with listening() as port:
        assert said(printer_at(f"127.0.0.1:{port}"), tmp_path) == {"printer.refused"}


def test_a_usb_printer_that_is_not_plugged_in_is_missed(tmp_path):
    assert said(printer_at("dead:beef", "usb"), tmp_path) & {"printer.unplugged", "printer.offline"}


def test_a_serial_printer_at_the_wrong_speed_is_mute_and_the_baud_rate_is_named(tmp_path):
    ours, theirs = os.openpty()
    try:
        told = list(box_told(box(printer_at(os.ttyname(theirs), "serial"), tmp_path)))
        assert keys(told) == {"printer.mute_serial"}
        assert "baud" in advice(next(each for each in told if each.state != "good"), texts("en"))
    finally:
        os.close(ours)
        os.close(theirs)


# ── lines, keypads, signs, sound, fonts, screens ──────────────────────────────────────────────────────


def serial_keypad(path):
    return f'[[keypad]]\nname = "pad"\nwindow = "1"\nport = "serial"\ndevice = "{path}"\n'


def test_a_serial_line_that_is_not_there(tmp_path):
    assert said(serial_keypad(tmp_path / "ttyUSB7"), tmp_path) == {"serial.none"}


def test_a_serial_line_that_may_not_be_opened():
    with open_to_all() as folder:
        line = folder / "ttyS0"
        line.touch(0o000)
        with as_nobody():
            told = list(devices.serial_ports([str(line)]))
    assert keys(told) == {"serial.rights"}


def test_a_keypad_that_is_not_plugged_in():
    settings = load_box_text('[[keypad]]\nname = "pad"\nwindow = "1"\nmodel = "04d9:1203"\n', "box.toml")
    assert keys(devices.keypads(settings, lambda: ((), ()))) == {"keypad.none"}
    assert keys(devices.keypads(settings, lambda: (("04d9:1203",), ()))) == set()


def test_a_keypad_that_may_not_be_read():
    settings = load_box_text('[[keypad]]\nname = "pad"\nwindow = "1"\n', "box.toml")
    assert keys(devices.keypads(settings, lambda: ((), ("/dev/input/event3",)))) == {"keypad.rights"}


def test_a_sign_without_power(tmp_path):
    with listening() as port:
        text = f'[[sign]]\nname = "s"\nwindow = "1"\nwhere = "127.0.0.1:{port}"\n'
        assert said(text, tmp_path) == {"sign.away"}


VOICE = '[voice]\nzones = ["left"]\nlanguages = ["zh"]\n'


def test_a_voice_without_a_sound_card(tmp_path):
    assert "sound.no_card" in said(VOICE, tmp_path)


def test_a_voice_without_a_player(tmp_path):
    settings = box(VOICE, tmp_path).settings
    assert keys(devices.sound(settings, ["PCH"], lambda name: False)) == {"sound.no_player"}


def test_a_language_that_nothing_can_say(tmp_path):
    settings = box(VOICE, tmp_path).settings
    assert keys(devices.voices(settings, lambda language: 0, has_espeak=False)) == {"voice.none"}
    assert keys(devices.voices(settings, lambda language: 0, has_espeak=True)) == {"voice.espeak"}


def test_a_machine_without_hanzi(tmp_path):
    assert keys(machine.fonts(lambda: find_fonts([tmp_path]))) == {"fonts.none"}


def test_a_kiosk_whose_screen_has_no_power_or_another_size(tmp_path):
    assert said("", tmp_path, has_screen=True) == {"screen.none"}
    lying = Screen(output="HDMI-A-1", width=1920, height=1080)
    text = "[screen]\nwidth = 1080\nheight = 1920\n"
    assert said(text, tmp_path, has_screen=True, screens=(lying,)) == {"screen.other_size"}


# ── disk, units ───────────────────────────────────────────────────────────────────────────────────────


def test_a_disk_that_is_nearly_full(tmp_path):
    with small_disk(tmp_path / "d", "size=20m") as disk:
        assert keys(machine.disk(disk)) == {"disk.full"}


def test_a_disk_that_has_become_read_only(tmp_path):
    with small_disk(tmp_path / "d", "size=20m,ro") as disk:
        assert keys(machine.disk(disk)) == {"disk.unwritable"}


def test_a_folder_that_somebody_else_owns():
    with open_to_all() as everybodys:
        folder = everybodys / "data"
        folder.mkdir(mode=0o500)
        with as_nobody():
            told = list(machine.disk(folder))
    assert keys(told) == {"disk.rights"}


@pytest.mark.parametrize(
    ("shown", "key"),
    [
        ("ActiveState=failed\nSubState=failed\nNRestarts=3\nUnitFileState=enabled\n", "units.down"),
        ("ActiveState=active\nSubState=running\nNRestarts=41\nUnitFileState=enabled\n", "units.restarts"),
        ("ActiveState=active\nSubState=running\nNRestarts=0\nUnitFileState=disabled\n", "units.disabled"),
        (None, "units.down"),
    ],
)
def test_a_part_that_does_not_run_or_not_for_long(shown, key):
    assert keys(machine.units(["jiaohao-hall.service"], lambda command: shown)) == {key}


# ── the hall ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def trusted(tmp_path):
    hall = TrustedHall(tmp_path / "hall").open()
    yield hall
    if hall.thread.is_alive():
        hall.close()


def bond(tmp_path, url, **more):
    settings = load_box_text(
        f'[box]\nid = "kiosk-1"\ndata_dir = "{tmp_path}"\n[link]\nurl = "{url}"\n', "box.toml"
    )
    return replace(bond_of(settings, "en", LOOPBACK), **more)


SILENCE = {"hall.unreachable"}


def link_keys(bond, waits_s=(1.5, 10, 30)):
    """What is not good of a link; one that has heard nothing at all is given more time, for the machine may be busy."""
    for wait_s in waits_s:
        found = keys(linked(asyncio.run(reached(bond, wait_s))))
        if found != SILENCE:
            break
    return found


def test_a_paired_box_at_its_hall_is_all_right(tmp_path, trusted):
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    here = bond(tmp_path, trusted.url)
    assert link_keys(here, [60]) == set()
    assert keys(paired(here, datetime.now(UTC))) == set()


def test_a_box_that_was_never_paired(tmp_path, trusted):
    here = bond(tmp_path, trusted.url)
    assert keys(paired(here, datetime.now(UTC))) == {"paired.not"}
    assert link_keys(here) == {"hall.not-paired"}


def test_a_token_that_was_revoked(tmp_path, trusted):
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    token = trusted.ask("/tokens", method="GET")["tokens"][0]["id"]
    trusted.ask(f"/tokens/{token}/revoke", {})
    assert link_keys(bond(tmp_path, trusted.url)) == {"hall.token-refused"}


def test_a_token_that_is_over_or_soon_will_be(tmp_path, trusted):
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    here, grant = bond(tmp_path, trusted.url), trusted.grant()
    end = datetime.fromisoformat(grant.expires_at)
    TrustedFile(tmp_path, "kiosk-1").write(grant)
    assert keys(paired(here, end - timedelta(days=3))) == {"paired.soon"}
    assert keys(paired(here, end + timedelta(days=1))) == {"paired.over"}


def test_a_token_that_others_may_read(tmp_path, trusted):
    file = TrustedFile(tmp_path, "kiosk-1")
    file.write(trusted.grant())
    file.path.chmod(0o644)
    assert keys(paired(bond(tmp_path, trusted.url), datetime.now(UTC))) == {"paired.damaged"}


def test_another_machine_at_the_halls_address(tmp_path, trusted):
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    impostor = TrustedHall(tmp_path / "other", hall="east").open()
    try:
        assert link_keys(bond(tmp_path, impostor.url)) & {"hall.unproven", "hall.other-hall"}
    finally:
        impostor.close()


def test_a_hall_that_is_switched_off(tmp_path, trusted):
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    with listening() as port:
        assert link_keys(bond(tmp_path, f"https://127.0.0.1:{port}"), [1.5]) == SILENCE


def test_a_routers_page_at_the_halls_address(tmp_path):
    class Page(BaseHTTPRequestHandler):
        def do_GET(self):  # http.server's name
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<h1>Router</h1>")

        def log_message(self, *ignored):
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = link_keys(bond(tmp_path, f"http://127.0.0.1:{server.server_port}"))
        server.shutdown()
    assert found & {"hall.garbled", "hall.refused"}


def test_a_clock_two_hours_off(tmp_path, trusted):
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    seen = asyncio.run(reached(bond(tmp_path, trusted.url), 60))
    assert keys(linked(replace(seen, off_s=7200.0))) == {"clock.far"}
    assert keys(linked(replace(seen, off_s=-30.0))) == {"clock.off"}
    assert keys(linked(replace(seen, schema=99))) == {"versions.older"}


def test_two_halls_on_the_lan_and_a_box_that_belongs_to_none(tmp_path):
    async def heard():
        from jiaohao.checking.link import heard

        told = [
            Advertisement(hall=name, name=name, port=1, addresses=LOOPBACK, interfaces=LOOPBACK)
            for name in ("check-east", "check-west")
        ]
        for each in told:
            await each.open()
        try:
            halls = await heard(bond(tmp_path, ""), 8)
            return [each for each in halls if each.hall.startswith("check-")]  # others are told of meanwhile
        finally:
            for each in told:
                await each.close()

    halls = asyncio.run(heard())
    assert {each.hall for each in halls} >= {"check-east", "check-west"}
    assert keys(on_the_lan(halls, bond(tmp_path, ""))) == {"network.several"}
    assert keys(on_the_lan(halls, bond(tmp_path, "", hall="check-east"))) == set()


def test_a_lan_without_multicast_and_two_halls_with_one_id(tmp_path):
    here = bond(tmp_path, "")
    assert keys(on_the_lan((), here)) == {"network.nobody"}
    assert keys(on_the_lan((), bond(tmp_path, "https://10.0.0.5:8600"))) == {"network.silent"}
    ours = Found(hall="h", name="东大厅", schema=3, urls=("https://10.0.0.5:8600",))
    assert keys(on_the_lan((ours, replace(ours, name="西大厅")), here)) == {"network.same_id"}


def test_a_hall_file_with_a_mistake_is_named_by_its_line(tmp_path):
    file = tmp_path / "hall.toml"
    file.write_text('[hall]\nid = "h"\nnmae = "厅"\n')
    told = list(hall.hall_file(file))
    assert keys(told) == {"settings.wrong"}
    assert "nmae" in sentence(told[0], texts("zh"))


HEALTHY = {"is_stale": False, "is_recovering": False, "seq": 9, "streams": 4, "faults": []}


def test_what_the_hall_says_of_itself_and_its_boxes():
    assert keys(hall.health(HEALTHY)) == set()
    assert keys(hall.health(HEALTHY | {"is_stale": True})) == {"ledger.stale"}
    assert keys(hall.health(HEALTHY | {"is_recovering": True})) == {"ledger.recovering"}
    paper = {"fault": "box", "about": "kiosk-2/printer-ticket", "reason": "out_of_paper"}
    told = list(hall.health(HEALTHY | {"faults": [paper]}))
    assert keys(told) == {"box.trouble"}
    assert "kiosk-2" in sentence(told[-1], texts("zh"))


def test_two_voices_in_one_zone_unless_the_hall_says_so(trusted):
    of_the_board = [{"name": "", "zones": ["left"]}, {"name": "door", "zones": ["left"]}]
    trusted.ask("/boxes/tv-1/health", {"voices": of_the_board})
    trusted.ask("/boxes/voice-2/health", {"voices": [{"name": "", "zones": []}]})
    health = trusted.ask("/health", method="GET")
    zones = trusted.ask("/hall", method="GET")["zones"]
    told = list(hall.voices(health, zones))
    assert [(each.key, each.about, each.fields["boxes"]) for each in told] == [
        ("voice.two", "left", "tv-1, voice-2")
    ], "two loudspeakers of one box take turns, and a voice without zones speaks everywhere"
    assert "左厅" in sentence(told[0], texts("zh"))
    assert keys(hall.voices(health, [zone | {"voices": 2} for zone in zones])) == set()


def test_a_hall_that_was_not_started_anew_since_the_update_says_nothing_of_voices():
    assert keys(hall.voices(HEALTHY, [{"id": "left", "name": "左厅"}])) == set()
    spoken = HEALTHY | {"voices": [{"box": "tv-1", "name": "", "zones": ["left"]}]}
    assert keys(hall.voices(spoken, [{"id": "left", "name": "左厅"}])) == set()


def test_boxes_that_are_missed_backups_that_are_old_and_a_certificate_that_ends(tmp_path, trusted):
    now = datetime.now(UTC)
    token = {"box": "tv", "role": "display", "revoked_at": None, "used_at": None}
    assert keys(hall.tokens([token], now)) == {"box.never"}
    assert keys(hall.tokens([token | {"used_at": (now - timedelta(days=2)).isoformat()}], now)) == {
        "box.quiet"
    }
    assert keys(hall.tokens([token | {"used_at": now.isoformat()}], now)) == set()
    assert keys(hall.backups(tmp_path / "nowhere", now)) == {"backup.none"}
    (tmp_path / "a.bak").touch()
    assert keys(hall.backups(tmp_path, now)) == set()
    assert keys(hall.backups(tmp_path, now + timedelta(days=3))) == {"backup.old"}
    certificate = trusted.data / "trust" / "server.pem"
    assert keys(hall.certificate(certificate, now)) == set()
    assert keys(hall.certificate(certificate, now + timedelta(days=4000))) == {"certificate.over"}


def test_a_healthy_box_has_nothing_named(tmp_path, trusted):
    """A kiosk with paper at its hall: everything is good, and something was looked at."""
    TrustedFile(tmp_path, "kiosk-1").write(trusted.grant())
    with PrinterThread() as printer:
        kiosk = box(
            printer_at(f"127.0.0.1:{printer.port}"), tmp_path, has_screen=True,
            screens=(Screen(output="HDMI-A-1", width=1080, height=1920),),
        )  # fmt: skip
        here = bond(tmp_path, trusted.url)
        told = [
            *box_told(kiosk), *machine.fonts(find_fonts), *paired(here, datetime.now(UTC)),
            *linked(asyncio.run(reached(here, 60))),
        ]  # fmt: skip
    assert worst(told) == "good", keys(told)
    assert {each.part for each in told} >= {"disk", "screen", "printer", "fonts", "paired", "hall", "clock"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_is_wrong_has_words_and_says_what_to_do(language):
    words, catalogue = texts(language), Path("config/texts") / language / "check.po"
    named = [
        line.split('"')[1]
        for line in catalogue.read_text("utf-8").splitlines()
        if line.startswith('msgid "check.')
    ]
    for key in named:
        assert words.has(key)
    for key in (each for each in named if each.endswith(".do")):
        assert words.has(key.removesuffix(".do"))
