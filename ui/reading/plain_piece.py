"""A piece as a plain note shows it: its canonical text in one face and size, grey boxes where pictures are."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QTextBlockFormat, QTextCursor, QTextDocument, QTextImageFormat

from reader.text.model import IMAGE_CHARACTER
from ui.reading.page_look import PageLook

_BOX = "plain:box"
_BOX_EM = (1.6, 1.0)


def fill_plainly(document: QTextDocument, text: str, look: PageLook) -> None:
    """Put `text` into an empty document. Its characters stay one by one, so a CursorMap finds them."""
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(_BOX), _box(look))
    document.setPlainText(text.removesuffix("\n"))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    block = QTextBlockFormat()
    block.setLineHeight(look.line_px, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setBottomMargin(look.paragraph_gap_px)
    cursor.mergeBlockFormat(block)
    picture = QTextImageFormat()
    picture.setName(_BOX)
    found = document.find(IMAGE_CHARACTER)
    while not found.isNull():
        at = found.selectionStart()
        found.insertImage(picture)
        found = document.find(IMAGE_CHARACTER, at + 1)
    cursor.endEditBlock()
    document.setTextWidth(look.column_px)


def _box(look: PageLook) -> QImage:
    width, height = (round(look.body_px * em) for em in _BOX_EM)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(look.theme.line))
    return image
