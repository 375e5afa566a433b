"""Stories of the text loader: fields, plurals, and what happens where a text is missing."""

import gettext
import io
import logging

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from config.texts import Texts, languages, texts


def test_chinese_comes_first_and_english_is_there() -> None:
    assert languages()[0] == "zh"
    assert "en" in languages()


def test_a_locale_finds_its_language() -> None:
    assert texts("zh_CN.UTF-8") is texts("zh-Hans") is texts("zh")
    assert texts("en-US").language == "en"


def test_a_language_that_nobody_wrote_is_chinese() -> None:
    assert texts("tlh").language == "zh"
    assert texts("../zh").language == "zh"
    assert texts("").language == "zh"


def test_a_field_is_filled_in() -> None:
    assert texts("zh").say("config.allowed.range", low=1, high=8) == "可以填：1 到 8"


def test_english_has_two_plural_forms_and_chinese_one() -> None:
    english = _texts("en", {("ahead", "ahead"): ("{n} person ahead", "{n} people ahead")})
    chinese = _texts("zh", {("ahead", "ahead"): ("前面还有 {n} 人",)})
    assert [english.count("ahead", n) for n in (0, 1, 2)] == [
        "0 people ahead",
        "1 person ahead",
        "2 people ahead",
    ]
    assert [chinese.count("ahead", n) for n in (1, 2)] == ["前面还有 1 人", "前面还有 2 人"]


def test_a_text_with_plural_forms_can_be_asked_for_without_a_number() -> None:
    assert _texts("en", {("ahead", "ahead"): ("one", "many")}).has("ahead")


class _OfDebian12(gettext.GNUTranslations):
    """As in Python 3.11.2: what has plural forms is not seen by gettext()."""

    def gettext(self, message: str) -> str:
        return self._catalog.get(message, message)


def test_what_has_plural_forms_is_found_by_the_python_of_debian_12_too() -> None:
    messages = {("ahead", "ahead"): ("{n} person ahead", "{n} people ahead")}
    english = _texts("en", messages, translations=_OfDebian12)
    assert english.has("ahead")
    assert [english.count("ahead", n) for n in (1, 2)] == ["1 person ahead", "2 people ahead"]
    assert english.raw("ahead") == "{n} person ahead"
    assert not english.has("behind")


def test_a_hole_is_filled_by_chinese_then_by_the_key_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    english = _texts("en", {}, fallback=_texts("zh", {"home": "首页"}))
    with caplog.at_level(logging.WARNING):
        said = [english.say("home"), english.say("home"), english.say("nowhere"), english.count("nowhere", 2)]
    assert said == ["首页", "首页", "nowhere", "nowhere"]
    assert [record.getMessage() for record in caplog.records] == [
        "no text for home in en",
        "no text for nowhere in en",
        "no text for nowhere in zh",
    ]


@pytest.mark.parametrize("text", ["{who} waits", "{} waits", "{n.name}", "{n:%q}", "{broken"])
def test_a_text_whose_fields_do_not_fit_is_shown_as_it_is(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert _texts("en", {"key": text}).say("key", n=5) == text
    assert len(caplog.records) == 1


def _texts(
    language: str,
    messages: dict[str | tuple[str, str], str | tuple[str, ...]],
    fallback: Texts | None = None,
    translations: type[gettext.GNUTranslations] = gettext.GNUTranslations,
) -> Texts:
    catalog = Catalog(locale=language)
    for key, text in messages.items():
        catalog.add(key, text)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Texts(language, translations(compiled), fallback)
