"""A process of its own that renders one text by pyttsx3: `espeak_worker.py VOICE RATE TARGET`, the text on stdin.

It is run by its path and imports nothing of ours. A process, because espeak cannot be begun twice in one, blocks
while it works, and could take the box down with it. Whoever runs it bounds its time.
"""

import sys
import wave

import pyttsx3  # type: ignore[import-untyped]  # it ships no types


def main(voice: str, words_per_minute: int, target: str) -> str:
    """Render stdin to the WAV file `target`; returns what went wrong, empty for nothing."""
    text = sys.stdin.buffer.read().decode()
    engine = pyttsx3.init("espeak")
    # pyttsx3 takes an unknown voice without a word and speaks with another one.
    if voice not in (each.id for each in engine.getProperty("voices")):
        return f"espeak-ng has no voice {voice}"
    engine.setProperty("voice", voice)
    engine.setProperty("rate", words_per_minute)
    engine.save_to_file(text, target)
    # Not runAndWait(): it cancels what espeak's own thread has not done yet, so that now and then the rate, the
    # words or the file were missing. The driver ends this loop itself when it has written the file.
    engine.startLoop()
    with wave.open(target, "rb") as file:
        return "" if file.getnframes() else "espeak-ng rendered no sound"


if __name__ == "__main__":
    try:
        trouble = main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    except Exception as error:  # the last line of stderr is what the technician reads
        trouble = f"pyttsx3: {type(error).__name__}: {error}".splitlines()[0]
    sys.exit(trouble or None)
