"""Where the contract's routes hang, and how they are named."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter
from fastapi.routing import APIRoute

PREFIX: Final = "/api/v1"


def under(path: str, tag: str, answers: Mapping[int | str, dict[str, Any]] | None = None) -> APIRouter:
    """An empty router below `/api/v1`; `answers` are documented on each of its routes."""
    return APIRouter(
        prefix=PREFIX + path,
        tags=[tag],
        responses=dict(answers or {}),
        generate_unique_id_function=named_as_function,
    )


def named_as_function(route: APIRoute) -> str:
    """The operation id: the name of the route's function."""
    return route.name
