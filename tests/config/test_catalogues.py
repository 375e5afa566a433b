"""What holds for every text of every part: the same keys and fields in all languages, and Chinese set as it should be."""

import re
from collections import Counter
from functools import reduce
from importlib.resources import files

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from config.problems import fields_in
from config.texts import languages

HANZI = "[\u3400-\u9fff\U00020000-\U0003ffff]"
FULL_STOP_KEPT = {"aloud", "voice", "ticket"}
"""Spoken sentences and tickets keep the full stop of a single sentence."""

TYPED = ("主机:端口", "宽x高")
"""Forms that are typed just so, colon and all."""

QUOTES_CODE = {"config", "command"}
"""Texts that quote what is typed, with its half-width quotes."""

NUMERIC = "n|low|high|minutes|seconds|limit|quota|windows|number|ticket|count|time|year|month|day|hour|length"
"""Fields that are surely digits or Latin, so that a space belongs between them and Hanzi."""


def _messages(language: str) -> dict[str, list[tuple[str, Message]]]:
    found: dict[str, list[tuple[str, Message]]] = {}
    for file in sorted((files("config.texts") / language).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".po"):
            with file.open("rb") as opened:
                for message in read_po(opened, locale=language, abort_invalid=True):
                    if message.id:
                        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
                        found.setdefault(key, []).append((file.name.removesuffix(".po"), message))
    return found


def _forms(message: Message) -> tuple[str, ...]:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(str(form) for form in forms)


def _fields(message: Message) -> frozenset[str]:
    """The fields of all forms; `month_name` and `window_word` count as `month` and `window`, said in words."""
    named = frozenset[str]().union(*(fields_in(form) for form in _forms(message)))
    return frozenset(re.sub("_(name|word)$", "", name) for name in named)


def _chinese() -> list[tuple[str, str, str]]:
    return [
        (domain, key, reduce(lambda text, typed: text.replace(typed, "样"), TYPED, form))
        for key, places in _messages("zh").items()
        for domain, message in places
        for form in _forms(message)
    ]


def _broken(pattern: str, but_not: set[str] | None = None) -> list[str]:
    return [
        f"{domain}.po {key}: {form}"
        for domain, key, form in _chinese()
        if domain not in (but_not or set()) and re.search(pattern, form)
    ]


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_keys(language: str) -> None:
    assert sorted(_messages(language)) == sorted(_messages("zh"))


@pytest.mark.parametrize("language", languages())
def test_every_text_has_words_and_none_waits_to_be_checked(language: str) -> None:
    for key, places in _messages(language).items():
        for _, message in places:
            assert all(_forms(message)), key
            assert not message.fuzzy, key


@pytest.mark.parametrize("language", languages())
def test_every_language_fills_the_same_fields(language: str) -> None:
    chinese = _messages("zh")
    different = {
        key: (sorted(_fields(places[0][1])), sorted(_fields(chinese[key][0][1])))
        for key, places in _messages(language).items()
        if key in chinese and _fields(places[0][1]) != _fields(chinese[key][0][1])
    }
    assert different == {}


@pytest.mark.parametrize("language", languages())
def test_no_two_parts_define_the_same_key(language: str) -> None:
    twice = {
        key: [name for name, _ in places] for key, places in _messages(language).items() if len(places) > 1
    }
    assert twice == {}


@pytest.mark.parametrize("language", languages())
def test_a_part_has_its_catalogue_in_every_language(language: str) -> None:
    def domains(of: str) -> Counter[str]:
        return Counter({name: 1 for places in _messages(of).values() for name, _ in places})

    assert domains(language) == domains("zh")


def test_chinese_is_punctuated_at_full_width() -> None:
    assert _broken(rf"{HANZI}\s?[,;:?!()]|[,;:?!()]\s?{HANZI}|{HANZI}\.(?!\w)|\.{HANZI}") == []


def test_chinese_has_chinese_quotes() -> None:
    assert _broken(rf"{HANZI}[\"']|[\"']{HANZI}", but_not=QUOTES_CODE) == []


def test_a_space_stands_between_hanzi_and_latin_or_digits_but_not_in_dates() -> None:
    assert _broken(rf"{HANZI}[A-Za-z]|[A-Za-z]{HANZI}|{HANZI}(?<![年月])[0-9]|[0-9](?![年月日]){HANZI}") == []


def test_a_space_stands_between_hanzi_and_a_field_of_digits() -> None:
    field = rf"\{{(?:{NUMERIC})\}}"
    assert _broken(rf"{HANZI}(?<![年月]){field}|{field}(?![年月日]){HANZI}") == []


def test_one_space_is_enough_and_none_stands_at_full_width_punctuation() -> None:
    assert _broken(r"\S {2,}\S| [，。：；？！、（）]|[，。；？！、（] ") == []


def test_a_single_sentence_on_a_screen_has_no_full_stop() -> None:
    assert _broken(r"^[^。？！]+。$", but_not=FULL_STOP_KEPT) == []


def test_no_line_begins_with_a_closing_sign() -> None:
    assert _broken(r"\n[，。、）：；？！”]") == []


def test_digits_and_letters_are_half_width_and_ranges_have_a_dash() -> None:
    assert _broken(r"[０-９Ａ-Ｚａ-ｚ]|\}[-~～]\{") == []
