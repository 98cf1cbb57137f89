"""A dictionary in the form in which it is kept: articles in deflated chunks, headwords in sorted, deflated blocks.

A worker makes it of a hostile file; the desk believes no number in it. Looking up reads one block of some hundred
headwords and one chunk of articles, however large the dictionary is.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec

from reader.errors import ProtocolViolation
from reader.text.fold import fold

CHUNK_BYTES = 64 * 1024
"""A chunk ends with the article that reaches this."""
MAX_ARTICLE_BYTES = 256 * 1024
MAX_CHUNK_BYTES = CHUNK_BYTES + MAX_ARTICLE_BYTES
MAX_BLOCK_BYTES = 256 * 1024
BLOCK_ENTRIES = 200
MAX_WORD_CHARACTERS = 256
MAX_NAME_CHARACTERS = 200
MAX_WORDS = 4_000_000
MAX_LINKS = 500
_LEVEL = 6


class DictionaryHead(msgspec.Struct, frozen=True, tag=True):
    """What a dictionary says of itself; comes first. `languages` as it writes them, "" if it does not."""

    name: str
    languages: str
    word_count: int


class DictionaryChunk(msgspec.Struct, frozen=True, tag=True):
    """The next chunk of articles, deflated; `size_bytes` is what it unpacks to."""

    data: bytes
    size_bytes: int


class DictionaryWords(msgspec.Struct, frozen=True, tag=True):
    """The next block of entries, deflated; `first` is the key of the first of them. Keys never fall."""

    first: str
    data: bytes


DictionaryEvent = DictionaryHead | DictionaryChunk | DictionaryWords


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A headword and where its article lies: number of the chunk, first byte and length there."""

    word: str
    chunk: int
    offset: int
    length: int


class Article(msgspec.Struct, frozen=True, array_like=True):
    """What is shown of a word: markup of the closed list; a link `#w3` leads to the word `links[3]`."""

    html: str
    links: tuple[str, ...] = ()


def key_of(word: str) -> str:
    """By what headwords are sorted and found."""
    folded = " ".join(fold(word).split())
    return folded or word


def deflated(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL)


def packed_entries(entries: Sequence[Entry]) -> bytes:
    """A block."""
    return deflated(msgspec.msgpack.encode(entries))


def unpacked_entries(data: bytes) -> list[Entry]:
    """The entries of a block. Raises ProtocolViolation for what no honest worker has written."""
    try:
        return msgspec.msgpack.decode(_inflated(data, MAX_BLOCK_BYTES), type=list[Entry])
    except msgspec.DecodeError as error:
        raise ProtocolViolation("a dictionary's words") from error


def packed_article(article: Article) -> bytes:
    """An article as it lies in a chunk."""
    return msgspec.msgpack.encode(article)


def unpacked_article(chunk: bytes, entry: Entry) -> Article:
    """The article of an entry in its chunk. Raises ProtocolViolation as `unpacked_entries`."""
    whole = _inflated(chunk, MAX_CHUNK_BYTES)
    if not 0 <= entry.offset <= entry.offset + entry.length <= len(whole):
        raise ProtocolViolation("an article outside its chunk")
    try:
        return msgspec.msgpack.decode(whole[entry.offset : entry.offset + entry.length], type=Article)
    except msgspec.DecodeError as error:
        raise ProtocolViolation("an article") from error


def _inflated(data: bytes, most_bytes: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        whole = unpacker.decompress(data, most_bytes)
    except zlib.error as error:
        raise ProtocolViolation("a dictionary's bytes") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ProtocolViolation("a dictionary's part is too large")
    return whole
