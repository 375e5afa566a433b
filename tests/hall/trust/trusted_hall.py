"""A hall that asks for tokens, on a real port, in a thread of the test's process."""

import asyncio
import threading

from hall.asking import ask
from hall.clock import machine_clock
from hall.running import RunningHall, Settings
from link.pairing.asking import pair
from link.pairing.code import read_code

HALL = """
[hall]
id = "hulu"
name = "葫芦岛政务服务大厅"
hours = ["daily 00:00-24:00"]

[[zone]]
id = "left"
name = "左厅"

[[zone]]
id = "right"
name = "右厅"

[[series]]
id = "A"
prefix = "A"

[[department]]
id = "all"
name = "综合"

[[service]]
id = "cards"
name = "办卡"
department = "all"
series = "A"

[[window]]
id = "w1"
label = "1"
zone = "left"
services = ["cards"]

[[window]]
id = "w2"
label = "2"
zone = "right"
services = "*"
"""


class TrustedHall:
    """A running hall, and what a technician does on its machine."""

    def __init__(self, folder, hall="hulu", port=0):
        folder.mkdir(parents=True, exist_ok=True)
        self.data = folder / "data"
        config = folder / "hall.toml"
        config.write_text(HALL.replace('"hulu"', f'"{hall}"'), encoding="utf-8")
        self.settings = Settings(
            config=config, data=self.data, host="127.0.0.1", port=port, clock=machine_clock,
            is_advertised=False, is_trusted=True,
        )  # fmt: skip
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def open(self):
        self.thread.start()
        self.hall = RunningHall(self.settings)
        self.wait(self.hall.open())
        self.url = self.hall.url
        self.port = int(self.url.rpartition(":")[2])
        return self

    def close(self):
        self.wait(self.hall.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(60)
        self.loop.close()

    def wait(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def ask(self, path, body=None, method="POST"):
        """As the commands on the hall's own machine do."""
        return ask(self.data, "en", method, path, body)

    def code(self, role="kiosk", box="kiosk-1", **touches):
        """A pairing code."""
        return read_code(self.ask("/pairing/codes", {"role": role, "box": box} | touches)["code"])

    def grant(self, role="kiosk", box="kiosk-1", **touches):
        """What a box gets that is paired here."""
        return asyncio.run(pair(self.code(role, box, **touches), self.url, "en"))
