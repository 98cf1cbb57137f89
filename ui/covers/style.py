"""The covers' own small style, from the same palette as the desk's, so that both are one program to the eye."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette

from ui.theme import Theme

_SHEET = Template("""
QWidget { color: $ink; font-size: 14px; }
QWidget#cover, QPlainTextEdit { background: $paper; }
QWidget#side { background: $panel; }
QFrame#edge { background: $line; }
QPlainTextEdit { border: none; font-size: 16px; selection-background-color: $selection; selection-color: $ink; }
QListView { background: $panel; border: none; outline: none; padding: 0 8px; }
QListView::item { border-radius: 7px; padding: 9px 10px; color: $ink; }
QListView::item:hover { background: $line; }
QListView::item:selected { background: $selection; color: $ink; }
QLineEdit { background: $paper; border: 1px solid $line; border-radius: 7px; padding: 6px 10px;
    selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus { border-color: $ember; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 6px; }
QToolButton:hover { background: $line; }
QToolButton:focus { border-color: $ember; }
QToolButton:disabled { color: $faint; }
QWidget#notice { background: $panel; }
QWidget#notice QPushButton { background: transparent; border: none; color: $ember; padding: 4px 10px; }
QWidget#notice QPushButton:focus { text-decoration: underline; }
QLabel#above { color: $soft; min-height: 22px; }
QLabel#above[problem="true"] { color: $ember; }
QLineEdit#line { border: none; border-bottom: 1px solid transparent; border-radius: 0; background: $paper;
    font-size: 34px; padding: 0; }
QLineEdit#line:focus { border-bottom-color: $line; }
QWidget#pad QPushButton { background: $panel; border: 1px solid $line; border-radius: 9px; font-size: 18px; }
QWidget#pad QPushButton[part="digit"] { background: $paper; }
QWidget#pad QPushButton[part="memory"] { background: transparent; border-color: transparent; color: $soft;
    font-size: 13px; }
QWidget#pad QPushButton[part="equals"] { background: $ember; border-color: $ember; color: $on_ember; }
QWidget#pad QPushButton:hover { border-color: $faint; }
QWidget#pad QPushButton:pressed { background: $selection; color: $ink; }
QWidget#pad QPushButton:focus { border: 2px solid $ember; }
QWidget#pad QPushButton[part="equals"]:focus { border: 2px solid $ink; }
QTableView { background: $paper; gridline-color: $line; border: none; selection-background-color: $selection;
    selection-color: $ink; }
QTableView::item:focus { border: 2px solid $ember; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $soft; border: none; border-right: 1px solid $line;
    border-bottom: 1px solid $line; padding: 4px 8px; }
QTableView QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QWidget#head { background: $panel; border: none; border-bottom: 1px solid $line; }
QLineEdit#name { border: 2px solid transparent; border-radius: 0; background: $panel; padding: 7px 8px; }
QLineEdit#name:focus { border-color: $ember; background: $paper; }
QLineEdit#cell { border-radius: 0; padding: 0 3px; border: 2px solid $ember; }
QLabel#notice { background: $panel; padding: 10px; }
QLabel#empty { color: $soft; font-size: 15px; }
""")


def cover_style(theme: Theme) -> str:
    """A style sheet for one cover's window."""
    return _SHEET.substitute({name: getattr(theme, name) for name in theme.__struct_fields__})


def cover_palette(theme: Theme) -> QPalette:
    """The colours that are seen before, and where, the sheet paints nothing."""
    palette = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: theme.paper,
        QPalette.ColorRole.Base: theme.paper,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.soft,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.ink,
    }.items():
        palette.setColor(role, QColor(colour))
    return palette
