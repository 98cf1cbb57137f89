"""The settings of what other screens show while nobody reads."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from reader.covers.slide import MAX_TEXT_CHARACTERS, Slide
from reader.guard.messages import SlideChosen, SlideKept
from ui.jobs import Jobs
from ui.settings.colour_row import ColourRow
from ui.settings.picture_dialog import PictureDialog
from ui.settings.section import DeedRow, Section
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit

_ROW_GAP_PX = 22


class SlideSection(Section):
    """What is chosen is shown once the guard has said that it is saved."""

    slide_requested = Signal(object)  # SlideChosen

    def __init__(self, kept: Slide, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("On another screen"), parent)
        self._kept = kept
        self._jobs, self._theme = jobs, theme
        self.add_text(
            self.tr(
                "What a projector or a second screen shows from the moment the library is hidden until you come back,"
                " press Escape there or click it. It lies open on the disk, like the cover."
            )
        )
        self.none_button = self.add_deed(self.tr("Nothing"), self.tr("The colour of the cover, for a moment."), "")
        self.none_button.clicked.connect(lambda: self._ask(Slide()))
        self._add_colours()
        self._picture_row = self._add_row(self.tr("A picture"), self.tr("Choose…"))
        self.picture_button = self._picture_row.button
        self.picture_button.clicked.connect(self._choose_picture)
        self._add_words()
        self.outcome = self.add_text("", "soft")
        self.words.setText(kept.text)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """For the dialog that is opened next."""
        self._theme = theme

    def show_kept(self, answer: SlideKept) -> None:
        """What the guard has saved, or still has, and why."""
        if answer.slide.text != self._kept.text:
            self.words.setText(answer.slide.text)
        self._kept = answer.slide
        self._show()
        self.outcome.setText(
            {
                "": "",
                "picture": self.tr("This is no picture that can be shown here."),
                "disk": self.tr("The choice could not be saved. Is the disk full?"),
                "too-soon": self.tr("Nothing is saved in the first seconds after hiding. Try again in a moment."),
            }[answer.problem]
        )

    def _add_row(self, name: str, button: str) -> DeedRow:
        row = DeedRow(name, "", button, self)
        self.rows.addWidget(row)
        return row

    def _add_colours(self) -> None:
        self.add_text(self.tr("A colour"))
        self.colours = ColourRow(self)
        self.colours.colour_chosen.connect(self._choose_colour)
        self.rows.addWidget(self.colours)

    def _add_words(self) -> None:
        self.add_text(self.tr("Words"))
        self.words = SafeLineEdit(self)
        self.words.setMaxLength(MAX_TEXT_CHARACTERS)
        self.words.setAccessibleName(self.tr("Words"))
        self.words.setPlaceholderText(self.tr("Back in ten minutes"))
        self.words.textChanged.connect(self._allow_words)
        self.words.returnPressed.connect(self._choose_words)
        self.words_button = QPushButton(self)
        self.words_button.setMinimumWidth(self.none_button.minimumWidth())
        self.words_button.setAccessibleName(self.tr("Words"))
        self.words_button.clicked.connect(self._choose_words)
        across = QHBoxLayout()
        across.setSpacing(_ROW_GAP_PX)
        across.addWidget(self.words, 1)
        across.addWidget(self.words_button, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(across)

    def _choose_colour(self, colour: str) -> None:
        """The ground of whatever is shown; where that is nothing, the colour alone."""
        kind = "colour" if self._kept.kind == "none" else self._kept.kind
        self._ask(msgspec.structs.replace(self._kept, kind=kind, colour=colour))
        self._show()  # until the guard has answered

    def _choose_picture(self) -> None:
        dialog = PictureDialog(self._jobs, self._theme, self)
        dialog.file_chosen.connect(
            lambda path: self._ask(msgspec.structs.replace(self._kept, kind="picture", text=""), path)
        )
        dialog.open()

    def _choose_words(self) -> None:
        if self.words_button.isEnabled():
            self._ask(msgspec.structs.replace(self._kept, kind="text", text=self.words.text().strip()))

    def _ask(self, slide: Slide, picture: str = "") -> None:
        self.outcome.setText("")
        self.slide_requested.emit(SlideChosen(slide=slide, picture=picture))

    def _show(self) -> None:
        kept = self._kept
        self.none_button.setText(self.tr("Chosen") if kept.kind == "none" else self.tr("Use"))
        self.none_button.setEnabled(kept.kind != "none")
        self.colours.show_colour(kept.colour, is_chosen=kept.kind != "none")
        self._picture_row.explain(
            self.tr("The one that you chose is shown.")
            if kept.kind == "picture"
            else self.tr("One of your files, as large as it fits, on the colour above.")
        )
        self._allow_words()

    def _allow_words(self) -> None:
        is_shown = self._kept.kind == "text" and self.words.text().strip() == self._kept.text
        self.words_button.setText(self.tr("Chosen") if is_shown else self.tr("Use"))
        self.words_button.setEnabled(bool(self.words.text().strip()) and not is_shown)
