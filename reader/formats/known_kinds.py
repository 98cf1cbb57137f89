"""Kinds that people have and that are not read here, told by their first bytes, so that a refusal can name the reason.

None of them ever beats a format that is read: a sure sign counts a little more than plain text does. The signs are
those of the formats' own descriptions (PDB and MOBI: the MobileRead wiki; others: IANA's registry and the magic
numbers of `file`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reader.errors import DamagedFile, FileTooLarge, ProtectedByDrm, UnsupportedKind
from reader.formats.archive import Archive
from reader.formats.contract import SNIFFED_BYTES, Format, ParseOptions
from reader.formats.guarding import guarded
from reader.text.model import ParseEvent

_SURE = 0.25
"""Over plain text (0.2), under everything else."""

_SIGNS: tuple[tuple[str, int, bytes], ...] = (
    ("topaz", 0, b"TPZ0"),
    ("topaz", 0, b"TPZ1"),
    ("kfx", 0, b"CONT\x02\x00"),
    ("kfx", 0, b"\xeaDRMION\xee"),
    ("lrf", 0, b"L\x00R\x00F\x00"),
    ("lit", 0, b"ITOLITLS"),
    ("chm", 0, b"ITSF\x03\x00\x00\x00"),
    ("djvu", 0, b"AT&TFORM"),
    ("postscript", 0, b"%!PS-Adobe-"),
    ("postscript", 0, b"\xc5\xd0\xd3\xc6"),
    ("wordperfect", 0, b"\xffWPC"),
    ("psd", 0, b"8BPS\x00"),
    ("archive", 0, b"7z\xbc\xaf\x27\x1c"),
    ("archive", 0, b"Rar!\x1a\x07"),
    ("archive", 0, b"\x1f\x8b\x08"),
    ("archive", 0, b"\xfd7zXZ\x00"),
    ("archive", 0, b"\x28\xb5\x2f\xfd"),
    ("archive", 0, b"MSCF\x00\x00\x00\x00"),
    ("archive", 257, b"ustar"),
    ("audio", 0, b"fLaC\x00"),
    ("audio", 0, b"OggS\x00"),
    ("audio", 0, b"#!AMR\n"),
    ("audio", 0, b"MThd\x00\x00\x00\x06"),
    ("video", 0, b"\x1a\x45\xdf\xa3"),
    ("video", 0, b"FLV\x01"),
    ("video", 0, b"\x00\x00\x01\xba"),
    ("video", 0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    ("executable", 0, b"\x7fELF"),
    ("executable", 0, b"\xca\xfe\xba\xbe\x00\x00"),
    ("executable", 0, b"\xcf\xfa\xed\xfe"),
    ("executable", 0, b"\xce\xfa\xed\xfe"),
    ("executable", 0, b"L\x00\x00\x00\x01\x14\x02\x00"),
    ("executable", 0, b"dex\n03"),
    ("database", 0, b"SQLite format 3\x00"),
    ("font", 0, b"OTTO\x00"),
    ("font", 0, b"\x00\x01\x00\x00\x00"),
    ("font", 0, b"wOFF\x00\x01"),
    ("font", 0, b"wOFFOTTO"),
    ("font", 0, b"wOF2\x00\x01"),
    ("font", 0, b"wOF2OTTO"),
    ("disc-image", 0x8001, b"CD001"),
)
_PALM_TYPES = {
    b"PNRdPPrs": "ereader", b"DataPlkr": "plucker", b"zTXTGPlm": "ztxt",
    b"TEXtTlDc": "tealdoc", b"ToGoToGo": "isilo", b"SDocSilX": "isilo",
}  # fmt: skip
_PALM_TYPE_OFFSET = 60
_MEDIA_BRANDS = (b"isom", b"iso", b"mp4", b"M4V", b"qt  ", b"avc1", b"dash", b"3g", b"mmp4", b"f4v")
_SOUND_BRANDS = (b"M4A", b"M4B", b"M4P")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPOUND_PARTS = (
    ("doc", "WordDocument"),
    ("xls", "Workbook"),
    ("ppt", "PowerPoint Document"),
    ("msg", "__substg1.0_"),
)
_IN_ARCHIVES = (
    ("xlsx", "xl/workbook"),
    ("pptx", "ppt/presentation"),
    ("iwork", "index/document.iwa"),
    ("executable", "meta-inf/manifest.mf"),
    ("executable", "androidmanifest.xml"),
)
_MIME_TYPES = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument.graphics", "odg"),
)
_CRYPTED = b"\xeaDRMION\xee"
"""The head of a protected KFX file."""


def sniff(head: bytes) -> float:
    return _SURE if kind_of(head) else 0.0


def sniff_archive(names: Collection[str], mimetype: bytes) -> float:
    return _SURE if _kind_in_archive(names, mimetype) else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    yield from ()
    kind = kind_of(data[:SNIFFED_BYTES]) or _kind_of_archive(data)
    if data.startswith(_CRYPTED):
        raise ProtectedByDrm(kind)
    raise UnsupportedKind(kind)


def kind_of(head: bytes) -> str:
    """The kind by a file's first bytes; empty when it is none of these."""
    for kind, offset, sign in _SIGNS:
        if head.startswith(sign, offset):
            return kind
    palm = _PALM_TYPES.get(head[_PALM_TYPE_OFFSET : _PALM_TYPE_OFFSET + 8], "")
    return palm or _media_kind(head) or _compound_kind(head) or _windows_program(head)


def _media_kind(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "audio" if brand.startswith(_SOUND_BRANDS) else "video" if brand.startswith(_MEDIA_BRANDS) else ""
    if head.startswith(b"RIFF"):
        return {b"WAVE": "audio", b"AVI ": "video"}.get(head[8:12], "")
    if head.startswith(b"ID3") and len(head) > 10 and head[3] <= 4 and not head[5] & 0x0F:
        return "audio"
    return "audio" if _is_bare_mp3(head) else ""


def _is_bare_mp3(head: bytes) -> bool:
    """Two frames of MPEG audio, layer III, one behind the other (ISO 11172-3, 2.4.1)."""
    rates = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xFE != 0xFA or (head[2] >> 2) & 3 == 3:
        return False
    hertz = (44100, 48000, 32000)[(head[2] >> 2) & 3]
    length = 144_000 * rates[head[2] >> 4] // hertz + ((head[2] >> 1) & 1)
    return length > 4 and head[length : length + 2] == head[:2]


def _compound_kind(head: bytes) -> str:
    """What an OLE compound file holds, as far as its directory is among the first bytes."""
    if not head.startswith(_COMPOUND):
        return ""
    return next((kind for kind, part in _COMPOUND_PARTS if part.encode("utf-16-le") in head), "compound")


def _windows_program(head: bytes) -> str:
    start = int.from_bytes(head[60:64], "little")
    return "executable" if head.startswith(b"MZ") and head[start : start + 4] == b"PE\x00\x00" else ""


def _kind_of_archive(data: bytes) -> str:
    try:
        archive = Archive(data)
        return _kind_in_archive(archive.names(), archive.read_if_sound("mimetype") or b"")
    except (DamagedFile, FileTooLarge):
        return ""


def _kind_in_archive(names: Collection[str], mimetype: bytes) -> str:
    for sign, kind in _MIME_TYPES:
        if mimetype.startswith(sign):
            return kind
    lower = [name.casefold() for name in names]
    if any(name.endswith((".fdseq", "book.kdf")) for name in lower):
        return "xps" if any(name.endswith(".fdseq") for name in lower) else "kfx"
    return next((kind for kind, start in _IN_ARCHIVES if any(name.startswith(start) for name in lower)), "")


FORMAT = Format("known", sniff, guarded(parse), sniff_archive=sniff_archive)
