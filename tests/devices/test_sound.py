"""The chime and the loudness of what is heard."""

import math
from array import array
from pathlib import Path

import pytest

from devices.voices.chime import BELOW_SPEECH_DB, chime, opening
from devices.voices.sound import (
    SPEECH_DB,
    Sound,
    at_loudness,
    at_volume,
    join,
    loudness_db,
    read_wave,
    silence,
    trimmed,
    write_wave,
)

RATE = 22050


def tone(seconds: float, peak: float, hertz: float = 220.0) -> Sound:
    count = round(seconds * RATE)
    return Sound(
        array("h", (round(32767 * peak * math.sin(2 * math.pi * hertz * i / RATE)) for i in range(count))),
        RATE,
    )


def strength(sound: Sound, hertz: float, start_s: float, seconds: float) -> float:
    """How much of one frequency there is in a stretch of sound (one bin of a Fourier transform)."""
    part = sound.samples[round(start_s * RATE) : round((start_s + seconds) * RATE)]
    turns = [2 * math.pi * hertz * i / RATE for i in range(len(part))]
    real = sum(x * math.cos(t) for x, t in zip(part, turns, strict=True))
    imaginary = sum(x * math.sin(t) for x, t in zip(part, turns, strict=True))
    return math.hypot(real, imaginary) / len(part)


def test_the_chime_is_a_g_of_180_ms_then_an_e_of_380_ms() -> None:
    sound = chime(RATE)
    assert sound.seconds == pytest.approx(0.56, abs=0.001)
    assert strength(sound, 784, 0.0, 0.18) > 5 * strength(sound, 659, 0.0, 0.18)
    assert strength(sound, 659, 0.18, 0.38) > 5 * strength(sound, 784, 0.18, 0.38)


def test_the_chime_has_its_octave_12_db_under_it() -> None:
    sound = chime(RATE)
    ratio = 20 * math.log10(strength(sound, 1568, 0.0, 0.18) / strength(sound, 784, 0.0, 0.18))
    assert ratio == pytest.approx(-12, abs=1)


def test_the_chime_begins_and_ends_without_a_click() -> None:
    samples = chime(RATE).samples
    assert abs(samples[0]) < 100
    assert abs(samples[-1]) < 400
    assert max(map(abs, samples)) < 32767 * 0.5


def test_a_tone_of_full_scale_is_three_db_under_it_and_silence_is_seventy() -> None:
    assert loudness_db(tone(1.0, 1.0)) == pytest.approx(-3.0, abs=0.1)
    assert loudness_db(silence(1.0, RATE)) == -70


def test_pauses_do_not_make_a_sentence_quieter() -> None:
    spoken = tone(0.8, 0.3)
    with_pauses = join([spoken, silence(0.8, RATE), spoken, silence(2, RATE)], RATE)
    assert loudness_db(with_pauses) == pytest.approx(loudness_db(spoken), abs=1.5)


def test_a_sound_is_brought_to_a_loudness_but_never_clipped() -> None:
    assert loudness_db(at_loudness(tone(1, 0.05), -16)) == pytest.approx(-16, abs=0.2)
    loud = at_loudness(tone(1, 0.05), 0)
    assert max(map(abs, loud.samples)) <= 32767
    assert at_loudness(silence(1, RATE), -16).seconds == 1


def test_the_chime_stands_3_db_under_the_speech_and_200_ms_before_it() -> None:
    before = opening("call", RATE)
    head = Sound(before.samples[: round(0.56 * RATE)], RATE)
    assert loudness_db(head) == pytest.approx(SPEECH_DB - BELOW_SPEECH_DB, abs=1)
    assert before.seconds == pytest.approx(0.56 + 0.2, abs=0.01)


def test_a_call_right_behind_another_has_one_note_and_an_emergency_three_chimes() -> None:
    assert opening("brief", RATE).seconds == pytest.approx(0.18 + 0.12, abs=0.01)
    assert opening("urgent", RATE).seconds == pytest.approx(3 * 0.56 + 2 * 0.25 + 0.2, abs=0.01)
    assert opening("none", RATE).seconds == 0
    assert (
        0
        < strength(opening("brief", RATE), 784, 0.0, 0.18) / strength(opening("call", RATE), 784, 0.0, 0.18)
        < 2
    )


def test_a_sound_is_turned_down_sample_by_sample() -> None:
    sound = Sound(array("h", (-32768, -1000, -1, 0, 1, 1000, 32767)), RATE)
    assert list(at_volume(sound, 0.5).samples) == [-16384, -500, 0, 0, 0, 500, 16384]
    assert at_volume(sound, 1.0) is sound
    assert not any(at_volume(sound, 0.0).samples)


def test_silence_around_a_sentence_is_cut_and_in_it_is_kept() -> None:
    sentence = join([tone(0.5, 0.3), silence(0.3, RATE), tone(0.5, 0.3)], RATE)
    around = join([silence(0.7, RATE), sentence, silence(0.9, RATE)], RATE)
    assert trimmed(around).seconds == pytest.approx(1.3, abs=0.02)
    assert trimmed(silence(1, RATE)).seconds == 0


def test_what_is_written_is_read_and_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wave(path, tone(0.1, 0.5))
    assert read_wave(path).samples == tone(0.1, 0.5).samples
    path.write_bytes(b"not a sound at all")
    with pytest.raises(ValueError, match=r"a\.wav is not a sound"):
        read_wave(path)


def test_sounds_of_different_rates_are_not_joined() -> None:
    with pytest.raises(ValueError, match="24000"):
        join([silence(1, 24000)], RATE)
