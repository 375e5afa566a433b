"""Those who want to be told of something, on the event loop."""

import asyncio
from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Listeners(Generic[P]):
    """Tells each one in the order they came; the fault of one is the loop's to report and keeps nothing from the next."""

    def __init__(self) -> None:
        self._listening: list[Callable[P, None]] = []

    def add(self, listener: Callable[P, None]) -> Callable[[], None]:
        """From now on tell it; calling what comes back ends that."""
        self._listening.append(listener)

        def leave() -> None:
            if listener in self._listening:
                self._listening.remove(listener)

        return leave

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for listener in tuple(self._listening):
            try:
                listener(*args, **kwargs)
            except Exception as fault:
                what = {"message": f"a listener failed: {fault}", "exception": fault}
                asyncio.get_running_loop().call_exception_handler(what)
