"""RTF as tokens: braces, control words, symbols, bytes (RTF 1.9.1, "RTF Syntax"). One pass, linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

MAX_NUMBER = 2**31 - 1
_TOKEN = re.compile(
    rb"((?:\\u-?[0-9]{1,6} ?(?:\?|\\'[0-9A-Fa-f]{2}))+)"
    rb"|((?:\\'[0-9A-Fa-f]{2})+)"
    rb"|\\(?:([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|([^A-Za-z]))"
    rb"|([{}])|([^\\{}\r\n\x00]+)|[\r\n\x00]+|\\"
)
_CODE = re.compile(rb"\\u(-?[0-9]{1,6})")
_FALLBACK = re.compile(rb"\\u(-?[0-9]{1,6}) ?(\?|\\'[0-9A-Fa-f]{2})")


class Kind(IntEnum):
    """What a token is."""

    OPEN = 0
    CLOSE = 1
    WORD = 2
    BYTES = 3
    SYMBOL = 4
    BINARY = 5
    LETTERS = 6
    """A row of `\\uN`, each with one letter to pass over; `letters` and `spelled_out` read them."""


class Token(NamedTuple):
    """`name` and `number` are of a control word (None without one); `data` is of bytes, binary data and symbols."""

    kind: Kind
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of an RTF file. The bytes of `\\bin` are one token; line ends and NULs between others are none."""
    position, end = 0, len(data)
    while position < end:
        match = _TOKEN.match(data, position)
        if match is None:
            return
        position = match.end()
        letters, escaped, word, number, symbol, brace, text = match.groups()
        if text is not None:
            yield Token(Kind.BYTES, data=text)
        elif escaped is not None:
            yield Token(Kind.BYTES, data=_bytes(escaped))
        elif letters is not None:
            yield Token(Kind.LETTERS, data=letters)
        elif word is not None:
            value = max(-MAX_NUMBER, min(int(number), MAX_NUMBER)) if number else None
            if word == b"bin" and value is not None and value >= 0:
                yield Token(Kind.BINARY, data=data[position : position + value])
                position += value
            else:
                yield Token(Kind.WORD, word.decode("ascii"), value)
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif symbol is not None:
            yield Token(Kind.SYMBOL, data=symbol)


def codes(letters: bytes) -> list[int]:
    """The numbers in a row of letters, as UTF-16 units."""
    return [int(number) & 0xFFFF for number in _CODE.findall(letters)]


def spelled_out(letters: bytes) -> Iterator[Token]:
    """A row of letters as single tokens, for where another number of letters is to be passed over."""
    for number, fallback in _FALLBACK.findall(letters):
        yield Token(Kind.WORD, "u", int(number))
        yield Token(Kind.BYTES, data=fallback if fallback == b"?" else _bytes(fallback))


def _bytes(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.replace(b"\\'", b"").decode("ascii"))
