"""Which language a person at the command line is spoken to in."""

import pytest

from config.language import language_of


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "C", "JIAOHAO_LANGUAGE": "zh"}, "zh"),
        ({"JIAOHAO_LANGUAGE": "", "LANG": "en_US"}, "en"),
        ({"JIAOHAO_LANGUAGE": "EN"}, "en"),
    ],
)
def test_the_environment_tells_the_language(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language
