"""The tokens of a hall's boxes on the disk: in the ledger, so that a restart and a backup have them too."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, String, Table, Text, delete, insert, select

from hall.ledger.tables import TABLES
from hall.trust.token import Token, Wish
from link.messages.codec import moment_text

TOKEN: Final = Table(
    "token",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("box", String(40), nullable=False),
    Column("touches", Text, nullable=False),
    Column("made_at", String(27), nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("expires_at", String(27), nullable=False),
    Column("follows", String(32), nullable=False),
    Column("used_at", String(27)),
    Column("revoked_at", String(27)),
)


class TokenTable:
    """Reads and writes blocks; one thread at a time, as the ledger itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Token]:
        """Every token, the ended ones too."""
        with self._engine.connect() as connection:
            return [_token(row) for row in connection.execute(select(TOKEN)).mappings()]

    def put(self, tokens: Sequence[Token]) -> None:
        """Keep these as they are now, all or none."""
        with self._engine.begin() as connection:
            connection.execute(delete(TOKEN).where(TOKEN.c.id.in_([each.id for each in tokens])))
            connection.execute(insert(TOKEN), [_row(each) for each in tokens])


def _row(token: Token) -> dict[str, str | None]:
    wish = token.wish
    touches = {"windows": wish.windows, "zones": wish.zones, "printers": wish.printers}
    return {
        "id": token.id,
        "hash": token.hash,
        "role": wish.role,
        "box": wish.box,
        "touches": json.dumps(touches),
        "made_at": moment_text(token.made_at),
        "made_by": token.made_by,
        "expires_at": moment_text(token.expires_at),
        "follows": token.follows,
        "used_at": _text(token.used_at),
        "revoked_at": _text(token.revoked_at),
    }


def _token(row: Any) -> Token:
    touches = {name: tuple(each) for name, each in json.loads(row["touches"]).items()}
    return Token(
        id=row["id"],
        hash=row["hash"],
        wish=Wish(role=row["role"], box=row["box"], **touches),
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
        expires_at=datetime.fromisoformat(row["expires_at"]),
        follows=row["follows"],
        used_at=_moment(row["used_at"]),
        revoked_at=_moment(row["revoked_at"]),
    )


def _text(at: datetime | None) -> str | None:
    return None if at is None else moment_text(at)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
