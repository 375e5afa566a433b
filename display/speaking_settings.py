"""What each loudspeaker of a box is told before it starts: zones, wording, loudness, sound device, files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from config.box import BoxSettings
from config.hours import hours_of
from config.texts import FIRST_LANGUAGE
from config.voice_table import SpeakerTable, VoiceTable
from devices.voices.made import PlayerName, VoiceSettings
from display.loudness import Loudness
from display.wording import Wording
from link.messages.definition import CallTemplate, LetterWord


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingSettings:
    """What one voice says. `name`: empty where a box has one voice alone. No `zones`: those of the whole hall. `wording`:
    what the box says of it; the rest is the hall's.

    `announced`: the file where each announcement is a line.
    """

    name: str = ""
    zones: tuple[str, ...] = ()
    wording: Wording = field(default_factory=Wording)
    loudness: Loudness = field(default_factory=Loudness)
    ceiling_s: float = 40.0
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    announced: Path | None = None


def speaking_settings(box: BoxSettings, zone: str, out: Path | None) -> tuple[SpeakingSettings, ...]:
    """The voices of a box: its speakers, else the one of `[voice]`, which without zones of its own speaks for `zone`.

    `out`: the folder where all sounds go instead of being played.
    """
    own = SpeakerTable(name="voice", zones=box.voice.zones or ((zone,) if zone else ()))
    speakers = box.speaker or (own,)
    return tuple(_of_speakers(box, speakers, out))


def _of_speakers(
    box: BoxSettings, speakers: tuple[SpeakerTable, ...], out: Path | None
) -> Iterator[SpeakingSettings]:
    for speaker in speakers:
        if out is None and (speaker.player or box.voice.player) == "none":
            continue
        name = speaker.name if box.speaker else ""
        folder = out or (Path(box.voice.folder).expanduser() if box.voice.folder else None)
        wording = _wording(box.voice, speaker)
        yield SpeakingSettings(
            name=name,
            zones=speaker.zones,
            wording=wording,
            loudness=_loudness(box.voice, speaker),
            ceiling_s=box.voice.lag_s,
            voice=_voice(
                box,
                speaker,
                wording.languages or (FIRST_LANGUAGE,),
                folder / name if folder else None,
                out is not None,
            ),
            announced=folder / name / "announced.jsonl" if folder else None,
        )


def _wording(voice: VoiceTable, speaker: SpeakerTable) -> Wording:
    return Wording(
        languages=speaker.languages or voice.languages,
        times=speaker.repeat or voice.repeat,
        numbers=voice.numbers,
        is_yao=voice.yao,
        templates=tuple(CallTemplate(**row.model_dump()) for row in voice.template),
        words=tuple(LetterWord(**row.model_dump()) for row in voice.word),
    )


def _loudness(voice: VoiceTable, speaker: SpeakerTable) -> Loudness:
    quiet = voice.quiet if speaker.quiet is None else speaker.quiet
    return Loudness(
        quiet=tuple(hours_of(text) for text in quiet),
        by_hour=tuple((hours_of(row.hours), row.volume) for row in voice.loudness),
    )


def _voice(
    box: BoxSettings, speaker: SpeakerTable, languages: tuple[str, ...], folder: Path | None, is_kept: bool
) -> VoiceSettings:
    data, player = Path(box.box.data_dir).expanduser(), speaker.player or box.voice.player
    named: PlayerName = "file" if is_kept or player == "none" else player
    return VoiceSettings(
        engine=box.voice.engine,
        player=named,
        device=speaker.device or box.voice.device,
        folder=folder,
        rate=box.voice.rate,
        volume=box.voice.volume if speaker.volume is None else speaker.volume,
        languages=languages,
        cache=data / "voice" / "sentences",
        own=data / "voice" / "clips",
    )
