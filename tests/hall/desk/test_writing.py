"""Stories of the thread that writes: it goes on while the desk is busy, and lets other work in between."""

import asyncio
import time

BOUND_S = 30


def test_what_was_decided_is_written_while_the_desk_is_busy_and_answered_in_order(house):
    hall = house()

    async def story():
        await hall.desk.start(hall.definition)
        written, decided = hall.points.count("after_commit"), hall.points.count("batched")
        first = await hall.in_mid_commit(hall.take())
        second = asyncio.create_task(hall.take())
        await hall.until(lambda: hall.points.count("batched") == decided + 2)
        hall.gate.set()
        while_the_loop_stands_still(lambda: hall.points.count("after_commit") == written + 2)
        assert not first.done()
        assert not second.done()
        await asyncio.wait_for(asyncio.gather(first, second), BOUND_S)
        assert [len(each) for each in hall.told[-2:]] == [1, 1]
        await hall.desk.stop()

    asyncio.run(story())


def test_whoever_asks_again_is_not_kept_waiting_by_the_writing_of_others(house):
    hall = house()

    async def story():
        await hall.desk.start(hall.definition)
        reply = await hall.take("press")
        others = [asyncio.create_task(keep_taking(hall)) for _ in range(4)]
        again = await asyncio.wait_for(hall.take("press"), BOUND_S)
        for other in others:
            other.cancel()
        assert again.seqs == reply.seqs
        await asyncio.gather(*others, return_exceptions=True)
        await hall.desk.stop()

    asyncio.run(story())


async def keep_taking(hall):
    while True:
        await hall.take()


def while_the_loop_stands_still(is_so):
    deadline = time.monotonic() + BOUND_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)
