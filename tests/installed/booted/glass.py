"""A screen for a machine that has none: an X server that keeps its picture in memory, for the units as they were installed."""

import struct
import time

from PIL import Image

UNIT = """
[Unit]
Description=A screen of the tests
[Service]
ExecStart=/usr/bin/Xvfb :0 -screen 0 {width}x{height}x24 -fbdir /var/glass -nolisten tcp -ac
ExecStartPre=/usr/bin/mkdir -p /var/glass
"""
DROP_IN = """
[Unit]
Requires=glass.service
After=glass.service
[Service]
StandardInput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
PAMName=
UtmpIdentifier=
Environment=DISPLAY=:0 XDG_SESSION_TYPE=x11 QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software
{more}
"""


def hang(machine, role, width, height, words=""):
    """Before the role is installed: its unit will find a screen of this size. `words`: further ones of its command."""
    machine.write("/etc/systemd/system/glass.service", UNIT.format(width=width, height=height))
    command = f"/opt/jiaohao/bin/python -P -m look.session {role} --box /etc/jiaohao/box.toml {words}"
    more = f"ExecStart=\nExecStart={command}" if words else ""
    machine.write(f"/etc/systemd/system/jiaohao-{role}.service.d/glass.conf", DROP_IN.format(more=more))
    machine.run("systemctl daemon-reload")


def picture(machine):
    """What is on the glass now (XWDFile.h, X11R6: a header of big-endian words, colours, then the lines)."""
    raw = (machine.folder / "r/var/glass/Xvfb_screen0").read_bytes()
    head = struct.unpack(">25I", raw[:100])
    size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    begin = size + 12 * colours
    return Image.frombuffer(
        "RGB", (width, height), raw[begin : begin + line * height], "raw", "BGRX", line, 1
    )


def press(machine, *keys):
    """Keys of the keyboard, one after another."""
    for key in keys:
        machine.run(f"DISPLAY=:0 xdotool key {key}")
        time.sleep(0.1)
