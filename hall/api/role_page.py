"""The table of roles in docs/security.md, made from the rules and the routes: `python -m hall.api.role_page`."""

from typing import Final

from hall.access.roles import ROLES, Rule, Scope, rule_of
from hall.api.app import routes_over
from hall.api.house import empty_house
from hall.api.metrics import Figures
from hall.api.under import PREFIX

SHOWN: Final = tuple(role for role in ROLES if role != "hall")
"""`hall` is the hall itself: it may do all."""

_SCOPES: Final[dict[Scope, str]] = {
    "": "",
    "window": "its windows",
    "zone": "its zones",
    "sign": "its windows and zones",
    "box": "itself",
}


def role_table() -> str:
    """One line an operation: method and path, a mark under each role that may ask for it, and what bounds it."""
    head = ["operation", *SHOWN, "citizen", "bounds"]
    rows = [_row(method, path, rule_of(id)) for method, path, id in operations()]
    return "\n".join([_line(head), _line(["---"] * len(head)), *rows])


def operations() -> list[tuple[str, str, str]]:
    """Method, path and id of everything on the OpenAPI page."""
    page = routes_over(empty_house(), Figures()).openapi()
    return [
        (method.upper(), path, operation["operationId"])
        for path, each in page["paths"].items()
        for method, operation in each.items()
    ]


def _row(method: str, path: str, rule: Rule) -> str:
    name = f"`{method} {path.removeprefix(PREFIX)}`"
    if rule.is_public:
        return _line([name, *("●" for _ in SHOWN), "●", "everybody, without a token"])
    marks = ("●" if role in rule.roles else "" for role in SHOWN)
    return _line([name, *marks, "●" if rule.by_ticket else "", _SCOPES[rule.scope]])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print(role_table())
