"""A dictionary, as the desk takes it from the worker that read it: counted and measured, never unpacked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader.errors import ProtocolViolation
from reader.text.dictionary import (
    MAX_BLOCK_BYTES,
    MAX_CHUNK_BYTES,
    MAX_NAME_CHARACTERS,
    MAX_WORD_CHARACTERS,
    MAX_WORDS,
    DictionaryChunk,
    DictionaryEvent,
    DictionaryHead,
    DictionaryWords,
)
from reader.workers.protocol import DictionaryFile, Done, ReadDictionary
from reader.workers.session import Session

MAX_PARTS = 1_000_000


def received_dictionary(session: Session, files: Mapping[str, Iterable[bytes]]) -> Iterator[DictionaryEvent]:
    """Send the files, and yield what they become, checked. Raises as `Session.receive`."""
    session.send(ReadDictionary(len(files)))
    for name, chunks in files.items():
        session.send(DictionaryFile(name))
        session.send_document(chunks)
    head = session.expect(DictionaryHead)
    _check_line(head.name, MAX_NAME_CHARACTERS)
    _check_line(head.languages, MAX_NAME_CHARACTERS)
    _require(0 < head.word_count <= 2 * MAX_WORDS, "number of words")
    yield head
    first, parts = "", 0
    while not isinstance(answer := session.receive(), Done):
        parts += 1
        _require(parts <= MAX_PARTS, "parts of a dictionary")
        match answer:
            case DictionaryChunk(data, size_bytes):
                _require(first == "" and 0 < size_bytes <= MAX_CHUNK_BYTES and len(data) <= MAX_CHUNK_BYTES, "chunk")
            case DictionaryWords(key, data):
                _require(first <= key and 0 < len(key) <= 8 * MAX_WORD_CHARACTERS, "order of words")
                _require(len(data) <= MAX_BLOCK_BYTES, "block of words")
                first = key
            case _:
                raise ProtocolViolation("an answer to another question")
        yield answer
    _require(first != "", "a dictionary without words")


def _check_line(line: str, most: int) -> None:
    _require(len(line) <= most and line.isprintable(), "a line")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ProtocolViolation(what)
