"""ComicInfo.xml: what a comic says of itself (the Anansi Project's schema 2.1)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.errors import DamagedFile
from reader.formats.names import one_line
from reader.formats.trees import local_name, parse_xml
from reader.text.decoding import decode
from reader.text.language import language_tag
from reader.text.model import Direction, Metadata

_RIGHT_TO_LEFT = "yesandrighttoleft"
_FRONT = "frontcover"
_MAX_DESCRIPTION_CHARACTERS = 20_000
_MAX_NAMES = 200


@dataclass(frozen=True, slots=True)
class ComicInfo:
    """Metadata, bookmarks by page (from 0) and the page with the cover (-1 if it is not said)."""

    metadata: Metadata = field(default_factory=Metadata)
    bookmarks: dict[int, str] = field(default_factory=dict)
    cover: int = -1


def comic_info(data: bytes) -> ComicInfo:
    """What the file says; nothing for one that is no XML."""
    try:
        root = parse_xml(decode(data).text)
    except DamagedFile:
        return ComicInfo()
    said = {local_name(child): "".join(str(text) for text in child.itertext()) for child in root if local_name(child)}
    bookmarks: dict[int, str] = {}
    cover = -1
    for page in (each for each in root.iter() if local_name(each) == "page"):
        number = _number(page.get("Image") or "")
        title = one_line(page.get("Bookmark") or "")
        if number >= 0 and title:
            bookmarks[number] = title
        if cover < 0 and (page.get("Type") or "").lower() == _FRONT:
            cover = number
    return ComicInfo(_metadata(said), bookmarks, cover)


def _metadata(said: dict[str, str]) -> Metadata:
    series, number = one_line(said.get("series", "")), one_line(said.get("number", ""))
    writers = _list(said.get("writer", "")) or _list(said.get("penciller", "")) or _list(said.get("coverartist", ""))
    manga = said.get("manga", "").strip().lower()
    return Metadata(
        title=one_line(said.get("title", "")) or _numbered(series, number),
        authors=writers,
        language=language_tag(said.get("languageiso")),
        direction=Direction.RTL if manga == _RIGHT_TO_LEFT else Direction.AUTO,
        publisher=one_line(said.get("publisher", "")),
        published=_date(said),
        description=said.get("summary", "").strip()[:_MAX_DESCRIPTION_CHARACTERS],
        subjects=tuple(dict.fromkeys(_list(said.get("genre", "")) + _list(said.get("tags", "")))),
        series=series,
        series_index=number,
    )


def _numbered(series: str, number: str) -> str:
    return f"{series} {number}".strip() if series else ""


def _date(said: dict[str, str]) -> str:
    year, month, day = (_number(said.get(name, "")) for name in ("year", "month", "day"))
    if not 0 < year < 10_000:
        return ""
    if not 0 < month <= 12:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if 0 < day <= 31 else f"{year:04}-{month:02}"


def _list(names: str) -> tuple[str, ...]:
    return tuple(line for name in names.split(",") if (line := one_line(name)))[:_MAX_NAMES]


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
