"""The page of what the library knows of how somebody reads: their speed, which can be kept, or not, and forgotten."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reader.errors import HearthError
from ui.reading.own_pace import OwnPace
from ui.settings.section import Section
from ui.settings.settings_column import SettingsColumn
from ui.words import sentence


class ReadingSettings(SettingsColumn):
    """Each choice holds at once."""

    def __init__(self, pace: OwnPace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_name(self.tr("Reading"))
        self.pace_section = PaceSection(pace, self)
        self.add_section(self.pace_section, self.pace_section.start)


class PaceSection(Section):
    """Whether the speed is measured, and a way to forget it."""

    def __init__(self, pace: OwnPace, parent: QWidget) -> None:
        super().__init__(self.tr("Your reading speed"), parent)
        self._pace = pace
        self.switch = self.add_deed(
            self.tr("Keep your reading speed"),
            self.tr(
                "How long pages stay open tells how long the rest takes you. Only the speed is kept, for each language,"
                " inside the library: not what was read, nor when. Without it, the time left is that of most readers."
            ),
            "",
        )
        self.switch.setCheckable(True)
        self.switch.clicked.connect(self._switch)
        self.forget = self.add_deed(self.tr("Forget it"), self.tr("It is measured anew from then on."), "")
        self.forget.setText(self.tr("Forget"))
        self.forget.clicked.connect(pace.forget)
        self._fault = self.add_text("", "error")
        pace.changed.connect(self._show)
        pace.failed.connect(self._say)
        self._show()

    def start(self) -> None:
        self._fault.hide()
        self._pace.load()
        self._show()

    def _switch(self) -> None:
        self._pace.set_kept(is_kept=not self._pace.kept.is_kept)

    def _show(self) -> None:
        kept = self._pace.kept
        self.switch.setChecked(kept.is_kept)
        self.switch.setText(self.tr("Do not keep it") if kept.is_kept else self.tr("Keep it"))
        self.forget.setEnabled(any(kept.samples.values()))
        self._fault.hide()

    def _say(self, error: HearthError) -> None:
        self._fault.setText(sentence(error))
        self._fault.show()
