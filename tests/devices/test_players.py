"""Players: a program is believed by its exit status, never begins a sound twice, and cannot hang the queue."""

import asyncio
from pathlib import Path

from devices.voices.players import CommandPlayer, FilePlayer
from devices.voices.programs import run


def play(player: CommandPlayer | FilePlayer, sound: Path, seconds: float = 1.0) -> tuple[bool, str]:
    played = asyncio.run(player.play(sound, seconds))
    return played.was_heard, played.reason


def test_the_first_player_that_works_is_used_and_asked_first_the_next_time(tmp_path: Path) -> None:
    log = tmp_path / "log"
    broken = ("sh", "-c", f"echo broken >> {log}; exit 1")
    works = ("sh", "-c", f"echo works >> {log}")
    # However long a busy machine takes to start the first: it played nothing.
    player = CommandPlayer([broken, works], started_s=30.0)
    sound = tmp_path / "sound.wav"
    assert play(player, sound) == (True, "")
    assert play(player, sound) == (True, "")
    assert log.read_text().split() == ["broken", "works", "works"]


def test_a_sound_that_broke_off_is_not_begun_again_by_another_player(tmp_path: Path) -> None:
    log = tmp_path / "log"
    player = CommandPlayer([("sh", "-c", "sleep 0.5; exit 3"), ("sh", "-c", f"touch {log}")])
    heard, reason = play(player, tmp_path / "sound.wav")
    assert not heard
    assert reason == "sh ended with status 3"
    assert not log.exists()


def test_a_player_that_hangs_is_ended() -> None:
    ended = asyncio.run(run(("sleep", "60"), within_s=0.2))
    assert ended.trouble == "sleep did not end within 0 s"


def test_the_last_line_a_player_complains_with_is_the_reason(tmp_path: Path) -> None:
    player = CommandPlayer([("sh", "-c", "echo first >&2; echo 'no such card' >&2; exit 1")])
    assert play(player, tmp_path / "sound.wav") == (False, "no such card")


def test_a_player_that_is_cancelled_leaves_no_process(tmp_path: Path) -> None:
    marker = tmp_path / "pid"

    async def story() -> None:
        playing = asyncio.create_task(run(("sh", "-c", f"echo $$ > {marker}; exec sleep 60"), within_s=70))
        async with asyncio.timeout(30):
            while not (marker.exists() and marker.read_text().strip()):  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(0.01)
        playing.cancel()
        await asyncio.wait([playing], timeout=30)

    asyncio.run(story())
    assert not Path("/proc", marker.read_text().strip()).exists()


def test_a_folder_that_cannot_be_written_is_a_reason_not_a_crash(tmp_path: Path) -> None:
    sound = tmp_path / "12.wav"
    sound.write_bytes(b"RIFF")
    (tmp_path / "file").touch()
    player = FilePlayer(tmp_path / "file" / "out")
    assert not asyncio.run(player.check()).was_heard
    heard, reason = play(player, sound)
    assert not heard
    assert "Not a directory" in reason


def test_a_folder_collects_sounds_under_their_names(tmp_path: Path) -> None:
    sound = tmp_path / "12.wav"
    sound.write_bytes(b"RIFF")
    player = FilePlayer(tmp_path / "out")
    assert asyncio.run(player.check()).was_heard
    assert play(player, sound, 0.0) == (True, "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["12.wav"]
