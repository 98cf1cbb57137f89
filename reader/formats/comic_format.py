"""Comics: the pictures of a CBZ archive as fixed pages, in the natural order of their names.

At import only the pictures' headers are read, and the cover; a page is unpacked and decoded when it is shown.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from reader.errors import DamagedFile, FileTooLarge, NothingToRead, UnsupportedKind
from reader.formats import limits
from reader.formats.archive import Archive
from reader.formats.archived_pictures import ArchivedPicture, archived_picture
from reader.formats.assembly import even_levels
from reader.formats.comic_info import ComicInfo, comic_info
from reader.formats.contract import FixedDocument, Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.names import one_line
from reader.formats.picture_pages import LateLeaves, Leaf, PicturePages, gone_leaf
from reader.text.model import (
    Cover,
    FixedPages,
    Locator,
    Outline,
    OutlineEntry,
    ParseEvent,
    Progress,
    Section,
    Simplified,
)

_PICTURES = (".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif")
_BESIDE = (".xml", ".txt", ".nfo", ".json", ".sfv", ".md5", ".url")
_INNER = (".cbz",)
_HIDDEN_NAMES = {"thumbs.db", "desktop.ini"}
_INFO = "comicinfo.xml"
_SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
_RAR = b"Rar!\x1a\x07"
_MAX_INNER_BYTES = 256 * 1024 * 1024
_PROGRESS_EVERY_PAGES = 16
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class _Page:
    """A picture in the archive, the folders around it and its name."""

    folders: tuple[str, ...]
    name: str
    picture: ArchivedPicture

    def leaf(self) -> Leaf | None:
        return self.picture.leaf()

    def shown(self) -> Leaf:
        """What is shown of it."""
        return self.leaf() or self.gone()

    def gone(self) -> Leaf:
        """The page in its place where it is broken."""
        return gone_leaf(self.picture.read)


def sniff(head: bytes) -> float:
    return 0.5 if head.startswith((_SEVEN_ZIP, _RAR)) else 0.0


def sniff_archive(names: Collection[str], mimetype: bytes) -> float:
    """A comic has pictures, perhaps comics beside them, and at most words about them."""
    shown = [name.lower() for name in names if not _is_hidden(name)]
    pictures = [name for name in shown if name.endswith(_PICTURES)]
    others = [name for name in shown if not name.endswith(_PICTURES + _INNER + _BESIDE)]
    return 0.95 if pictures and not others and not mimetype else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    info, found = _contents(io.BytesIO(data))
    yield info.metadata
    leaves: list[Leaf] = []
    sound = 0
    for number, page in enumerate(found):
        leaf = page.leaf()
        sound += leaf is not None
        leaves.append(leaf or page.gone())
        yield Section(index=number)
        if number % _PROGRESS_EVERY_PAGES == 0 or number == len(found) - 1:
            yield Progress(done=number + 1, total=len(found))
    if not sound:
        raise DamagedFile("pictures")
    yield FixedPages(pages=tuple(leaf.size() for leaf in leaves))
    if sound < len(found):
        yield Simplified(what="missing-page")
    yield Outline(entries=_outline(info, found))
    cover = _cover(leaves, info.cover)
    if cover:
        yield cover


def open_document(file: BinaryIO, password: str = "") -> FixedDocument:
    """The comic for drawing; of each picture nothing is read before it is shown.

    Raises DamagedFile, FileTooLarge, UnsupportedKind, NothingToRead.
    """
    _, found = _contents(file)
    return PicturePages(LateLeaves([page.shown for page in found]))


def _contents(file: BinaryIO) -> tuple[ComicInfo, list[_Page]]:
    head = file.read(len(_RAR))
    file.seek(0)
    if head.startswith(_SEVEN_ZIP):
        raise UnsupportedKind("cb7")
    if head.startswith(_RAR):
        raise UnsupportedKind("cbr")
    archive = Archive(file)
    found = sorted(_pages(archive), key=lambda page: [_natural(part) for part in (*page.folders, page.name)])
    if not found:
        raise NothingToRead
    if len(found) > limits.MAX_SECTIONS:
        raise FileTooLarge("pages")
    named = next((name for name in archive.names() if name.lower().rpartition("/")[2] == _INFO), "")
    about = archive.read_if_sound(named) if named else None
    return comic_info(about) if about else ComicInfo(), found


def _pages(archive: Archive) -> Iterator[_Page]:
    inner_bytes = 0
    for name in archive.names():
        *folders, last = _parts(name)
        if not _is_hidden(name) and last.lower().endswith(_PICTURES):
            yield _Page(tuple(folders), last, archived_picture(archive, name))
        elif not _is_hidden(name) and last.lower().endswith(_INNER):
            inner = archive.read_if_sound(name) or b""
            inner_bytes += len(inner)
            if inner_bytes > _MAX_INNER_BYTES:
                raise FileTooLarge("comics inside")
            yield from _inner_pages(inner, (*folders, last.rpartition(".")[0]))


def _inner_pages(data: bytes, around: tuple[str, ...]) -> Iterator[_Page]:
    """The pictures of a comic in the comic; deeper ones are left out, and so is one that can't be read."""
    try:
        archive = Archive(data)
    except DamagedFile:
        return
    for name in archive.names():
        *folders, last = _parts(name)
        if not _is_hidden(name) and last.lower().endswith(_PICTURES):
            yield _Page((*around, *folders), last, archived_picture(archive, name))


def _cover(leaves: Sequence[Leaf], number: int) -> Cover | None:
    """The cover that is named, else the first picture that can be decoded."""
    pages = PicturePages(leaves)
    candidates: Iterable[int] = [number] if 0 <= number < len(leaves) else []
    for page in (*candidates, *range(min(len(leaves), 3))):
        try:
            return pages.cover(page)
        except (DamagedFile, FileTooLarge):
            continue
    return None


def _outline(info: ComicInfo, found: Sequence[_Page]) -> tuple[OutlineEntry, ...]:
    """Bookmarks, or else the folders, if there are several."""
    if info.bookmarks:
        return tuple(
            OutlineEntry(title=title, level=1, target=Locator(page))
            for page, title in sorted(info.bookmarks.items())
            if page < len(found)
        )
    shared = _shared_folders([page.folders for page in found])
    entries: list[OutlineEntry] = []
    before: tuple[str, ...] = ()
    for number, page in enumerate(found):
        folders = page.folders[shared:]
        for depth, folder in enumerate(folders):
            title = one_line(folder)
            if folders[: depth + 1] != before[: depth + 1] and title:
                entries.append(OutlineEntry(title=title[:300], level=depth + 1, target=Locator(number)))
        before = folders
    return even_levels(entries)


def _shared_folders(paths: Sequence[tuple[str, ...]]) -> int:
    """How many folders all pictures stand in: the outline needs not name them."""
    depth = 0
    while all(len(path) > depth and path[depth] == paths[0][depth] for path in paths):
        depth += 1
    return depth


def _parts(name: str) -> list[str]:
    return [part for part in name.replace("\\", "/").split("/") if part] or [""]


def _is_hidden(name: str) -> bool:
    parts = _parts(name)
    return parts[-1].lower() in _HIDDEN_NAMES or any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key by which page 2 stands before page 10."""
    parts = _DIGITS.split(unicodedata.normalize("NFKC", name).casefold())
    return [(0, int(part), part) if part.isdecimal() and len(part) < 100 else (1, 0, part) for part in parts if part]


def _samples() -> Iterator[bytes]:
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as comic:
        comic.writestr("1.png", picture.getvalue())
        comic.writestr("ComicInfo.xml", "<ComicInfo><Title>a</Title></ComicInfo>")
    yield out.getvalue()


FORMAT = Format("comic", sniff, guarded(parse), open_document, sniff_archive, _samples)
