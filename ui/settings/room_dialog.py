"""How much room shall be made ahead of need."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.text_dialog import TextDialog
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton

_WIDTH_PX = 480
_MEGABYTE = 1_000_000
_TRADE_UNITS = QLocale.DataSizeFormat.DataSizeSIFormat
SIZES_BYTES = tuple(megabytes * _MEGABYTE for megabytes in (100, 250, 500, 1000, 2000, 5000, 10_000))


class RoomDialog(TextDialog):
    """`chosen` follows with a number of bytes for each of the two files. Only what the disk has room for is offered."""

    chosen = Signal(object)  # int; it may be more than Qt's own has bits for

    def __init__(self, disk_free_bytes: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(self.tr("How much shall be free?"), _WIDTH_PX, parent)
        self._size_bytes = SIZES_BYTES[0]
        self.say(
            self.tr(
                "Both files are always as large as the fuller one needs. Whoever is shown a nearly empty library in a "
                "large folder may ask what the room was for. If it was made ahead, that is the answer."
            )
        )
        self.say(self.tr("Each of the two files grows until it has this much free. They do not shrink again."))
        sizes = ChoiceButton("{choice}", theme, self)
        sizes.setAccessibleName(self.tr("How much shall be free"))
        for size_bytes in SIZES_BYTES:
            if size_bytes == SIZES_BYTES[0] or 2 * size_bytes < disk_free_bytes:
                sizes.add_choice(QLocale().formattedDataSize(size_bytes, 0, _TRADE_UNITS), size_bytes)
        sizes.chosen.connect(self._take)
        make = QPushButton(self.tr("Make room"), self)
        make.clicked.connect(self._answer)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.foot.addWidget(sizes)
        self.foot.addLayout(self.button_row(make, cancel))
        sizes.setFocus()

    def _take(self, size_bytes: int) -> None:
        self._size_bytes = size_bytes

    def _answer(self) -> None:
        self.chosen.emit(self._size_bytes)
        self.accept()
