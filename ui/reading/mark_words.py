"""What a mark is called where its colour is not seen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader.store.mark import Mark, MarkColour, MarkKind
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "MarkWords"
_BOOKMARK = QT_TRANSLATE_NOOP("MarkWords", "Bookmark")
_HIGHLIGHTS = {
    MarkColour.YELLOW: QT_TRANSLATE_NOOP("MarkWords", "Yellow highlight"),
    MarkColour.GREEN: QT_TRANSLATE_NOOP("MarkWords", "Green highlight"),
    MarkColour.BLUE: QT_TRANSLATE_NOOP("MarkWords", "Blue highlight"),
    MarkColour.PINK: QT_TRANSLATE_NOOP("MarkWords", "Pink highlight"),
}


def kind_in_words(mark: Mark) -> str:
    """A bookmark, or a highlight in its colour, in the person's language."""
    is_bookmark = mark.kind is MarkKind.BOOKMARK
    return QCoreApplication.translate(_CONTEXT, _BOOKMARK if is_bookmark else _HIGHLIGHTS[mark.colour])


def mark_in_words(mark: Mark) -> str:
    """The kind of a mark, and what was written to it."""
    return ", ".join(filter(None, (kind_in_words(mark), mark.note.strip(), *mark.tags)))
