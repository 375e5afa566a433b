"""Which clips a hall's sentences need: its words, its windows, its dialect."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devices.voices.joining import cover
from devices.voices.needed import Spoken, lacking, needed
from devices.voices.render.clip_list import wanted_texts
from devices.voices.words_command import as_line

DIGITS = tuple("零一二三四五六七八九")


def spoken(template: str, *, windows: tuple[str, ...] = ("1", "12")) -> Spoken:
    return Spoken(
        templates=(template,), named=(template,), starts=("A", "综合"), windows=windows, digits=DIGITS
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("请 {number} 号，到 {window} 号窗口办理。", "请 综合 零一二 号，到 12 号窗口办理。"),
        ("请 {number} 号到 {window} 号窗口。", "请 A 零一二 号到 1 号窗口。"),
        ("{window} 号窗口请 {number} 号。", "12 号窗口请 A 零一二 号。"),
        ("{number}，{window}！", "A 九九九，1！"),
    ],
)
@pytest.mark.parametrize("are_whole", [True, False])
def test_a_sentence_is_said_by_the_clips_that_its_template_needs(
    template: str, said: str, are_whole: bool
) -> None:
    clips = frozenset(needed(spoken(template), are_whole=are_whole))
    assert cover(said, clips), sorted(clips)[:20]
    assert len(clips) < (1010 if are_whole else 130)


def test_of_our_own_sentence_only_the_halls_words_and_named_windows_are_lacking() -> None:
    ours = "请 {number} 号，到 {window} 号窗口办理。"
    numbered = list(lacking(needed(spoken(ours)), frozenset(wanted_texts("zh"))))
    assert numbered == ["请综合"]
    named = spoken("请 {number} 号，到{window}办理。", windows=("社保窗口", "导办台"))
    assert list(lacking(needed(named), frozenset(wanted_texts("zh")))) == [
        "请综合",
        "到社保窗口办理。",
        "到导办台办理。",
    ]


def test_a_line_says_how_its_clip_is_pronounced() -> None:
    assert as_line("到12号窗口来。", "hakka") == "到12号窗口来。 = 到十二号窗口来。"
    assert as_line("请A", "zh") == "请A = 请A，"
    assert as_line("请综合", "zh") == "请综合"
    assert as_line("window 12, please.", "en") == "window 12, please."


def test_the_command_lists_what_a_hall_must_render(tmp_path: Path) -> None:
    (tmp_path / "box.toml").write_text(
        f'[box]\nid = "v"\ndata_dir = "{tmp_path}"\n[[voice.word]]\nletters = "A"\nsay = "综合"\n', "utf-8"
    )
    (tmp_path / "hall.toml").write_text(
        '[hall]\nid = "h"\nname = "厅"\n[[zone]]\nid = "z"\nname = "厅"\n[[series]]\nid = "A"\n'
        '[[department]]\nid = "d"\nname = "室"\nseries = "A"\n[[service]]\nid = "s"\nname = "事"\ndepartment = "d"\n'
        '[[window]]\nid = "1"\nzone = "z"\nservices = ["s"]\nlabel = "社保窗口"\n',
        "utf-8",
    )
    listed = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "jiaohao", "voice", "words"),
            *("--hall", str(tmp_path / "hall.toml"), "--box", str(tmp_path / "box.toml")),
        ],
        env=dict(os.environ, LANG="zh_CN.UTF-8"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert listed.returncode == 0, listed.stderr
    lines = listed.stdout.splitlines()
    assert {"请综合", "到社保窗口办理。"} <= set(lines)
    assert not any("请A" in line for line in lines)
