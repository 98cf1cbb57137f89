"""How fixed pages lie and are turned: plain data, kept for each document; and what they look like at night, for all."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from reader.reading.kept import decoded_as


class Arrangement(StrEnum):
    """Pages one under the other, one at a time, or two side by side."""

    CONTINUOUS = "continuous"
    SINGLE = "single"
    FACING = "facing"


class NightPages(StrEnum):
    """What a dark theme makes of white pages: light ink on dark paper, paper in dim light, or nothing."""

    INVERTED = "inverted"
    DIMMED = "dimmed"
    PLAIN = "plain"


class FixedPreferences(msgspec.Struct, frozen=True, kw_only=True):
    """How one document's pages are shown. `turned` is in degrees to the right; None leaves it to the document."""

    arrangement: Arrangement | None = None
    cover_alone: bool = True
    turned: int = 0

    def __post_init__(self) -> None:
        if self.turned not in {0, 90, 180, 270}:
            raise ValueError("no such turn")


FIXED_SETTING = "reading.fixed"
"""The name in `document_settings`."""

NIGHT_SETTING = "reading.night_pages"
"""The name in `settings`."""


def decoded(kept: str | None) -> FixedPreferences:
    """What `encoded` wrote; as they come where nothing or nothing sensible was kept."""
    return decoded_as(FixedPreferences, kept)


def night_pages(kept: str | None) -> NightPages:
    """What was chosen for the night, INVERTED where nothing sensible was."""
    return NightPages(kept) if kept in set(NightPages) else NightPages.INVERTED
