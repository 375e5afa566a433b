"""A ticket as ESC/POS bytes, written by python-escpos."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

# python-escpos ships neither annotations nor stubs.
from escpos.capabilities import Profile  # type: ignore[import-untyped]
from escpos.constants import FS, GS, QR_ECLEVEL_M  # type: ignore[import-untyped]
from escpos.printer import Dummy  # type: ignore[import-untyped]
from PIL import Image

from printer.blocks import Block, Line, Run
from printer.code import squares
from printer.columns import CELL_DOTS, BlankLine, PictureLine, Piece, QrLine, TextLine, text_lines
from printer.fonts import Fonts
from printer.models import Model, TextMode
from printer.paper import Name, Paper, TicketPaper
from printer.raster import draw_blocks
from printer.sheet import Sheet, sheet_for
from printer.slip import laid_out

PROCESS_ID_BYTES: Final = 4


def encode(paper: Paper, model: Model, fonts: Fonts) -> bytes:
    """All bytes that print this ticket on this model, from reset to cut."""
    blocks = laid_out(paper, model.dots, model.dpi)
    sheet = sheet_for(model.dots, paper.form)
    writer = Dummy(profile=_profile(model))
    writer.hw("INIT")
    if model.text == "raster":
        _put_picture(writer, draw_blocks(blocks, sheet, fonts), model)
    else:
        _put_text(writer, blocks, sheet, model, fonts)
    _put_process_ids(writer, paper.number, model)
    _put_end(writer, model)
    return bytes(writer.output)


def warm_up(model: Model, fonts: Fonts) -> None:
    """Encodes a ticket for nobody, so that the first citizen does not wait until fonts are loaded."""
    name = Name("不动产登记 0123456789", "Registration of ownership")
    paper = TicketPaper(
        "政务服务中心", "A0123", name, datetime(2026, 1, 1), ahead=5, wait=(5, 9), place=name, qr="A"
    )
    encode(paper, model, fonts)


def process_ids(number: str) -> tuple[bytes, ...]:
    """A number in pieces of four printable bytes, as GS ( H carries them: `A0123` is `A012`, `3   `."""
    plain = number.encode("ascii", "replace")
    printable = bytes(byte if 32 <= byte <= 126 else ord("?") for byte in plain) or b"?"
    pieces = (printable[at : at + PROCESS_ID_BYTES] for at in range(0, len(printable), PROCESS_ID_BYTES))
    return tuple(piece.ljust(PROCESS_ID_BYTES) for piece in pieces)


def _profile(model: Model) -> Profile:
    """python-escpos's word for a model; with the width known it draws to the last dot and stays quiet."""
    profile = Profile(columns=model.dots // CELL_DOTS)
    profile.profile_data = {**profile.profile_data, "media": {"width": {"pixels": model.dots}}}
    return profile


def _put_picture(writer: Dummy, picture: Image.Image, model: Model) -> None:
    writer.image(picture, impl="bitImageRaster", fragment_height=model.fragment_rows)


def _put_text(writer: Dummy, blocks: tuple[Block, ...], sheet: Sheet, model: Model, fonts: Fonts) -> None:
    """Line by line in the printer's own font; a line with a character that it lacks goes as a picture."""
    for line in text_lines(blocks, model.dots // CELL_DOTS):
        match line:
            case BlankLine():
                writer.print_and_feed(1)
            case QrLine():
                _put_qr(writer, line, sheet, model)
            case PictureLine():
                _put_picture(writer, draw_blocks((line.block,), sheet, fonts), model)
            case TextLine() if _is_in_font(line, model.text):
                _put_line(writer, line, model.text)
            case TextLine():
                _put_picture(writer, _drawn(line, sheet, fonts), model)


def _put_line(writer: Dummy, line: TextLine, charset: str) -> None:
    writer.set(align=line.align, invert=line.is_reversed)
    for piece in line.pieces:
        writer.set(custom_size=True, width=piece.scale, height=piece.scale, bold=piece.is_bold)
        for encoded in _hanzi(piece, charset):
            _put_raw(writer, encoded)
    _put_raw(writer, b"\n")
    writer.set(align="left", invert=False, bold=False, custom_size=True, width=1, height=1)


def _hanzi(piece: Piece, charset: str) -> Iterator[bytes]:
    """FS & (Kanji mode on), the text, FS . (off): Epson's ESC/POS reference, Kanji commands."""
    yield FS + b"&" + piece.text.encode(charset) + FS + b"."


def _is_in_font(line: TextLine, charset: TextMode) -> bool:
    try:
        for piece in line.pieces:
            piece.text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _drawn(line: TextLine, sheet: Sheet, fonts: Fonts) -> Image.Image:
    runs = tuple(
        Run(piece.text, piece.scale * CELL_DOTS * 2, "bold" if piece.is_bold else "regular")
        for piece in line.pieces
    )
    return draw_blocks((Line(runs, is_centred=line.align == "center"),), sheet, fonts)


def _put_qr(writer: Dummy, line: QrLine, sheet: Sheet, model: Model) -> None:
    writer.set(align="left")
    if model.qr == "native":
        writer.qr(line.content, ec=QR_ECLEVEL_M, size=line.module, native=True)
    else:
        _put_picture(writer, _qr_picture(line, sheet), model)


def _qr_picture(line: QrLine, sheet: Sheet) -> Image.Image:
    code = squares(line.content, sheet.code)
    small = Image.new("1", (len(code.rows) + 8, len(code.rows) + 8), 1)
    for y, row in enumerate(code.rows):
        for x, is_black in enumerate(row):
            small.putpixel((x + 4, y + 4), 0 if is_black else 1)
    return small.resize((small.width * code.module, small.height * code.module), Image.Resampling.NEAREST)


def _put_process_ids(writer: Dummy, number: str, model: Model) -> None:
    """GS ( H, function 48: the printer sends these bytes back once all before them is on paper.

    `1D 28 48 06 00 30 30 d1 d2 d3 d4`, d from 20 to 7E (Epson's ESC/POS reference, GS ( H).
    """
    if model.confirm == "process_id":
        for process_id in process_ids(number):
            _put_raw(writer, GS + b"(H\x06\x0000" + process_id)


def _put_end(writer: Dummy, model: Model) -> None:
    """Feed to the knife and cut partially, or feed to the tear bar."""
    if model.cutter:
        writer.cut(feed=False)
    elif model.tear_feed_lines:
        writer.print_and_feed(model.tear_feed_lines)


def _put_raw(writer: Dummy, encoded: bytes) -> None:
    """python-escpos's documented way for bytes it has no method for."""
    writer._raw(encoded)
