"""The link on Qt's event loop, as every screen runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

STORY = """
import asyncio
from PySide6.QtGui import QGuiApplication
import qasync
from link.client import HallAway
from link.discovery import LOOPBACK, Advertisement
from link.hall_link import HallLink

WELCOME = ('event: welcome\\ndata: {"hall":"qt-hall","ledger":"k","schema":1,"oldest_schema":1,'
           '"now":"2026-03-12T02:00:00Z","seq":0}\\n\\n')
SNAPSHOT = 'event: snapshot\\ndata: %s\\n\\n'

async def serve(reader, writer):
    head = await reader.readuntil(b'\\r\\n\\r\\n')
    if head.startswith(b'GET'):
        import json
        from link.state import State, snapshot_value
        writer.write(b'HTTP/1.1 200 X\\r\\ncontent-type: text/event-stream\\r\\n\\r\\n')
        writer.write((WELCOME + SNAPSHOT % json.dumps(snapshot_value(State()))).encode())
        await writer.drain()
        await asyncio.Event().wait()
    body = b'{"seq":1,"ticket":null,"window":{"id":"w1","state":"open"}}'
    writer.write(b'HTTP/1.1 200 X\\r\\ncontent-length: %d\\r\\n\\r\\n' % len(body) + body)
    await writer.drain()

async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    hall = Advertisement(hall='qt-hall', name='x', port=port, interfaces=LOOPBACK)
    await hall.open()
    async with HallLink('tv-1', hall='qt-hall', interfaces=LOOPBACK) as link:
        await link.wait_live(60)
        reply = await link.client.window('w1', 'next')
        print('window', reply.window.state)
        server.close()
        await hall.close()
    async with HallLink('tv-1', url='http://127.0.0.1:1') as link:
        while link.status.state != 'waiting':  # it says so between two tries
            await asyncio.sleep(0.01)
        try:
            await link.wait_live(0)
        except TimeoutError as late:
            print(late)
    print('done')

app = QGuiApplication(['test'])
with qasync.QEventLoop(app) as loop:
    loop.run_until_complete(main())
"""


def test_a_screen_finds_follows_and_asks_its_hall():
    told = subprocess.run(
        [sys.executable, "-c", STORY],
        check=False, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=110,
    )  # fmt: skip
    assert told.stdout.splitlines() == [
        "window open",
        "no live hall yet: waiting unreachable http://127.0.0.1:1",
        "done",
    ], told.stderr
    assert "Traceback" not in told.stderr
