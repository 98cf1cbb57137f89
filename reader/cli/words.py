"""Errors as sentences for the command line, in English. A test walks the error tree: each type has one."""

from __future__ import annotations

from reader import errors
from reader.errors import HearthError

_SENTENCES: dict[type[HearthError], str] = {
    errors.HearthError: "Something went wrong that has no name yet.",
    errors.VaultError: "The vault's files can't be read or written.",
    errors.NotAVault: "There is no vault in this folder.",
    errors.VaultExists: "The folder already holds files; nothing was overwritten.",
    errors.VaultDamaged: "The vault is damaged. Leave it as it is; use your latest copy, or `vault salvage`.",
    errors.VaultTooNew: "A later version of the program wrote this vault.",
    errors.VaultBusy: "Another program has the vault open.",
    errors.VaultReadOnly: "It can't be written to. From such a medium `vault restore` copies a vault to one that can.",
    errors.WrongPassphrase: "That passphrase opens nothing here.",
    errors.PassphraseUnusable: "A passphrase can't be empty or hold a NUL.",
    errors.KeyFileUnusable: "The key file can't be used: it must be a plain file that is not empty and never changes.",
    errors.MemoryShort: "The passphrase could not be tried at every cost: there is too little free memory.",
    errors.CredentialInUse: "This passphrase or key file opens something here already; nothing was changed.",
    errors.NoFreeSlot: "Four passphrases open this already; remove one first.",
    errors.LastCredential: "Nothing else opens this, so it was not removed.",
    errors.CopyDiffers: "What was read back is not what was copied. The copy was removed; the medium may be failing.",
    errors.DiskFull: "The disk is full; nothing was changed.",
    errors.DocumentRefused: "It can't be taken in.",
    errors.EmptyFile: "The file is empty.",
    errors.UnknownKind: "The content is of no kind that is known here.",
    errors.DamagedFile: "The file is damaged or cut short.",
    errors.FileTooLarge: "The file is too large, or swells when it is unpacked.",
    errors.UnsupportedKind: "The kind of file is known, but it is not read here; unpack or convert it first.",
    errors.PasswordNeeded: "The file is protected by a password of its own.",
    errors.WrongPassword: "That is not the file's own password.",
    errors.LockedFile: "The file is protected by a password and can't be opened here; save a copy without it.",
    errors.ProtectedByDrm: "The file is locked to a shop's own reader.",
    errors.FileMissing: "It is not there.",
    errors.FileVanished: "The file went away or changed while it was read.",
    errors.FileUnreadable: "The file can't be read.",
    errors.NotAFile: "It is a pipe or a device, not a file.",
    errors.NothingToRead: "The file holds no text and no picture.",
    errors.WorkerError: "The process that read the file failed.",
    errors.WorkerOverran: "Reading took too much time, memory or room and was stopped.",
    errors.WorkerDied: "The process that read the file ended without an answer.",
    errors.ProtocolViolation: "The process that read the file answered nonsense and was stopped.",
    errors.SandboxUnavailable: "This system offers no walls to read files behind, so nothing is read.",
    errors.StoreError: "The library can't do that.",
    errors.NoSuchDocument: "No document has this number.",
    errors.GuardError: "The program that runs could not do that.",
    errors.PanicKeyUnavailable: "The panic key can't be armed on this system.",
    errors.DisplayUnavailable: "There is no display.",
    errors.LibraryMissing: "A system library is missing.",
    errors.UsageError: "That is not how it is used; see --help.",
    errors.Cancelled: "Stopped.",
}


def sentence_for(error: HearthError) -> str:
    """What happened, in a sentence or two; what the error itself knows comes behind."""
    if isinstance(error, errors.UsageError) and error.detail:
        return error.detail
    kind = next(kind for kind in type(error).__mro__ if kind in _SENTENCES)
    return f"{_SENTENCES[kind]} ({error.detail})" if error.detail else _SENTENCES[kind]
