"""A blank box for each test."""

import pytest
from blank_box import Box

from jiaohao.install.target import Target


@pytest.fixture
def box(tmp_path):
    return Box(Target(root=tmp_path, program=tmp_path / "opt"))
