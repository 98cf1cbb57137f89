"""The settings of the cover: which program stands on the screen while nobody reads."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.covers.slide import Slide
from reader.guard.identity import IDENTITIES
from reader.guard.messages import SlideKept
from ui.faces import face_name
from ui.jobs import Jobs
from ui.settings.section import Section
from ui.settings.settings_column import SettingsColumn
from ui.settings.slide_section import SlideSection
from ui.theme import Theme
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "CoverSection"
_CORNERS = QT_TRANSLATE_NOOP(
    "CoverSection",
    "Clicks into the four corners of the window, clockwise from the upper left and within five seconds, bring the"
    " prompt too.",
)
_ABOUT: dict[str, tuple[str, ...]] = {
    "notes": (
        QT_TRANSLATE_NOOP("CoverSection", "A notepad."),
        QT_TRANSLATE_NOOP(
            "CoverSection",
            "Ctrl+F, then full stop, comma, full stop and Enter in the line for finding bring the prompt too.",
        ),
    ),
    "calculator": (
        QT_TRANSLATE_NOOP(
            "CoverSection",
            "It remembers its sums. Type a number of at least four digits and press MS: from then on this number and ="
            " bring the prompt too. Whoever uses the calculator can read it there: it is no secret.",
        ),
    ),
    "sheet": (
        QT_TRANSLATE_NOOP("CoverSection", "A small table that does sums, with a household's budget to begin with."),
        QT_TRANSLATE_NOOP(
            "CoverSection",
            "Ctrl+G, then 0.0 and Enter in the line with the cell's name bring the prompt too.",
        ),
    ),
    "picture": (
        QT_TRANSLATE_NOOP(
            "CoverSection",
            "A picture of yours or the first page of a PDF: drop the file on the window, or copy and paste it there.",
        ),
        _CORNERS,
    ),
    "blank": (QT_TRANSLATE_NOOP("CoverSection", "An empty page."), _CORNERS),
}
"""What each cover is and its own gesture, in the order in which they are offered."""


class CoverPage(SettingsColumn):
    """Two sections. What is chosen is shown once the guard has said that it is saved."""

    cover_requested = Signal(str)
    slide_requested = Signal(object)  # SlideChosen

    def __init__(
        self, chosen: str, worn: str, slide: Slide, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """The next start's cover, the one that is worn now, and what other screens show."""
        super().__init__(parent)
        self.set_name(self.tr("Cover"))
        self.section = CoverSection(chosen, worn, self)
        self.section.cover_requested.connect(self.cover_requested)
        self.add_section(self.section, self.section.start)
        self.slide_section = SlideSection(slide, jobs, theme, self)
        self.slide_section.slide_requested.connect(self.slide_requested)
        self.add_section(self.slide_section, self.slide_section.start)

    def set_theme(self, theme: Theme) -> None:
        """See `SettingsColumn`."""
        self.slide_section.set_theme(theme)

    def show_kept_slide(self, answer: SlideKept) -> None:
        """What the guard has saved, or still has."""
        self.slide_section.show_kept(answer)

    def show_kept(self, cover: str) -> None:
        """What the guard has saved, or still has."""
        self.section.show_kept(cover)


class CoverSection(Section):
    """A row for each cover; the button of the chosen one has nothing to do."""

    cover_requested = Signal(str)

    def __init__(self, chosen: str, worn: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Cover"), parent)
        self._chosen, self._worn, self._wanted = chosen, worn, chosen
        self.add_text(
            self.tr(
                "What stands on the screen while you are not reading. Each is a program that works, and what it keeps"
                " lies open on the disk: write nothing in it that others must not read."
            )
        )
        self.add_text(
            self.tr("In each of them the full stop key, pressed three times while Ctrl is held, brings the prompt."),
            "soft",
        )
        self.add_text(self.tr("What you choose holds from the next start of the program on."), "soft")
        self.buttons: dict[str, QPushButton] = {}
        for cover, sentences in _ABOUT.items():
            about = " ".join(QCoreApplication.translate(_CONTEXT, text) for text in sentences)
            self.buttons[cover] = self.add_deed(face_name(IDENTITIES[cover]), about, "")
            self.buttons[cover].clicked.connect(lambda _checked=False, wanted=cover: self._ask(wanted))
        self.outcome = self.add_text("", "soft")
        self._show()

    def show_kept(self, cover: str) -> None:
        """See `CoverPage`."""
        failed = cover != self._wanted
        self._chosen = self._wanted = cover
        self._show()
        if failed:
            self.outcome.setText(self.tr("The choice could not be saved. Is the disk full?"))

    def _ask(self, cover: str) -> None:
        self._wanted = cover
        self.cover_requested.emit(cover)

    def _show(self) -> None:
        for cover, button in self.buttons.items():
            is_chosen = cover == self._chosen
            button.setText(self.tr("Chosen") if is_chosen else self.tr("Use"))
            button.setEnabled(not is_chosen)
        is_other = self._chosen != self._worn
        self.outcome.setText(self.tr("The choice holds from the next start of the program on.") if is_other else "")


def offered() -> Collection[str]:
    """The covers that the page knows; a test holds that they are all."""
    return _ABOUT.keys()
