"""What must be right in `[voice]` and between the lines of `[[speaker]]`: folders, sentences, names, sound devices."""

from collections.abc import Iterator, Sequence
from string import Formatter
from typing import Final

from config.reading import Source
from config.texts import languages
from config.validated import one_of
from config.voice_table import SpeakerTable, TemplateTable, VoiceTable
from config.wrong import Finding, said

FIELDS: Final = ("number", "window")
"""What a template may fill in; a sentence that names neither, or only one, sends nobody anywhere."""


def voice_findings(source: Source, voice: VoiceTable, speakers: Sequence[SpeakerTable]) -> Iterator[Finding]:
    """Everything that is wrong with what a box says, and with its loudspeakers."""
    if voice.player == "file" and not voice.folder:
        what = said("config.what.no_folder")
        yield source.finding(("voice", "player"), what, said("config.allowed.folder"))
    yield from _tongues(source, ("voice", "languages"), voice.languages or (), voice.template)
    for place, template in enumerate(voice.template):
        yield from _template(source, place, template)
    for place, speaker in enumerate(speakers):
        yield from _tongues(source, ("speaker", place, "languages"), speaker.languages or (), voice.template)
        if (speaker.player or voice.player) == "file" and not voice.folder:
            what = said("config.what.no_folder")
            yield source.finding(("speaker", place, "player"), what, said("config.allowed.folder"))
        for at, other in enumerate(speakers[:place]):
            yield from _beside(source, place, speaker, at, other)


def is_whole(text: str) -> bool:
    """Whether a sentence fills in a number and a window as they are, and nothing else."""
    try:
        filled = [each[1:] for each in Formatter().parse(text) if each[1] is not None]
        return {name for name, _, _ in filled} == {*FIELDS} and not any(
            how or turned for _, how, turned in filled
        )
    except ValueError:
        return False


def _tongues(
    source: Source, path: tuple[str | int, ...], spoken: Sequence[str], templates: Sequence[TemplateTable]
) -> Iterator[Finding]:
    """A language without texts of ours is a dialect: the hall must write its sentence."""
    written = {template.language for template in templates if template.call}
    for tongue in spoken:
        if tongue not in languages() and tongue not in written:
            what = said("config.what.no_sentence", given=tongue)
            yield source.finding(path, what, one_of((*languages(), *sorted(written)), tongue))


def _template(source: Source, place: int, template: TemplateTable) -> Iterator[Finding]:
    for key, text in (("call", template.call), ("named", template.named)):
        if text and not is_whole(text):
            what = said("config.what.sentence", given=text)
            yield source.finding(("voice", "template", place, key), what, said("config.allowed.sentence"))


def _beside(
    source: Source, place: int, speaker: SpeakerTable, at: int, other: SpeakerTable
) -> Iterator[Finding]:
    """Two of one name; two that play on one device and would talk over each other."""
    if other.name == speaker.name:
        what = said("config.what.duplicate", given=speaker.name, other=at + 1)
        yield source.finding(("speaker", place, "name"), what, said("config.allowed.own_name"))
    if other.device == speaker.device:
        what = said("config.what.speaker_device", other=other.name)
        yield source.finding(("speaker", place, "device"), what, said("config.allowed.speaker_device"))
