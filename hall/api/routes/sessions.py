"""People who sign in at a box and out again, and their own passwords."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from hall.api import bodies, shapes
from hall.api.house import House, base_pass, unkept
from hall.api.staff_shapes import ChangePasswordBody, SessionBegun, SessionShown, SignInBody
from hall.api.under import under
from hall.staff.session import Session
from link.messages.codec import encode
from link.messages.problems import refuse


def sessions(house: House) -> APIRouter:
    """The routes `/sessions`. The session in force is the one of the header `Jiaohao-Session`."""
    router = under("/sessions", "people")

    @router.post("", status_code=201, responses={201: {"model": SessionBegun}})
    async def sign_in(request: Request, body: SignInBody) -> Response:
        """A person signs in at the box that asks, or at one window of it; whoever was signed in there is not any more."""
        if body.window and body.window not in house.state.windows:
            raise refuse("unknown-window", window=body.window)
        session, text = await house.roll.sign_in(
            base_pass(request), _address(request), body.person, body.password, body.window
        )
        return unkept(_shown(house, session) | {"session": text}, 201)

    @router.get("", responses={200: {"model": SessionShown}})
    async def get_session(request: Request) -> Response:
        """Who is signed in."""
        return unkept(_shown(house, _session(house, request)))

    @router.post("/end", responses={200: {"model": shapes.Done}})
    async def sign_out(
        request: Request, body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]
    ) -> Response:
        """The session is over; a window that is open stays open."""
        await house.roll.sign_out(_session(house, request))
        return unkept({"seq": house.state.seq})

    @router.post("/password", responses={200: {"model": SessionShown}})
    async def change_password(request: Request, body: ChangePasswordBody) -> Response:
        """Another password of one's own."""
        session = _session(house, request)
        await house.roll.change_password(session, body.password, body.new, _address(request))
        return unkept(_shown(house, session) | {"must_change": False})

    return router


def _session(house: House, request: Request) -> Session:
    text = request.headers.get("jiaohao-session", "")
    session = house.roll.session_of(base_pass(request), text)
    if session is None:
        raise refuse("not-signed-in")
    return session


def _shown(house: House, session: Session) -> dict[str, Any]:
    return {
        "person": session.person,
        "name": house.roll.name_of(session.person),
        "role": session.role,
        "expires_at": encode(session.expires_at),
        "must_change": session.must_change,
    }


def _address(request: Request) -> str:
    return request.client.host if request.client is not None else ""
