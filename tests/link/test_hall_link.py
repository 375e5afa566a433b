"""A box and its hall: found, followed, cut, resumed, refused."""

import asyncio
from datetime import timedelta

import pytest

from link.discovery import LOOPBACK, Advertisement, Found
from link.hall_link import HallLink, whereabouts
from link.messages import facts as f


@pytest.fixture
def day(new_day):
    day = new_day()
    day.issue("A001")
    return day


@pytest.fixture
def meet(play, tiny_hall):
    """Play a story of a box and a hall that speaks so: `meet(stream, story)`; gives the streams that were asked for."""

    def meet(stream, story, **options):
        async def with_both():
            async with (
                tiny_hall(on_stream=stream) as hall,
                HallLink("tv-1", **{"url": hall.url} | options) as link,
            ):
                await story(hall, link)
            return hall.streams

        return play(with_both())

    return meet


def live_day(day):
    """A stream that says the day so far, and then keeps silent."""

    async def stream(request, say):
        await say.begin(day.state)
        await say.silence()

    return stream


def test_a_box_sees_the_day_and_what_happens_next(meet, until, day):
    heard = []

    async def stream(request, say):
        await say.begin(day.state)
        await asyncio.sleep(0.05)
        await say.facts(day.add(f.WindowOpened(window="w1", clerk="1001")), day.call("a001", "w1"))
        await say.silence()

    async def story(hall, link):
        link.on_change.add(
            lambda state, facts, whole: heard.append((state.seq, [x.seq for x in facts], whole))
        )
        await link.wait_live(60)
        await until(lambda: len(heard) == 2)
        assert link.state.windows["w1"].ticket == "a001"
        assert (link.status.hall, link.client.url) == ("hulu", f"{hall.url}/api/v1")

    (request,) = meet(stream, story)
    assert heard == [(3, [], True), (5, [4, 5], False)], "what came in one piece is told together"
    assert request.headers["jiaohao-box"] == "tv-1"
    assert request.headers["accept"] == "text/event-stream"


def test_a_cut_stream_resumes_without_gap_or_double(meet, until, new_day):
    day, heard = new_day(), []
    first = day.state
    later = [day.issue(f"A{number:03}") for number in range(1, 8)]

    async def stream(request, say):
        if not request.headers.get("last-event-id"):
            await say.begin(first)
            await say.facts(*later[:3])
            return
        await say.head()
        await say.welcome(9)
        await say.facts(*later[2:])
        await say.silence()

    async def story(hall, link):
        link.on_change.add(lambda state, facts, whole: heard.extend(each.seq for each in facts))
        await until(lambda: link.state.seq == 9)
        await until(lambda: link.status.is_live)
        assert link.state == day.state

    requests = meet(stream, story)
    assert [each.headers.get("last-event-id") for each in requests] == [None, "ledger1.5"]
    assert heard == [3, 4, 5, 6, 7, 8, 9]


def test_a_cut_in_the_middle_of_a_fact_loses_nothing(meet, until, day):
    later = [day.issue("A002"), day.issue("A003")]

    async def stream(request, say):
        if len(cuts) == 0:
            cuts.append(1)
            from link.messages.wire import fact_text

            await say.begin(new_start)
            await say.raw(f"event: fact\nid: ledger1.4\ndata: {fact_text(later[0])[:50]}")
            return
        await say.head()
        await say.welcome(5)
        await say.facts(*later)
        await say.silence()

    cuts = []
    from link.state import fold

    new_start = fold(day.facts[:3])

    async def story(hall, link):
        await until(lambda: link.state.seq == 5)
        assert link.state == day.state

    requests = meet(stream, story)
    assert requests[1].headers["last-event-id"] == "ledger1.3"


def test_an_unknown_kind_or_a_gap_or_garbage_brings_a_snapshot(meet, until, day):
    wrong = [
        'event: fact\ndata: {"kind":"ticket_framed","seq":4,"at":"2026-03-12T02:24:00Z","day":"2026-03-12"}\n\n',
        'event: fact\ndata: {"kind":"day_closed","seq":99,"at":"2026-03-12T02:24:00Z","day":"2026-03-12"}\n\n',
        "event: fact\ndata: \x07\n\n",
        "event: snapshot\ndata: {}\n\n",
    ]

    async def stream(request, say):
        await say.begin(day.state)
        if wrong:
            await say.raw(wrong.pop(0))
        await say.silence()

    async def story(hall, link):
        await until(lambda: len(hall.streams) == 5 and link.status.is_live)
        assert link.state == day.state

    requests = meet(stream, story)
    assert not any("last-event-id" in each.headers for each in requests)


def test_comments_keep_a_quiet_hall_fresh(meet, until, day):
    async def stream(request, say):
        await say.begin(day.state)
        while True:
            await say.comment()
            await asyncio.sleep(0.02)

    async def story(hall, link):
        await link.wait_live(60)
        before = link.status.last_word_at
        await until(lambda: link.status.last_word_at - before > timedelta(seconds=6))
        assert link.status.is_live
        assert len(hall.streams) == 1

    meet(stream, story, stale_s=4.0)


def test_a_hall_that_hangs_is_stale_and_comes_back(meet, until, day):
    states = []

    async def stream(request, say):
        if not request.headers.get("last-event-id"):  # also where the box was too hasty for a slow machine
            await say.begin(day.state)
            await say.silence()
        await say.head()
        await say.welcome(3)
        await say.silence()

    async def story(hall, link):
        link.on_status.add(lambda status: states.append((status.state, status.reason)))
        await until(lambda: ("stale", "silent") in states)
        await until(lambda: link.status.is_live)
        assert link.state == day.state, "what was known stays while it is stale"

    meet(stream, story, stale_s=0.3)


def test_another_hall_at_the_address_is_refused_and_gets_no_commands(meet, until, day):
    async def story(hall, link):
        hall.hall = "other"
        await until(lambda: link.status.reason == "other-hall")
        assert link.status.state in ("waiting", "connecting")
        assert link.status.detail == "other"
        assert link.client.url == ""
        assert link.state.seq == 0
        hall.hall = "hulu"
        await until(lambda: link.status.is_live)

    meet(live_day(day), story, hall="hulu")


def test_a_box_of_no_hall_stays_with_the_first_it_meets(meet, until, day):
    async def stream(request, say):
        await say.begin(day.state)
        await asyncio.sleep(0.05)

    async def story(hall, link):
        await link.wait_live(60)
        hall.hall = "other"
        await until(lambda: link.status.reason == "other-hall")
        assert link.status.hall == "hulu"

    meet(stream, story)


def test_a_restored_hall_is_a_new_ledger_and_sends_all(meet, until, day, new_day):
    async def stream(request, say):
        if len(seen) == 0:
            seen.append(request)
            await say.begin(day.state)
            return
        await say.begin(new_day().state, ledger="restored")
        await say.silence()

    seen = []

    async def story(hall, link):
        await until(lambda: link.status.is_live and link.state.seq == 2)
        assert link.mirror.last_id == "restored.2"

    meet(stream, story)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("HTTP/1.1 503 X\r\ncontent-type: application/problem+json\r\nconnection: close\r\n\r\n{}", "refused"),
        ("HTTP/1.1 302 X\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", "refused"),
        ("HTTP/1.1 200 X\r\ncontent-type: text/html\r\n\r\n<html>router login</html>", "garbled"),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", "cut"),
        ("HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\ndata: {}\n\n", "cut"),
        ("HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\n\r\nnot gzip", "garbled"),
        ("HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\nevent: welcome\ndata: {}\n\n", "behind"),
        ("", "cut"),
    ],
)  # fmt: skip
def test_what_is_no_stream_is_said_to_be_none(meet, until, head, reason):
    async def stream(request, say):
        await say.raw(head)

    async def story(hall, link):
        await until(lambda: link.status.reason == reason)
        assert not link.status.is_live
        with pytest.raises(TimeoutError, match=reason):
            await link.wait_live(0.01)

    meet(stream, story)


def test_a_hall_that_speaks_no_longer_our_schema_is_named_so(meet, until):
    async def stream(request, say):
        await say.head()
        await say.welcome(3, schema=9, oldest_schema=8)
        await say.silence()

    async def story(hall, link):
        await until(lambda: link.status.reason == "too-old")
        assert "schema 8 to 9" in link.status.detail

    meet(stream, story)


def test_the_hall_time_is_shown_in_the_halls_zone(meet, until, day):
    async def story(hall, link):
        await link.wait_live(60)
        assert link.hall_now().strftime("%Y-%m-%d %H") == "2026-03-12 10"

    meet(live_day(day), story)


def test_thousands_of_facts_are_told_in_few_pieces(meet, until, new_day):
    day, told = new_day(), []
    first = day.state
    many = [day.issue(f"A{number:03}") for number in range(1, 2001)]

    async def stream(request, say):
        await say.begin(first)
        await say.facts(*many)
        await say.silence()

    async def story(hall, link):
        link.on_change.add(lambda state, facts, whole: told.append(len(facts)))
        await until(lambda: sum(told) == 2000)
        assert link.state.waiting.count("first") == 2000

    meet(stream, story)
    assert len(told) < 200


def test_an_event_without_an_end_is_cut_off(meet, until):
    async def stream(request, say):
        await say.head()
        await say.raw(b"data: ")
        while True:
            await say.raw(b"x" * (1 << 20))

    async def story(hall, link):
        await until(lambda: link.status.reason == "garbled")

    meet(stream, story)


# ── found by mDNS ────────────────────────────────────────────────────────────────────────────────────


def test_a_box_finds_its_hall_by_its_announcement(play, until, tiny_hall, day):
    async def story():
        async with HallLink("tv-1", hall="hulu-link-test", interfaces=LOOPBACK) as link:
            await until(lambda: link.status.state == "searching")
            async with tiny_hall(on_stream=live_day(day), hall="hulu-link-test") as hall:
                announced = Advertisement(
                    hall="hulu-link-test", name="葫芦", port=hall.port, interfaces=LOOPBACK
                )
                await announced.open()
                await link.wait_live(60)
                assert link.client.url == f"{hall.url}/api/v1"
                await announced.close()
                await until(lambda: "hulu-link-test" not in {each.hall for each in link.halls})
                assert link.status.is_live, "a good-bye does not end a stream that stands"

    play(story())


def test_a_hall_that_said_good_bye_is_still_tried_where_it_was(play, until, tiny_hall, day):
    async def story():
        async with HallLink("tv-1", hall="hulu-link-again", interfaces=LOOPBACK) as link:
            async with tiny_hall(on_stream=live_day(day), hall="hulu-link-again") as hall:
                announced = Advertisement(
                    hall="hulu-link-again", name="葫芦", port=hall.port, interfaces=LOOPBACK
                )
                await announced.open()
                await link.wait_live(60)
                await announced.close()
            await until(lambda: link.status.reason == "unreachable")
            async with tiny_hall(on_stream=live_day(day), hall="hulu-link-again", port=hall.port):
                await link.wait_live(60)

    play(story())


def found(hall, *urls):
    return Found(hall=hall, name=hall, schema=1, urls=urls)


def test_a_box_of_no_hall_does_not_choose_between_two():
    one, two = found("hulu", "u1"), found("other", "u2")
    assert whereabouts((), None, is_settled=True).reason == "not-heard"
    assert whereabouts((one,), None, is_settled=False).reason == "not-heard"
    assert whereabouts((one,), None, is_settled=True).urls == ("u1",)
    assert whereabouts((one, two), None, is_settled=True).reason == "several-halls"
    assert whereabouts((one, two), "other", is_settled=False).urls == ("u2",)
    assert whereabouts((one,), "other", is_settled=True).reason == "not-heard"


def test_a_hall_at_two_doors_is_tried_at_both():
    doors = (found("hulu", "u1", "u2"), found("hulu", "u2", "u3"))
    assert whereabouts(doors, "hulu", is_settled=True).urls == ("u1", "u2", "u3")


def test_a_box_leaves_a_hall_that_fell_silent_for_the_one_that_took_its_place(play, until, tiny_hall, day):
    """A hall that is paused keeps its connections; a box that waited for them to break would wait for ever."""

    async def story():
        name, here = "hulu-link-twin", LOOPBACK
        async with (
            tiny_hall(on_stream=live_day(day), hall=name) as sleeper,
            tiny_hall(on_stream=live_day(day), hall=name) as twin,
            HallLink("tv-1", hall=name, interfaces=here, missed_s=1.0, stale_s=60) as link,
        ):
            first = Advertisement(hall=name, name="葫芦", port=sleeper.port, interfaces=here)
            await first.open()
            await link.wait_live(60)
            second = Advertisement(hall=name, name="葫芦", port=twin.port, interfaces=here)
            await until(lambda: link.silent_s > 1.0)
            await second.open()
            await until(lambda: link.status.is_live and link.client.url == f"{twin.url}/api/v1")
            for each in (first, second):
                await each.close()

    play(story())


def test_an_announcement_that_came_before_the_silence_was_long_enough_is_remembered(
    play, until, tiny_hall, day
):
    """Who takes over is announced once; a box that had heard the other one a moment before would wait for it to break."""

    sleeps = asyncio.Event()

    async def speaks_until_it_sleeps(request, say):
        await say.begin(day.state)
        while not sleeps.is_set():
            await say.comment()
            await asyncio.sleep(0.02)
        await say.silence()

    async def story():
        name, here = "hulu-link-early", LOOPBACK
        async with (
            tiny_hall(on_stream=speaks_until_it_sleeps, hall=name) as sleeper,
            tiny_hall(on_stream=live_day(day), hall=name) as twin,
            HallLink("tv-1", hall=name, interfaces=here, missed_s=3.0, stale_s=60) as link,
        ):
            first, second = (
                Advertisement(hall=name, name="葫芦", port=each.port, interfaces=here, is_twin=True)
                for each in (sleeper, twin)
            )
            await first.open()
            await link.wait_live(60)
            await second.open()
            await until(lambda: len(link.halls) == 2)
            assert link.silent_s < 3.0
            assert link.client.url == f"{sleeper.url}/api/v1"
            sleeps.set()
            await until(lambda: link.status.is_live and link.client.url == f"{twin.url}/api/v1")
            for each in (first, second):
                await each.close()

    play(story())


def test_a_box_stays_with_a_hall_that_speaks_whoever_else_is_announced(play, until, tiny_hall, day):
    async def story():
        name, here = "hulu-link-other", LOOPBACK
        async with (
            tiny_hall(on_stream=live_day(day), hall=name) as hall,
            tiny_hall(on_stream=live_day(day), hall=name) as other,
            HallLink("tv-1", hall=name, interfaces=here, missed_s=60, stale_s=60) as link,
        ):
            first = Advertisement(hall=name, name="葫芦", port=hall.port, interfaces=here)
            await first.open()
            await link.wait_live(60)
            second = Advertisement(hall=name, name="葫芦", port=other.port, interfaces=here)
            await second.open()
            await until(lambda: len(link.halls) == 2)
            assert link.status.is_live
            assert link.client.url == f"{hall.url}/api/v1"
            assert other.streams == []
            for each in (first, second):
                await each.close()

    play(story())
