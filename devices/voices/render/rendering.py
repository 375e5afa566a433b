"""Clips rendered one by one into a folder: begun again it goes on where it was, and one bad word stops no other."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from devices.voices.clip_files import clip_path
from devices.voices.opus import encoded
from devices.voices.render.clip_list import Wanted
from devices.voices.sound import SPEECH_DB, Sound, at_loudness, faded, trimmed

_EDGE_S: Final = 0.005
"""So short a fade is not heard, and nothing clicks where clips meet."""


class Renderer(Protocol):
    """A voice model."""

    def render(
        self, phonemes: str, *, speed: float, longer: int = 0, before: str = "", after: str = ""
    ) -> Sound:
        """The sound of the phonemes, cut out of what is spoken with them. Raises ValueError."""


def render_missing(
    clips: Iterable[Wanted], folder: Path, renderer: Renderer, *, speed: float = 1.0
) -> Iterator[tuple[Wanted, str]]:
    """Render what `folder` does not hold yet; gives each clip with what went wrong, empty for nothing.

    `speed` is a factor on each clip's own.
    Raises OSError (a full disk): what is there stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for clip in clips:
        path = clip_path(folder, clip.text)
        if path.exists():
            continue
        try:
            sound = spoken(clip, renderer, speed=speed)
            content = encoded(as_clip(sound))
        except ValueError as error:
            yield clip, str(error)
            continue
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(content)
        unfinished.replace(path)
        yield clip, ""


def spoken(clip: Wanted, renderer: Renderer, *, speed: float = 1.0, longer: int = 0) -> Sound:
    """The clip as it comes out of the voice; `speed` is a factor on its own. ValueError as the renderer's."""
    return renderer.render(
        clip.phonemes, speed=speed * clip.speed, longer=longer, before=clip.before, after=clip.after
    )


def as_clip(sound: Sound) -> Sound:
    """Without silence around it, as loud as every other clip, faded at its ends."""
    return faded(at_loudness(trimmed(sound), SPEECH_DB), _EDGE_S)
