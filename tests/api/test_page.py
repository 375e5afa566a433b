"""docs/api.md is true: its commands run, and its table has every problem."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from proving.lives import free_port

from hall.api.problem_page import problem_table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
START = f"{sys.executable} -P -c 'import sys; from jiaohao.cli import main; sys.exit(main())' hall"


def test_every_problem_is_in_the_table():
    assert problem_table() in PAGE


@pytest.mark.timeout(300)
def test_every_command_on_the_page_works(tmp_path):
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 9
    script = "\n".join(["set -e", "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT", *blocks])
    script = script.replace("8600", str(free_port())).replace("jiaohao hall", START)
    # A busy machine starts late and says its first words late.
    script = script.replace("--max-time 1 ", "--max-time 4 ").replace("--retry 30 ", "--retry 150 ")
    script = script.replace("--config config/", f"--config {ROOT}/config/")
    ended = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    said = ended.stdout
    assert ended.returncode == 0, said + ended.stderr
    assert '"number":"A00001"' in said
    assert '"state":"finished"' in said
    assert said.count("event: welcome") == 2
    assert "event: snapshot" in said
    assert '"kind":"ticket_called"' in said.rpartition("event: welcome")[2]
    assert "urn:jiaohao:problem:unknown-service" in said
    assert said.count("urn:jiaohao:problem:") == 1
