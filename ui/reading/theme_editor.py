"""Where a person makes colours of their own: paper, ink and accent, by three sliders or by number, judged at once."""

from __future__ import annotations

import re

import msgspec
from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from ui.own_theme import GOOD_ACCENT, GOOD_INK, LEAST_INK, OwnTheme
from ui.reading.announcing import announce
from ui.reading.choice_rows import row_label
from ui.translations import is_mirrored
from ui.widgets.safe_line_edit import SafeLineEdit
from ui.widgets.scroll_area import ScrollArea

_FULL_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")
_HUES, _SHARES = 359, 100
_CHIP_PX = 18


class ThemeEditor(ScrollArea):
    """`previewed` on every change; nothing is kept until `saved`."""

    previewed = Signal(object)  # OwnTheme
    saved = Signal(object)  # OwnTheme
    removed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = OwnTheme(name="own-1", paper="#FFFFFF", ink="#000000", ember="#7A1F00")
        self._part, self._is_filling = "paper", False
        self._inside = QFrame(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 10, 16, 14)
        self._column.setSpacing(8)
        self._make_head()
        self._make_parts()
        self._make_sliders()
        self._make_end()
        self.setWidget(self._inside)

    def edit(self, own: OwnTheme, *, is_new: bool) -> None:
        """Begin with these colours."""
        self._own = own
        self.title.setText(own.title)
        self.remove.setVisible(not is_new)
        self._choose_part("paper")
        self._show()
        self.parts["paper"].setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def own(self) -> OwnTheme:
        """What the editor holds."""
        return msgspec.structs.replace(self._own, title=self.title.text().strip())

    def _make_head(self) -> None:
        arrow = "\u2192" if is_mirrored() else "\u2190"
        name = self.tr("Your own colours")
        self.back = QPushButton(f"{arrow} {name}", self._inside)
        self.back.setProperty("look", "link")
        self.back.clicked.connect(self.closed)
        self.title = SafeLineEdit(self._inside)
        self.title.setMaxLength(60)
        self.title.setPlaceholderText(self.tr("Name, if you like"))
        self.title.setAccessibleName(self.tr("Name of these colours"))
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.title)

    def _make_parts(self) -> None:
        self._names = {"paper": self.tr("Paper"), "ink": self.tr("Text"), "ember": self.tr("Accent")}
        self.parts: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for part, name in self._names.items():
            button = QPushButton(name, self._inside)
            button.setProperty("look", "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, chosen=part: self._choose_part(chosen))
            group.addButton(button)
            row.addWidget(button, 1)
            self.parts[part] = button
        self._column.addLayout(row)

    def _make_sliders(self) -> None:
        self.sliders: dict[str, QSlider] = {}
        for key, name, most in (
            ("hue", self.tr("Hue"), _HUES),
            ("strength", self.tr("Strength"), _SHARES),
            ("lightness", self.tr("Lightness"), _SHARES),
        ):
            slider = QSlider(Qt.Orientation.Horizontal, self._inside)
            slider.setRange(0, most)
            slider.setAccessibleName(name)
            slider.valueChanged.connect(self._take_sliders)
            label = row_label(name, self._inside)
            label.setMinimumWidth(84)
            row = QHBoxLayout()
            row.addWidget(label)
            row.addWidget(slider, 1)
            self._column.addLayout(row)
            self.sliders[key] = slider
        self.number = SafeLineEdit(self._inside)
        self.number.setMaxLength(7)
        self.number.setAccessibleName(self.tr("Colour as a number, like #F4ECD9"))
        self.number.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.number.textEdited.connect(self._take_number)
        self._column.addWidget(self.number)

    def _make_end(self) -> None:
        self.verdict = row_label("", self._inside)
        self.verdict.setProperty("look", "verdict")
        self.save = QPushButton(self.tr("Keep and wear"), self._inside)
        self.save.setProperty("look", "primary")
        self.save.clicked.connect(lambda: self.saved.emit(self.own))
        self.remove = QPushButton(self.tr("Remove"), self._inside)
        self.remove.clicked.connect(lambda: self.removed.emit(self._own.name))
        row = QHBoxLayout()
        row.addWidget(self.save, 1)
        row.addWidget(self.remove)
        self._column.addWidget(self.verdict)
        self._column.addLayout(row)
        self._column.addStretch(1)

    def _choose_part(self, part: str) -> None:
        self._part = part
        self.parts[part].setChecked(True)
        self._show_part()

    def _show_part(self) -> None:
        colour = QColor(getattr(self._own, self._part))
        self._is_filling = True
        self.sliders["hue"].setValue(max(0, colour.hslHue()))
        self.sliders["strength"].setValue(round(colour.hslSaturationF() * _SHARES))
        self.sliders["lightness"].setValue(round(colour.lightnessF() * _SHARES))
        self.number.setText(colour.name().upper())
        self._is_filling = False

    def _take_sliders(self) -> None:
        if not self._is_filling:
            hue, strength, lightness = (self.sliders[key].value() for key in ("hue", "strength", "lightness"))
            colour = QColor.fromHslF(hue / 360, strength / _SHARES, lightness / _SHARES)
            self.number.setText(colour.name().upper())
            self._take(colour.name())

    def _take_number(self, text: str) -> None:
        found = _FULL_COLOUR.fullmatch(text.strip())
        if found:
            self._take(f"#{found.group(1)}")
            self._is_filling = True
            colour = QColor(getattr(self._own, self._part))
            self.sliders["hue"].setValue(max(0, colour.hslHue()))
            self.sliders["strength"].setValue(round(colour.hslSaturationF() * _SHARES))
            self.sliders["lightness"].setValue(round(colour.lightnessF() * _SHARES))
            self._is_filling = False

    def _take(self, colour: str) -> None:
        self._own = msgspec.structs.replace(self._own, **{self._part: colour.upper()})
        self._show()

    def _show(self) -> None:
        own = self.own
        for part, button in self.parts.items():
            button.setIcon(_chip(getattr(own, part)))
            button.setAccessibleName(f"{self._names[part]}, {getattr(own, part)}")
        judged = self._judged(own)
        if judged != self.verdict.text():
            announce(self.verdict, judged)
        self.verdict.setText(judged)
        self.verdict.setProperty("verdict", "" if own.ink_contrast >= GOOD_INK else "fails")
        self.verdict.style().polish(self.verdict)
        self.save.setEnabled(own.is_usable)
        if own.is_usable:
            self.previewed.emit(own)

    def _judged(self, own: OwnTheme) -> str:
        ratio = QLocale().toString(own.ink_contrast, "f", 1)
        if own.ink_contrast < LEAST_INK:
            text = self.tr("Text on paper: {ratio} to 1. Nobody could read this, so it can't be kept.")
        elif own.ink_contrast < GOOD_INK:
            text = self.tr("Text on paper: {ratio} to 1. Weak for a long read; from 7 to 1 on it is good.")
        else:
            text = self.tr("Text on paper: {ratio} to 1. Good.")
        text = text.format(ratio=ratio)
        if own.accent_contrast < GOOD_ACCENT:
            accent = QLocale().toString(own.accent_contrast, "f", 1)
            text += "\n" + self.tr("Links: {ratio} to 1. They will be hard to see; 4.5 to 1 is good.").format(
                ratio=accent
            )
        return text


def _chip(colour: str) -> QIcon:
    picture = QPixmap(_CHIP_PX, _CHIP_PX)
    picture.fill(QColor(colour))
    return QIcon(picture)
