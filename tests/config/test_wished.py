"""What is typed for every program with a screen: taken as it is, or refused in one sentence."""

import pytest

from config import wished
from config.texts import texts


def test_what_can_be_wished_for_is_taken() -> None:
    words = texts("en")
    assert wished.language(words, "zh") == "zh"
    assert wished.pace(words, 0.5) == 0.5
    assert wished.size(words, "1080x1920") == wished.size(words, "1080×1920") == (1080, 1920)


def test_what_is_not_wished_for_stays_open() -> None:
    words = texts("zh")
    assert (wished.language(words, None), wished.pace(words, None), wished.size(words, None)) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda words: wished.language(words, "fr"), "--language fr: must be one of zh, en"),
        (lambda words: wished.pace(words, 0.0), "--simulate 0.0: must be over 0 and under 3600"),
        (lambda words: wished.pace(words, 3600.0), "--simulate 3600.0: must be over 0 and under 3600"),
        (lambda words: wished.size(words, "10x"), "--size 10x: write it as WIDTHxHEIGHT, such as 1080x1920"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(ask, said, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        ask(texts("en"))
    assert ended.value.code == 2
    assert capsys.readouterr().err.strip() == said
