"""The popover of the action "typography": the panel, the typefaces and the colours, over the page that shows them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from reader.reading.preferences import REGULAR_WEIGHT, WEIGHTS
from reader.reading.typefaces import Face
from ui.own_theme import OwnTheme, theme_of
from ui.reading.footer import FOOTER_HEIGHT_PX
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_tools import TOOLS_HEIGHT_PX
from ui.reading.reading_session import ReadingSession
from ui.reading.theme_editor import ThemeEditor
from ui.reading.typeface_list import TypefaceList
from ui.reading.typesetting import Typesetting
from ui.reading.typography_panel import TypographyPanel
from ui.theme import Theme

WIDTH_PX = 344
HEIGHT_PX = 620
_GAP_PX = 8
_PREVIEW_MS = 40
"""Dragging a slider asks for more pages than can be set: the last one counts."""


class TypographyPopover(PageFeature):
    """Opens on its key and on its button; what is chosen is on the page at once."""

    def __init__(self, parts: PageParts, typesetting: Typesetting) -> None:
        super().__init__(parts)
        self._typesetting = typesetting
        self._is_made = False
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(_PREVIEW_MS)
        self._preview.timeout.connect(self._show_preview)
        self._previewed: OwnTheme | None = None
        parts.actions.add("typography", self.toggle)
        parts.page_view.viewport().installEventFilter(self)
        parts.actions.changed.connect(self._make_way)
        typesetting.changed.connect(self._show_state)

    @property
    def is_open(self) -> bool:
        """Whether it lies over the page."""
        return self._is_made and not self.frame.isHidden()

    def _make(self) -> None:
        """At the first opening: a hundred widgets that would otherwise be dressed with every theme."""
        if self._is_made:
            return
        parts = self.parts
        self.frame = QFrame(parts.page)
        self.frame.setProperty("look", "card")
        self.frame.setAccessibleName(self.tr("Typeface, size and lines"))
        self.panel = TypographyPanel(parts.themes, parts.theme(), self.frame)
        self.typefaces = TypefaceList(self.frame)
        self.editor = ThemeEditor(self.frame)
        self.stack = QStackedWidget(self.frame)
        for page in (self.panel, self.typefaces, self.editor):
            self.stack.addWidget(page)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.stack)
        self.frame.hide()
        self._is_made = True
        self._connect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press beside the popover closes it, and means nothing else."""
        if event.type() == QEvent.Type.MouseButtonPress and self.is_open:
            self.close()
            return True
        return False

    def document_opened(self, session: ReadingSession) -> None:
        self.parts.actions.set_available(["typography"], available=not session.opened.fixed_pages)
        self._show_state()

    def document_left(self) -> None:
        self._end_preview()
        if self._is_made:
            self.frame.hide()
        self.parts.actions.set_on("typography", on=False)

    def set_theme(self, theme: Theme) -> None:
        if self._is_made:
            self.panel.set_theme(theme)

    def escape(self) -> bool:
        """From the list or the colours back to the panel, from the panel back to the page."""
        if not self.is_open:
            return False
        if self.stack.currentWidget() is not self.panel:
            self._back()
        else:
            self.close()
        return True

    def toggle(self) -> None:
        """On the key."""
        if not self.is_open:
            self._make()
            self._show_state()
            self.stack.setCurrentWidget(self.panel)
            self.arrange()
            self.frame.show()
            self.frame.raise_()
            self.panel.verticalScrollBar().setValue(0)
            self.panel.focus_first()
        else:
            self.close()
        self.parts.actions.set_on("typography", on=self.is_open)

    def close(self) -> None:
        """Back to the text."""
        self._end_preview()
        self.frame.hide()
        self.parts.actions.set_on("typography", on=False)
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.PopupFocusReason)

    def arrange(self) -> None:
        if not self._is_made:
            return
        page: QWidget = self.parts.page
        top = TOOLS_HEIGHT_PX + _GAP_PX
        width = min(WIDTH_PX, page.width() - 2 * _GAP_PX)
        height = min(HEIGHT_PX, page.height() - top - FOOTER_HEIGHT_PX - _GAP_PX)
        mirrored = page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = _GAP_PX if mirrored else page.width() - width - _GAP_PX
        self.frame.setGeometry(left, top, width, max(120, height))

    def _make_way(self) -> None:
        """Discreet text has nothing over it."""
        if self.parts.actions.is_on("discreet") and self.is_open:
            self.close()

    def _connect(self) -> None:
        panel, themes, typesetting = self.panel, self.parts.themes, self._typesetting
        panel.preferences_chosen.connect(typesetting.choose)
        panel.own_switched.connect(lambda is_own: typesetting.set_own(is_own=is_own))
        panel.reset_requested.connect(typesetting.reset)
        panel.theme_chosen.connect(themes.choose)
        panel.theme_edit_requested.connect(self._edit_theme)
        panel.typefaces_requested.connect(self._list_typefaces)
        self.typefaces.chosen.connect(lambda typeface: typesetting.change(typeface=typeface))
        self.typefaces.closed.connect(self._back)
        self.editor.previewed.connect(self._plan_preview)
        self.editor.saved.connect(self._keep_theme)
        self.editor.removed.connect(self._remove_theme)
        self.editor.closed.connect(self._back)

    def _show_state(self) -> None:
        if not self._is_made:
            return
        look = self._typesetting.look()
        has_weights = look.weight != REGULAR_WEIGHT or _has_weights(look.setting.families)
        self.panel.show_writing(look, has_weights=has_weights)
        self.panel.show_state(self._typesetting.preferences, is_own=self._typesetting.is_own)

    def _back(self) -> None:
        self._end_preview()
        came_from = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.panel)
        if came_from is self.typefaces:
            self.panel.typeface.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.panel.focus_first()

    def _list_typefaces(self) -> None:
        self.stack.setCurrentWidget(self.typefaces)
        general = [(self.panel.typeface_name(value), value) for value in ("", *Face)]
        self.typefaces.fill(general, self._typesetting.preferences.typeface)

    def _edit_theme(self, name: str) -> None:
        themes = self.parts.themes
        own = themes.own_theme(name)
        self.stack.setCurrentWidget(self.editor)
        self.editor.edit(own or themes.begin(self.parts.theme()), is_new=own is None)

    def _keep_theme(self, own: OwnTheme) -> None:
        self._back()
        self.parts.themes.put(own)

    def _remove_theme(self, name: str) -> None:
        self._back()
        self.parts.themes.remove(name)

    def _plan_preview(self, own: OwnTheme) -> None:
        self._previewed = own
        self._preview.start()

    def _show_preview(self) -> None:
        if self._previewed is not None:
            look = self._typesetting.look()
            self.parts.page_view.set_look(msgspec.structs.replace(look, theme=theme_of(self._previewed)))

    def _end_preview(self) -> None:
        self._preview.stop()
        if self._previewed is not None:
            self._previewed = None
            self._typesetting.apply()


def _has_weights(families: Sequence[str]) -> bool:
    """Whether the face that sets the text, the first that is there, has more weights than regular and bold."""
    for family in families:
        found = {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}
        if found:
            return bool(found & (set(WEIGHTS) - {REGULAR_WEIGHT}))
    return False
