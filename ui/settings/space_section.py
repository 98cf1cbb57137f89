"""How much room the library takes, how to make more ahead of need, and the way to a smaller one."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QProgressBar, QWidget

from reader.errors import HearthError
from reader.vault.space import Space
from ui.settings.new_library import NewLibraryFlow
from ui.settings.room_dialog import RoomDialog
from ui.settings.vault_section import Surroundings, VaultSection
from ui.words import sentence

_STEPS = 1000


class SpaceSection(VaultSection):
    """Read anew whenever the page comes to the front."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None, *, can_compact: bool = False) -> None:
        super().__init__(self.tr("Space"), around, parent)
        self._inside = self.add_text(self.tr("Looking…"))
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("How full the file of this library is"))
        self.rows.addWidget(self._bar)
        self._outside = self.add_text("", "soft")
        self.new_library = NewLibraryFlow(self.talk)
        self.new_library.use_requested.connect(self.use_other)
        self._disk_free_bytes = 0
        if can_compact:
            self._add_room()
            self._add_compacting()

    def _add_room(self) -> None:
        self.add_deed(
            self.tr("Make room ahead"),
            self.tr("Lets the files grow before they need to, so that a large folder tells nothing."),
            self.tr("Make room…"),
        ).clicked.connect(self._ask_room)

    def _ask_room(self) -> None:
        dialog = RoomDialog(self._disk_free_bytes, self.talk.theme, self)
        dialog.chosen.connect(self._make_room)
        dialog.open()

    def _make_room(self, size_bytes: int) -> None:
        self.task.run(
            self.tr("Making room"),
            lambda control: self.deeds.make_room(size_bytes, control),
            lambda _nothing: self.start(),
            self.talk.say_failure,
        )

    def _add_compacting(self) -> None:
        self.add_deed(
            self.tr("Compact into a new folder"),
            self.tr(
                "The files grow and never shrink. This copies everything into a new folder, where they are no larger "
                "than they need to be. The folder you have now stays until you erase it."
            ),
            self.tr("Compact…"),
        ).clicked.connect(lambda: self.new_library.compact(self.deeds.compact))

    def start(self) -> None:
        self.jobs.run(self.deeds.space, self._show, self._show_failure, owner=self)

    def _show(self, space: Space) -> None:
        size = QLocale().formattedDataSize
        self._disk_free_bytes = space.disk_free_bytes
        free_bytes = space.reusable_bytes + space.tail_bytes
        self._inside.setText(
            self.tr("This library holds {used}. There is room for {free} more before its file grows.").format(
                used=size(space.used_bytes, 1), free=size(free_bytes, 1)
            )
        )
        self._bar.setValue(round(space.used_bytes * _STEPS / max(space.shelf_bytes, 1)))
        self._outside.setText(
            self.tr(
                "The folder takes {vault} on the disk, whatever the other library holds: both files are always of one "
                "size. The disk has {disk} free."
            ).format(vault=size(space.vault_bytes, 1), disk=size(space.disk_free_bytes, 1))
        )

    def _show_failure(self, error: HearthError) -> None:
        self._inside.setText(sentence(error))
