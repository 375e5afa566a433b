"""What a technician types: a code on the hall's machine, the same code at the box, and later a token revoked."""

import json
import os
import subprocess
import sys

import httpx
import pytest
import typer
from typer.testing import CliRunner

from config.texts import texts
from hall.command import commands
from jiaohao.pairing import command as pairing
from link.pinned import name_of, pinned_context
from link.trusted import TrustedFile


def typed(app: typer.Typer, *words):
    return CliRunner().invoke(app, [str(each) for each in words])


def hall_says(hall, *words):
    return typed(commands(texts("en")), words[0], "--data", hall.data, *words[1:])


@pytest.fixture
def box(tmp_path):
    """A box with a file of its own."""
    file = tmp_path / "box.toml"
    file.write_text(f'[box]\nid = "kiosk-1"\ndata_dir = "{tmp_path / "state"}"\n', encoding="utf-8")
    return file


def pairs(monkeypatch, *words):
    monkeypatch.setenv("LANGUAGE", "en")
    with pytest.raises(SystemExit) as ended:
        pairing.app([str(each) for each in words])
    return ended.value.code


def test_from_the_code_to_a_paired_box_and_to_its_end(hall, box, tmp_path, monkeypatch, capsys):
    told = hall_says(hall, "pair", "--role", "kiosk", "--box", "kiosk-1")
    assert told.exit_code == 0, told.output
    code = told.output.splitlines()[0].rpartition(" ")[2]
    assert f"jiaohao pair {code} (good for 10 minutes, once, and at most 5 tries)" in told.output
    assert pairs(monkeypatch, code, "--box", box, "--url", hall.url) == 0
    assert "kiosk-1 (kiosk)" in capsys.readouterr().out
    kept = TrustedFile(tmp_path / "state", "kiosk-1")
    assert kept.read().box == "kiosk-1"
    assert kept.path.stat().st_mode & 0o777 == 0o600

    again = hall_says(hall, "pair", "--role", "kiosk", "--box", "kiosk-1")
    assert "is paired already" in again.output

    listed = json.loads(hall_says(hall, "tokens", "--json").output)
    assert [(each["role"], each["box"]) for each in listed] == [("kiosk", "kiosk-1")]
    assert "kiosk-1" in hall_says(hall, "tokens").output
    ended = hall_says(hall, "tokens", "--revoke", listed[0]["id"])
    assert "revoked" in ended.output
    assert json.loads(hall_says(hall, "tokens", "--json").output)[0]["revoked_at"] is not None


def test_a_token_for_another_program(hall):
    made = json.loads(hall_says(hall, "tokens", "--make", "erp").output)
    assert (made["role"], made["box"]) == ("integration", "erp")
    with httpx.Client(verify=pinned_context(made["authority"]), trust_env=False, timeout=30) as line:
        answer = line.get(
            f"{hall.url}/api/v1/hall",
            headers={"Authorization": f"Bearer {made['token']}"},
            extensions={"sni_hostname": name_of("hulu")},
        )
    assert answer.json()["hall"] == "hulu"


def test_a_code_with_a_role_or_a_window_that_is_none_is_refused_in_one_sentence(hall):
    for words in (["--role", "king", "--box", "x"], ["--role", "caller", "--box", "x", "--windows", "w9"]):
        refused = hall_says(hall, "pair", *words)
        assert refused.exit_code == 1
        assert len(refused.stderr.strip().splitlines()) == 1
        assert not refused.stdout


def test_a_token_that_nobody_made_is_not_revoked(hall):
    refused = hall_says(hall, "tokens", "--revoke", "nobody")
    assert refused.exit_code == 1
    assert "There is no token nobody" in refused.stderr


def test_what_goes_wrong_at_the_box_is_said_in_one_sentence(hall, box, monkeypatch, capsys):
    assert pairs(monkeypatch, "12345", "--box", box) == 2
    assert "eight digits" in capsys.readouterr().err
    assert pairs(monkeypatch, "1234-5678", "--box", box, "--url", "https://127.0.0.1:1") == 1
    assert "does not answer" in capsys.readouterr().err
    other = hall.code(box="kiosk-2")
    assert pairs(monkeypatch, str(other), "--box", box, "--url", hall.url) == 1
    assert "This code is for kiosk-2, and this box is called kiosk-1" in capsys.readouterr().err
    assert pairs(monkeypatch, str(hall.code()), "--box", box, "--url", hall.url, "--hall", "east") == 1
    assert "Another hall lives there: hulu" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said_before_the_code_is_used(
    hall, box, tmp_path, monkeypatch, capsys
):
    (tmp_path / "state").write_text("a file where a folder should be")
    code = hall.code()
    assert pairs(monkeypatch, str(code), "--box", box, "--url", hall.url) == 1
    assert "cannot be written" in capsys.readouterr().err
    (tmp_path / "state").unlink()
    assert pairs(monkeypatch, str(code), "--box", box, "--url", hall.url) == 0


def test_a_hall_as_the_command_starts_it_speaks_tls_and_reloads(tmp_path, hall):
    config = hall.settings.config
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "jiaohao", "hall", "--config", str(config), "--data", str(tmp_path / "other"),
         "--bind", "127.0.0.1:0", "--no-mdns"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "LANGUAGE": "en"},
    )  # fmt: skip
    try:
        ready = process.stdout.readline().split()
        assert ready[0] == "READY"
        assert ready[1].startswith("https://127.0.0.1:")
        told = typed(commands(texts("en")), "reload", "--data", tmp_path / "other")
        assert told.exit_code == 0, told.output
        process.terminate()
        assert process.wait(60) == 0
        assert not (tmp_path / "other" / "trust" / "local.json").exists()
    finally:
        process.kill()
        process.wait()


def test_a_damaged_authority_is_said_and_not_made_anew(tmp_path, hall):
    (tmp_path / "d" / "trust").mkdir(parents=True)
    (tmp_path / "d" / "trust" / "authority.pem").write_text("half a fi")
    words = ["--config", hall.settings.config, "--data", tmp_path / "d", "--bind", "127.0.0.1:0", "--no-mdns"]
    refused = typed(commands(texts("en")), *words)
    assert refused.exit_code == 2
    assert "authority.pem is damaged" in refused.stderr
