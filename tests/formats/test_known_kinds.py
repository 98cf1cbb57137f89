"""What people have and Hearth does not read: the refusal names the kind, and nothing that is read is taken for it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from reader.errors import ProtectedByDrm, UnsupportedKind
from reader.formats.known_kinds import FORMAT, kind_of
from reader.formats.registry import FORMATS, recognise
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, epub, page, pdf


def palm(kind: bytes) -> bytes:
    """The head of a PalmDB of this type."""
    return b"A book".ljust(60, b"\x00") + kind + bytes(100)


def archive(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


MP3_FRAME = b"\xff\xfb\x90\x00".ljust(417, b"\x00")
WINDOWS_PROGRAM = b"MZ".ljust(60, b"\x00") + struct.pack("<I", 128) + bytes(64) + b"PE\x00\x00" + bytes(40)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (palm(b"PNRdPPrs"), "ereader"),
        (palm(b"DataPlkr"), "plucker"),
        (b"TPZ0" + bytes(90), "topaz"),
        (b"CONT\x02\x00" + bytes(90), "kfx"),
        (archive("resources/x", "book.kdf"), "kfx"),
        (b"ITOLITLS\x01\x00\x00\x00", "lit"),
        (b"ITSF\x03\x00\x00\x00\x60\x00", "chm"),
        (b"AT&TFORM\x00\x00\x10\x00DJVU", "djvu"),
        (b"%!PS-Adobe-3.0\n%%Title: x\n", "postscript"),
        (archive("FixedDocSeq.fdseq", "[Content_Types].xml"), "xps"),
        (archive("xl/workbook.xml", "[Content_Types].xml"), "xlsx"),
        (archive("ppt/presentation.xml"), "pptx"),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (archive("Index/Document.iwa"), "iwork"),
        (archive("META-INF/MANIFEST.MF", "a.class"), "executable"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "doc"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "xls"),
        (COMPOUND, "compound"),
        (b"ID3\x04\x00\x00\x00\x00\x0f\x76" + bytes(30), "audio"),
        (MP3_FRAME * 2, "audio"),
        (b"OggS\x00\x02" + bytes(30), "audio"),
        (b"RIFF\x00\x10\x00\x00WAVEfmt ", "audio"),
        (b"\x00\x00\x00\x20ftypM4B \x00", "audio"),
        (b"RIFF\x00\x10\x00\x00AVI LIST", "video"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "video"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81", "video"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "executable"),
        (WINDOWS_PROGRAM, "executable"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "archive"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "archive"),
        (bytes(257) + b"ustar\x0000", "archive"),
        (b"SQLite format 3\x00", "database"),
        (bytes(0x8001) + b"CD001\x01", "disc-image"),
    ],
)
def test_the_refusal_names_the_kind(data: bytes, kind: str) -> None:
    assert FORMAT.sniff(data[: 64 * 1024]) or (FORMAT.sniff_archive and zipfile.is_zipfile(io.BytesIO(data)))
    with pytest.raises(UnsupportedKind) as caught:
        list(FORMAT.parse(data))
    assert caught.value.detail == kind


def test_a_locked_kindle_file_is_said_to_be() -> None:
    with pytest.raises(ProtectedByDrm):
        list(FORMAT.parse(b"\xeaDRMION\xee" + bytes(60)))


def test_they_are_recognised_among_all_formats() -> None:
    assert recognise(palm(b"PNRdPPrs")) is FORMAT
    assert recognise(b"%!PS-Adobe-3.0\n(x) show\n") is FORMAT, "not as a text of commands"
    assert recognise(archive("xl/workbook.xml")) is FORMAT, "not unpacked as an archive of documents"


@pytest.mark.parametrize(
    "data",
    [
        epub({"a.xhtml": page("<p>a</p>")}),
        pdf(ENGLISH),
        b"%!PS-Adobe-3.0 PDF\n" + pdf(ENGLISH),
        ENGLISH.encode(),
        KOREAN.encode("utf-16"),
        ARABIC.encode("cp1256"),
        b"MZ is how this text begins, and it goes on to say more than that.",
        b"ID3 tags are explained here.",
        b"TP and no Z",
        b"# OggS\n\n* a\n* b\n",
    ],
)
def test_what_is_read_is_never_taken_for_one_of_them(data: bytes) -> None:
    assert recognise(data) is not FORMAT


def test_every_cut_of_a_sign_is_survived() -> None:
    for sample in (palm(b"DataPlkr"), MP3_FRAME * 2, WINDOWS_PROGRAM, COMPOUND, b"RIFF\x00\x10\x00\x00WAVE"):
        for end in range(len(sample)):
            kind_of(sample[:end])


def test_it_is_asked_last() -> None:
    assert FORMATS[-1] is FORMAT
