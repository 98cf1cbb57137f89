"""What is in a folder, and where folders are to be found. Blocking: call it in a job. Nothing is remembered."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QStandardPaths, QStorageInfo

from reader.errors import FileMissing, FileUnreadable, NotAFile

BOOKS = frozenset({".epub", ".fb2"})
PDF_FILES = frozenset({".pdf"})
LETTERS = frozenset({".docx", ".odt", ".rtf"})
WEB_PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive", ".warc", ".gz"})
TEXTS = frozenset({".md", ".markdown", ".mdx", ".txt", ".text", ".csv", ".tsv"})
MESSAGES = frozenset({".eml"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".avif", ".bmp", ".svg", ".cbz"})
ARCHIVES = frozenset({".zip"})
READABLE_SUFFIXES = BOOKS | PDF_FILES | LETTERS | WEB_PAGES | TEXTS | MESSAGES | PICTURES | ARCHIVES
"""Names are only a first sieve for the eye: what a file is, its content decides. `.gz` is for `.warc.gz`."""

_MEDIA_ROOTS = ("/media/", "/run/media/", "/Volumes/")
"""Where systems put what is plugged in. What is mounted elsewhere is an administrator's affair."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A file or folder as the browser shows it."""

    path: str
    name: str
    is_folder: bool
    size_bytes: int


class Place(msgspec.Struct, frozen=True, gc=False):
    """A folder to start from; `icon` is a name of ui/icons.py."""

    path: str
    name: str
    icon: str


def list_folder(folder: Path, suffixes: Collection[str] | None) -> list[Entry]:
    """Folders, then files ending in one of `suffixes` (None: all), by name. Hidden ones are left out.

    Raises FileMissing, NotAFile and FileUnreadable.
    """
    try:
        found = [entry for path in folder.iterdir() if (entry := _entry(path, suffixes)) is not None]
    except FileNotFoundError as error:
        raise FileMissing from error
    except NotADirectoryError as error:
        raise (NotAFile if folder.exists() else FileMissing) from error
    except OSError as error:
        raise FileUnreadable(str(error.strerror)) from error
    return sorted(found, key=lambda entry: (not entry.is_folder, unicodedata.normalize("NFKC", entry.name).casefold()))


def is_file(path: Path) -> bool:
    """Whether there is such a file; what may not be looked at is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def places() -> list[Place]:
    """Home, desktop, downloads and what is plugged in, as far as they exist."""
    standard = QStandardPaths.StandardLocation
    wanted = (
        (standard.HomeLocation, QCoreApplication.translate("Places", "Home"), "home"),
        (standard.DesktopLocation, QCoreApplication.translate("Places", "Desktop"), "desktop"),
        (standard.DownloadLocation, QCoreApplication.translate("Places", "Downloads"), "download"),
    )
    known: dict[str, Place] = {}
    for location, name, icon in wanted:
        path = QStandardPaths.writableLocation(location)
        if path and Path(path).is_dir():
            known.setdefault(path, Place(path, name, icon))
    return [*known.values(), *_media()]


def _entry(path: Path, suffixes: Collection[str] | None) -> Entry | None:
    if path.name.startswith("."):
        return None
    try:
        is_folder = path.is_dir()
        size_bytes = 0 if is_folder else path.stat().st_size
    except OSError:
        return None  # went away, or may not be looked at
    if not is_folder and suffixes is not None and path.suffix.lower() not in suffixes:
        return None
    return Entry(str(path), path.name, is_folder, size_bytes)


def _media() -> list[Place]:
    volumes = [volume for volume in QStorageInfo.mountedVolumes() if volume.isValid() and volume.isReady()]
    return [
        Place(volume.rootPath(), volume.name() or Path(volume.rootPath()).name or volume.rootPath(), "drive")
        for volume in volumes
        if volume.rootPath().startswith(_MEDIA_ROOTS) or _is_extra_drive(volume)
    ]


def _is_extra_drive(volume: QStorageInfo) -> bool:
    """On Windows: any drive but the system's."""
    root = volume.rootPath()
    return root[1:2] == ":" and not volume.isRoot()
