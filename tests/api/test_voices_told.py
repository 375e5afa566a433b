"""A box tells what waits at its loudspeakers: seen in `/health` and `/metrics`, kept in no ledger."""

import pytest


def told(hall, **voice):
    return hall.post("/boxes/voice-1/health", {"voices": [voice]})


def test_what_waits_is_shown_and_leaves_no_fact(open_hall):
    before = open_hall.seq
    assert told(open_hall, name="left", zones=["left"], waiting=3, oldest_s=12.5).status_code == 200
    assert open_hall.client.get("/health").json()["voices"] == [
        {"box": "voice-1", "name": "left", "zones": ["left"], "waiting": 3, "oldest_s": 12.5}
    ]
    page = open_hall.client.get(open_hall.hall.url + "/metrics").text.splitlines()
    assert 'jiaohao_speech_waiting{box="voice-1",speaker="left",zone="left"} 3.0' in page
    assert 'jiaohao_speech_oldest_seconds{box="voice-1",speaker="left",zone="left"} 12.5' in page
    assert open_hall.seq == before


def test_a_loudspeaker_of_the_whole_hall_is_counted_in_every_zone(open_hall):
    told(open_hall, waiting=1)
    page = open_hall.client.get(open_hall.hall.url + "/metrics").text
    assert [line for line in page.splitlines() if line.startswith("jiaohao_speech_waiting{")] == [
        f'jiaohao_speech_waiting{{box="voice-1",speaker="",zone="{zone}"}} 1.0' for zone in ("left", "right")
    ]


@pytest.mark.parametrize(
    "voice",
    [
        {"waiting": -1},
        {"waiting": 1.5},
        {"waiting": 10**9},
        {"oldest_s": -0.1},
        {"name": 'x"} 1\nforged 2'},
        {"zones": ["../x"]},
        {"loud": True},
    ],
)
def test_what_no_loudspeaker_says_is_refused_and_not_shown(open_hall, voice):
    before = open_hall.client.get("/health").json()["voices"]
    assert told(open_hall, **voice).status_code == 422
    assert open_hall.client.get("/health").json()["voices"] == before
