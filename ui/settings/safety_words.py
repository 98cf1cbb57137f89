"""What the findings of the Safety page mean, in plain words: what holds or does not, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reader.platform.safety.finding import FAILED, NO_ANSWER, Finding, Matter, Verdict
from ui.settings.safety_of_machine import OF_MACHINE
from ui.settings.safety_of_session import OF_SESSION
from ui.settings.safety_of_walls import OF_WALLS, wall_lines
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "SafetyWords"

_NAMES: dict[Matter, str] = {
    "deaths": QT_TRANSLATE_NOOP("SafetyWords", "Unexpected ends"),
    "panic-key": QT_TRANSLATE_NOOP("SafetyWords", "Hiding by key in other windows"),
    "covers": QT_TRANSLATE_NOOP("SafetyWords", "Cover over every screen"),
    "triggers": QT_TRANSLATE_NOOP("SafetyWords", "What hides the library by itself"),
    "sandbox": QT_TRANSLATE_NOOP("SafetyWords", "Walls around what reads files"),
    "swap": QT_TRANSLATE_NOOP("SafetyWords", "Swap"),
    "hibernation": QT_TRANSLATE_NOOP("SafetyWords", "Hibernation"),
    "disk": QT_TRANSLATE_NOOP("SafetyWords", "Disk of the library"),
    "capture": QT_TRANSLATE_NOOP("SafetyWords", "Screen capture"),
    "clipboard": QT_TRANSLATE_NOOP("SafetyWords", "Clipboard managers"),
    "recent": QT_TRANSLATE_NOOP("SafetyWords", "Lists of recent files"),
    "memory": QT_TRANSLATE_NOOP("SafetyWords", "Memory and other programs"),
    "dumps": QT_TRANSLATE_NOOP("SafetyWords", "Memory dumps"),
    "session": QT_TRANSLATE_NOOP("SafetyWords", "Screen, keys and other programs"),
    "accessibility": QT_TRANSLATE_NOOP("SafetyWords", "Accessibility"),
    "input-method": QT_TRANSLATE_NOOP("SafetyWords", "Input methods"),
}

_VERDICTS: dict[Verdict, str] = {
    "holds": QT_TRANSLATE_NOOP("SafetyWords", "Holds"),
    "fails": QT_TRANSLATE_NOOP("SafetyWords", "Does not hold"),
    "unknown": QT_TRANSLATE_NOOP("SafetyWords", "Can't be told"),
}

_UNTOLD: dict[str, tuple[str, str]] = {
    NO_ANSWER: (
        QT_TRANSLATE_NOOP("SafetyWords", "The system was asked and gave no answer in time."),
        QT_TRANSLATE_NOOP("SafetyWords", "Look again. Until you know, take it that it does not hold."),
    ),
    FAILED: (
        QT_TRANSLATE_NOOP("SafetyWords", "It can't be found out on this system."),
        QT_TRANSLATE_NOOP("SafetyWords", "Until you know, take it that it does not hold."),
    ),
}

_SENTENCES = {**OF_MACHINE, **OF_SESSION, **OF_WALLS}
"""What holds or not, and what to do; nothing where there is nothing to do."""


@dataclass(frozen=True)
class FindingWords:
    """A finding as people read it."""

    name: str
    verdict: str
    sentence: str
    advice: str
    details: tuple[str, ...] = ()


def words_of(finding: Finding) -> FindingWords:
    """In the person's language. A reason without a sentence of its own says that it can't be found out."""
    sentence, advice = _SENTENCES.get((finding.matter, finding.reason)) or _UNTOLD.get(finding.reason, _UNTOLD[FAILED])
    facts = _facts(finding)
    return FindingWords(
        _say(_NAMES[finding.matter]),
        _say(_VERDICTS[finding.verdict]),
        _say(sentence).format(**facts),
        _say(advice).format(**facts),
        wall_lines(finding.facts) if finding.matter == "sandbox" else (),
    )


def has_sentence(matter: Matter, reason: str) -> bool:
    """Whether this has words of its own."""
    return (matter, reason) in _SENTENCES or reason in _UNTOLD


def _facts(finding: Finding) -> dict[str, str]:
    match finding.matter, finding.facts:
        case "triggers", (working, total):
            return {"working": working, "total": total}
        case "deaths", (count,):
            return {"count": count}
    # Isolated, as Unicode has it: names run from left to right whatever surrounds them.
    return {"names": ", ".join(f"\u2066{name}\u2069" for name in finding.facts)}


def _say(source: str) -> str:
    return QCoreApplication.translate(_CONTEXT, source) if source else ""
