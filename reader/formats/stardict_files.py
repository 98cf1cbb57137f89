"""Which of the files that came are the parts of a StarDict dictionary; unpacks them and the archive they came in."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from reader.errors import DamagedFile, FileTooLarge, UnknownKind

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_MEMBERS = 2000
PARTS = ("ifo", "idx", "dict", "syn")
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31


def parts_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts by the last part of their names, unpacked. Raises DamagedFile when one that is needed is missing."""
    if len(files) == 1 and not next(iter(files)).lower().endswith(".ifo"):
        files = dict(_members(*files.values()))
    names = sorted((name for name in files if name.lower().endswith(".ifo")), key=lambda name: (name.count("/"), name))
    if not names:
        raise UnknownKind("no StarDict dictionary")
    stem = names[0][: -len(".ifo")]
    found = {}
    for part in PARTS:
        data = next((files[name] for name in _spellings(stem, part) if name in files), None)
        if data is not None:
            found[part] = _gunzipped(data) if data.startswith(_GZIP) else data
    for part in PARTS[:-1]:
        if part not in found:
            raise DamagedFile(f"its .{part} file is missing")
    return found


def _spellings(stem: str, part: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{part}{packed}" for packed in ("", ".dz", ".gz"))


def _members(archive: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        if archive.startswith(b"PK"):
            yield from _zip_members(archive)
        else:
            yield from _tar_members(_tar(archive))
    except (zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, OSError, EOFError, ValueError) as error:
        raise UnknownKind("no StarDict dictionary") from error
    except (NotImplementedError, RuntimeError) as error:
        raise DamagedFile("its archive is locked or packed in an unknown way") from error


def _zip_members(archive: bytes) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED_BYTES
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for member in opened.infolist()[:MAX_MEMBERS]:
            if _is_part(member.filename):
                with opened.open(member) as file:
                    data = file.read(left + 1)
                left -= len(data)
                _require_room(left)
                yield member.filename, data


def _tar_members(archive: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as opened:
        for number, member in enumerate(opened):
            if number >= MAX_MEMBERS:
                return
            file = opened.extractfile(member) if member.isfile() and _is_part(member.name) else None
            if file is not None:
                yield member.name, file.read()


def _tar(archive: bytes) -> bytes:
    if archive.startswith(_GZIP):
        return _gunzipped(archive)
    if archive.startswith(b"BZh"):
        return _stepwise(archive, bz2.BZ2Decompressor())
    if archive.startswith(b"\xfd7zXZ"):
        return _stepwise(archive, lzma.LZMADecompressor())
    return archive


def _stepwise(packed: bytes, unpacker: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> bytes:
    data = unpacker.decompress(packed, MAX_UNPACKED_BYTES + 1)
    _require_room(MAX_UNPACKED_BYTES - len(data))
    return data


def _gunzipped(packed: bytes) -> bytes:
    """One stream of gzip, as dictzip writes it, or several. Cut short: what there is."""
    made = io.BytesIO()
    while packed.startswith(_GZIP):
        unpacker = zlib.decompressobj(_GZIP_WINDOW)
        try:
            made.write(unpacker.decompress(packed, MAX_UNPACKED_BYTES + 1 - made.tell()))
        except zlib.error as error:
            raise DamagedFile("it can't be unpacked") from error
        _require_room(MAX_UNPACKED_BYTES - made.tell())
        packed = unpacker.unused_data
    return made.getvalue()


def _is_part(name: str) -> bool:
    low = name.lower().removesuffix(".dz").removesuffix(".gz")
    return low.rpartition(".")[2] in PARTS


def _require_room(left: int) -> None:
    if left < 0:
        raise FileTooLarge("it unpacks to too much")
