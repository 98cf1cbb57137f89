"""StarDict dictionaries, as its own "Format for StarDict dictionary files" 3.0.0 describes them.

    name.ifo    lines of key=value    name.idx    headword, NUL, offset and size of its article, big endian
    name.syn    headword, NUL, number of an entry of the index    name.dict    the articles, one after the other

Each but the first may be gzipped (dictzip is gzip), and all may lie in one ZIP or tar archive. Runs in a worker.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Generator, Iterator, Mapping

import msgspec

from reader.errors import DamagedFile, FileTooLarge, UnknownKind, UnsupportedKind
from reader.formats.stardict_articles import article_of
from reader.formats.stardict_files import parts_of
from reader.text.dictionary import (
    BLOCK_ENTRIES,
    CHUNK_BYTES,
    MAX_ARTICLE_BYTES,
    MAX_NAME_CHARACTERS,
    MAX_WORD_CHARACTERS,
    MAX_WORDS,
    Article,
    DictionaryChunk,
    DictionaryEvent,
    DictionaryHead,
    DictionaryWords,
    Entry,
    deflated,
    key_of,
    packed_article,
    packed_entries,
)

_MAGIC = "StarDict's dict ifo file"
_SYNONYM = struct.Struct(">I")
_SIZES = {32: struct.Struct(">II"), 64: struct.Struct(">QI")}


_Place = tuple[int, int, int] | None
"""Chunk, first byte in it, length."""


class _Index(msgspec.Struct):
    """The headwords in the order of the index, and where the article of each lies."""

    words: list[str]
    offsets: array[int]
    sizes: array[int]


def read_stardict(files: Mapping[str, bytes]) -> Iterator[DictionaryEvent]:
    """One dictionary in the form in which it is kept. Raises DocumentRefused."""
    parts = parts_of(files)
    about = _about(parts["ifo"])
    index = _index_of(parts["idx"], _SIZES[64 if about.get("idxoffsetbits") == "64" else 32])
    if not index.words:
        raise DamagedFile("it has no words")
    synonyms = _synonyms_of(parts.get("syn", b""), len(index.words))
    yield DictionaryHead(_name(about), _line(about.get("lang", ""), 40), len(index.words) + len(synonyms))
    places = yield from _articles(parts["dict"], index, about.get("sametypesequence", ""))
    yield from _words(index, synonyms, places)


def _about(ifo: bytes) -> dict[str, str]:
    lines = ifo.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    if not lines or not lines[0].strip().startswith(_MAGIC):
        raise UnknownKind("no StarDict dictionary")
    about = dict(line.split("=", 1) for line in lines[1:] if "=" in line)
    if about.get("version", "").strip() not in {"2.4.2", "3.0.0"}:
        raise UnsupportedKind("a version of StarDict that is not known")
    return {name.strip(): value.strip() for name, value in about.items()}


def _name(about: Mapping[str, str]) -> str:
    return _line(about.get("bookname", ""), MAX_NAME_CHARACTERS) or "StarDict"


def _line(text: str, most: int) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:most]


def _index_of(data: bytes, numbers: struct.Struct) -> _Index:
    index = _Index([], array("Q"), array("Q"))
    at = 0
    while at < len(data):
        end = data.find(b"\0", at)
        if end < 0 or end + 1 + numbers.size > len(data):
            break  # cut short: what came before is whole
        offset, size = numbers.unpack_from(data, end + 1)
        index.words.append(data[at:end].decode("utf-8", "replace"))
        index.offsets.append(offset)
        index.sizes.append(size)
        at = end + 1 + numbers.size
        if len(index.words) > MAX_WORDS:
            raise FileTooLarge("too many words")
    return index


def _synonyms_of(data: bytes, count: int) -> list[tuple[str, int]]:
    found = []
    at = 0
    while at < len(data):
        end = data.find(b"\0", at)
        if end < 0 or end + 1 + _SYNONYM.size > len(data):
            break
        (number,) = _SYNONYM.unpack_from(data, end + 1)
        if number < count:
            found.append((data[at:end].decode("utf-8", "replace"), number))
        at = end + 1 + _SYNONYM.size
        if len(found) > MAX_WORDS:
            raise FileTooLarge("too many words")
    return found


def _articles(data: bytes, index: _Index, types: str) -> Generator[DictionaryChunk, None, list[_Place]]:
    """Every article once, in the order in which they lie; where that of each headword came to lie, or None."""
    order = sorted(range(len(index.words)), key=lambda number: (index.offsets[number], index.sizes[number]))
    places: list[_Place] = [None] * len(index.words)
    known: tuple[tuple[int, int], _Place] = ((-1, -1), None)
    gathered, chunk = bytearray(), 0
    for number in order:
        offset, size = lies = index.offsets[number], index.sizes[number]
        if offset + size > len(data):
            continue  # cut short: the word has no article
        if lies != known[0]:
            packed = packed_article(article_of(data[offset : offset + size], types))
            if len(packed) > MAX_ARTICLE_BYTES:  # signs that swell when they are written as markup
                packed = packed_article(Article("…"))
            known = lies, (chunk, len(gathered), len(packed))
            gathered += packed
        places[number] = known[1]
        if len(gathered) >= CHUNK_BYTES:
            yield DictionaryChunk(deflated(bytes(gathered)), len(gathered))
            gathered, chunk = bytearray(), chunk + 1
    if gathered:
        yield DictionaryChunk(deflated(bytes(gathered)), len(gathered))
    return places


def _words(index: _Index, synonyms: list[tuple[str, int]], places: list[_Place]) -> Iterator[DictionaryWords]:
    """All headwords by their keys, in blocks."""
    named = [*zip(index.words, range(len(index.words)), strict=True), *synonyms]
    entries = []
    for word, number in named:
        place = places[number]
        shown = _line(word, MAX_WORD_CHARACTERS)
        if place is not None and shown:
            entries.append((key_of(shown), Entry(shown, *place)))
    if not entries:
        raise DamagedFile("it has no articles")
    entries.sort(key=lambda entry: (entry[0], entry[1].word))
    for start in range(0, len(entries), BLOCK_ENTRIES):
        block = entries[start : start + BLOCK_ENTRIES]
        yield DictionaryWords(block[0][0], packed_entries([entry for _, entry in block]))
