"""Errors as sentences: what happened, and what to do. Every type of reader/errors.py has one; a test walks the tree."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from reader import errors
from reader.errors import HearthError
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "Words"

_SENTENCES: dict[type[HearthError], str] = {
    errors.HearthError: QT_TRANSLATE_NOOP(
        "Words", "Something went wrong that has no name yet. Try again; if it stays, restart the program."
    ),
    errors.VaultError: QT_TRANSLATE_NOOP(
        "Words", "The library's files gave trouble. Check that their disk is connected, then try again."
    ),
    errors.NotAVault: QT_TRANSLATE_NOOP(
        "Words", "There is no library in this folder. Check that the right disk is connected, or choose another folder."
    ),
    errors.VaultExists: QT_TRANSLATE_NOOP(
        "Words", "This folder already holds files. Choose an empty folder, so that nothing is overwritten."
    ),
    errors.VaultDamaged: QT_TRANSLATE_NOOP(
        "Words",
        "The library's files are damaged. Leave them as they are: what can still be read can be rescued into a new "
        "folder, or a backup can take their place.",
    ),
    errors.VaultTooNew: QT_TRANSLATE_NOOP(
        "Words", "A later version of this program wrote the library. Open it with that version."
    ),
    errors.VaultBusy: QT_TRANSLATE_NOOP(
        "Words", "The library is open in another window or program. Close it there, then try again."
    ),
    errors.VaultReadOnly: QT_TRANSLATE_NOOP(
        "Words", "The folder can't be written to. Unlock the medium, or copy the folder to a place you can write to."
    ),
    errors.WrongPassphrase: QT_TRANSLATE_NOOP(
        "Words", "That passphrase opens nothing here. Check Caps Lock and the keyboard language, then try again."
    ),
    errors.PassphraseUnusable: QT_TRANSLATE_NOOP("Words", "Type a passphrase first."),
    errors.KeyFileUnusable: QT_TRANSLATE_NOOP(
        "Words", "This key file can't be used. Choose a plain file that is not empty and will never change."
    ),
    errors.MemoryShort: QT_TRANSLATE_NOOP(
        "Words", "That opens nothing here as far as it could be tried. Check it; if it is right, close other programs."
    ),
    errors.CredentialInUse: QT_TRANSLATE_NOOP(
        "Words", "This opens something here already, and nothing was changed. Choose another passphrase or key file."
    ),
    errors.NoFreeSlot: QT_TRANSLATE_NOOP("Words", "Four passphrases open this library already. Remove one first."),
    errors.LastCredential: QT_TRANSLATE_NOOP(
        "Words", "Nothing else opens this library, so it stays. Add another passphrase first."
    ),
    errors.CopyDiffers: QT_TRANSLATE_NOOP(
        "Words", "What was read back is not what was copied, so the copy was removed. Use another disk or stick."
    ),
    errors.DiskFull: QT_TRANSLATE_NOOP(
        "Words", "The disk is full, and nothing was changed. Free some space, then try again."
    ),
    errors.DocumentRefused: QT_TRANSLATE_NOOP("Words", "This file can't be taken in. The others are not affected."),
    errors.EmptyFile: QT_TRANSLATE_NOOP("Words", "The file is empty. Copy it again from where it came."),
    errors.UnknownKind: QT_TRANSLATE_NOOP(
        "Words",
        "The content is of no kind that can be read here. Texts, books, letters, web pages, PDF and pictures can.",
    ),
    errors.DamagedFile: QT_TRANSLATE_NOOP(
        "Words", "The file is damaged or cut short. Copy it again from where it came."
    ),
    errors.FileTooLarge: QT_TRANSLATE_NOOP(
        "Words", "The file is too large, or grows too large when unpacked. Split it into parts."
    ),
    errors.UnsupportedKind: QT_TRANSLATE_NOOP(
        "Words",
        "This kind of file is known, but can't be read here. Unpack or convert it, then add what comes out.",
    ),
    errors.PasswordNeeded: QT_TRANSLATE_NOOP(
        "Words", "The file is protected by a password of its own. Add it once more and type that password."
    ),
    errors.WrongPassword: QT_TRANSLATE_NOOP(
        "Words", "That is not the file's password. Check Caps Lock and the keyboard language, then try again."
    ),
    errors.LockedFile: QT_TRANSLATE_NOOP(
        "Words", "The file is protected by a password of its own. Save a copy without it, then add that."
    ),
    errors.ProtectedByDrm: QT_TRANSLATE_NOOP(
        "Words", "The file is locked to a shop's own reader. Look for an edition without that lock."
    ),
    errors.FileMissing: QT_TRANSLATE_NOOP(
        "Words", "This is not there. Check its name, and that its medium is connected."
    ),
    errors.FileVanished: QT_TRANSLATE_NOOP(
        "Words", "The file went away while it was read. Connect its medium again, then try once more."
    ),
    errors.FileUnreadable: QT_TRANSLATE_NOOP(
        "Words", "The file can't be opened. Check that you are allowed to read it."
    ),
    errors.NotAFile: QT_TRANSLATE_NOOP("Words", "This is a pipe or a device, not a file. Choose a file instead."),
    errors.NothingToRead: QT_TRANSLATE_NOOP(
        "Words", "The file holds no text and no picture, so there is nothing to read."
    ),
    errors.WorkerError: QT_TRANSLATE_NOOP(
        "Words", "The file could not be read, and the part that tried was stopped. Try again."
    ),
    errors.WorkerOverran: QT_TRANSLATE_NOOP(
        "Words",
        "Reading the file took too long, too much memory or too much room, so it was stopped. Split it into parts.",
    ),
    errors.WorkerDied: QT_TRANSLATE_NOOP(
        "Words", "Reading the file ended without an answer. It may be damaged; copy it again from where it came."
    ),
    errors.ProtocolViolation: QT_TRANSLATE_NOOP(
        "Words", "The file made its reader misbehave, so it was stopped. Do not trust this file."
    ),
    errors.SandboxUnavailable: QT_TRANSLATE_NOOP(
        "Words", "This system offers no safe place to read files in, so nothing is added. Update the system."
    ),
    errors.StoreError: QT_TRANSLATE_NOOP("Words", "The library could not be read. Lock it, open it and try again."),
    errors.NoSuchDocument: QT_TRANSLATE_NOOP("Words", "This document is no longer in the library."),
    errors.GuardError: QT_TRANSLATE_NOOP("Words", "Part of the protection could not start. Restart the program."),
    errors.PanicKeyUnavailable: QT_TRANSLATE_NOOP(
        "Words", "Hiding by key works only while this window has the keyboard: this system hides keys of other windows."
    ),
    errors.DisplayUnavailable: QT_TRANSLATE_NOOP(
        "Words", "There is no display to draw on. Start the program from a desktop session."
    ),
    errors.LibraryMissing: QT_TRANSLATE_NOOP(
        "Words", "A system library that the windows need is missing. Install it, then start again."
    ),
    errors.UsageError: QT_TRANSLATE_NOOP(
        "Words", "That command was not understood. Call it with --help to see them all."
    ),
    errors.Cancelled: QT_TRANSLATE_NOOP("Words", "Stopped, as you asked."),
}

_WATCH_SENTENCES = {
    # Reasons of reader/guard/messages.WATCH_REASONS.
    "no-display-server": QT_TRANSLATE_NOOP(
        "Words", "Hiding by key works in this window only: this system shows no program the keys of other windows."
    ),
    "desktop-key": QT_TRANSLATE_NOOP(
        "Words", "Outside this window use the key that your desktop has for it: nothing else is heard there."
    ),
    "no-raw-keys": QT_TRANSLATE_NOOP(
        "Words", "Hiding by key works in this window only: this display server does not pass keys on."
    ),
    "no-such-key": QT_TRANSLATE_NOOP(
        "Words", "This keyboard has no such key. Three taps of Shift work, and the word “Hide” in this window."
    ),
    "watch-died": QT_TRANSLATE_NOOP(
        "Words", "Hiding by key works in this window only: what watched for keys has ended. Lock and open again."
    ),
}
_WATCH_UNKNOWN = QT_TRANSLATE_NOOP("Words", "Hiding by key works in this window only, while it is in front.")

_NO_KEY_NO_TAPS = QT_TRANSLATE_NOOP(
    "Words", "This keyboard has no such key. Choose another in the settings; until then there is the word “Hide”."
)


def watch_sentence(reason: str, *, shift_taps: bool = True) -> str:
    """Why the panic key is not heard in other windows, and what works instead."""
    if reason == "no-such-key" and not shift_taps:
        return QCoreApplication.translate(_CONTEXT, _NO_KEY_NO_TAPS)
    return QCoreApplication.translate(_CONTEXT, _WATCH_SENTENCES.get(reason, _WATCH_UNKNOWN))


def disk_full_sentence(name: str, free_bytes: int) -> str:
    """Where an import stopped for want of room, and how much there is."""
    text = QCoreApplication.translate(
        "Words",
        "The disk is full: adding stopped at “{name}”. Everything before it is kept. About {free} are free there; "
        "make room, then add the rest.",
    )
    return text.format(name=name, free=QLocale().formattedDataSize(free_bytes, 0))


def sentence(error: HearthError) -> str:
    """What happened and what to do, in the person's language. A subtype without a sentence uses its parent's.

    The error's own detail is left out: it may be technical, and it is in English.
    """
    source = next(_SENTENCES[kind] for kind in type(error).__mro__ if kind in _SENTENCES)
    return QCoreApplication.translate(_CONTEXT, source)


def has_own_sentence(kind: type[HearthError]) -> bool:
    """Whether `kind` itself, not only a parent of it, has a sentence."""
    return kind in _SENTENCES
