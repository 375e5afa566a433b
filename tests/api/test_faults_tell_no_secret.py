"""A request that ends in a fault is in the log, and nothing that whoever asked brought with it."""

import asyncio

import httpx
from fastapi import FastAPI

from hall.api.door import Door
from hall.api.guard import Guard

SECRET = "c2VjcmV0LW9mLWEtdGlja2"


def test_the_secret_in_an_address_is_in_no_log(caplog):
    app = FastAPI()

    @app.get("/t/{secret}")
    async def page(secret: str) -> None:
        raise KeyError("broken")

    app.add_middleware(Guard, is_stopping=lambda: False, door=Door())

    async def asked() -> httpx.Response:
        line = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=line, base_url="http://localhost") as browser:
            return await browser.get(f"/t/{SECRET}")

    reply = asyncio.run(asked())
    assert reply.status_code == 500
    assert "GET /t/{secret}" in caplog.text
    assert SECRET not in caplog.text + reply.text
