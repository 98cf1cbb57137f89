"""How a person wants pages to be set: plain data, kept for all documents and perhaps for one alone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from reader.reading.typography import BODY_SIZES_PX, DEFAULT_BODY_SIZE_PX, TypeSetting, setting_for


class PageMode(StrEnum):
    """How flowing text goes by: as one long page, or turned page by page in one column or two."""

    SCROLLED = "scrolled"
    PAGED = "paged"
    TWO_COLUMNS = "two-columns"


class Justification(StrEnum):
    """Whether lines end together. By the writing: as its books do, and where the document asks for it."""

    WRITING = "writing"
    ON = "on"
    OFF = "off"


class ParagraphStyle(StrEnum):
    """How paragraphs are told apart: as the document does, by room between them, or by first lines set in."""

    DOCUMENT = "document"
    SPACED = "spaced"
    INDENTED = "indented"


LINE_PERCENTS = (80, 85, 90, 95, 100, 105, 110, 115, 120, 130, 140, 150)
COLUMN_PERCENTS = (50, 60, 70, 80, 90, 100, 110, 120, 135, 150, 175, 200)
MARGINS_EM = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
LETTER_PERCENTS = (0, 1, 2, 3, 4, 6, 8, 10)
WEIGHTS = (300, 400, 500, 600)
DEFAULT_MARGIN_EM = 2.0
REGULAR_WEIGHT = 400
_STEPS: dict[str, tuple[float, ...]] = {
    "body_px": BODY_SIZES_PX,
    "line_percent": LINE_PERCENTS,
    "column_percent": COLUMN_PERCENTS,
    "margin_em": MARGINS_EM,
    "letter_percent": LETTER_PERCENTS,
    "weight": WEIGHTS,
}
_LONGEST_FAMILY = 100


class ReadingPreferences(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader chose; a value that stands for "as the writing asks" leaves it to typography.py.

    `typeface` is a `Face`, a family of the system, or empty. `line_percent` and `column_percent` are of what the
    writing asks for, `letter_percent` is room between letters in hundredths of an em, `margin_em` the least paper at
    each side. Lines of Korean break at words, or with `breaks_syllables` at syllables.
    """

    body_px: int = DEFAULT_BODY_SIZE_PX
    mode: PageMode = PageMode.SCROLLED
    typeface: Annotated[str, Meta(max_length=_LONGEST_FAMILY)] = ""
    line_percent: int = 100
    margin_em: float = DEFAULT_MARGIN_EM
    column_percent: int = 100
    justification: Justification = Justification.WRITING
    paragraphs: ParagraphStyle = ParagraphStyle.DOCUMENT
    hyphenates: bool = True
    breaks_syllables: bool = False
    letter_percent: int = 0
    weight: int = REGULAR_WEIGHT

    def __post_init__(self) -> None:
        if self.body_px not in BODY_SIZES_PX:
            raise ValueError("no such size")
        if any(getattr(self, name) not in steps for name, steps in _STEPS.items()):
            raise ValueError("no such step")


PREFERENCES_SETTING = "reading.preferences"
"""The name in `settings` and, for one document alone, in `document_settings`."""


def stepped(preferences: ReadingPreferences, name: str, by: int) -> ReadingPreferences:
    """The next value up (1) or down (-1) of what goes in steps; the same at the end."""
    steps = _STEPS[name]
    at = steps.index(getattr(preferences, name)) + by
    return msgspec.structs.replace(preferences, **{name: steps[min(max(0, at), len(steps) - 1)]})


def steps_of(name: str) -> tuple[float, ...]:
    """The values that a preference can have."""
    return _STEPS[name]


def decoded(kept: str | None) -> ReadingPreferences | None:
    """What `encoded` wrote, in this version or another; None where nothing or nothing sensible was kept.

    A value that this version does not know costs that one choice, not all the others.
    """
    try:
        raw = None if kept is None else msgspec.json.decode(kept)
    except msgspec.MsgspecError:
        return None
    if not isinstance(raw, dict):
        return None
    preferences = ReadingPreferences()
    for field in msgspec.structs.fields(ReadingPreferences):
        if field.name in raw:
            preferences = _with(preferences, field, raw[field.name])
    return preferences


def _with(preferences: ReadingPreferences, field: msgspec.structs.FieldInfo, value: Any) -> ReadingPreferences:
    try:
        return msgspec.structs.replace(preferences, **{field.name: msgspec.convert(value, field.type)})
    except (msgspec.ValidationError, ValueError):
        return preferences


def setting_of(preferences: ReadingPreferences, language: str, sample: str = "", home: str = "") -> TypeSetting:
    """How a text is set by these preferences; arguments as in `typography.setting_for`."""
    setting = setting_for(language, sample, preferences.typeface, home)
    return msgspec.structs.replace(
        setting,
        line_height=setting.line_height * preferences.line_percent / 100,
        column_em=setting.column_em * preferences.column_percent / 100,
    )
