"""A platform above the hall as bad as one can be: half of what is sent to it fails, before or after it was handled."""

import hmac
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

KEY = b"a key that both sides know 1234"

TROUBLES = (
    "busy",
    "hang",
    "cut",
    "handled-and-cut",
    "handled-and-hang",
    "handled-and-busy",
    "moved",
    "limited",
)


class PlatformAbove:
    """Keeps each letter by its key. `chance` says how often something goes wrong, `hang_s` how long it says nothing;
    `judge` may give a status to a letter that it does not want."""

    def __init__(self, chance: float = 0.0, hang_s: float = 1.0, seed: int = 0) -> None:
        self.chance, self.hang_s = chance, hang_s
        self.draw = Random(seed)
        self.judge: Callable[[dict[str, Any]], int] = lambda letter: 200
        self.letters: dict[str, bytes] = {}
        self.wrong: list[str] = []
        self.tries = 0
        self.troubles: Counter[str] = Counter()
        self._lock = threading.Lock()
        platform = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                platform.answer(self, body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/ratings"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def values(self) -> list[dict[str, Any]]:
        """What came, in the order in which it first came."""
        with self._lock:
            return [json.loads(each) for each in self.letters.values()]

    def answer(self, asked: BaseHTTPRequestHandler, body: bytes) -> None:
        with self._lock:
            self.tries += 1
            trouble = self.draw.choice(TROUBLES) if self.draw.random() < self.chance else ""
            self.troubles.update([trouble] if trouble else [])
            status = self.judge(json.loads(body))
            if status == 200 and (not trouble or trouble.startswith("handled")):
                self._handle(asked, body)
        if "hang" in trouble:
            time.sleep(self.hang_s)
        if "cut" in trouble or "hang" in trouble:
            asked.close_connection = True
            asked.connection.close()
            return
        _say(asked, {"busy": 503, "handled-and-busy": 500, "moved": 302, "limited": 429}.get(trouble, status))

    def _handle(self, asked: BaseHTTPRequestHandler, body: bytes) -> None:
        key = asked.headers["Idempotency-Key"]
        said = dict(each.split("=") for each in asked.headers["Jiaohao-Signature"].split(","))
        mac = hmac.new(KEY, said["t"].encode() + b"." + body, sha256).hexdigest()
        if mac != said["v1"]:
            self.wrong.append(f"{key}: signature")
        if json.loads(body)["id"] != key:
            self.wrong.append(f"{key}: id")
        if self.letters.setdefault(key, body) != body:
            self.wrong.append(f"{key}: another letter under the same key")


def _say(asked: BaseHTTPRequestHandler, status: int) -> None:
    asked.send_response(status)
    asked.send_header("Content-Length", "0")
    asked.end_headers()
