"""Images: one picture file as a document of fixed pages; a TIFF may have many. The original stays as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from reader.errors import FileTooLarge, UnsupportedKind
from reader.formats import limits
from reader.formats.contract import SNIFFED_BYTES, FixedDocument, Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.pages import page_title
from reader.formats.picture_pages import PAGE_FORMATS, Leaf, PicturePages, leaves_of, opened
from reader.formats.trees import parse_xml
from reader.text.decoding import decode
from reader.text.language import guess_language
from reader.text.model import FixedPages, Metadata, Outline, ParseEvent, Piece, Section, Simplified
from reader.text.pieces import Block, Run, Tag, pack

_SIGNATURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
)
_BITMAP = re.compile(rb"BM.{8}....[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", re.DOTALL)
"""The sizes of a BMP's second header that there are; two letters alone would be any text."""

_BRANDS = {b"avif": "", b"avis": "", b"heic": "heic", b"heix": "heic", b"heim": "heic", b"heis": "heic",
           b"hevc": "heic", b"hevx": "heic", b"mif1": "heic", b"msf1": "heic"}  # fmt: skip
"""Brands of ISO/IEC 23008-12 files, and the kind that is not read here."""

_OTHER_KINDS = {b"\xff\x0a": "jxl", b"\x00\x00\x00\x0cJXL \r\n\x87\n": "jxl", b"\x00\x00\x00\x0cjP  \r\n\x87\n": "jp2"}
_DOCTYPE = r"<!DOCTYPE\s+svg[^>\[]*(?:\[[^\]]*\]\s*)?>"
_SVG_ROOT = re.compile(rf"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|{_DOCTYPE}\s*)*<(?:\w+:)?svg[\s>]", re.DOTALL)
_HEAD_BYTES = 8192
_MARKUP_STARTS = {b"<", b" ", b"\t", b"\r", b"\n", b"\xef", b"\xfe", b"\xff"}


def sniff(head: bytes) -> float:
    if head.startswith(_SIGNATURES) or _BITMAP.match(head) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return 1.0
    if _foreign_kind(head) is not None:
        return 0.9
    if head[:1] not in _MARKUP_STARTS:
        return 0.0
    return 0.9 if _SVG_ROOT.match(decode(head[:_HEAD_BYTES]).text) else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    drawing = _drawing(data)
    leaves = _leaves(drawing or data)
    cover = PicturePages(leaves).cover(0)  # a picture that can't be decoded is no document
    # What a camera or a program wrote into a photo stays in the file: it may name people and places.
    yield Metadata(title=page_title(parse_xml(drawing.decode())) if drawing else "")
    yield FixedPages(pages=tuple(leaf.size() for leaf in leaves))
    for number, leaf in enumerate(leaves):
        yield Section(index=number, language=guess_language(leaf.words), pieces=_pieces(leaf.words))
    if leaves[0].words:
        yield Simplified(what="svg-text")
    if not drawing and _moves(data):
        yield Simplified(what="animation")
    yield Outline(entries=())
    yield cover


def open_document(file: BinaryIO, password: str = "") -> FixedDocument:
    """The picture for drawing. Raises DamagedFile, FileTooLarge, UnsupportedKind."""
    data = file.read()
    return PicturePages(_leaves(_drawing(data) or data))


def _leaves(data: bytes) -> list[Leaf]:
    foreign = _foreign_kind(data)
    if foreign:
        raise UnsupportedKind(foreign)
    return leaves_of(data, lambda: data)


def _drawing(data: bytes) -> bytes:
    """An SVG in UTF-8 whatever it came in; empty for a picture of pixels."""
    if sniff(data[:SNIFFED_BYTES]) == 1.0 or _foreign_kind(data) is not None:
        return b""
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    return decode(data).text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace")


def _pieces(words: str) -> tuple[Piece, ...]:
    blocks = [Block((Tag("p"),), (Run(words),))] if words else []
    return tuple(Piece(html="", text=piece.text, start=piece.start) for piece in pack(blocks).pieces)


def _foreign_kind(head: bytes) -> str | None:
    """The kind of a picture that is known and not read here; empty for an AVIF, None for all else."""
    for signature, kind in _OTHER_KINDS.items():
        if head.startswith(signature):
            return kind
    if head[4:8] != b"ftyp":
        return None
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), 256), 4))]
    known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
    if not known:
        return None
    return "" if "" in known else known[0]


def _moves(data: bytes) -> bool:
    """Whether a picture has frames of which the first is shown."""
    with opened(data) as image:
        return image.format not in {"TIFF", "MPO"} and getattr(image, "n_frames", 1) > 1


def _samples() -> Iterator[bytes]:
    for kind in PAGE_FORMATS:
        out = io.BytesIO()
        Image.new("RGB", (2, 2)).save(out, kind)
        yield out.getvalue()


FORMAT = Format("image", sniff, guarded(parse), open_document, warm=_samples)
