"""Who may do and see what (权限): rules by role and scope, pure, the same for every way in."""

from hall.access.may import may_not_touch
from hall.access.roles import PUBLIC, ROLES, Scope, is_allowed, rule_of
from hall.access.views import View, shown_state, shown_to, view_of

__all__ = [
    "PUBLIC", "ROLES", "Scope", "View",
    "is_allowed", "may_not_touch", "rule_of", "shown_state", "shown_to", "view_of",
]  # fmt: skip
