"""A request that goes straight to its function, and a body read straight by its model: what the busiest route does
instead of FastAPI's parameters, which cost as much again as all the rest of the edge."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

B = TypeVar("B", bound=BaseModel)


class StraightRoute(APIRoute):
    """A route whose function takes the request alone and gives the finished response: FastAPI knows it for its page, and
    leaves out what it does for functions with parameters."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The function as it is."""
        return self.endpoint


async def sent(request: Request, model: type[B]) -> B:
    """The body of a request. Raises RequestValidationError as FastAPI would."""
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError([_in_body(each) for each in error.errors()]) from None


def page_of(model: type[BaseModel]) -> dict[str, Any]:
    """What the OpenAPI page says of such a body."""
    schema = model.model_json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _in_body(finding: Any) -> dict[str, Any]:
    return {**finding, "loc": ("body", *finding["loc"])}
