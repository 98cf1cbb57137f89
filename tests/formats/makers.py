"""Documents that tests make themselves: small books, pictures and PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق."
PERSIAN = "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند."
KOREAN = "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."
ENGLISH = "All human beings are born free and equal in dignity and rights."


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    """An image file of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(out, kind, **options)
    return out.getvalue()


def page(body: str, head: str = "", attributes: str = "") -> str:
    """An XHTML page of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f"{attributes}><head><title>Page title</title>{head}</head><body>{body}</body></html>"
    )


def nav(*lines: tuple[str, str]) -> str:
    items = "".join(f'<li><a href="{href}">{title}</a></li>' for title, href in lines)
    return page(f'<nav epub:type="toc"><h1>Contents</h1><ol>{items}</ol></nav>')


def epub(
    pages: Mapping[str, str | bytes],
    *,
    others: Mapping[str, str | bytes] | None = None,
    language: str = "en",
    contents: str = "",
    manifest: str = "",
    spine: str = "",
    metadata: str = "",
    creator: str = "<dc:creator>A. Author</dc:creator>",
    spine_attributes: str = "",
    behind: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An EPUB 3 of these pages in order; `others` are in the manifest but not the spine, `extra` outside OEBPS.

    `behind` stands at the end of the package (a guide).
    """
    files = {**pages, **(others or {})}
    items = "".join(
        f'<item id="f{number}" href="{name}" media-type="{_media_type(name)}"/>' for number, name in enumerate(files)
    )
    references = "".join(f'<itemref idref="f{number}"/>' for number in range(len(pages)))
    if contents:
        items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        files["nav.xhtml"] = contents
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">x</dc:identifier>'
        f"<dc:title>The title</dc:title>{creator}"
        f"<dc:language>{language}</dc:language>{metadata}</metadata><manifest>{items}{manifest}</manifest>"
        f"<spine {spine_attributes}>{references}{spine}</spine>{behind}</package>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("OEBPS/book.opf", package)
        for name, content in files.items():
            book.writestr(f"OEBPS/{name}", content)
        for name, content in (extra or {}).items():
            book.writestr(name, content)
    return out.getvalue()


def _media_type(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return {
        "xhtml": "application/xhtml+xml",
        "svg": "image/svg+xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "css": "text/css",
        "ncx": "application/x-dtbncx+xml",
    }.get(ending, "application/octet-stream")


def pdf(*lines: str, pages: int = 1, rotate: int = 0) -> bytes:
    """A PDF with these lines of text on each page (standard font, no embedded file), written by hand."""
    show = (
        b"BT /F1 12 Tf 72 700 Td 14 TL "
        + b" ".join(b"(" + line.encode("cp1252") + b") Tj T*" for line in lines)
        + b" ET"
    )
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 612 792] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count 1 >>" % (6 + pages, 6 + pages),
    ]
    link = b"<< /Type /Annot /Subtype /Link /Rect [72 690 200 715] /A << /S /URI /URI (https://a.example/x) >> >>"
    link += b" << /Type /Annot /Subtype /Link /Rect [72 600 200 620] /Dest [%d 0 R /Fit] >>" % (4 + pages)
    sheet = b"<< /Type /Page /Parent 2 0 R /Rotate %d /Resources << /Font << /F1 3 0 R >> >>" % rotate
    objects += [sheet + b" /Contents %d 0 R /Annots [%s] >>" % (5 + pages, link)] * pages
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(show), show))
    objects.append(b"<< /Title (First page) /Parent 4 0 R /Dest [5 0 R /Fit] >>")
    objects.append(b"<< /Title (The title) /Author (A. Author) /CreationDate (D:20200102030405Z) >>")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)
