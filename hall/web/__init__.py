"""The pages that browsers get: a board, a window's terminal, a citizen's ticket; plain HTML, CSS and modules, no build."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Final

MEDIA_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; `tag` changes with its contents."""

    body: bytes
    media_type: str
    tag: str


def assets() -> dict[str, Asset]:
    """Every file by its name."""
    found = {}
    for file in files(__name__).iterdir():
        media_type = MEDIA_TYPES.get(file.name.rpartition(".")[2])
        if media_type is not None:
            body = file.read_bytes()
            found[file.name] = Asset(body, media_type, f'"{sha256(body).hexdigest()[:16]}"')
    return found
