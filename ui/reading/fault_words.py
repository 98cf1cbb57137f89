"""What is wrong with a regular expression, as sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader.text.patterns import Fault, PatternFault
from ui.translations import QT_TRANSLATE_NOOP

_SENTENCES = {
    Fault.OPEN_BRACKET: QT_TRANSLATE_NOOP("Faults", "A bracket [ is not closed."),
    Fault.OPEN_PARENTHESIS: QT_TRANSLATE_NOOP("Faults", "A parenthesis ( is not closed."),
    Fault.CLOSED_TOO_OFTEN: QT_TRANSLATE_NOOP("Faults", "A parenthesis ) was never opened."),
    Fault.NOTHING_REPEATED: QT_TRANSLATE_NOOP("Faults", "There is nothing before * + ? or { to repeat."),
    Fault.BAD_ESCAPE: QT_TRANSLATE_NOOP("Faults", "What follows the backslash means nothing."),
    Fault.BAD_RANGE: QT_TRANSLATE_NOOP("Faults", "A range begins behind its end."),
    Fault.BAD_GROUP: QT_TRANSLATE_NOOP("Faults", "What follows (? means nothing."),
    Fault.TOO_LARGE: QT_TRANSLATE_NOOP("Faults", "This expression is too long or repeats too often."),
    Fault.TOO_SLOW: QT_TRANSLATE_NOOP("Faults", "This expression takes too long. Make it simpler."),
    Fault.OTHER: QT_TRANSLATE_NOOP("Faults", "This is not a regular expression."),
}


def fault_sentence(fault: PatternFault) -> str:
    """The sentence, with the character's number where it is known."""
    sentence = QCoreApplication.translate("Faults", _SENTENCES[fault.fault])
    if fault.position < 0:
        return sentence
    place = QCoreApplication.translate("Faults", "(character {number})")
    return f"{sentence} {place.format(number=fault.position + 1)}"
