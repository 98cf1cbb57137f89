"""How much memory an answer of a worker takes while it waits to be written, roughly."""

from __future__ import annotations

import msgspec

from reader.text.model import Anchors, Cover, FixedPages, Outline, Resource, Section
from reader.workers.members import UnpackedMember

_BYTES_PER_CHARACTER = 2  # as CPython keeps most scripts; Latin takes one, and emoji make it four
_STRUCT_BYTES = 200


def held_bytes(answer: msgspec.Struct) -> int:
    """The bytes of texts and pictures, and a flat sum for each thing in a list."""
    match answer:
        case Section():
            characters = sum(len(piece.html) + len(piece.text) for piece in answer.pieces)
            return _BYTES_PER_CHARACTER * characters + _STRUCT_BYTES * (1 + len(answer.pieces))
        case Resource() | Cover():
            return len(answer.data) + _STRUCT_BYTES
        case UnpackedMember():
            return sum(map(len, answer.chunks)) + _STRUCT_BYTES
        case Outline(entries=things) | Anchors(targets=things) | FixedPages(pages=things):
            return _STRUCT_BYTES * (1 + len(things))
    return _STRUCT_BYTES
