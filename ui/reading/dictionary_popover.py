"""What dictionaries say of a word, in a card beside it: articles, words like it, and the way back to earlier words."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from reader.reading.looking_up import LookUp
from reader.text.markup import escape
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit

WIDTH_PX, HEIGHT_PX = 430, 340
_GAP_PX, _MARGIN_PX = 8, 12
_LEAST_PX, _HEAD_PX, _SIDES_PX = 120, 68, 44
_LINK = re.compile(r'href="#w(\d{1,4})"')
_ICONS = {"back": "back", "forward": "forward", "close": "close"}


class DictionaryPopover(QFrame):
    """Asks for words and shows what was found; it looks nothing up itself. Nothing in it can be selected or copied."""

    word_requested = Signal(str)  # typed, or followed from an article
    back_requested = Signal()
    forward_requested = Signal()
    address_requested = Signal(str)  # a link that leads out
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Dictionaries"))
        self._theme = theme
        self._found: LookUp | None = None
        self.field = SafeLineEdit(self)
        self.field.setAccessibleName(self.tr("Word to look up"))
        self.field.returnPressed.connect(lambda: self.word_requested.emit(self.field.text()))
        self.articles = _Articles(self)
        self.articles.setAccessibleName(self.tr("What dictionaries say"))
        self.articles.anchorClicked.connect(self._follow)
        self.buttons = {
            "back": self._button(self.tr("The word before"), self.back_requested),
            "forward": self._button(self.tr("The word after"), self.forward_requested),
            "close": self._button(self.tr("Close (Esc)"), self.closed),
        }
        self._compose()
        self.set_theme(theme)
        self.hide()

    def _compose(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self.buttons["back"], self.buttons["forward"]):
            row.addWidget(widget)
        row.addWidget(self.field, 1)
        row.addWidget(self.buttons["close"])
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.articles, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for name, button in self.buttons.items():
            button.setIcon(icon(_ICONS[name], theme.soft, mirrored=mirrored))
        self.articles.document().setDefaultStyleSheet(f"a {{ color: {theme.ember}; }}")
        if self._found is not None:
            self.show_found(self._found, has_before=self.buttons["back"].isEnabled(), has_after=False)

    def show_found(self, found: LookUp, *, has_before: bool, has_after: bool) -> None:
        """Show this, from its beginning."""
        self._found = found
        self.field.setText(found.form if found.definitions else found.word)
        self.field.setCursorPosition(0)
        self.articles.setHtml(self._page(found))
        self.articles.verticalScrollBar().setValue(0)
        self.buttons["back"].setEnabled(has_before)
        self.buttons["forward"].setEnabled(has_after)

    def clear(self) -> None:
        """Keep nothing of what was looked up."""
        self._found = None
        self.field.clear()
        self.articles.clear()

    def place_beside(self, word: QRect, room: QRect) -> None:
        """Below the word, or above it where there is more room; inside `room`. Both in the parent's coordinates."""
        width = min(WIDTH_PX, room.width() - 2 * _MARGIN_PX)
        below, above = room.bottom() - word.bottom(), word.top() - room.top()
        is_below = below >= HEIGHT_PX + _GAP_PX + _MARGIN_PX or below >= above
        height = max(_LEAST_PX, min(self._wanted_px(width), (below if is_below else above) - _GAP_PX - _MARGIN_PX))
        left = word.left() - width // 3
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = word.right() - width * 2 // 3
        left = max(room.left() + _MARGIN_PX, min(left, room.right() - width - _MARGIN_PX))
        top = word.bottom() + _GAP_PX if is_below else word.top() - _GAP_PX - height
        self.setGeometry(QRect(QPoint(left, max(room.top() + _MARGIN_PX, top)), QSize(width, height)))

    def _wanted_px(self, width: int) -> int:
        """As high as what it says, up to HEIGHT_PX."""
        inner = self.articles.document().clone(self)
        inner.setTextWidth(width - _SIDES_PX)
        said = round(inner.size().height())
        inner.deleteLater()
        return min(HEIGHT_PX, said + _HEAD_PX)

    def _page(self, found: LookUp) -> str:
        if not found.has_dictionaries:
            return _paragraph(self.tr("There is no dictionary yet. Add one in the settings, under “Dictionaries”."))
        parts = [] if found.definitions else [_paragraph(self.tr("No dictionary knows this word."))]
        before = ""
        for number, each in enumerate(found.definitions):
            if each.dictionary != before:
                parts.append(self._heading(each.dictionary))
                before = each.dictionary
            html = _LINK.sub(lambda match, number=number: f'href="#d{number}-{match[1]}"', each.html)  # type: ignore[misc]
            parts.append(f'<p style="margin-bottom:2px"><b>{escape(each.word)}</b></p>{html}')
        if found.similar:
            words = [f'<a href="#s{number}">{escape(word)}</a>' for number, word in enumerate(found.similar)]
            parts += [self._heading(self.tr("Words like it")), f"<p>{' · '.join(words)}</p>"]
        return "".join(parts)

    def _heading(self, text: str) -> str:
        return f'<p style="color:{self._theme.soft};font-size:11px;margin-top:10px">{escape(text)}</p>'

    def _follow(self, url: QUrl) -> None:
        found, fragment = self._found, url.fragment()
        if url.scheme():
            self.address_requested.emit(url.toString())
        elif found is not None and (link := re.fullmatch(r"d(\d+)-(\d+)", fragment)):
            links = found.definitions[int(link[1])].links
            if int(link[2]) < len(links):
                self.word_requested.emit(links[int(link[2])])
        elif found is not None and (like := re.fullmatch(r"s(\d+)", fragment)):
            self.word_requested.emit(found.similar[int(like[1])])

    def _button(self, name: str, pressed: Any) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(pressed)
        return button


class _Articles(QTextBrowser):
    """Text with links: nothing is opened, loaded or selected (on X11 a selection is offered to every program)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(4)
        self.setLayoutDirection(QGuiApplication.layoutDirection())

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
