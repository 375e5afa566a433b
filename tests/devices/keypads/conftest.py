"""Waiting for what a line or a folder brings, with an end to the patience."""

import asyncio

import pytest


@pytest.fixture
def until():
    async def wait(is_so, seconds=30.0):
        async with asyncio.timeout(seconds):
            while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
                await asyncio.sleep(0.005)

    return wait
