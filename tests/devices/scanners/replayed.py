"""Run under umockdev: the driver hears a recorded scanner; prints what it heard as JSON lines."""

import asyncio
import json

from devices.keypads.inputs import Wanted
from devices.scanners.input_scanner import InputScanner


async def main():
    heard = asyncio.Event()

    def say(scan):
        print(json.dumps({"text": scan.text, "garbage": scan.is_garbage}), flush=True)
        heard.set()

    scanner = InputScanner(Wanted(place="usb-"), say, look_s=0.05)
    await scanner.open()
    async with asyncio.timeout(20):
        await heard.wait()
    await scanner.close()


asyncio.run(main())
