"""How a person wants pages to be set: plain data, kept for all documents and perhaps for one alone."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from reader.reading.typography import BODY_SIZES_PX, DEFAULT_BODY_SIZE_PX


class PageMode(StrEnum):
    """How flowing text goes by: as one long page, or turned page by page in one column or two."""

    SCROLLED = "scrolled"
    PAGED = "paged"
    TWO_COLUMNS = "two-columns"


class ReadingPreferences(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader chose; a value that stands for "as the writing asks" leaves it to typography.py."""

    body_px: int = DEFAULT_BODY_SIZE_PX
    mode: PageMode = PageMode.SCROLLED

    def __post_init__(self) -> None:
        if self.body_px not in BODY_SIZES_PX:
            raise ValueError("no such size")


PREFERENCES_SETTING = "reading.preferences"
"""The name in `settings` and, for one document alone, in `document_settings`."""


def encoded(preferences: ReadingPreferences) -> str:
    """As text for a setting."""
    return msgspec.json.encode(preferences).decode()


def decoded(kept: str | None) -> ReadingPreferences | None:
    """What `encoded` wrote; None where nothing or nothing sensible was kept."""
    try:
        return None if kept is None else msgspec.json.decode(kept, type=ReadingPreferences)
    except msgspec.MsgspecError:
        return None
