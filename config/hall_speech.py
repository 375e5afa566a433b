"""From `[speech]` to what the hall runs by, back to tables, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from config.hall_tables import HallTables
from config.reading import Source
from config.texts import languages
from config.validated import one_of
from config.voice_checks import is_whole
from config.wrong import Finding, said
from link.messages.definition import CallTemplate, Definition, LetterWord, Speech

Path = tuple[str | int, ...]


def speech_built(tables: HallTables) -> Speech:
    """How calls are said in this hall."""
    own = tables.speech
    return Speech(
        languages=own.languages,
        repeat=own.repeat,
        numbers=own.numbers,
        is_yao=own.yao,
        templates=tuple(CallTemplate(**row.model_dump()) for row in own.template),
        words=tuple(LetterWord(**row.model_dump()) for row in own.word),
    )


def speech_table(definition: Definition) -> dict[str, Any]:
    """The same as a table again."""
    own = definition.speech
    return {
        "languages": own.languages,
        "repeat": own.repeat,
        "numbers": own.numbers,
        "yao": own.is_yao,
        "template": [asdict(each) for each in own.templates],
        "word": [asdict(each) for each in own.words],
    }


def findings(source: Source, tables: HallTables) -> Iterator[Finding]:
    """Sentences that send nobody anywhere, zones that are not there, languages without a sentence, words said twice."""
    zones = [zone.id for zone in tables.zone]
    for place, template in enumerate(tables.speech.template):
        path: Path = ("speech", "template", place)
        for key, text in (("call", template.call), ("named", template.named)):
            if text and not is_whole(text):
                what = said("config.what.sentence", given=text)
                yield source.finding((*path, key), what, said("config.allowed.sentence"))
        for zone in template.zones:
            if zone not in zones:
                what = said("config.what.no_such", given=zone, kind=said("config.kind.zones"))
                yield source.finding((*path, "zones"), what, one_of(zones, zone))
    yield from _words(source, tables)
    yield from _tongues(source, ("speech", "languages"), tables.speech.languages, _written(tables, ""))
    for place, row in enumerate(tables.zone):
        yield from _tongues(source, ("zone", place, "spoken"), row.spoken, _written(tables, row.id))


def _words(source: Source, tables: HallTables) -> Iterator[Finding]:
    letters = [(row.letters, row.language) for row in tables.speech.word]
    for place, mine in enumerate(letters):
        if mine in letters[:place]:
            what = said("config.what.duplicate", given=mine[0], other=letters.index(mine) + 1)
            yield source.finding(("speech", "word", place, "letters"), what, said("config.allowed.one_word"))


def _written(tables: HallTables, zone: str) -> set[str]:
    """The languages in which the hall has a sentence for a zone; for `""` one that is said in all of them."""
    return {
        row.language for row in tables.speech.template if row.call and (not row.zones or zone in row.zones)
    }


def _tongues(source: Source, path: Path, spoken: Sequence[str], written: set[str]) -> Iterator[Finding]:
    """A language without texts of ours is a dialect: the hall must write its sentence."""
    for tongue in spoken:
        if tongue not in languages() and tongue not in written:
            what = said("config.what.no_sentence", given=tongue)
            yield source.finding(path, what, one_of((*languages(), *sorted(written)), tongue))
