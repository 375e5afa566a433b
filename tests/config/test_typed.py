"""What a command says by itself: every word of its help, and mistakes in the language of whoever types."""

from pathlib import Path
from typing import Annotated

import pytest
import typer

from config.texts import Texts, texts
from config.typed import run

SENTENCE = "只在这台机器上使用，不要口令，适合演示和测试，也可以用来学习怎样操作，不能用在真正的大厅里"
"""Longer than a line, without a space at which to break it."""


def practice() -> typer.Typer:
    typed = typer.Typer(add_completion=False)

    @typed.callback()
    def begin() -> None:
        """Something to be below."""

    @typed.command("count")
    def count(
        data: Annotated[str, typer.Option("--data", help=SENTENCE)],
        person: Annotated[str, typer.Argument(metavar="ID")],
        days: Annotated[int, typer.Option("--days", min=1, max=60)] = 2,
    ) -> None:
        raise typer.Exit(0 if data and person and days else 3)

    return typed


def ended(words: list[str], t: Texts) -> object:
    with pytest.raises(SystemExit) as end:
        run(practice(), t, words, "jiaohao try")
    return end.value.code


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_sentence_without_spaces_loses_no_character(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert ended(["count", "--help"], texts(language)) == 0
    page = capsys.readouterr().out
    assert SENTENCE in "".join(page.split())
    assert "…" not in page


def test_whoever_reads_chinese_reads_no_english_around_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["count", "--help"], texts("zh")) == 0
    page = capsys.readouterr().out
    assert "用法：jiaohao try count" in page
    assert "必填" in page
    assert not any(
        word in page for word in ("Usage", "Options:", "Arguments:", "Show this", "required", "default")
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["count", "1001"], "少写了 --data"),
        (["count", "--data", "d"], "少写了 ID"),
        (["count", "--dta", "d", "1001"], "没有选项 --dta，是不是想写 --data"),
        (["coutn"], "没有命令 coutn，是不是想写 count"),
        (["count", "--data", "d", "--days", "99", "1001"], "--days 填写不对，应为"),
        (["count", "--data", "d", "--days", "two", "1001"], "--days 填写不对，应为"),
    ],
)
def test_a_mistake_is_said_in_chinese_with_where_to_read_more(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert ended(words, texts("zh")) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "--help 有全部说明" in said


def test_a_commands_own_status_is_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["count", "--data", "", "1001"], texts("zh")) == 3
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_system_refuses_is_a_sentence_with_the_files_name(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = typer.Typer(add_completion=False)

    @typed.command()
    def write() -> None:
        Path("/dev/null/nothing").write_text("")

    with pytest.raises(SystemExit) as end:
        run(typed, texts(language), [], "jiaohao try")
    said = capsys.readouterr().err
    assert (end.value.code, len(said.splitlines())) == (1, 1)
    assert "/dev/null/nothing" in said
    assert "Traceback" not in said


def fails_with(wrong: OSError) -> object:
    typed = typer.Typer(add_completion=False)

    @typed.command()
    def go() -> None:
        raise wrong

    with pytest.raises(SystemExit) as end:
        run(typed, texts("en"), [], "jiaohao try")
    return end.value.code


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TimeoutError(), "jiaohao try: TimeoutError"),
        (OSError("the socket was closed early"), "jiaohao try: the socket was closed early"),
        (OSError(98, "Address already in use"), "jiaohao try: Address already in use"),
    ],
)
def test_what_the_system_refused_has_a_reason_and_its_place_is_in_the_log(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, wrong: OSError, said: str
) -> None:
    assert fails_with(wrong) == 1
    assert capsys.readouterr().err.strip() == said
    assert [(each.levelname, each.exc_info[1]) for each in caplog.records if each.exc_info] == [
        ("ERROR", wrong)
    ]


def test_of_a_file_that_is_not_there_the_sentence_alone_is_said(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert fails_with(FileNotFoundError(2, "No such file or directory", "/no/such")) == 1
    assert capsys.readouterr().err.strip() == "/no/such: No such file or directory"
    assert not [each for each in caplog.records if each.levelname == "ERROR"]
