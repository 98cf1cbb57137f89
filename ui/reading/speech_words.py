"""What is said to a person who wants to be read to and can't be, and what to do about it on this system."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.library.wording import language_name
from ui.reading.speech_engine import Trouble
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "SpeechWords"
_TROUBLES = {
    Trouble.NO_MODULE: QT_TRANSLATE_NOOP(
        "SpeechWords", "Reading aloud needs a part of Qt that is not installed here: the package PySide6-Addons."
    ),
    Trouble.NO_SERVICE: QT_TRANSLATE_NOOP("SpeechWords", "This system offers no voice."),
    Trouble.BROKEN: QT_TRANSLATE_NOOP("SpeechWords", "The system's speech service has given up. Try again."),
}
_SILENT = QT_TRANSLATE_NOOP("SpeechWords", "The system's speech service does not answer. Try again.")
_NETWORKED = QT_TRANSLATE_NOOP(
    "SpeechWords",
    "Nothing is read aloud here: this system reaches its speech service by the network, and the text could leave the "
    "machine (SPEECHD_ADDRESS).",
)
_NO_VOICE = QT_TRANSLATE_NOOP("SpeechWords", "This system has no voice for this language: {language}.")
_NO_TEXT = QT_TRANSLATE_NOOP("SpeechWords", "There is nothing to read aloud from here on.")
_REMEDIES = {
    "linux": QT_TRANSLATE_NOOP(
        "SpeechWords", "Install Speech Dispatcher and a voice, such as the packages speech-dispatcher and espeak-ng."
    ),
    "windows": QT_TRANSLATE_NOOP("SpeechWords", "Add one in Windows' settings: Time & language, Speech."),
    "macos": QT_TRANSLATE_NOOP("SpeechWords", "Add one in the system's settings: Accessibility, Spoken Content."),
}


def _tr(source: str) -> str:
    return QCoreApplication.translate(_CONTEXT, source)


def trouble_sentence(trouble: Trouble, system: str) -> str:
    """Why nothing is heard; `system` is `Platform.name`."""
    text = _tr(_TROUBLES[trouble])
    return f"{text} {remedy(system)}".strip() if trouble is Trouble.NO_SERVICE else text


def no_voice_sentence(language: str, system: str) -> str:
    """Nobody here speaks the language."""
    name = language_name(language) if language else "?"
    return f"{_tr(_NO_VOICE).format(language=name)} {remedy(system)}".strip()


def silent_sentence() -> str:
    """The service has taken a sentence and never said that it speaks."""
    return _tr(_SILENT)


def networked_sentence() -> str:
    """The service is not on this machine, or might not be."""
    return _tr(_NETWORKED)


def nothing_sentence() -> str:
    """A comic, a scanned page, the end."""
    return _tr(_NO_TEXT)


def remedy(system: str) -> str:
    """What to install; "" where that is not known."""
    source = _REMEDIES.get(system, "")
    return _tr(source) if source else ""
