"""What the findings of the Safety page mean, in plain words: what holds or does not, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reader.platform.safety.finding import FAILED, NO_ANSWER, Finding, Matter, Verdict
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "SafetyWords"

_NAMES: dict[Matter, str] = {
    "deaths": QT_TRANSLATE_NOOP("SafetyWords", "Unexpected ends"),
    "panic-key": QT_TRANSLATE_NOOP("SafetyWords", "Panic key in other windows"),
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

_ENCRYPT_SWAP = QT_TRANSLATE_NOOP(
    "SafetyWords",
    "Encrypt the swap, or switch it off: as administrator “swapoff -a”, and take its line out of /etc/fstab.",
)
_TAKE_AS_PLAIN = QT_TRANSLATE_NOOP(
    "SafetyWords", "Ask whoever set up this machine. Until you know, take it as not encrypted."
)
_PRESS_IT_HERE = QT_TRANSLATE_NOOP("SafetyWords", "Click into this window before you press it, or choose “Hide”.")
_SEE_TRIGGERS = QT_TRANSLATE_NOOP(
    "SafetyWords", "See which ones do not, and why. The panic key works without any of them."
)
_CLOSE_RECORDERS = QT_TRANSLATE_NOOP(
    "SafetyWords", "Before you open the library, close programs that record or share the screen."
)
_COPY_NOTHING = QT_TRANSLATE_NOOP("SafetyWords", "Switch its history off, or copy nothing out of the library.")
_TRUSTED_ONLY = QT_TRANSLATE_NOOP("SafetyWords", "While the library is open, run only programs that you trust.")

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

_SENTENCES: dict[tuple[Matter, str], tuple[str, str]] = {
    ("deaths", "some"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "How often the library has ended by itself since the program started: {count}. The cover came each time.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "If it happens again, check the library: Library, Health, Check everything."),
    ),
    ("panic-key", "armed"): (QT_TRANSLATE_NOOP("SafetyWords", "The panic key is heard in every window."), ""),
    ("panic-key", "not-yet"): (
        QT_TRANSLATE_NOOP("SafetyWords", "What listens for the panic key has not said yet whether it can."),
        QT_TRANSLATE_NOOP("SafetyWords", "Look again in a moment."),
    ),
    ("panic-key", "no-display-server"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "It is heard in this window only: this system shows no program the keys of other windows."
        ),
        _PRESS_IT_HERE,
    ),
    ("panic-key", "no-raw-keys"): (
        QT_TRANSLATE_NOOP("SafetyWords", "It is heard in this window only: this display server does not pass keys on."),
        _PRESS_IT_HERE,
    ),
    ("panic-key", "no-such-key"): (
        QT_TRANSLATE_NOOP("SafetyWords", "This keyboard has no such key."),
        QT_TRANSLATE_NOOP("SafetyWords", "Tap Shift three times instead, or choose “Hide” in this window."),
    ),
    ("panic-key", "watch-died"): (
        QT_TRANSLATE_NOOP("SafetyWords", "It is heard in this window only: what listened for it has ended."),
        QT_TRANSLATE_NOOP("SafetyWords", "Lock the library and open it again."),
    ),
    ("panic-key", "window-only"): (
        QT_TRANSLATE_NOOP("SafetyWords", "It is heard in this window only."),
        _PRESS_IT_HERE,
    ),
    ("triggers", "all"): (
        QT_TRANSLATE_NOOP("SafetyWords", "All that are switched on work on this machine: {total}."),
        "",
    ),
    ("triggers", "some"): (QT_TRANSLATE_NOOP("SafetyWords", "{working} of {total} work here."), _SEE_TRIGGERS),
    ("triggers", "off"): (
        QT_TRANSLATE_NOOP("SafetyWords", "None is switched on: only you and the panic key hide the library."),
        QT_TRANSLATE_NOOP("SafetyWords", "Choose a more careful profile."),
    ),
    ("triggers", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Not one of them works here."),
        QT_TRANSLATE_NOOP("SafetyWords", "See why. The panic key works without any of them."),
    ),
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
    ("sandbox", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "This system offers no safe place to read files in, so none is added."),
        QT_TRANSLATE_NOOP("SafetyWords", "Update the system, or install libseccomp2."),
    ),
    ("swap", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "No swap is in use: memory is not moved to a disk."),
        "",
    ),
    ("swap", "memory"): (QT_TRANSLATE_NOOP("SafetyWords", "All swap stays in memory, compressed (zram)."), ""),
    ("swap", "encrypted"): (QT_TRANSLATE_NOOP("SafetyWords", "All swap is encrypted."), ""),
    ("swap", "plain"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Memory may be moved to {names}, which this system does not encrypt. Text can stay there for months.",
        ),
        _ENCRYPT_SWAP,
    ),
    ("swap", "untold"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Memory may be moved to {names}. Whether that is encrypted can't be told."),
        _TAKE_AS_PLAIN,
    ),
    ("hibernation", "impossible"): (
        QT_TRANSLATE_NOOP("SafetyWords", "This machine does not hibernate, so memory is not saved whole."),
        "",
    ),
    ("hibernation", "no-room"): (
        QT_TRANSLATE_NOOP("SafetyWords", "There is no place on a disk to which this machine could hibernate."),
        "",
    ),
    ("hibernation", "encrypted"): (
        QT_TRANSLATE_NOOP("SafetyWords", "When this machine hibernates, memory goes to an encrypted place."),
        "",
    ),
    ("hibernation", "plain"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "When this machine hibernates, memory is saved to {names}, which this system does not encrypt.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Use sleep and not hibernation, or encrypt the swap."),
    ),
    ("hibernation", "untold"): (
        QT_TRANSLATE_NOOP("SafetyWords", "This machine can hibernate. Whether memory is encrypted then can't be told."),
        QT_TRANSLATE_NOOP("SafetyWords", "Use sleep and not hibernation."),
    ),
    ("disk", "encrypted"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The disk that holds the library is encrypted, beside the library itself."),
        QT_TRANSLATE_NOOP("SafetyWords", "Switch the machine off when you leave it: only then is the disk locked."),
    ),
    ("disk", "folder-encrypted"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The system encrypts the folder that holds the library."),
        QT_TRANSLATE_NOOP("SafetyWords", "Other folders, and swap, may not be encrypted."),
    ),
    ("disk", "memory"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The library lies in memory, and is gone with the power."),
        "",
    ),
    ("disk", "memory-swapped"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The library lies in memory, but memory may be moved to a disk."),
        _ENCRYPT_SWAP,
    ),
    ("disk", "plain"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "The library is encrypted. The disk around it ({names}) is not, as far as this system can see: it shows"
            " that the program is here, and when the library changed.",
        ),
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Encrypt the whole disk, which most systems offer when they are installed, or move the library to an"
            " encrypted one.",
        ),
    ),
    ("disk", "elsewhere"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "The library lies on another machine ({names}), which may keep earlier states of it. How can't be told.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Move the library to a disk of your own."),
    ),
    ("disk", "untold"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "The library is encrypted. Whether the disk around it is as well can't be told."
        ),
        _TAKE_AS_PLAIN,
    ),
    ("capture", "excluded"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Screenshots and recordings do not show the windows of the library."),
        QT_TRANSLATE_NOOP("SafetyWords", "A camera does."),
    ),
    ("capture", "admitted"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Screenshots and recordings show the windows, as you wished."),
        QT_TRANSLATE_NOOP("SafetyWords", "When you have presented, keep them out again, below."),
    ),
    ("capture", "impossible"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "Screenshots and recordings show the windows. On this system no program can prevent that."
        ),
        _CLOSE_RECORDERS,
    ),
    ("capture", "refused"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The system did not keep the windows out of screenshots and recordings."),
        _CLOSE_RECORDERS,
    ),
    ("clipboard", "none-found"): (
        QT_TRANSLATE_NOOP("SafetyWords", "No clipboard manager that this program knows is running."),
        "",
    ),
    ("clipboard", "found"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This keeps what is copied: {names}. Copies from the library ask not to be kept and are emptied after 30"
            " seconds, but not every program obeys.",
        ),
        _COPY_NOTHING,
    ),
    ("clipboard", "unnamed"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "A clipboard manager is running. Copies from the library ask not to be kept and are emptied after 30"
            " seconds, but not every program obeys.",
        ),
        _COPY_NOTHING,
    ),
    ("recent", "clean"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "No list of recent files and no history of a shell names the library's folder. This program adds to none.",
        ),
        QT_TRANSLATE_NOOP(
            "SafetyWords", "Documents that you opened elsewhere before you added them may be listed there."
        ),
    ),
    ("recent", "indexed"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Your home folder is indexed by {names}. It finds noise in the library, but may note the folder's name.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Take the library's folder out of what is indexed."),
    ),
    ("recent", "listed"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The library's folder is named in what these programs keep: {names}."),
        QT_TRANSLATE_NOOP("SafetyWords", "Delete the entry there."),
    ),
    ("recent", "unreadable"): (
        QT_TRANSLATE_NOOP("SafetyWords", "What these programs keep could not be read: {names}."),
        QT_TRANSLATE_NOOP("SafetyWords", "Look yourself whether the library's folder is named there."),
    ),
    ("memory", "closed"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Other programs that you run can't read the memory of this one."),
        QT_TRANSLATE_NOOP("SafetyWords", "The administrator always can."),
    ),
    ("memory", "administrator"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "This program runs as the administrator, whose other programs can read its memory."
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Start it as an ordinary user."),
    ),
    ("memory", "open"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Other programs that you run can read the memory of this one."),
        _TRUSTED_ONLY,
    ),
    ("dumps", "off"): (
        QT_TRANSLATE_NOOP("SafetyWords", "If this program crashes, nothing of its memory is saved."),
        "",
    ),
    ("dumps", "on"): (
        QT_TRANSLATE_NOOP("SafetyWords", "If this program crashes, the system may save its memory to the disk."),
        QT_TRANSLATE_NOOP("SafetyWords", "Restart the program. If it stays, switch core dumps off."),
    ),
    ("dumps", "kernel"): (
        QT_TRANSLATE_NOOP("SafetyWords", "If the system itself crashes, it saves all of memory to the disk (kdump)."),
        QT_TRANSLATE_NOOP("SafetyWords", "Switch kdump off, unless that disk is encrypted."),
    ),
    ("session", "wayland"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "Other programs of this Wayland session do not see the keys that you press here."
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Most desktops ask you before a program records the screen; not all do."),
    ),
    ("session", "x11"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Every program of this X11 session can see the screen and every key."),
        _TRUSTED_ONLY,
    ),
    ("session", "xwayland"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This window is shown by way of Xwayland: programs that are too can see it, and the keys pressed in it.",
        ),
        _TRUSTED_ONLY,
    ),
    ("session", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "What kind of display this window is on can't be told."),
        _TRUSTED_ONLY,
    ),
    ("accessibility", "off"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The system's accessibility is off: nobody asks what the windows say."),
        "",
    ),
    ("accessibility", "on"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "The system's accessibility is on: programs that use it can read what the windows say."
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "If you need no screen reader, switch it off in the system's settings."),
    ),
    ("input-method", "none-found"): (QT_TRANSLATE_NOOP("SafetyWords", "No input method is running."), ""),
    ("input-method", "found"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This is running: {names}. All fields ask it to learn nothing; whether it obeys can't be told.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Switch its learning off in its own settings."),
    ),
}
"""What holds or not, and what to do; nothing where there is nothing to do."""


@dataclass(frozen=True)
class FindingWords:
    """A finding as people read it."""

    name: str
    verdict: str
    sentence: str
    advice: str


def words_of(finding: Finding) -> FindingWords:
    """In the person's language. A reason without a sentence of its own says that it can't be found out."""
    sentence, advice = _SENTENCES.get((finding.matter, finding.reason)) or _UNTOLD.get(finding.reason, _UNTOLD[FAILED])
    facts = _facts(finding)
    return FindingWords(
        _say(_NAMES[finding.matter]),
        _say(_VERDICTS[finding.verdict]),
        _say(sentence).format(**facts),
        _say(advice).format(**facts),
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
