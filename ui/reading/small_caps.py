"""Small capitals as capitals of a sensible size: Qt sets its own at 0.7 of the letters' size, below the lower case."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFragment

SMALL_CAPS_SCALE = 0.8
"""A little taller than the lower case, as cut small capitals are."""

SPACING_EM = 0.03
_SMALL = re.compile(r"[^\W\d_A-Z\u00c0-\u00de]+")


def set_small_caps(document: QTextDocument) -> None:
    """Give every run of small capitals its size; the text stays as it is, capitals are only drawn."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, text, look in _runs(document):
        size_px = QFont(look.font()).pixelSize()
        whole = QTextCharFormat()
        whole.setFontCapitalization(QFont.Capitalization.MixedCase)
        _merge(cursor, start, start + len(text), whole)
        small = QTextCharFormat(whole)
        small.setFontCapitalization(QFont.Capitalization.AllUppercase)
        small.setProperty(QTextCharFormat.Property.FontPixelSize, max(1, round(size_px * SMALL_CAPS_SCALE)))
        small.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        small.setFontLetterSpacing(size_px * SPACING_EM)
        for run in _SMALL.finditer(text):
            if run.group() != run.group().upper():
                _merge(cursor, start + run.start(), start + run.end(), small)
    cursor.endEditBlock()


def _runs(document: QTextDocument) -> list[tuple[int, str, QTextCharFormat]]:
    """Position, text in UTF-16 units and format of what is to be small capitals."""
    found: list[tuple[int, str, QTextCharFormat]] = []
    block: QTextBlock = document.begin()
    while block.isValid():
        each = block.begin()
        while not each.atEnd():
            fragment: QTextFragment = each.fragment()
            look = fragment.charFormat()
            if look.fontCapitalization() == QFont.Capitalization.SmallCaps:
                found.append((fragment.position(), _units(fragment.text()), look))
            each += 1
        block = block.next()
    return found


def _units(text: str) -> str:
    """The text as one character per UTF-16 unit, so that offsets in it are a cursor's."""
    return text if text.isascii() else "".join(c if ord(c) < 0x10000 else "\ue000\ue000" for c in text)


def _merge(cursor: QTextCursor, start: int, end: int, change: QTextCharFormat) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(change)
