"""ZIP archives of every kind, hostile ones among them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_LOCAL_FLAGS_AT, _CENTRAL_FLAGS_AT = 6, 8
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def zipped(*files: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """An archive of these files, in this order; the same name twice is two files."""
    out = io.BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(ZipInfo(name), data, method)
    return out.getvalue()


def zipped_raw(names: Iterable[bytes]) -> bytes:
    """An archive of files with these very bytes as names, and nothing that says their encoding."""
    places = {f"{number:06}".encode() * (1 + len(name) // 6): name for number, name in enumerate(names)}
    places = {place[: len(name)]: name for place, name in places.items()}
    data = zipped(*((place.decode(), b"text") for place in places), method=ZIP_STORED)
    for place, name in places.items():
        data = data.replace(place, name)
    return data


def encrypted(data: bytes) -> bytes:
    """The same archive, every file said to be encrypted."""
    changed = bytearray(data)
    for magic, at in ((_LOCAL, _LOCAL_FLAGS_AT), (_CENTRAL, _CENTRAL_FLAGS_AT)):
        place = changed.find(magic)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(magic, place + 4)
    return bytes(changed)


def with_link(name: str, target: bytes, *files: tuple[str, bytes]) -> bytes:
    """An archive that holds a symbolic link too."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        link = ZipInfo(name)
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
        for each, data in files:
            archive.writestr(each, data)
    return out.getvalue()


def corrupted(data: bytes, text: bytes) -> bytes:
    """The archive with a byte of this stored text changed."""
    assert text in data
    return data.replace(text, b"\xff" + text[1:])


METHODS = {"bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
