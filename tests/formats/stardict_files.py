"""Small StarDict dictionaries of the tests' own."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

WORDS = {
    "house": "a building to live in",
    "Haus": "house",
    "run": "to move on foot, fast",
    "사람": "사람: a person",
    "자유": "自由: freedom",
    "먹다": "to eat",
    "كتاب": "a book",
    "人民": "people",
    "café": "a place for coffee",
}


def make_stardict(
    articles: Mapping[str, bytes | str] = WORDS,
    *,
    name: str = "A small one",
    types: str = "m",
    offset_bits: int = 32,
    synonyms: Mapping[str, str] | None = None,
    about: str = "",
    packed: bool = False,
) -> dict[str, bytes]:
    """The files by their names; with `packed`, all but the first gzipped."""
    numbers = struct.Struct(">QI" if offset_bits == 64 else ">II")
    index, dictionary = bytearray(), bytearray()
    for word in sorted(articles):
        article = articles[word]
        data = article.encode() if isinstance(article, str) else article
        index += word.encode() + b"\0" + numbers.pack(len(dictionary), len(data))
        dictionary += data
    ifo = f"StarDict's dict ifo file\nversion=3.0.0\nbookname={name}\nwordcount={len(articles)}\n"
    ifo += f"idxfilesize={len(index)}\n{about}"
    ifo += f"sametypesequence={types}\n" if types else ""
    ifo += "idxoffsetbits=64\n" if offset_bits == 64 else ""
    order = sorted(articles)
    pairs = sorted((synonyms or {}).items())
    syn = b"".join(one.encode() + b"\0" + struct.pack(">I", order.index(other)) for one, other in pairs)
    files = {"small.ifo": ifo.encode(), "small.idx": bytes(index), "small.dict": bytes(dictionary)}
    if syn:
        files["small.syn"] = syn
    if not packed:
        return files
    endings = {"small.idx": ".gz", "small.dict": ".dz", "small.syn": ".dz"}
    return {
        each + endings.get(each, ""): gzip.compress(data) if each in endings else data for each, data in files.items()
    }


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """In a folder of a ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"small-dictionary/{name}", data)
    return made.getvalue()


def as_tar(files: Mapping[str, bytes], packing: str) -> bytes:
    """The same in a tar archive; `packing` is "", "gz", "bz2" or "xz"."""
    made = io.BytesIO()
    modes: Sequence[str] = [f"w:{packing}"]
    with tarfile.open(fileobj=made, mode=modes[0]) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            about = tarfile.TarInfo(f"small-dictionary/{name}")
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return made.getvalue()
