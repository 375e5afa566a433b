"""The headphone jack: a headset plugged in and out, a jack that goes and comes back, a box without one."""

import asyncio
from collections.abc import AsyncIterator

from devices.headset.jack import open_jack, watch


class PretendedJack:
    """In it or not at first, then what happens; at the end it goes."""

    def __init__(self, is_in: bool, *changes: bool) -> None:
        self.is_in, self._changes = is_in, changes
        self.is_closed = False

    def is_plugged(self) -> bool:
        return self.is_in

    async def changes(self) -> AsyncIterator[bool]:
        for each in self._changes:
            yield each
        raise OSError("no such device")

    def close(self) -> None:
        self.is_closed = True


def heard(*jacks: PretendedJack | None) -> list[bool]:
    """What is told while these are found one after another."""
    told: list[bool] = []
    left = list(jacks)

    async def story() -> None:
        loop, all_have_gone = asyncio.get_running_loop(), asyncio.Event()

        def find() -> PretendedJack | None:
            """In a thread; another is looked for only when the one before has gone."""
            if left:
                return left.pop(0)
            loop.call_soon_threadsafe(all_have_gone.set)
            return None

        finding = asyncio.create_task(watch(told.append, find, look_again_s=0.01))
        await all_have_gone.wait()
        finding.cancel()

    asyncio.run(asyncio.wait_for(story(), 30))
    return told


def test_a_headset_is_told_when_it_comes_and_when_it_goes() -> None:
    assert heard(PretendedJack(False, True, False)) == [True, False]


def test_one_that_was_in_before_the_start_is_told_at_once() -> None:
    assert heard(PretendedJack(True, False)) == [True, False]


def test_a_jack_that_goes_takes_its_headset_along_and_is_found_again() -> None:
    first, second = PretendedJack(False, True), PretendedJack(False, True)
    assert heard(first, None, second) == [True, False, True, False]
    assert first.is_closed


def test_the_same_said_twice_is_told_once() -> None:
    assert heard(PretendedJack(False, True, True)) == [True, False]


def test_a_box_without_a_jack_goes_on(tmp_path) -> None:
    assert heard(None, None) == []
    assert open_jack(folder=tmp_path) is None
    assert open_jack(str(tmp_path / "nothing")) is None
