"""Looks up, in a job, whether a link leads to a note, and brings it with its pictures."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from reader.reading.excerpt import excerpt
from reader.reading.notes import MOST_CHARACTERS, Call, Text, find_note
from reader.reading.positions import PageMap
from reader.text.model import Locator, Piece
from ui.reading.piece_document import LoadedPiece
from ui.reading.piece_loader import PieceSource, decoded
from ui.reading.piece_markup import image_names


class FoundNote(msgspec.Struct, frozen=True):
    """A note and the piece of its own that it makes."""

    place: Locator
    loaded: LoadedPiece


def note_behind(
    source: PieceSource, document: int, pages: PageMap, anchors: Mapping[str, Locator], call: Call, target: Locator
) -> FoundNote | None:
    """The note that `call` leads to; None where it is a jump. Blocks."""
    index = pages.index_of(target)
    if index < 0 or pages.spans[index].section != target.section:
        return None
    around = _text(source, document, pages, index, target.offset)
    note = find_note(call, target, around, anchors)
    if note is None:
        return None
    start, end = note.start - around.start, note.end - around.start
    piece = Piece(html=excerpt(around.html, around.text, start, end), text=around.text[start:end], start=note.start)
    return FoundNote(Locator(note.section, note.start), with_images(source, document, piece))


def with_images(source: PieceSource, document: int, piece: Piece) -> LoadedPiece:
    """A piece with the pictures that it shows. Blocks."""
    images = {}
    for name in image_names(piece.html):
        resource = source.resource(document, name)
        image = decoded(resource) if resource is not None else None
        if image is not None:
            images[name] = image
    return LoadedPiece(piece, images)


def _text(source: PieceSource, document: int, pages: PageMap, index: int, offset: int) -> Text:
    """The piece that a note begins in, and the next one where the note may reach into it."""
    span = pages.spans[index]
    piece = source.piece(document, span.section, span.number)
    html, text = piece.html, piece.text
    following = pages.spans[index + 1] if index + 1 < len(pages) else None
    reaches = offset + MOST_CHARACTERS > span.start + span.length
    if reaches and following is not None and following.section == span.section:
        more = source.piece(document, following.section, following.number)
        html, text = html + more.html, text + more.text
    return Text(section=span.section, html=html, text=text, start=span.start)
