"""A machine without any network, not even its own loopback, is told so in sentences."""

import os
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None, reason="a network of its own needs root"
)


@pytest.mark.parametrize(
    ("words", "says"),
    [(("check",), "No hall is heard"), (("pair", "1234-5678"), "--url")],
)
def test_no_network_is_no_traceback(tmp_path, words, says):
    box = tmp_path / "box.toml"
    box.write_text(f'[box]\nid = "kiosk-1"\ndata_dir = "{tmp_path}"\n', "utf-8")
    done = subprocess.run(
        ["unshare", "--net", sys.executable, "-P", "-m", "jiaohao", *words, "--box", box],
        capture_output=True, text=True, check=False, timeout=120, env=os.environ | {"JIAOHAO_LANGUAGE": "en"},
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert says in said, said
