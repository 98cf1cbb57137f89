"""What was simplified when a document came in, as sentences, by the keys that formats give (model.Simplified)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "Simplified"

ARTICLE_ONLY = "article-only"
"""The key of a saved page of which only the article is shown."""

_SENTENCES = {
    ARTICLE_ONLY: QT_TRANSLATE_NOOP("Simplified", "Of this saved page only the article is shown."),
    "animation": QT_TRANSLATE_NOOP("Simplified", "Moving pictures stand still: their first picture is shown."),
    "audio": QT_TRANSLATE_NOOP("Simplified", "Sound is left out."),
    "char": QT_TRANSLATE_NOOP("Simplified", "Some characters of special fonts could not be told."),
    "comments": QT_TRANSLATE_NOOP("Simplified", "Comments in the margin are left out."),
    "embedded": QT_TRANSLATE_NOOP("Simplified", "What is embedded in it is not opened; files are listed."),
    "encrypted-part": QT_TRANSLATE_NOOP("Simplified", "A part of the message is encrypted and can't be shown."),
    "fixed-layout": QT_TRANSLATE_NOOP("Simplified", "Its pages were laid out as a whole; here the text flows."),
    "font": QT_TRANSLATE_NOOP("Simplified", "Letters of special fonts are shown in an ordinary one."),
    "form": QT_TRANSLATE_NOOP("Simplified", "Forms can't be filled in; their text is shown."),
    "hidden-text": QT_TRANSLATE_NOOP("Simplified", "Text that was marked as hidden is left out."),
    "macros": QT_TRANSLATE_NOOP("Simplified", "Programs in the document (macros) were not run and are left out."),
    "mail-cut": QT_TRANSLATE_NOOP("Simplified", "The message has more parts than are shown."),
    "markup": QT_TRANSLATE_NOOP("Simplified", "Parts that are not understood are left out."),
    "math": QT_TRANSLATE_NOOP("Simplified", "Formulas are shown as they were typed."),
    "mathml": QT_TRANSLATE_NOOP("Simplified", "Formulas are written in a line."),
    "media": QT_TRANSLATE_NOOP("Simplified", "Sound and video are left out."),
    "media-overlay": QT_TRANSLATE_NOOP("Simplified", "The voice that reads it aloud is left out."),
    "missing-page": QT_TRANSLATE_NOOP("Simplified", "Some pages are missing from the file or damaged."),
    "nesting": QT_TRANSLATE_NOOP("Simplified", "Parts that stand too deep inside others are left out."),
    "no-text-layer": QT_TRANSLATE_NOOP(
        "Simplified", "Pages that are pictures without text can't be searched or copied from."
    ),
    "page-header": QT_TRANSLATE_NOOP("Simplified", "Lines at the head and foot of pages are left out."),
    "position": QT_TRANSLATE_NOOP("Simplified", "What stood in places of its own on the page stands in the text."),
    "remote-image": QT_TRANSLATE_NOOP("Simplified", "Pictures that lie on the internet are not fetched."),
    "repeated-cells": QT_TRANSLATE_NOOP("Simplified", "Cells that only repeat others are left out."),
    "ruby": QT_TRANSLATE_NOOP("Simplified", "Readings above characters stand behind them in parentheses."),
    "script": QT_TRANSLATE_NOOP("Simplified", "Programs in the page were not run and are left out."),
    "signed-part": QT_TRANSLATE_NOOP("Simplified", "A signature of the message was not checked."),
    "svg-text": QT_TRANSLATE_NOOP(
        "Simplified", "Words in drawings are not drawn; beside it, or by search, they are found."
    ),
    "symbol": QT_TRANSLATE_NOOP("Simplified", "Some symbols of special fonts could not be told."),
    "table": QT_TRANSLATE_NOOP("Simplified", "A table too intricate for this page is written cell after cell."),
    "table-cut": QT_TRANSLATE_NOOP("Simplified", "A table is longer than is shown here; its end is left out."),
    "text-cut": QT_TRANSLATE_NOOP("Simplified", "The text is longer than is shown here; its end is left out."),
    "text-box": QT_TRANSLATE_NOOP("Simplified", "Text boxes stand in the text where they were fastened."),
    "tracked-changes": QT_TRANSLATE_NOOP("Simplified", "Tracked changes are shown as if they had been accepted."),
    "video": QT_TRANSLATE_NOOP("Simplified", "Video is left out."),
    "truncated": QT_TRANSLATE_NOOP("Simplified", "The saved page was cut short when it was saved."),
    "vertical-text": QT_TRANSLATE_NOOP("Simplified", "Vertical text is set in lines from side to side."),
    "winmail": QT_TRANSLATE_NOOP("Simplified", "An attachment in a mail program's own format is not opened."),
}
_OTHERWISE = QT_TRANSLATE_NOOP("Simplified", "Some of it is shown in a simpler way than it was meant.")


def simplified_sentences(keys: Iterable[str]) -> list[str]:
    """A sentence for each key, each once; all keys that are not known yet share one."""
    sources = dict.fromkeys(_SENTENCES.get(key, _OTHERWISE) for key in keys)
    known = [source for source in sources if source is not _OTHERWISE]
    last = [_OTHERWISE] if _OTHERWISE in sources else []
    return [QCoreApplication.translate(_CONTEXT, source) for source in (*known, *last)]


def has_own_sentence(key: str) -> bool:
    """Whether this very key is in the table."""
    return key in _SENTENCES
