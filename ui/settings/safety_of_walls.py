"""The Safety page on what reads files: how it is walled in, and each wall in a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from reader.platform.safety.finding import Matter
from ui.translations import QT_TRANSLATE_NOOP

OF_WALLS: dict[tuple[Matter, str], tuple[str, str]] = {
    ("sandbox", "two-walls"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "What reads a file can open no other file and reach no network: the system puts two walls around it.",
        ),
        "",
    ),
    ("sandbox", "one-wall"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "What reads a file can open no other file and reach no network. The system puts one wall around it and not"
            " two: this kernel has no Landlock.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Kernels from 5.13 on can have both."),
    ),
    ("sandbox", "system-wall"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "What reads a file can open no other file and reach no network: the system's own sandbox is around it.",
        ),
        "",
    ),
    ("sandbox", "open-network"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "What reads a file is kept from other files and programs, but this system does not keep it from the"
            " network.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Before you add a file from somebody you do not trust, go offline."),
    ),
    ("sandbox", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "This system offers no safe place to read files in, so none is added."),
        QT_TRANSLATE_NOOP("SafetyWords", "Update the system, or install libseccomp2."),
    ),
}

_WALLS = {
    "system-calls": QT_TRANSLATE_NOOP(
        "SafetyWords", "Of the system it may ask only for memory, time and what it was handed (seccomp)."
    ),
    "landlock-files": QT_TRANSLATE_NOOP(
        "SafetyWords", "All files are closed to it a second time (Landlock\u00a0{number})."
    ),
    "landlock-tcp": QT_TRANSLATE_NOOP(
        "SafetyWords", "All files and TCP connections are closed to it a second time (Landlock\u00a0{number})."
    ),
    "landlock-signals": QT_TRANSLATE_NOOP(
        "SafetyWords",
        "All files, TCP connections and signals to other programs are closed to it a second time"
        " (Landlock\u00a0{number}).",
    ),
    "landlock-network": QT_TRANSLATE_NOOP(
        "SafetyWords",
        "All files, network connections and signals to other programs are closed to it a second time"
        " (Landlock\u00a0{number}).",
    ),
    "seatbelt": QT_TRANSLATE_NOOP("SafetyWords", "Everything that it has not open already is denied (macOS sandbox)."),
    "restricted-token": QT_TRANSLATE_NOOP(
        "SafetyWords", "It has no rights of yours: not to your files, not to other programs (restricted token)."
    ),
    "no-new-privileges": QT_TRANSLATE_NOOP("SafetyWords", "It can never gain rights that it does not have."),
    "processes": QT_TRANSLATE_NOOP("SafetyWords", "It can start no program and no other process."),
    "memory": QT_TRANSLATE_NOOP("SafetyWords", "Memory: at most {size}."),
    "no-memory-limit": QT_TRANSLATE_NOOP("SafetyWords", "Memory: this system sets it no limit."),
    "cpu": QT_TRANSLATE_NOOP(
        "SafetyWords", "Processor time: at most {minutes} minutes, and while a file is added far less."
    ),
}
WALLS = tuple(_WALLS)


def wall_lines(walls: Sequence[str]) -> tuple[str, ...]:
    """Each of a finding's walls in the person's language; one that has no words is not shown."""
    return tuple(_line(*wall.partition(":")) for wall in walls if wall.partition(":")[0] in _WALLS)


def _line(name: str, _colon: str, number: str) -> str:
    count, locale = int(number or 0), QLocale()
    return QCoreApplication.translate("SafetyWords", _WALLS[name]).format(
        number=locale.toString(count),
        size=locale.formattedDataSize(count, 0),
        minutes=locale.toString(count // 60),
    )
