"""Structured mutation: from sound documents to broken and hostile ones, the same for the same seed.

Bytes alone rarely get past a container or a tokenizer. So an archive is opened, one of its entries mutated and all
packed again; tags, numbers and groups are cut out, swapped, repeated and nested as a whole.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutation = Callable[[random.Random, bytes], bytes]

LARGEST_BYTES = 512 * 1024
_MOST_MUTATIONS = 6
_MOST_REPEATS = 400
_TOKEN = re.compile(rb"<[^<>]{0,400}>|\{|\}|\\[a-z]+-?\d*|\b\d+\b|\"[^\"\n]{0,200}\"|[^\s<>{}\\\"]+")
_NUMBER = re.compile(rb"-?\d+")
_ELEMENT = re.compile(rb"<([a-zA-Z][\w:.-]*)\b[^<>]*>[^<]*</\1>")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65535",
    b"65536",
    b"2147483647",
    b"2147483648",
    b"4294967296",
    b"9" * 40,
    b"1e309",
)
_BYTES = (
    b"\x00",
    b"\xff",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\x80",
    b"\r",
    b"\x1b",
    b"<",
    b"&#0;",
    b"]]>",
    b"\\bin9 ",
)
_SNIPPETS = (
    "\u202egnp.exe\u202c".encode(), "\u2066\u2067".encode(), "\u0301".encode() * 50, "\ufffe\uffff".encode(),
    b"<svg onload=alert(1)>", b"<script>x</script>", b"<img src=http://192.0.2.1/x.png>", b"javascript:alert(1)",
    b"<table>", b"</div>", b"<td colspan=99999999 rowspan=99999999>", b"<li value=99999999999>", b"<!--", b"-->",
    b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;&b;",
    b"<ruby><rt>", b"<math><mfrac>", b"<br/>", b"<p dir=rtl>",
    b'style="position:fixed;width:99999px"', b"file:///etc/passwd", b"\\\\host\\share", b"data:text/html,x",
    b"../../../../etc/passwd", b"\n\n---\n\n", b"[a](<b)", b"**", b"`" * 9, b"|---|", b"$$",
    b"=?utf-8?b?", b"Content-Type: ",
    b"obj", b"endobj", b"stream\n", b"/Length 99999999", b"/Kids [1 0 R]", b"\\u-99999 ", b"\\'ff", b"{\\*\\", b'","',
)  # fmt: skip


def mutate(chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """One of `samples`, mutated a few times."""
    data = chance.choice(samples)
    for _ in range(chance.randint(1, _MOST_MUTATIONS)):
        if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
            data = _mutate_archive(chance, data)
        else:
            data = _mutate_once(chance, data, samples)
    return data[:LARGEST_BYTES]


def _mutate_once(chance: random.Random, data: bytes, samples: Sequence[bytes]) -> bytes:
    if chance.random() < 0.08:
        return _splice(chance, data, chance.choice(samples))
    return chance.choice(_MUTATIONS)(chance, data)


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    times = chance.choice((2, 3, 10, _MOST_REPEATS))
    return data[:start] + data[start:end] * times + data[end:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    times = chance.choice((1, 1, 1, 30, 3000))
    return data[:at] + chance.choice(_BYTES + _SNIPPETS) * times + data[at:]


def _change_number(chance: random.Random, data: bytes) -> bytes:
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return _flip(chance, data)
    number = chance.choice(numbers)
    return data[: number.start()] + chance.choice(_NUMBERS) + data[number.end() :]


def _swap_tokens(chance: random.Random, data: bytes) -> bytes:
    tokens = list(_TOKEN.finditer(data))
    if len(tokens) < 2:
        return _flip(chance, data)
    first, second = sorted(chance.sample(tokens, 2), key=lambda token: token.start())
    return (
        data[: first.start()]
        + second.group()
        + data[first.end() : second.start()]
        + first.group()
        + data[second.end() :]
    )


def _drop_token(chance: random.Random, data: bytes) -> bytes:
    tokens = list(_TOKEN.finditer(data))
    if not tokens:
        return _cut(chance, data)
    token = chance.choice(tokens)
    return data[: token.start()] + data[token.end() :]


def _nest(chance: random.Random, data: bytes) -> bytes:
    """An element or group inside itself, many times over."""
    elements = list(_ELEMENT.finditer(data))
    depth = chance.choice((3, 40, 700, 5000))
    if not elements:
        at = chance.randint(0, len(data))
        opening, closing = chance.choice(
            ((b"{", b"}"), (b"[", b"]"), (b"> ", b""), (b"<div>", b"</div>"), (b"<", b">"))
        )
        return data[:at] + opening * depth + data[at:] + closing * depth
    element = chance.choice(elements)
    name, whole = element.group(1), element.group()
    opening = whole[: whole.index(b">") + 1]
    return data[: element.start()] + opening * depth + whole + (b"</" + name + b">") * depth + data[element.end() :]


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


_MUTATIONS: tuple[Mutation, ...] = (
    _flip, _cut, _truncate, _repeat, _insert, _insert, _change_number, _change_number, _swap_tokens, _drop_token, _nest,
)  # fmt: skip


def _mutate_archive(chance: random.Random, data: bytes) -> bytes:
    """The archive with one entry mutated, dropped, renamed or doubled; broken archives are mutated as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        return chance.choice(_MUTATIONS)(chance, data)
    if not entries:
        return _flip(chance, data)
    at = chance.randrange(len(entries))
    name, content = entries[at]
    match chance.randrange(12):
        case 0:
            del entries[at]
        case 1:
            entries[at] = (chance.choice((name.upper(), "../" + name, "/" + name, name + "\u202e", "x")), content)
        case 2:
            entries.append(entries[at])
        case 3:
            chance.shuffle(entries)
        case _:
            entries[at] = (name, chance.choice(_MUTATIONS)(chance, content))
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)  # of names that are there twice: so they shall be
        for number, (entry_name, entry_content) in enumerate(entries):
            method = zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(entry_name), entry_content[:LARGEST_BYTES], method)
    return out.getvalue()


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 2, 8, 64, 1000)))
