"""Whether a list of recent files, a shell's history or an indexer names the library's folder. Hearth adds to none.

The lists are only searched for the folder's path; nothing else of them is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import msgspec

from reader.platform.safety.finding import Finding
from reader.platform.safety.processes import running

_LISTS = (
    ("data", "recently-used.xbel", "recently-used.xbel"),
    ("data", "RecentDocuments", "RecentDocuments"),
    ("data", "kactivitymanagerd/resources/database", "KDE Activities"),
    ("data", "zeitgeist/activity.sqlite", "Zeitgeist"),
    ("data", "fish/fish_history", "fish"),
    ("config", "gtk-3.0/bookmarks", "GTK"),
    ("config", "QtProject.conf", "QtProject.conf"),
    ("home", ".bash_history", "bash"),
    ("home", ".zsh_history", "zsh"),
)
"""Which of the person's folders, what is in it (a file, or a folder of small ones), and what it is called."""
_INDEXERS = {
    "tracker-miner-fs-3": "Tracker",
    "tracker-miner-fs": "Tracker",
    "localsearch-3": "LocalSearch",
    "baloo_file": "Baloo",
    "zeitgeist-fts": "Zeitgeist",
    "recollindex": "Recoll",
}
_CHUNK_BYTES = 1 << 20
_MOST_BYTES = 64 << 20
"""Of one list. Longer ones are not called clean."""
_MOST_FILES = 2000
_NO_ACCESS_TIME = getattr(os, "O_NOATIME", 0)
"""A look of ours shall not be the last thing that a file remembers."""


class PersonalFolders(msgspec.Struct, frozen=True):
    """Where programs keep what they remember (XDG Base Directory Specification)."""

    home: Path
    data: Path
    config: Path

    @classmethod
    def of(cls, home: Path, environment: Mapping[str, str]) -> PersonalFolders:
        """A variable that is empty or no absolute path does not count."""

        def folder(variable: str, usual: str) -> Path:
            named = Path(environment.get(variable, ""))
            return named if named.is_absolute() else home / usual

        return cls(home, folder("XDG_DATA_HOME", ".local/share"), folder("XDG_CONFIG_HOME", ".config"))


def spelling(folder: Path, home: Path) -> re.Pattern[bytes]:
    """How lists write a path: as it is, as a URL, and as a shell shortens it. Another that only begins so is none."""
    made = [os.fsencode(folder), quote(os.fsencode(folder)).encode()]
    if home in folder.parents:
        made.append(b"~/" + os.fsencode(folder.relative_to(home)))
        made.append(b"$HOME/" + os.fsencode(folder.relative_to(home)))
    return re.compile(b"(?:" + b"|".join(map(re.escape, made)) + rb")(?![\w.-])")


def is_named_in(path: Path, wanted: re.Pattern[bytes]) -> bool:
    """Whether the file names the folder. Raises OSError, and for one that is too long to be read to its end too."""
    overlap = len(wanted.pattern)
    kept, read_bytes = b"", 0
    with os.fdopen(_open(path), "rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if wanted.search(kept + chunk):
                return True
            kept, read_bytes = (kept + chunk)[-overlap:], read_bytes + len(chunk)
            if read_bytes > _MOST_BYTES:
                raise OSError("the list is too long")
    return False


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | _NO_ACCESS_TIME)
    except PermissionError:  # not the owner's own
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        found = sorted(path for path in place.iterdir() if path.is_file())
        if len(found) > _MOST_FILES:
            raise OSError("the list is too long")
        yield from found
    elif place.is_file():
        yield place


def search(folders: PersonalFolders, wanted: re.Pattern[bytes]) -> tuple[set[str], set[str]]:
    """Which lists name the folder, and which could not be read."""
    named, unread = set(), set()
    for base, place, shown in _LISTS:
        try:
            if any(is_named_in(path, wanted) for path in _files(getattr(folders, base) / place)):
                named.add(shown)
        except OSError:
            unread.add(shown)
    return named, unread


def look_at_recent_lists(root: Path, folders: PersonalFolders, vault: Path) -> Finding:
    """`vault` is its folder, absolute. Raises OSError."""
    named, unread = search(folders, spelling(vault, folders.home))
    if named:
        return Finding("recent", "listed", tuple(sorted(named)))
    if unread:
        return Finding("recent", "unreadable", tuple(sorted(unread)))
    indexers = running(root, _INDEXERS) if _may_be_indexed(vault, folders.home) else ()
    return Finding("recent", "indexed", indexers) if indexers else Finding("recent", "clean")


def _may_be_indexed(vault: Path, home: Path) -> bool:
    """Indexers walk the home folder, and leave hidden folders out."""
    return home in vault.parents and not any(part.startswith(".") for part in vault.relative_to(home).parts)
