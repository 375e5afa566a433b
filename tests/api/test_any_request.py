"""Whatever is sent, the hall answers as its OpenAPI page says: schemathesis over every route but the stream."""

from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

EXAMPLES = 6
"""A route, always the same ones. There are more than a hundred routes; all together must stay under a minute."""
MANY = 60


@pytest.mark.timeout(3600)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("examples", [EXAMPLES, pytest.param(MANY, marks=pytest.mark.soak)])
def test_every_answer_is_one_that_the_page_promises(open_hall, examples):
    page = schemathesis.openapi.from_url(f"{open_hall.hall.url}/openapi.json").exclude(path="/api/v1/stream")
    operations = [each.ok() for each in page.get_all_operations()]
    assert len(operations) > 35
    for operation in operations:
        _try(operation, examples)


def test_every_route_of_the_contract_is_on_the_page(open_hall):
    paths = open_hall.client.get(f"{open_hall.hall.url}/openapi.json").json()["paths"]
    window_verbs = (
        "open pause resume close next recall arrived start finish missed park unpark transfer call walk undo "
        "take-over services"
    )
    ticket_verbs = "cancel prioritise reprint rating printed print-failed paper revive add-service"
    expected = {
        "/metrics",
        *(f"/api/v1/{path}" for path in ("tickets", "tickets/{ticket}", "hall", "state", "stream", "health")),
        *(
            f"/api/v1/views/{path}"
            for path in ("board/{zone}", "window/{window}", "caller/{window}", "kiosk")
        ),
        *(f"/api/v1/windows/{{window}}/{verb}" for verb in window_verbs.split()),
        *(f"/api/v1/tickets/{{ticket}}/{verb}" for verb in ticket_verbs.split()),
        *(f"/api/v1/boxes/{{box}}/{verb}" for verb in ("health", "leases", "hand-in")),
        *(f"/api/v1/services/{{service}}/{verb}" for verb in ("suspend", "resume")),
        "/api/v1/hall/notices",
        *(f"/api/v1/bookings{path}" for path in ("", "/slots", "/import", "/{booking}")),
        *(f"/api/v1/bookings/{{booking}}/{verb}" for verb in ("cancel", "check-in")),
        *(f"/api/v1/departments/{{department}}/{verb}" for verb in ("suspend", "resume")),
        *(f"/api/v1/zones/{{zone}}/{verb}" for verb in ("suspend", "resume")),
        "/api/v1/hall/crowd/numbers",
        "/api/v1/hall/reload",
        *(f"/api/v1/hall/{path}" for path in ("broadcast", "broadcast/end", "crowd", "crowd/end")),
    }
    assert expected <= set(paths)
    ids = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert len(ids) == len(set(ids))


def _try(operation, examples):
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def answers_as_promised(case):
        _with_a_key_of_its_own(case)
        response = case.call_and_validate(timeout=60, excluded_checks=[not_a_server_error])
        assert response.status_code < 500 or response.status_code == 501, response.text

    answers_as_promised()


def _with_a_key_of_its_own(case):
    """A key that another request had is a conflict by right, whatever the page says of its form."""
    key = (case.headers or {}).get("Idempotency-Key")
    if key and key.isascii() and key.isprintable() and len(key) < 100 and " " not in key:
        case.headers["Idempotency-Key"] = f"{key}-{uuid4().hex}"[-128:]
