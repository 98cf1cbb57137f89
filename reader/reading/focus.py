"""How the page keeps eyes on the lines that are read, and other eyes off the rest: plain data, kept in the shelf."""

from __future__ import annotations

import msgspec

from reader.reading.kept import decoded_as

FOCUS_SETTING = "reading.focus"
"""The name in `settings`."""
MOST_RULER_LINES = 5
MOST_SHADE_LINES = 12


class FocusSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the reading ruler and the privacy shade are on, and how many lines each leaves clear."""

    ruler: bool = False
    ruler_lines: int = 1
    shade: bool = False
    shade_lines: int = 3

    def __post_init__(self) -> None:
        if not (1 <= self.ruler_lines <= MOST_RULER_LINES and 1 <= self.shade_lines <= MOST_SHADE_LINES):
            raise ValueError("no such number of lines")

    def stepped(self, step: int) -> FocusSettings:
        """More lines (1) or fewer (-1) for what is on; the narrower of the two where both are."""
        if self.ruler and (not self.shade or self.ruler_lines <= self.shade_lines):
            lines = min(MOST_RULER_LINES, max(1, self.ruler_lines + step))
            return msgspec.structs.replace(self, ruler_lines=lines)
        if self.shade:
            lines = min(MOST_SHADE_LINES, max(1, self.shade_lines + step))
            return msgspec.structs.replace(self, shade_lines=lines)
        return self


def decoded(kept: str | None) -> FocusSettings:
    """What `encoded` wrote; as it comes where nothing or nothing sensible was kept."""
    return decoded_as(FocusSettings, kept)
