"""How a fixed page is named: by what is printed on it, and by its number where that says something else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reader.text.model import PageSize
from ui.translations import QT_TRANSLATE_NOOP

_OF_COUNT = QT_TRANSLATE_NOOP("PageLabels", "Page {page} of {count}")
_PRINTED = QT_TRANSLATE_NOOP("PageLabels", "Page {label} ({page} of {count})")


def page_name(pages: Sequence[PageSize], page: int) -> str:
    """The page with its place among all, as the footer and screen readers say it."""
    label, number = pages[page].label, str(page + 1)
    text = _OF_COUNT if label in {"", number} else _PRINTED
    return QCoreApplication.translate("PageLabels", text).format(label=label, page=number, count=len(pages))


def short_name(pages: Sequence[PageSize], page: int) -> str:
    """The page under its picture: as printed, else its number."""
    return pages[page].label or str(page + 1)
