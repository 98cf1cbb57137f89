"""The Safety page on the machine: what holds of its memory and disks or not, and what to do."""

from __future__ import annotations

from reader.platform.safety.finding import Matter
from ui.translations import QT_TRANSLATE_NOOP

_ENCRYPT_SWAP = QT_TRANSLATE_NOOP(
    "SafetyWords",
    "Encrypt the swap, or switch it off: as administrator “swapoff -a”, and take its line out of /etc/fstab.",
)
_TAKE_AS_PLAIN = QT_TRANSLATE_NOOP(
    "SafetyWords", "Ask whoever set up this machine. Until you know, take it as not encrypted."
)
_TRUSTED_ONLY = QT_TRANSLATE_NOOP("SafetyWords", "While the library is open, run only programs that you trust.")


OF_MACHINE: dict[tuple[Matter, str], tuple[str, str]] = {
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
}
