"""A box and its hall: found, followed, cut, resumed, refused."""

from link.hall_link import HallLink
from link.messages import facts as f


def test_a_box_sees_the_day_and_what_happens_next(play, until, tiny_hall, new_day):
    day = new_day()
    day.issue("A001")
    heard = []

    async def stream(request, say):
        await say.begin(day.state)
        day.add(f.WindowOpened(window="w1", clerk="1001"))
        await say.facts(day.facts[-1])
        await say.silence()

    async def story():
        async with tiny_hall(on_stream=stream) as hall, HallLink("tv-1", url=hall.url) as link:
            link.on_change.add(
                lambda state, facts, whole: heard.append((state.seq, [x.seq for x in facts], whole))
            )
            await link.wait_live(5)
            await until(lambda: link.state.seq == 4)
            assert link.state.windows["w1"].clerk == "1001"
            assert link.status.hall == "hulu"
            assert link.client.url == f"{hall.url}/api/v1"
            await until(lambda: len(heard) == 2)
        assert hall.streams[0].headers["jiaohao-box"] == "tv-1"

    play(story())
    assert heard == [(3, [], True), (4, [4], False)]


def test_a_cut_stream_resumes_without_gap_or_double(play, until, tiny_hall, new_day):
    day = new_day()
    first = day.state
    later = [day.issue(f"A{number:03}") for number in range(1, 8)]
    heard = []

    async def stream(request, say):
        if not request.headers.get("last-event-id"):
            await say.begin(first)
            await say.facts(*later[:3])
            return
        assert request.headers["last-event-id"] == "ledger1.5"
        await say.head()
        await say.welcome(9)
        await say.facts(*later[2:])
        await say.silence()

    async def story():
        async with tiny_hall(on_stream=stream) as hall, HallLink("tv-1", url=hall.url) as link:
            link.on_change.add(lambda state, facts, whole: heard.extend(each.seq for each in facts))
            await until(lambda: link.state.seq == 9)
            await until(lambda: link.status.is_live)
            assert link.state == day.state

    play(story())
    assert heard == [3, 4, 5, 6, 7, 8, 9]
