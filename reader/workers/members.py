"""The files in an archive, as the desk takes them from the worker that unpacks it: checked, one at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from reader.errors import DocumentRefused, ProtocolViolation
from reader.text.model import Progress
from reader.text.visible import DIRECTIONS
from reader.workers.protocol import CHUNK_BYTES, Done, Member, MemberChunk, MemberRefused, refusal
from reader.workers.session import Session

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 256 * 1024 * 1024
MAX_MEMBERS_BYTES = 1024 * 1024 * 1024
MAX_PATH_CHARACTERS = 1100
MAX_DEPTH = 33
"""A little beyond what reader/formats/zip_container.py keeps to: an honest worker never comes near."""
_NO_NAME_HAS = {"Cc", "Cs", "Zl", "Zp"}
_TURNS = frozenset(map(chr, DIRECTIONS))


class UnpackedMember(msgspec.Struct, frozen=True):
    """A file that was in an archive; chunks are CHUNK_BYTES long, fewer only at the end."""

    path: str
    chunks: list[bytes]


class RefusedMember(msgspec.Struct, frozen=True):
    """A file in an archive that can't be had, and why."""

    path: str
    error: DocumentRefused


Found = UnpackedMember | RefusedMember
_MOST_ANSWERS_EACH = 2  # how far it is, and the file


def received_members(session: Session) -> Iterator[Found | Progress]:
    """What the worker unpacks, until it says that it is done. Raises as `Session.receive`."""
    left_answers, left_bytes = _MOST_ANSWERS_EACH * MAX_MEMBERS, MAX_MEMBERS_BYTES
    while not isinstance(answer := session.receive(), Done):
        left_answers -= 1
        _require(left_answers >= 0, "files in an archive")
        match answer:
            case Progress(done=done, total=total):
                _require(0 <= done <= total, "progress")
                yield answer
            case MemberRefused(path):
                yield RefusedMember(check_path(path), refusal(answer))
            case Member(path, size_bytes):
                _require(0 <= size_bytes <= min(MAX_MEMBER_BYTES, left_bytes), "size of a file in an archive")
                left_bytes -= size_bytes
                yield UnpackedMember(check_path(path), _chunks(session, size_bytes))
            case _:
                raise ProtocolViolation("an answer to another question")


def check_path(path: str) -> str:
    """A path that leads nowhere but into its own archive, and shows itself as it is. Raises ProtocolViolation."""
    parts = path.split("/")
    _require(0 < len(path) <= MAX_PATH_CHARACTERS and len(parts) <= MAX_DEPTH, "path's length")
    _require(not any(part.strip() in {"", ".", ".."} for part in parts), "path's parts")
    _require("\\" not in path and _TURNS.isdisjoint(path), "path's characters")
    _require(not any(unicodedata.category(character) in _NO_NAME_HAS for character in path), "path's characters")
    return path


def _chunks(session: Session, size_bytes: int) -> list[bytes]:
    chunks, left_bytes = [], size_bytes
    while left_bytes:
        data = session.expect(MemberChunk).data
        _require(len(data) == min(CHUNK_BYTES, left_bytes), "length of a chunk")
        chunks.append(data)
        left_bytes -= len(data)
    return chunks


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ProtocolViolation(what)
