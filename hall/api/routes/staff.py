"""The list of staff, for managers."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Request, Response

from hall.api import bodies
from hall.api.house import House, known, unkept
from hall.api.staff_shapes import AddStaffBody, PersonShown, PersonWithPassword, StaffShown
from hall.api.under import under
from hall.api.words import Word
from hall.staff.person import Person
from link.messages.codec import encode

PersonId = Annotated[Word, Path(description="The person's number.")]
NoBody = Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]


def staff(house: House) -> APIRouter:
    """The routes under `/staff`."""
    router = under("/staff", "people")

    def shown(person: Person) -> dict[str, Any]:
        return {
            "id": person.id,
            "name": person.name,
            "role": person.role,
            "is_enabled": person.is_enabled,
            "must_change": person.must_change,
            "locked_s": round(house.roll.locked_s(person.id)),
            "made_at": encode(person.made_at),
            "changed_at": encode(person.changed_at),
        }

    @router.get("", responses={200: {"model": StaffShown}})
    async def list_staff() -> Response:
        """Everybody, the disabled ones too."""
        return unkept({"staff": [shown(each) for each in house.roll.people]})

    @router.post("", status_code=201, responses={201: {"model": PersonWithPassword}})
    async def add_staff(request: Request, body: AddStaffBody) -> Response:
        """A person, with a first password that is told here and nowhere else."""
        person, password = await house.roll.add(known(request), body.id, body.name, body.role)
        return unkept(shown(person) | {"password": password}, 201)

    @router.post("/{person}/disable", responses={200: {"model": PersonShown}})
    async def disable_staff(request: Request, person: PersonId, body: NoBody) -> Response:
        """They cannot sign in any more, and are signed out at once."""
        return unkept(shown(await house.roll.enable(known(request), person, is_enabled=False)))

    @router.post("/{person}/enable", responses={200: {"model": PersonShown}})
    async def enable_staff(request: Request, person: PersonId, body: NoBody) -> Response:
        """They can sign in again."""
        return unkept(shown(await house.roll.enable(known(request), person, is_enabled=True)))

    @router.post("/{person}/reset", responses={200: {"model": PersonWithPassword}})
    async def reset_staff(request: Request, person: PersonId, body: NoBody) -> Response:
        """Another first password, where theirs is forgotten."""
        changed, password = await house.roll.reset(known(request), person)
        return unkept(shown(changed) | {"password": password})

    @router.post("/{person}/unlock", responses={200: {"model": PersonShown}})
    async def unlock_staff(request: Request, person: PersonId, body: NoBody) -> Response:
        """They need not wait any more after wrong passwords."""
        return unkept(shown(await house.roll.unlock(known(request), person)))

    return router
