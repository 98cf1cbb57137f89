"""Page Up and Page Down where nothing that has the keyboard would take them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider

_STEPS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


def scroll_by_key(area: QAbstractScrollArea, event: QKeyEvent) -> bool:
    """For the keyPressEvent of whatever `area` is in: whether the key was one that scrolls, which is done then."""
    step = _STEPS.get(Qt.Key(event.key()))
    if step is not None:
        area.verticalScrollBar().triggerAction(step)
    return step is not None
