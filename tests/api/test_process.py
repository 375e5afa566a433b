"""`jiaohao hall` as people start it: a process, its READY line, its signals, and its refusals in one line."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from config.texts import texts
from hall.command import commands

JIAOHAO = [sys.executable, "-P", "-c", "import sys; from jiaohao.cli import main; sys.exit(main())"]
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "JIAOHAO_LANGUAGE": "en", "PYTHONPATH": str(ROOT)}
BOUND_S = 60


@pytest.fixture
def file(tmp_path, hall_text):
    path = tmp_path / "hall.toml"
    path.write_text(hall_text, encoding="utf-8")
    return path


@pytest.fixture
def start(file, tmp_path):
    """Start a hall as a process; the ones still running at the end are killed."""
    running = []

    def begin(*words, data="data", zone=""):
        process = subprocess.Popen(
            [*JIAOHAO, "hall", "--config", str(file), "--data", str(tmp_path / data),
             "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns", *words],
            env=ENVIRONMENT | ({"TZ": zone} if zone else {}),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def url_of(process):
    ready = process.stdout.readline().split()
    assert ready[:1] == ["READY"], process.stderr.read()
    return ready[1]


def refuses(*words):
    """The one line with which a hall that cannot start says why."""
    ended = CliRunner().invoke(commands(texts("en")), list(words))
    assert ended.exit_code == 2, ended.output
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]


def test_it_is_ready_serves_and_stops_cleanly_on_a_signal_with_eighty_streams_open(start, tmp_path):
    process = start("--clock", "2026-03-12T09:00:00+08:00")
    url = url_of(process)
    taken = httpx.post(f"{url}/api/v1/tickets", json={"service": "cards"}, trust_env=False, timeout=BOUND_S)
    assert taken.status_code == 201
    assert taken.json()["issued_at"].startswith("2026-03-12T01:0")  # within ten minutes of its start
    streams = [_stream(url) for _ in range(80)]
    asked_s = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(BOUND_S) == 0
    assert time.monotonic() - asked_s < BOUND_S
    assert not (tmp_path / "data" / "hall.url").exists()
    assert "Traceback" not in process.stderr.read()
    for stream in streams:
        stream.close()


def test_what_was_acknowledged_is_there_after_a_kill(start):
    process = start("--clock", "2026-03-12T09:00:00+08:00")
    url = url_of(process)
    taken = httpx.post(
        f"{url}/api/v1/tickets", json={"service": "cards"}, trust_env=False, timeout=BOUND_S
    ).json()
    process.kill()
    process.wait(BOUND_S)
    again = start("--clock", "2026-03-12T09:10:00+08:00")
    path = f"{url_of(again)}/api/v1/tickets/{taken['id']}"
    shown = httpx.get(path, trust_env=False, timeout=BOUND_S).json()
    assert (shown["number"], shown["state"]) == ("A001", "waiting")


def test_a_second_hall_on_the_same_data_is_refused(start, file, tmp_path):
    url_of(start())
    words = refuses("--config", str(file), "--data", str(tmp_path / "data"), "--bind", "127.0.0.1:0",
                    "--insecure-loopback", "--no-mdns")  # fmt: skip
    assert "Another hall" in words


def test_a_port_that_is_taken_is_said_so(file, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        words = refuses("--config", str(file), "--data", str(tmp_path / "d"), "--bind", f"127.0.0.1:{port}",
                        "--insecure-loopback")  # fmt: skip
    assert str(port) in words


def test_a_hall_without_tokens_stays_on_this_machine_and_a_hall_with_them_has_no_other_clock(file, tmp_path):
    given = ["--config", str(file), "--data", str(tmp_path / "d")]
    assert "--clock" in refuses(*given, "--clock", "2026-03-12T09:00")
    assert "0.0.0.0" in refuses(*given, "--insecure-loopback", "--bind", "0.0.0.0:8600")
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--bind", "nonsense"],
        ["--bind", "some-name:8600"],
        ["--bind", "127.0.0.1:99999"],
        ["--clock", "noon"],
    ],
)
def test_an_option_that_is_not_understood(file, tmp_path, words):
    said = refuses("--config", str(file), "--data", str(tmp_path / "d"), "--insecure-loopback", *words)
    assert words[0] in said


def test_a_wrong_file_ends_it_with_the_one_line(file, tmp_path, hall_text):
    file.write_text(hall_text.replace("hours", "huors"), encoding="utf-8")
    assert "huors" in refuses("--config", str(file), "--data", str(tmp_path / "d"), "--insecure-loopback")


def test_the_file_is_read_again_on_a_signal_and_by_the_command(start, file, tmp_path, hall_text):
    process = start()
    url = url_of(process)
    file.write_text(hall_text.replace("测试大厅", "新大厅"), encoding="utf-8")
    process.send_signal(signal.SIGHUP)
    _until(
        lambda: httpx.get(f"{url}/api/v1/hall", trust_env=False, timeout=BOUND_S).json()["name"] == "新大厅"
    )
    file.write_text(hall_text.replace("测试大厅", "再改"), encoding="utf-8")
    reload = [*JIAOHAO, "hall", "reload", "--data", str(tmp_path / "data")]
    assert subprocess.run(reload, env=ENVIRONMENT, timeout=BOUND_S, check=False).returncode == 0
    assert httpx.get(f"{url}/api/v1/hall", trust_env=False, timeout=BOUND_S).json()["name"] == "再改"
    file.write_text("nonsense", encoding="utf-8")
    wrong = subprocess.run(
        reload, env=ENVIRONMENT, capture_output=True, text=True, timeout=BOUND_S, check=False
    )
    assert wrong.returncode == 2
    assert len(wrong.stderr.strip().splitlines()) == 1
    assert httpx.get(f"{url}/api/v1/hall", trust_env=False, timeout=BOUND_S).json()["name"] == "再改"


def test_a_signal_to_read_the_file_again_does_not_end_a_hall_that_is_starting(start):
    process = start()
    children = Path(f"/proc/{process.pid}")
    _until(lambda: _hears_hang_ups(children / "status") or process.poll() is not None)
    process.send_signal(signal.SIGHUP)
    url_of(process)
    for line in process.stderr:  # a hall that is told to stop meanwhile does not end its reading
        if "read again" in line:
            break
    else:
        pytest.fail("it has ended without reading the file again")
    process.send_signal(signal.SIGTERM)
    assert process.wait(BOUND_S) == 0


def test_a_moment_without_a_zone_is_the_halls_time_whatever_the_machines_is(start):
    url = url_of(start("--clock", "2026-03-12T09:00", zone="America/New_York"))
    taken = httpx.post(
        f"{url}/api/v1/tickets", json={"service": "cards"}, trust_env=False, timeout=BOUND_S
    ).json()
    assert taken["issued_at"].startswith("2026-03-12T01:0")  # within ten minutes of its start


def test_the_data_of_another_hall_is_left_alone(start, file, tmp_path, hall_text):
    process = start()
    url_of(process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(BOUND_S) == 0
    file.write_text(hall_text.replace('id = "test"', 'id = "other"'), encoding="utf-8")
    words = refuses("--config", str(file), "--data", str(tmp_path / "data"), "--bind", "127.0.0.1:0",
                    "--insecure-loopback", "--no-mdns")  # fmt: skip
    assert "belongs to the hall test" in words


def test_a_key_file_that_is_none_is_said_so(file, tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "hall.key").write_bytes(b"short")
    words = refuses(
        "--config", str(file), "--data", str(tmp_path / "d"), "--bind", "127.0.0.1:0", "--insecure-loopback"
    )
    assert "hall.key" in words


def test_nobody_to_reload(tmp_path):
    assert "No hall runs" in refuses("reload", "--data", str(tmp_path))


def _stream(url):
    stream = socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=BOUND_S)
    stream.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert stream.recv(64).startswith(b"HTTP/1.1 200")
    return stream


def _hears_hang_ups(status):
    """Whether a process catches SIGHUP (signal 1, the lowest bit of SigCgt in proc(5))."""
    caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt:"))
    return int(caught.split()[1], 16) & 1


def _until(is_so):
    deadline = time.monotonic() + BOUND_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
