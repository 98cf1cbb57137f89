"""The panel of typeface, size and lines. It shows what holds and says what is wanted; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.reading.preferences import Justification, PageMode, ParagraphStyle, ReadingPreferences, stepped
from reader.reading.typefaces import Face
from ui.icons import icon
from ui.reading.choice_rows import SegmentRow, StepRow, SwitchRow
from ui.reading.page_look import PageLook
from ui.theme import Theme
from ui.themes import Themes
from ui.widgets.scroll_area import ScrollArea
from ui.widgets.theme_swatch import theme_swatch

_SWATCHES_A_ROW = 8
_SWATCH_PX = 22
_MARGIN_PX = 16


class TypographyPanel(ScrollArea):
    """Made once; `show_state` fills it."""

    preferences_chosen = Signal(object)  # ReadingPreferences
    theme_chosen = Signal(str)
    theme_edit_requested = Signal(str)  # the name of an own theme, "" for a new one
    typefaces_requested = Signal()
    own_switched = Signal(bool)  # for this document alone
    reset_requested = Signal()

    def __init__(self, themes: Themes, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._theme = themes, theme
        self._preferences = ReadingPreferences()
        self._shown: tuple[Sequence[str], Sequence[tuple[str, str]]] = ((), ())
        self._buttons: dict[str, QToolButton] = {}
        self._way_buttons: dict[str, QToolButton] = {}
        self._inside = QFrame(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_MARGIN_PX, 14, _MARGIN_PX, 14)
        self._column.setSpacing(10)
        self._swatches = QGridLayout()
        self._swatches.setSpacing(2)
        self._column.addLayout(self._swatches)
        self.steps: dict[str, StepRow] = {}
        self._make_rows()
        self._make_end()
        self.setWidget(self._inside)
        self.set_theme(theme)
        themes.changed.connect(self._fill_swatches)

    def show_state(self, preferences: ReadingPreferences, *, is_own: bool) -> None:
        """Show what holds for the open document, and whether for it alone."""
        self._preferences = preferences
        for name, row in self.steps.items():
            less, more = stepped(preferences, name, -1), stepped(preferences, name, 1)
            row.show_value(self._value(name), has_less=less != preferences, has_more=more != preferences)
        name = self.typeface_name(preferences.typeface)
        self.typeface.setText(self.tr("Typeface: {name}").format(name=name))
        self.justification.show_choice(preferences.justification)
        self.paragraphs.show_choice(preferences.paragraphs)
        self.modes.show_choice(preferences.mode)
        self.hyphens.show_on(on=preferences.hyphenates)
        self.syllables.show_on(on=preferences.breaks_syllables or preferences.justification is Justification.ON)
        self.syllables.setEnabled(preferences.justification is not Justification.ON)
        self.alone.show_on(on=is_own)

    def show_writing(self, look: PageLook, *, has_weights: bool) -> None:
        """Offer only what means anything in the writing of the open document, and in its typeface."""
        self.steps["weight"].setVisible(has_weights)
        self.steps["letter_percent"].setVisible(look.setting.spaces_letters)
        self.justification.setVisible(not look.is_rtl)
        self.hyphens.setVisible(look.divides_words)
        self.syllables.setVisible(look.is_korean)

    def typeface_name(self, typeface: str) -> str:
        """What a typeface is called."""
        return {
            "": self.tr("as the writing asks"),
            Face.SERIF: self.tr("with serifs"),
            Face.SANS: self.tr("without serifs"),
            Face.MONOSPACE: self.tr("monospaced"),
        }.get(typeface, typeface)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._theme = theme
        self._fill_swatches()

    def focus_first(self) -> None:
        """The keyboard goes to what is changed most: the size."""
        self.steps["body_px"].more.setFocus(Qt.FocusReason.PopupFocusReason)

    def _make_rows(self) -> None:
        self._add_step("body_px", self.tr("Size"))
        self.typeface = QPushButton(self._inside)  # made where it stands: Tab goes by that
        self.typeface.setProperty("look", "segment")
        self.typeface.clicked.connect(self.typefaces_requested)
        self._column.addWidget(self.typeface)
        self._add_step("line_percent", self.tr("Line spacing"))
        self._add_step("column_percent", self.tr("Column width"))
        self._add_step("margin_em", self.tr("Margins"))
        self._make_choices()
        for row in (self.justification, self.paragraphs, self.hyphens, self.syllables, self.modes):
            self._column.addWidget(row)
        self._add_step("letter_percent", self.tr("Letter spacing"))
        self._add_step("weight", self.tr("Weight"))

    def _make_choices(self) -> None:
        self.justification = self._segments(
            "justification",
            self.tr("Justified lines"),
            (self.tr("By the writing"), Justification.WRITING),
            (self.tr("Always"), Justification.ON),
            (self.tr("Never"), Justification.OFF),
        )
        self.paragraphs = self._segments(
            "paragraphs",
            self.tr("Paragraphs"),
            (self.tr("As written"), ParagraphStyle.DOCUMENT),
            (self.tr("Spaced"), ParagraphStyle.SPACED),
            (self.tr("Indented"), ParagraphStyle.INDENTED),
        )
        self.hyphens = self._switch("hyphenates", self.tr("Hyphenate words"))
        self.syllables = self._switch("breaks_syllables", self.tr("Break lines inside Korean words"))
        self.modes = self._segments(
            "mode",
            self.tr("Pages"),
            (self.tr("Scrolled"), PageMode.SCROLLED),
            (self.tr("One page"), PageMode.PAGED),
            (self.tr("Two pages"), PageMode.TWO_COLUMNS),
        )

    def _segments(self, name: str, title: str, *choices: tuple[str, object]) -> SegmentRow:
        row = SegmentRow(title, choices, self._inside)
        row.chosen.connect(partial(self._choose, name))
        return row

    def _switch(self, name: str, title: str) -> SwitchRow:
        row = SwitchRow(title, self._inside)
        row.switched.connect(partial(self._choose, name))
        return row

    def _make_end(self) -> None:
        self.alone = SwitchRow(self.tr("For this document alone"), self._inside)
        self.alone.switched.connect(self.own_switched)
        self.reset = QPushButton(self.tr("Back to the defaults"), self._inside)
        self.reset.setProperty("look", "segment")
        self.reset.clicked.connect(self.reset_requested)
        self._column.addWidget(self.alone)
        self._column.addWidget(self.reset)
        self._column.addStretch(1)

    def _add_step(self, name: str, title: str) -> None:
        row = StepRow(title, self._inside)
        row.stepped.connect(lambda by: self.preferences_chosen.emit(stepped(self._preferences, name, by)))
        self.steps[name] = row
        self._column.addWidget(row)

    def _choose(self, name: str, value: object) -> None:
        self.preferences_chosen.emit(msgspec.structs.replace(self._preferences, **{name: value}))

    def _value(self, name: str) -> str:
        value, locale = getattr(self._preferences, name), QLocale()
        if name in {"line_percent", "column_percent", "letter_percent"}:
            return self.tr("{percent} %").format(percent=locale.toString(value))
        if name == "margin_em":
            return locale.toString(float(value), "f", 1)
        if name == "weight":
            weights = {300: self.tr("light"), 400: self.tr("regular"), 500: self.tr("medium"), 600: self.tr("strong")}
            return weights[value]
        return locale.toString(int(value))

    def _fill_swatches(self) -> None:
        """Buttons stay where they are while the same themes are there, so that the keyboard stays, too."""
        names, ways = self._themes.names, self._ways()
        if (names, ways) != self._shown:
            self._shown = (names, ways)
            self._rebuild(names, ways)
        for name, button in self._buttons.items():
            is_worn = name == self._theme.name
            button.setIcon(theme_swatch(self._themes.theme(name), chosen=is_worn, size_px=_SWATCH_PX))
            button.setChecked(is_worn)
            button.setToolTip(self._themes.title(name))
            button.setAccessibleName(self.tr("Theme: {name}").format(name=self._themes.title(name)))
        for picture, button in self._way_buttons.items():
            button.setIcon(icon(picture, self._theme.soft))

    def _ways(self) -> tuple[tuple[str, str], ...]:
        """The icons of what leads to the colours, and the theme that each means ("" for a new one)."""
        name = self._theme.name
        change = (("settings", name),) if self._themes.own_theme(name) is not None else ()
        return change + ((("add", ""),) if self._themes.has_room else ())

    def _rebuild(self, names: Sequence[str], ways: Sequence[tuple[str, str]]) -> None:
        while (item := self._swatches.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {name: self._swatch(name) for name in names}
        self._way_buttons = {picture: self._way(picture, name) for picture, name in ways}
        for number, button in enumerate([*self._buttons.values(), *self._way_buttons.values()]):
            self._swatches.addWidget(button, number // _SWATCHES_A_ROW, number % _SWATCHES_A_ROW)
            button.show()

    def swatch(self, name: str) -> QToolButton:
        """The button of a theme."""
        return self._buttons[name]

    def _swatch(self, name: str) -> QToolButton:
        button = QToolButton(self._inside)
        button.setCheckable(True)
        button.setIconSize(QSize(_SWATCH_PX, _SWATCH_PX))
        button.clicked.connect(lambda: self._ask_for_theme(name))
        return button

    def _ask_for_theme(self, name: str) -> None:
        self._buttons[name].setChecked(name == self._theme.name)  # until it is worn
        self.theme_chosen.emit(name)

    def _way(self, picture: str, name: str) -> QToolButton:
        button = QToolButton(self._inside)
        title = self.tr("Change these colours") if name else self.tr("Colours of your own")
        button.setToolTip(title)
        button.setAccessibleName(title)
        button.clicked.connect(lambda: self.theme_edit_requested.emit(name))
        return button
