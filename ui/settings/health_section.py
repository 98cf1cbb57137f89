"""Whether the library is sound, and what can be done where it is not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reader.vault.check import FindingKind
from ui.settings.new_library import NewLibraryFlow
from ui.settings.vault_deeds import CheckedFinding
from ui.settings.vault_section import Surroundings, VaultSection
from ui.settings.vault_words import finding_lines


class HealthSection(VaultSection):
    """Check, rebuild the index, rescue."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None, *, can_rescue: bool = False) -> None:
        super().__init__(self.tr("Health"), around, parent)
        self.new_library = NewLibraryFlow(self.talk)
        self.new_library.use_requested.connect(self.use_other)
        self.add_deed(
            self.tr("Check everything"),
            self.tr("Reads every page of this library and compares what belongs together. Nothing is changed."),
            self.tr("Check"),
        ).clicked.connect(self._check)
        self.add_deed(
            self.tr("Rebuild the search index"),
            self.tr("When search does not find what you can see in the text."),
            self.tr("Rebuild"),
        ).clicked.connect(self._rebuild)
        if can_rescue:
            self._add_rescuing()

    def _add_rescuing(self) -> None:
        self.add_deed(
            self.tr("Rescue what can be read"),
            self.tr("Copies all that is whole into a new folder and lists what was lost. This one is left as it is."),
            self.tr("Rescue…"),
        ).clicked.connect(lambda: self.new_library.rescue(self.deeds.rescue))

    def _check(self) -> None:
        self.task.run(self.tr("Checking the library"), self.deeds.check, self._say_found, self.talk.say_failure)

    def _say_found(self, found: list[CheckedFinding]) -> None:
        if not found:
            self.talk.say(self.tr("All is well."), self.tr("Every page is as it was written, and nothing is missing."))
            return
        lines = finding_lines(found)
        dialog = self.talk.say(
            self.tr("%Ln thing(s) are not as they should be.", "", len(lines)),
            self.tr("Before anything else, make a backup of the library as it is."),
        )
        dialog.show_lines(self.tr("What was found"), lines)
        if all(each.finding.kind is FindingKind.INDEX_DIFFERS for each in found):
            dialog.offer(self.tr("Rebuild the search index")).clicked.connect(self._rebuild)

    def _rebuild(self) -> None:
        self.task.run(
            self.tr("Rebuilding the search index"),
            self.deeds.rebuild_index,
            lambda _nothing: self._say_rebuilt(),
            self.talk.say_failure,
            stage=self.tr(
                "Until this is done, search finds only part. If you stop, it goes on the next time you open."
            ),
        )

    def _say_rebuilt(self) -> None:
        self.talk.say(self.tr("The search index is new."))
