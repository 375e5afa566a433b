"""Cases about bad ratings over HTTP: listed, read with their history, taken a step further, handed on as a table."""

import csv
import io
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from config.texts import texts
from hall.api import shapes
from hall.api.asked import language_asked
from hall.api.case_bodies import CallBackBody, CasesShown, ShownCase, StepBody, VerifyBody
from hall.api.house import House, carried_out_written, shown, unkept
from hall.api.under import under
from hall.api.words import NewId
from hall.cells import harmless_cell
from hall.rules.case_records import Case
from link.messages import commands as c
from link.messages.codec import encode
from link.messages.facts import CaseStep
from link.messages.problems import refuse
from link.state.changed import changed

CaseId = Annotated[NewId, Path(description="The case, as `GET /cases` names it.")]
Which = Annotated[Literal["open", "late", "closed", "all"], Query(description="Which cases.")]
Form = Annotated[Literal["json", "csv"], Query(description="`csv` is for a spreadsheet.")]

_COLUMNS: Final = (
    "id", "day", "number", "transaction", "service", "window", "clerk", "grade", "reasons", "state", "due", "is_late",
)  # fmt: skip


def cases(house: House) -> APIRouter:
    """The routes under `/cases`."""
    router = under("/cases", "cases")
    _read(router, house)
    _step(router, house)
    return router


def _read(router: APIRouter, house: House) -> None:
    @router.get(
        "", responses={200: {"model": CasesShown, "content": {"text/csv": {"schema": {"type": "string"}}}}}
    )
    async def list_cases(request: Request, which: Which = "open", form: Form = "json") -> Response:
        """The cases about bad ratings, without what was written."""
        found = [
            _value(house, each)
            for each in house.desk.published_day.cases.known.values()
            if _is(house, each, which)
        ]
        if form == "json":
            return shown(house, {"seq": house.state.seq, "cases": found})
        language = language_asked(request.scope["headers"])
        headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="cases.csv"'}
        return Response(
            "\ufeff" + _table(found, language), headers=headers, media_type="text/csv; charset=utf-8"
        )

    @router.get("/{case}", responses={200: {"model": ShownCase}})
    async def get_case(case: CaseId) -> Response:
        """One case with what the citizen wrote and all that was done about it."""
        known = _known(house, case)
        written = await house.writings.read([known.opened.comment, *(each.text for each in known.steps)])
        steps = [
            {
                "step": each.step,
                "state": each.state,
                "at": encode(each.at),
                "box": each.box,
                "clerk": each.clerk,
                "text": written.get(each.text),
            }
            for each in known.steps
        ]
        return unkept(_value(house, known) | {"comment": written.get(known.opened.comment), "steps": steps})


def _step(router: APIRouter, house: House) -> None:
    done: dict[int | str, dict[str, Any]] = {200: {"model": shapes.Done}}

    async def stepped(request: Request, case: str, step: CaseStep, body: StepBody) -> Response:
        _known(house, case)
        command = c.StepCase(
            case=case,
            step=step,
            is_founded=getattr(body, "is_founded", True),
            is_content=getattr(body, "is_content", True),
        )
        return await carried_out_written(
            house, request, body.text, lambda text: changed(command, text=text), body
        )

    @router.post("/{case}/verify", responses=done)
    async def verify_case(request: Request, case: CaseId, body: VerifyBody) -> Response:
        """What was found out (核实)."""
        return await stepped(request, case, "verify", body)

    @router.post("/{case}/rectify", responses=done)
    async def rectify_case(request: Request, case: CaseId, body: StepBody) -> Response:
        """What was put right (整改)."""
        return await stepped(request, case, "rectify", body)

    @router.post("/{case}/reply", responses=done)
    async def reply_case(request: Request, case: CaseId, body: StepBody) -> Response:
        """What the citizen was told (反馈)."""
        return await stepped(request, case, "reply", body)

    @router.post("/{case}/call-back", responses=done)
    async def call_back_case(request: Request, case: CaseId, body: CallBackBody) -> Response:
        """What the citizen said when called back (回访): content, the case is closed."""
        return await stepped(request, case, "call_back", body)

    @router.post("/{case}/reopen", responses=done)
    async def reopen_case(request: Request, case: CaseId, body: StepBody) -> Response:
        """A closed case is looked into again; all that was done stays in its history."""
        return await stepped(request, case, "reopen", body)

    @router.post("/{case}/note", responses=done)
    async def note_case(request: Request, case: CaseId, body: StepBody) -> Response:
        """Something to be known about it; it stands as before."""
        return await stepped(request, case, "note", body)


def _known(house: House, case: str) -> Case:
    known = house.desk.published_day.cases.known.get(case)
    if known is None:
        raise refuse("unknown-case", case=case)
    return known


def _is(house: House, case: Case, which: str) -> bool:
    if which == "late":
        return _is_late(house, case)
    return which == "all" or (case.state == "closed") == (which == "closed")


def _is_late(house: House, case: Case) -> bool:
    return case.due is not None and case.due <= house.now()


def _value(house: House, case: Case) -> dict[str, Any]:
    opened = case.opened
    return {
        "id": case.id,
        "ticket": opened.ticket,
        "number": opened.number,
        "transaction": opened.transaction,
        "grade": opened.grade,
        "reasons": list(opened.reasons),
        "service": opened.service,
        "window": opened.window,
        "clerk": opened.clerk,
        "day": encode(case.day),
        "opened_at": encode(case.at),
        "state": case.state,
        "due": encode(case.due),
        "is_late": _is_late(house, case),
    }


def _table(found: list[dict[str, Any]], language: str) -> str:
    catalogue = texts(language)
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow([catalogue.say(f"case.column.{name}") for name in _COLUMNS])
    writer.writerows([harmless_cell(cell) for cell in _cells(each, language)] for each in found)
    return page.getvalue()


def _cells(case: dict[str, Any], language: str) -> Iterator[str]:
    catalogue = texts(language)
    for name in _COLUMNS:
        value = case[name]
        if name == "state":
            yield catalogue.say(f"case.state.{value}")
        elif name == "is_late":
            yield catalogue.say("case.late") if value else ""
        else:
            yield " ".join(value) if isinstance(value, list) else str(value or "")
