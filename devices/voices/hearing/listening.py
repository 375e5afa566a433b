"""Going through the clips of a folder: each is heard in two calls, and where there is a voice, spoken again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from devices.voices.clip_files import clip_path, clip_text
from devices.voices.hearing.record import Remark, add_remark, content_of, remarks
from devices.voices.hearing.takes import Chosen, best_take
from devices.voices.hearing.trial import ALL, sentences_of, understood
from devices.voices.joining import pause_s
from devices.voices.opus import RATE
from devices.voices.pack import SHIPPED, clips_of, load
from devices.voices.render.clip_list import Wanted
from devices.voices.render.rendering import Renderer
from devices.voices.sound import Sound, join, silence


class Ears(Protocol):
    """A recogniser."""

    def hear(self, sound: Sound, language: str) -> str:
        """The words of the sound."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was heard of a clip in its sentence. `is_new`: it was spoken again and the better take is kept."""

    clip: str
    is_understood: bool
    heard: str
    is_new: bool = False


class Listening:
    """The clips of `folder`/LANGUAGE, the rest of each sentence from there too or from the pack that ships.

    Without a `renderer` nothing is changed. What was heard is kept beside the clips and not heard again.
    """

    def __init__(
        self,
        folder: Path,
        language: str,
        ears: Ears,
        renderer: Renderer | None = None,
        shipped: Path = SHIPPED,
    ) -> None:
        self._folder, self._language = folder / language, language
        self._ears, self._renderer = ears, renderer
        self._clips = dict(clips_of(language, folder, shipped))

    def check(self, clips: Iterable[Wanted]) -> Iterator[Verdict]:
        """One verdict for each clip that the folder has. Raises OSError, and ValueError for a clip that is no sound."""
        known = remarks(self._folder)
        for clip in clips:
            path = clip_path(self._folder, clip.text)
            if not path.exists():
                continue
            remark = known.get(clip_text(clip.text))
            if remark is None or remark.content != content_of(path):
                remark = self._heard(clip, path)
            is_new = False
            if remark.share < ALL and self._renderer is not None:
                remark, is_new = self._again(clip, path, remark, self._renderer)
            yield Verdict(remark.clip, remark.share >= ALL, remark.heard, is_new)

    def _heard(self, clip: Wanted, path: Path) -> Remark:
        share, heard = self._listen(clip, load(self._clips[clip_text(clip.text)]))
        return self._noted(clip, path, share, heard)

    def _again(self, clip: Wanted, path: Path, remark: Remark, renderer: Renderer) -> tuple[Remark, bool]:
        there = Chosen(remark.share, remark.heard)
        best = best_take(clip, renderer, lambda sound: self._listen(clip, sound), there)
        if not best.content:
            return remark, False
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(best.content)
        unfinished.replace(path)
        return self._noted(clip, path, best.share, best.heard), True

    def _listen(self, clip: Wanted, sound: Sound) -> tuple[float, str]:
        """The share of all its calls that was understood, and what was heard of each."""
        told = [
            self._call(clip, pieces, sound) for pieces in sentences_of(clip_text(clip.text), self._language)
        ]
        return sum(share for share, _ in told) / len(told), " | ".join(heard for _, heard in told)

    def _call(self, clip: Wanted, pieces: tuple[str, ...], sound: Sound) -> tuple[float, str]:
        sounds: list[Sound] = []
        for piece in pieces:
            said = sound if piece == clip_text(clip.text) else load(self._clips[piece])
            sounds += [said, silence(pause_s(piece), RATE)]
        heard = self._ears.hear(join(sounds[:-1], RATE), self._language)
        return understood(pieces, heard, self._language), heard

    def _noted(self, clip: Wanted, path: Path, share: float, heard: str) -> Remark:
        remark = Remark(clip_text(clip.text), content_of(path), share, heard)
        add_remark(self._folder, remark)
        return remark
