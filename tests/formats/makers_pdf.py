"""PDFs that tests write by hand: text put where it is wanted, in any script and order, and any object beside it."""

from __future__ import annotations

import random
import struct
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

A4 = (595, 842)


@dataclass(frozen=True)
class Placed:
    """A run of text whose baseline begins at x, y (points from the bottom left); `vertical` writes downwards."""

    x: float
    y: float
    text: str
    size: float = 10
    vertical: bool = False


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def placed(
    *pages: Sequence[Placed],
    rotate: int = 0,
    size: tuple[int, int] = A4,
    catalogue: bytes = b"",
    page: bytes = b"",
    extra: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """A PDF of pages of placed text. `extra` objects are numbered on from 10 + 2 * the number of pages.

    WinAnsi text is set in Helvetica, all else in a font whose letters are black squares one em wide.
    """
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * number) for number in range(count))
    letters = sorted({letter for runs in pages for run in runs for letter in run.text if not _is_latin(run.text)})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 %d %d] >>" % (count, kids, *size),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /DescendantFonts [6 0 R]"
        b" /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-V /DescendantFonts [6 0 R]"
        b" /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /DW 1000 /FontDescriptor 8 0 R"
        b" /CIDToGIDMap /Identity"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(_to_unicode(codes)),
        b"<< /Type /FontDescriptor /FontName /Wide /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 800 /Descent -200"
        b" /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontFile2 9 0 R >>",
        stream(squares_font(len(letters) + 1)),
    ]
    for number, runs in enumerate(pages):
        sheet = b"<< /Type /Page /Parent 2 0 R /Rotate %d /Contents %d 0 R %s" % (rotate, 11 + 2 * number, page)
        objects.append(sheet + b" /Resources << /Font << /L 3 0 R /W 4 0 R /V 5 0 R >> >> >>")
        objects.append(stream(b"\n".join(_shown(run, codes) for run in runs)))
    return assembled([*objects, *extra], trailer)


def _shown(run: Placed, codes: dict[str, int]) -> bytes:
    if _is_latin(run.text):
        text = run.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        return b"BT /L %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (run.size, run.x, run.y, text)
    text = b"".join(b"%04x" % codes[letter] for letter in run.text)
    font = b"V" if run.vertical else b"W"
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (font, run.size, run.x, run.y, text)


def squares_font(count: int) -> bytes:
    """A TrueType font of `count` glyphs, each a square (OpenType 1.9: only the tables that drawing needs)."""
    square = struct.pack(">hhhhh", 1, 100, -100, 900, 700)  # contours, box
    square += struct.pack(">HH", 3, 0) + b"\x01" * 4  # last point; no instructions; four points on the curve
    square += struct.pack(">hhhh", 100, 800, 0, -800) + struct.pack(">hhhh", -100, 0, 800, 0)
    square += b"\0" * (-len(square) % 4)
    tables = {
        b"glyf": square * count,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -200, 1000, 900, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhh8xhH", 0x10000, 800, -200, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, count),
        b"hmtx": struct.pack(">Hh", 1000, 100) * count,
        b"loca": struct.pack(f">{count + 1}I", *(len(square) * number for number in range(count + 1))),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32)
    at = len(head) + 16 * len(tables)
    directory, body = b"", b""
    for name, table in tables.items():
        directory += struct.pack(">4sIII", name, 0, at + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return head + directory + body


def _is_latin(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _to_unicode(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
        for part in (lines[start : start + 100] for start in range(0, len(lines), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + blocks + "endcmap end end"
    ).encode()


def paragraph(x: float, top: float, text: str, *, width: int = 44, size: float = 10, lead: float = 12) -> list[Placed]:
    """A paragraph's lines, wrapped at `width` characters, downwards from `top`."""
    return [Placed(x, top - lead * number, line, size) for number, line in enumerate(textwrap.wrap(text, width))]


def words(count: int, seed: int) -> str:
    """Words that stand once each."""
    chance = random.Random(seed)  # noqa: S311 - for a layout
    syllables = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "we")
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=chance.randint(2, 4)))] = None
    return " ".join(found).capitalize() + "."


def _columns_across() -> bytes:
    left, right = paragraph(60, 700, words(150, 1)), paragraph(320, 700, words(150, 2))
    rows = [run for pair in zip_longest(left, right) for run in pair if run]
    title = Placed(60, 760, "A title that goes over both of the columns of this page", 16)
    return placed([title, *rows])


def _scattered() -> bytes:
    text = paragraph(60, 760, words(300, 3), width=90)
    random.Random(4).shuffle(text)  # noqa: S311 - for a layout
    return placed(text)


def _columns_in_turn() -> bytes:
    left, right = paragraph(60, 700, words(150, 5)), paragraph(320, 700, words(150, 6))
    return placed([*left, *right])


COLUMN_SAMPLES = {"across": _columns_across(), "scattered": _scattered(), "in_turn": _columns_in_turn()}
"""Pages written row by row over two columns, in no order at all, and column after column."""
