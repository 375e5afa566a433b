"""Pages that stand in two languages: both name the same commands, settings and keys, and show pictures that are there."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from config.texts import texts
from jiaohao.checking.page import check_tables

ROOT = Path(__file__).parents[2]
PAGES = (
    "README", "docs/install", "docs/check", "docs/kiosk", "docs/cards",
    "docs/caller", "docs/keypads", "docs/web", "docs/rating", "docs/desk", "docs/boards",
    "docs/printers", "docs/signs", "docs/voice", "docs/rules",
    "docs/ledger", "docs/ha", "docs/ratings",
)  # fmt: skip

HANZI = "[\u3400-\u9fff]"
BLOCK = re.compile(r"^ *```\w*\n(.*?)^ *```|((?:^    \S[^\n]*\n)+)", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
NAMED = {
    "commands": re.compile(r"\bjiaohao((?: [a-z][a-z-]*)+)"),
    "options": re.compile(r"(?<![\w-])--[a-z][a-z-]+"),
    "settings": re.compile(r"\[\[?[a-z_.]+\]\]?(?: [a-z][a-z_]+)?"),
    "paths": re.compile(r"/(?:etc|opt|var)/[\w./-]+"),
    "environment": re.compile(r"\bJIAOHAO_[A-Z]+"),
    "units": re.compile(r"\bjiaohao-[a-z]+\.(?:service|timer)"),
    "keys": re.compile(r"\bF(?:1[0-2]|[1-9])\b"),
    "codes": re.compile(r"(?m)^\| (9\d\d) \|"),
}
FOR_BUILDERS = (
    "## Beside the design",
    "## Against the design",
    "## Compared with the design",
    "## Proof",
    "## Tested",
    "## The protocols",
    "## In English",
)
"""What stands in English alone: how a page was tried, and what was drawn otherwise than it was planned."""


def page(name: str) -> str:
    return (ROOT / f"{name}.md").read_text("utf-8")


def for_staff(text: str) -> str:
    """A page without the sections for those who build it."""
    sections = re.split(r"(?m)^(?=#{1,2} )", text)
    return "".join(each for each in sections if not each.startswith(FOR_BUILDERS))


def code(text: str) -> str:
    """What is typed: spans and blocks, without the comments behind them."""
    blocks = ["".join(each) for each in BLOCK.findall(text)]
    typed = [re.sub(r"#.*", "", line) for block in blocks for line in block.splitlines()]
    return "\n".join(typed + SPAN.findall(BLOCK.sub("", text)))


def named(text: str, what: str) -> set[str]:
    within = text if what in ("keys", "codes") else code(text)
    found = [each.strip() for each in NAMED[what].findall(within)]
    return {re.sub(r"/$|\.$", "", each) for each in found}


@pytest.mark.parametrize("what", NAMED)
@pytest.mark.parametrize("name", PAGES)
def test_both_editions_name_the_same(name: str, what: str) -> None:
    english, chinese = for_staff(page(name)), for_staff(page(f"{name}.zh"))
    assert named(chinese, what) == named(english, what)


@pytest.mark.parametrize("name", PAGES)
def test_each_edition_leads_to_the_other(name: str) -> None:
    last = Path(name).name
    assert f"]({last}.zh.md)" in page(name)
    assert f"]({last}.md)" in page(f"{name}.zh")


@pytest.mark.parametrize("name", [f"{name}{edition}" for name in PAGES for edition in ("", ".zh")])
def test_every_picture_and_page_that_is_named_is_there(name: str) -> None:
    folder = (ROOT / f"{name}.md").parent
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page(name)) + re.findall(
        r'src="([^"]+)"', page(name)
    ):
        assert target.startswith("http") or (folder / target).exists(), target


@pytest.mark.parametrize("name", [f"{name}{edition}" for name in PAGES for edition in ("", ".zh")])
def test_a_place_within_a_page_that_is_led_to_is_a_heading_of_it(name: str) -> None:
    folder = (ROOT / f"{name}.md").parent
    for target, place in re.findall(r"\]\(([^)#]*)#([^)]+)\)", page(name)):
        there = (folder / target if target else ROOT / f"{name}.md").read_text("utf-8")
        headings = {
            re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-")
            for each in re.findall(r"(?m)^#+ (.+)$", there)
        }
        assert place in headings, f"{target}#{place}"


@pytest.mark.parametrize("name", PAGES)
def test_the_chinese_edition_is_set_as_chinese_is(name: str) -> None:
    written = re.sub(r"<[^>\n]+>", "", BLOCK.sub("", page(f"{name}.zh")))
    text = re.sub(r"\]\([^)]*\)", "]", SPAN.sub("码", written))
    faults = rf"{HANZI}[,;:?!(]|[,;?!)]{HANZI}|{HANZI}\.(?!\w)|{HANZI}[\"']|{HANZI}[A-Za-z]|[A-Za-z]{HANZI}|[，。；？！、（] (?!\|)"
    assert [text[max(0, found.start() - 8) : found.end() + 8] for found in re.finditer(faults, text)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_chinese_paragraph_is_one_line_for_a_break_would_be_shown_as_a_space(name: str) -> None:
    text = BLOCK.sub("", page(f"{name}.zh"))
    assert re.findall(rf"{HANZI}[，。；：、]?\n *{HANZI}.*", text) == []


@pytest.mark.parametrize(("language", "name"), [("zh", "docs/check.zh"), ("en", "docs/check")])
def test_all_that_a_check_may_say_stands_on_its_page(language: str, name: str) -> None:
    assert check_tables(language) in page(name), f"python -m jiaohao.checking.page {language}"


def test_the_parts_of_a_check_stand_in_one_order() -> None:
    for language, name in (("zh", "docs/check.zh"), ("en", "docs/check")):
        parts = ("settings", "printer", "ledger")
        places = [page(name).index(f"### {texts(language).say(f'check.part.{part}')}\n") for part in parts]
        assert all(one < two for one, two in pairwise(places))
