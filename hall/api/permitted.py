"""Each route behind its rule: who may ask for it at all, and for what in its path."""

from dataclasses import dataclass
from hmac import compare_digest

from starlette.types import ASGIApp, Receive, Scope, Send

from hall.access.may import may_not_touch
from hall.access.roles import Rule
from hall.api.door import Entry
from hall.api.house import CITIZEN, ENTRY, House
from hall.trust.passes import Pass
from link.messages.problems import refuse


@dataclass(frozen=True, slots=True)
class Permitted:
    """A route's app, for those whom its rule lets in. Raises Refused `not-paired`, `not-allowed` or `not-signed-in`."""

    app: ASGIApp
    rule: Rule
    house: House

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        entry: Entry = scope[ENTRY]
        if entry.who is None:
            self._let_citizen_in(scope, entry)
        else:
            self._check(scope, entry.who)
        await self.app(scope, receive, send)

    def _check(self, scope: Scope, who: Pass) -> None:
        if self.rule.is_press and not who.clerk and self.house.state.definition.policy.staff_listed:
            raise refuse("not-signed-in")
        if self.rule.is_public or who.is_unchecked:
            return
        if who.role not in self.rule.roles:
            raise refuse("not-allowed")
        places = self.house.state.index.places
        if may_not_touch(who, self.rule.scope, scope.get("path_params", {}), places) is not None:
            raise refuse("not-allowed")

    def _let_citizen_in(self, scope: Scope, entry: Entry) -> None:
        """Whoever has no pass: to what is public, and to the ticket whose secret they bring. Nobody learns by this whether
        there is such a ticket: its secret is made of its id alone."""
        if self.rule.is_public:
            return
        ticket = str(scope.get("path_params", {}).get("ticket", ""))
        if not (self.rule.by_ticket and entry.secret and ticket):
            raise refuse("not-paired")
        if not compare_digest(entry.secret.encode(), self.house.desk.secret_of(ticket).encode()):
            raise refuse("not-allowed")
        scope[CITIZEN] = ticket
