"""Whether who asks may change what a window calls for the day."""

from fastapi import Request

from hall.api.house import House, known
from link.messages.problems import refuse


def check_arranging(house: House, request: Request) -> None:
    """A window's own terminal may where the hall lets its clerks; whoever looks after the hall always may.

    Raises Refused `not-allowed`, or `not-signed-in` where the hall lists its staff and nobody has signed in there.
    """
    who, policy = known(request), house.state.definition.policy
    if who.role != "caller":
        return
    if not policy.clerks_arrange:
        raise refuse("not-allowed")
    if policy.staff_listed and not who.clerk:
        raise refuse("not-signed-in")
