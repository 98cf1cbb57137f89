"""Qt's style from a theme: one sheet for the whole program, set anew when the theme changes."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.text_scale import scaled_sheet, text_scale
from ui.theme import Theme

MAX_MOTION_MS = 120
CONTROL_HEIGHT_PX = 34
_SRGB_KNEE = 0.04045


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress every window in `theme`; may be called at any time."""
    app.setPalette(palette(theme))
    app.setStyleSheet(scaled_sheet(stylesheet(theme), text_scale()))


def palette(theme: Theme) -> QPalette:
    """The colours that Qt draws with where no rule of the sheet speaks."""
    made = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.Base, role.Button, role.Light, role.Midlight), theme.paper),
        ((role.AlternateBase, role.ToolTipBase), theme.panel),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), theme.ink),
        ((role.PlaceholderText,), theme.soft),
        ((role.Mid, role.Dark, role.Shadow), theme.line),
        ((role.Highlight,), theme.selection),
        ((role.HighlightedText,), theme.ink),
        ((role.Link, role.LinkVisited, role.Accent), theme.ember),
    ):
        for each in roles:
            made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.faint))
    return made


def stylesheet(theme: Theme) -> str:
    """The sheet. Widgets choose a look by the dynamic property `look`, never by a colour of their own."""
    field = theme.panel if theme.is_dark else _lighter_paper(theme)
    return Template(_SHEET).substitute(
        paper=theme.paper, panel=theme.panel, line=theme.line, ink=theme.ink, soft=theme.soft, faint=theme.faint,
        ember=theme.ember, on_ember=theme.on_ember, selection=theme.selection, mark=theme.mark, field=field,
    )  # fmt: skip


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two `#RRGGBB` colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= _SRGB_KNEE else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _lighter_paper(theme: Theme) -> str:
    """A field stands out from the page by being a little lighter than it."""
    colour = QColor(theme.paper)
    red, green, blue = ((channel + 255) // 2 for channel in (colour.red(), colour.green(), colour.blue()))
    return f"#{red:02X}{green:02X}{blue:02X}"


_SHEET = """
* { font-size: 14px; }
QWidget { color: $ink; }
QWidget#desk, QWidget[look="page"] { background: $paper; }
QWidget[look="panel"] { background: $panel; }
QWidget#sidebar { background: $panel; border: none; border-right: 1px solid $line; }
QWidget#sidebar[mirrored="true"] { border-right: none; border-left: 1px solid $line; }
QWidget[look="bar"] { background: $paper; border-bottom: 1px solid $line; }
QWidget[look="strip"] { background: $panel; border-top: 1px solid $line; }
QWidget[look="banner"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[look="notice"] { background: $selection; border-bottom: 1px solid $line; }
QWidget[look="card"] { background: $panel; border: 1px solid $line; border-radius: 9px; }
QWidget[look="finding"] { border: none; border-bottom: 1px solid $line; }
QWidget[look="finding"]:focus { border: 2px solid $ember; border-radius: 8px; }
QDialog { background: $paper; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: 24px; font-weight: 600; }
QLabel[look="heading"] { font-size: 17px; font-weight: 600; }
QLabel[look="soft"] { color: $soft; font-size: 13px; }
QLabel[look="body"] { font-size: 15px; }
QLabel[look="section"] { color: $soft; font-size: 11px; font-weight: 700; padding: 14px 12px 4px 12px; }
QLabel[look="matter"] { font-size: 15px; font-weight: 600; }
QLabel[look="verdict"] { color: $soft; font-size: 13px; }
QLabel[look="verdict"][verdict="fails"] { color: $ember; font-weight: 600; }
QLabel[look="command"] { background: $field; border: 1px solid $line; border-radius: 8px; padding: 8px 11px; }
QLabel[look="command"]:focus { border: 2px solid $ember; padding: 7px 10px; }
QLabel[look="suggestion"] { font-size: 18px; font-weight: 500; }
QLabel[look="group"] { color: $soft; font-size: 13px; font-weight: 600; padding-top: 6px; }
QLabel[look="error"] { color: $ember; font-size: 14px; }
QLabel[look="key"] { background: $field; color: $soft; border: 1px solid $line; border-bottom: 2px solid $line;
    border-radius: 4px; padding: 1px 7px; font-size: 12px; }
QLabel[look="bigkey"] { background: $field; color: $ink; border: 1px solid $line; border-bottom: 3px solid $line;
    border-radius: 7px; padding: 9px 16px; font-size: 17px; font-weight: 600; }

QLineEdit { background: $field; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 0 11px;
    min-height: 32px; selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus { border: 2px solid $ember; padding: 0 10px; min-height: 30px; }
QLineEdit:disabled { color: $soft; background: $panel; }
QPlainTextEdit[look="field"] { background: $field; color: $ink; border: 1px solid $line; border-radius: 8px;
    padding: 3px 6px; selection-background-color: $selection; selection-color: $ink; }
QPlainTextEdit[look="field"]:focus { border: 2px solid $ember; padding: 2px 5px; }
QLineEdit[look="search"], QLineEdit[look="search"]:focus { padding: 0 4px; }
QLineEdit[look="big"] { border-radius: 9px; min-height: 42px; font-size: 16px; padding: 0 14px; }
QLineEdit[look="big"]:focus { min-height: 40px; padding: 0 13px; }
QLineEdit[look="big"]:read-only { background: $panel; color: $soft; border: 1px solid $line; min-height: 42px;
    padding: 0 14px; }

QPushButton { background: $paper; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 0 14px;
    min-height: 32px; outline: none; }
QPushButton:hover { background: $panel; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $ember; padding: 0 13px; min-height: 30px; }
QPushButton:disabled { color: $faint; }
QPushButton[look="primary"] { background: $ember; color: $on_ember; border: 1px solid $ember; font-weight: 500; }
QPushButton[look="primary"]:hover { border-color: $ink; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { background: $selection; color: $soft; border: 1px solid $selection; }
QPushButton[shape="icon"] { padding: 0 6px; }
QPushButton[shape="icon"]:focus { padding: 0 5px; }
QPushButton[look="big"] { min-height: 38px; font-size: 15px; }
QPushButton[look="small"] { min-height: 22px; padding: 0 8px; font-size: 12px; border-radius: 6px; }
QPushButton[look="small"]:focus { min-height: 20px; padding: 0 7px; }
QPushButton[look="swatch"] { border: 1px solid $faint; border-radius: 17px; padding: 0; min-width: 32px;
    max-width: 32px; min-height: 32px; max-height: 32px; }
QPushButton[look="swatch"]:checked { border: 4px solid $ember; min-width: 26px; min-height: 26px; }
QPushButton[look="swatch"]:focus { border: 3px solid $ink; min-width: 28px; min-height: 28px; }
QPushButton[look="wide"] { background: $ember; color: $on_ember; border: 1px solid $ember; border-radius: 9px;
    min-height: 40px; font-size: 15px; }
QPushButton[look="wide"]:hover { border-color: $ink; }
QPushButton[look="wide"]:focus { border: 2px solid $ink; min-height: 38px; }
QPushButton[look="wide"]:disabled { background: $selection; color: $soft; border: 1px solid $selection; }
QPushButton[look="link"] { background: transparent; color: $soft; border: 2px solid transparent; border-radius: 6px;
    padding: 0 6px; min-height: 26px; font-size: 13px; }
QWidget[look="finding"] QPushButton[look="link"] { padding: 0 2px; }
QPushButton[look="link"]:hover { color: $ember; }
QPushButton[look="link"]:focus { border: 2px solid $ember; padding: 0 6px; min-height: 26px; }
QPushButton[look="link"]:disabled { color: $faint; }
QPushButton[look="choice"] { text-align: left; padding: 0 14px; min-height: 56px; font-size: 15px; }
QPushButton[look="choice"]:checked { background: $selection; border: 1px solid $ember; }
QPushButton[look="choice"]:focus { border: 2px solid $ember; padding: 0 13px; min-height: 54px; }
QPushButton[look="segment"], QPushButton[look="switch"] { background: transparent; padding: 0 6px; min-height: 28px;
    font-size: 13px; }
QPushButton[look="segment"]:checked { background: $selection; border: 1px solid $ember; }
QPushButton[look="switch"]:checked { border: 1px solid $ember; }
QPushButton[look="segment"]:hover, QPushButton[look="switch"]:hover { background: $selection; }
QPushButton[look="segment"]:focus, QPushButton[look="switch"]:focus { border: 2px solid $ember; padding: 0 5px;
    min-height: 26px; }
QPushButton[look="switch"] QLabel { font-size: 13px; }
QPushButton[look="step"] { background: transparent; padding: 0; min-height: 26px; min-width: 34px; font-size: 16px; }
QPushButton[look="step"]:hover { background: $selection; }
QPushButton[look="step"]:focus { border: 2px solid $ember; min-height: 24px; min-width: 32px; }
QPushButton[look="step"][spent="true"] { color: $faint; border-color: $line; }
QPushButton::menu-indicator { width: 0; image: none; }

QToolButton { background: transparent; color: $soft; border: 2px solid transparent; border-radius: 6px; padding: 3px;
    outline: none; }
QToolButton:hover { background: $line; }
QToolButton:focus { border: 2px solid $ember; }
QToolButton:checked { background: $selection; color: $ember; border: 2px solid $line; }
QToolButton[look="field"] { font-size: 13px; padding: 2px 6px; }
QToolButton[look="field"]:hover { background: transparent; color: $ember; }

QToolButton::menu-indicator { image: none; }

QListView, QTableView { background: $paper; border: none; outline: none; }
QTableView { selection-background-color: $paper; }
QListView#jumps { background: $panel; }
QListView#jumps::item { padding: 8px 10px; border-radius: 6px; color: $ink; }
QListView#jumps::item:selected { background: $selection; color: $ink; }
QTreeView#contents { background: $panel; border: none; outline: none; }
QTreeView#contents::item { padding: 5px 2px; color: $ink; }
QTreeView#contents::item:selected { background: $selection; color: $ink; }
QListView#collections { background: $panel; }
QListView#places { background: $panel; border-radius: 8px; padding: 4px; }
QListView[look="boxed"] { border: 1px solid $line; border-radius: 8px; padding: 4px; }
QListView[look="boxed"]:focus { border: 2px solid $ember; padding: 3px; }
QListView#places::item, QListView[look="boxed"]::item { padding: 5px 8px; border-radius: 6px; color: $ink; }
QListView#places::item:selected, QListView[look="boxed"]::item:selected { background: $selection; color: $ink; }
QListView[look="boxed"]::item:hover:!selected, QListView#places::item:hover:!selected { background: $panel; }

QMenu { background: $paper; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; color: $ink; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }

QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $ember;
    border: 1px solid $panel; }
QSlider::handle:horizontal:focus { border: 2px solid $ink; width: 12px; height: 12px; }

QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $ember; border-radius: 2px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
"""
