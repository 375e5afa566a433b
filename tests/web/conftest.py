"""A real browser (Debian's Chromium, driven by playwright) and real halls for it; skipped where there is no browser."""

import contextlib
import importlib.util
import shutil
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from hall.clock import shifted_clock
from hall.trust.certificate import FOLDER
from hall.trust.trust import LOCAL_FILE
from link.pairing.grant import grant_of
from link.pinned import name_of, pinned_context

_FILE = Path(__file__).parents[1] / "api" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("api_conftest_for_web", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
_api = importlib.util.module_from_spec(_SPEC)
sys.modules["api_conftest_for_web"] = _api
_SPEC.loader.exec_module(_api)

make_hall = _api.make_hall

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
)  # fmt: skip


PATIENCE_MS = 60_000
"""On a busy machine a page is there late."""


@pytest.fixture(scope="module")
def chromium():
    """The browser; nothing is ever downloaded for it. For a file alone: while playwright runs, its own event loop does
    too, and no other story of this process could run one."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("there is no chromium here (Debian package chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    playwright.expect.set_options(timeout=PATIENCE_MS)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(ARGUMENTS), headless=True)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium):
    """Opens pages of a given size, each in a browser of its own; a page that fails or complains fails the test."""
    opened, wrong = [], []

    def new(width=1920, height=1080, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            ignore_https_errors=True,
            **{"locale": "zh-CN"} | options,
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if _is_complaint(said) else None)
        return page

    yield new
    for each in opened:
        each.close()
    assert wrong == []


def _is_complaint(said):
    """A line that is cut, a refusal, are told by the browser itself; what the page or its policy says is not."""
    return said.type == "error" and "Failed to load resource" not in said.text


@pytest.fixture
def live(make_hall):
    """Makes halls from the text of the tests' hall.toml, or a `whole` one, and more; their clocks run from nine o'clock on,
    or stand there: what is shown does not grow old then, however slow the machine is."""

    def make(more="", instead=("", ""), whole="", *, is_standing=False, **options):
        hall = make_hall(**options)
        if not is_standing:
            hall.settings = replace(hall.settings, clock=shifted_clock(_api.MORNING))
        text = whole or hall.file.read_text("utf-8")
        hall.file.write_text((text.replace(*instead) if instead[0] else text) + more, "utf-8")
        hall.open()
        hall.client.timeout = 60
        return hall

    return make


@pytest.fixture
def guarded(live):
    """A hall that asks for tokens, its technician's line, and what makes others."""
    import httpx

    made = []

    def make(more="", **options):
        hall = live(more, is_trusted=True, **options)
        grant = grant_of((hall.settings.data / FOLDER / LOCAL_FILE).read_bytes())

        def line(token):
            each = httpx.Client(
                base_url=f"{hall.hall.url}/api/v1",
                verify=pinned_context(grant.authority),
                headers={"Authorization": f"Bearer {token}", "Accept-Language": "zh"},
                timeout=60,
                trust_env=False,
            )
            each.event_hooks["request"] = [
                lambda request: request.extensions.update(sni_hostname=name_of("test"))
            ]
            made.append(each)
            return each

        hall.boss = line(grant.token)
        hall.role = lambda role, **wish: line(
            hall.boss.post("/tokens", json={"role": role, "box": f"{role}-1"} | wish).json()["token"]
        )
        return hall

    yield make
    for each in made:
        each.close()


WITNESS = """() => {
    window.firstSeen = {};
    const bands = document.querySelector('#bands');
    new MutationObserver(() => {
        for (const [place, row] of Array.from(bands.children).entries())
            window.firstSeen[row.querySelector('b').textContent] ??= {
                place,
                pulses: row.classList.contains('pulses'),
                blink: getComputedStyle(row.querySelector('i')).animationDuration,
                window: row.querySelector('em').textContent,
            };
        document.body.dataset.seen = Object.keys(window.firstSeen).join(' ');
    }).observe(bands, { childList: true, subtree: true, attributes: true });
}"""
"""Writes down how each call stands on the board in the very moment in which it appears; a pulse may be over before
somebody looks. Which it has seen stands on the page itself: the page's policy forbids what asks it by `eval`."""


class Witness:
    """Looks at a board from now on."""

    def __init__(self, page):
        self.page = page
        page.evaluate(WITNESS)

    def sees(self, number, **patience):
        """How each call stood when it appeared, by its number, as soon as this one has."""
        self.page.locator(f"body[data-seen~={number}]").wait_for(state="attached", **patience)
        return self.page.evaluate("() => window.firstSeen")


@pytest.fixture
def witness():
    """Somebody who looks at a board: `witness(page)`."""
    return Witness


class Cable:
    """A line between a browser and a hall that can be pulled out and put back."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._is_in = True
        self._ends: list[socket.socket] = []
        self._hand = threading.Lock()
        threading.Thread(target=self._run, daemon=True).start()

    def pull(self) -> None:
        with self._hand:
            self._is_in = False
            for end in self._ends:
                _shut(end)
            self._ends.clear()

    def mend(self) -> None:
        self._is_in = True

    def close(self) -> None:
        self.pull()
        self._listener.close()

    def _run(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with self._hand:  # a line that is pulled while it is being laid is pulled too
                if not self._is_in:
                    _shut(near)
                    continue
                far = socket.create_connection(("127.0.0.1", self._to))
                self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(1 << 16):
            other.sendall(piece)
    except OSError:
        pass
    _shut(one)
    _shut(other)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@pytest.fixture
def cable():
    """Lays a cable to a port."""
    laid = []

    def lay(port):
        laid.append(Cable(port))
        return laid[-1]

    yield lay
    for each in laid:
        each.close()
