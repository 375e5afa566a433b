"""A film of moving bars made on the spot: to try whether a board plays video before the hall has any."""

import struct
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]


def sample_film(
    file: Path,
    size: tuple[int, int] = (1280, 720),
    *,
    seconds: float = 4.0,
    fps: int = 25,
    colour: Colour = (11, 79, 107),
) -> Path:
    """Write an AVI of JPEG pictures without sound, a bar wandering over one colour; returns the file."""
    pictures = [_picture(size, at / max(1, seconds * fps), colour) for at in range(round(seconds * fps))]
    file.write_bytes(avi(pictures, size, fps))
    return file


def avi(pictures: Sequence[bytes], size: tuple[int, int], fps: int) -> bytes:
    """JPEG pictures as a film, laid out as Microsoft's "AVI RIFF File Reference" has it: the headers `avih`, `strh` and
    `strf` (a BITMAPINFOHEADER of MJPG), the pictures as `00dc`, and their index `idx1`."""
    (width, height), count = size, len(pictures)
    main = struct.pack("<14I", 1_000_000 // fps, 0, 0, 0x10, count, 0, 1, 0, width, height, 0, 0, 0, 0)
    stream = b"vidsMJPG" + struct.pack(
        "<IHHIIIIIIIIHHHH", 0, 0, 0, 0, 1, fps, 0, count, 0, 0xFFFFFFFF, 0, 0, 0, width, height
    )
    form = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0)
    head = _list(
        b"hdrl", _chunk(b"avih", main) + _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", form))
    )
    chunks = [_chunk(b"00dc", picture) for picture in pictures]
    index, at = [], 4
    for picture, chunk in zip(pictures, chunks, strict=True):
        index.append(b"00dc" + struct.pack("<III", 0x10, at, len(picture)))
        at += len(chunk)
    body = b"AVI " + head + _list(b"movi", b"".join(chunks)) + _chunk(b"idx1", b"".join(index))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _picture(size: tuple[int, int], share: float, colour: Colour) -> bytes:
    picture, jpeg = Image.new("RGB", size, colour), BytesIO()
    width, height = size
    left = share * width
    ImageDraw.Draw(picture).rectangle(
        (left, height * 0.8, left + width * 0.06, height * 0.86), fill=(194, 205, 212)
    )
    picture.save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _list(name: bytes, content: bytes) -> bytes:
    return _chunk(b"LIST", name + content)
