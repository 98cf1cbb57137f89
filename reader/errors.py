"""Every error that Hearth raises on purpose, as one tree.

HearthError
├── VaultError                 the library as files and keys
│   ├── NotAVault              the folder holds no vault
│   ├── VaultExists            a new vault was asked for where files already are
│   ├── VaultDamaged           magic is right, the rest is not
│   ├── VaultTooNew            written by a later Hearth
│   ├── VaultBusy              another process has it open
│   ├── VaultReadOnly          the folder or its files can't be written
│   ├── WrongPassphrase        no slot opens (whichever shelf is set up)
│   ├── PassphraseUnusable     empty, or holds NUL
│   ├── KeyFileUnusable        not there, empty, no file, or one that changes
│   ├── MemoryShort            the key derivation needs more memory than is free
│   ├── CredentialInUse        it opens something here already
│   ├── NoFreeSlot             all of a shelf's slots are taken
│   ├── LastCredential         without it nothing would open the shelf any more
│   ├── CopyDiffers            what was read back is not what was copied
│   └── DiskFull               no room to grow; nothing was changed
├── DocumentRefused            one file can't be taken; the rest go on
│   ├── EmptyFile
│   ├── UnknownKind            no format recognises the content
│   ├── DamagedFile            truncated or broken beyond reading
│   ├── FileTooLarge           larger than a worker may hold, or swells when unpacked
│   ├── UnsupportedKind        known, but not read here; `detail` is its kind
│   ├── PasswordNeeded         opens with its own password, which can be given
│   │   └── WrongPassword      the one that was given is not it
│   ├── LockedFile             protected by a password in a way that is not opened here
│   ├── ProtectedByDrm
│   ├── FileMissing            never was there, as far as this run knows
│   ├── FileVanished           gone, or its medium pulled, while it was read
│   ├── FileUnreadable         permissions, a library's own files
│   │   └── NotAFile           a pipe, a device, a socket
│   └── NothingToRead          well formed, but holds no text and no picture
├── WorkerError                the process that reads files for us
│   ├── WorkerOverran          stopped at its time, memory or output limit
│   ├── WorkerDied             ended without an answer
│   ├── ProtocolViolation      sent what the protocol does not allow
│   └── SandboxUnavailable     this system offers no wall, so nothing is parsed
├── StoreError
│   └── NoSuchDocument
├── GuardError
│   ├── PanicKeyUnavailable    the system-wide key can't be armed; the in-window key works
│   ├── DisplayUnavailable     no display to draw on
│   └── LibraryMissing         a system library that Qt needs is not installed
├── UsageError                 the command line was called wrongly
└── Cancelled                  the user stopped it
"""

from __future__ import annotations


class HearthError(Exception):
    """The root. `detail` is for the person: it never holds key material or a document's text."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class VaultError(HearthError):
    """Something about the vault's files or keys."""


class NotAVault(VaultError):
    """The folder holds no vault."""


class VaultExists(VaultError):
    """A new vault was asked for in a folder that already holds files."""


class VaultDamaged(VaultError):
    """The vault is recognised but can't be read."""


class VaultTooNew(VaultError):
    """A later version of Hearth wrote this vault."""


class VaultBusy(VaultError):
    """Another process has the vault open."""


class VaultReadOnly(VaultError):
    """The vault's folder or files can't be written."""


class WrongPassphrase(VaultError):
    """No key slot opens with this passphrase."""


class PassphraseUnusable(VaultError):
    """The passphrase is empty or holds a NUL."""


class KeyFileUnusable(VaultError):
    """The key file is not there, is empty, can't be read, or is one that changes."""


class MemoryShort(VaultError):
    """The key derivation needs more memory than is free."""


class CredentialInUse(VaultError):
    """This passphrase or key file opens something here already."""


class NoFreeSlot(VaultError):
    """All slots of this shelf are taken."""


class LastCredential(VaultError):
    """Nothing else opens this shelf, so it stays."""


class CopyDiffers(VaultError):
    """What was read back is not what was copied; the copy was removed."""


class DiskFull(VaultError):
    """There is no room to grow; nothing was changed."""


class DocumentRefused(HearthError):
    """One file can't be taken into the library."""


class EmptyFile(DocumentRefused):
    """The file has no bytes."""


class UnknownKind(DocumentRefused):
    """No format recognises the content."""


class DamagedFile(DocumentRefused):
    """The file is truncated or broken beyond reading."""


class FileTooLarge(DocumentRefused):
    """The file is larger than a worker may hold, or swells when unpacked."""


class UnsupportedKind(DocumentRefused):
    """The content is recognised, but is of a kind that is not read here; `detail` names it."""


class PasswordNeeded(DocumentRefused):
    """The file opens with a password of its own, which can be given."""


class WrongPassword(PasswordNeeded):
    """The file's own password is another one."""


class LockedFile(DocumentRefused):
    """The file is protected by a password in a way that is not opened here."""


class ProtectedByDrm(DocumentRefused):
    """The file is locked to a shop's reader."""


class FileMissing(DocumentRefused):
    """There is no such file or folder."""


class FileVanished(DocumentRefused):
    """The file went away while it was read."""


class FileUnreadable(DocumentRefused):
    """The file can't be opened for reading."""


class NotAFile(FileUnreadable):
    """What the path leads to is no file: a pipe, a device, a socket."""


class NothingToRead(DocumentRefused):
    """The file is well formed but holds nothing to show."""


class WorkerError(HearthError):
    """The worker process failed its task."""


class WorkerOverran(WorkerError):
    """The worker was stopped at its time, memory or output limit."""


class WorkerDied(WorkerError):
    """The worker ended without an answer."""


class ProtocolViolation(WorkerError):
    """The other end of a pipe sent what the protocol does not allow."""


class SandboxUnavailable(WorkerError):
    """This system offers no sandbox, so nothing is parsed."""


class StoreError(HearthError):
    """The library's content."""


class NoSuchDocument(StoreError):
    """No document has this number."""


class GuardError(HearthError):
    """The process that hides the rest."""


class PanicKeyUnavailable(GuardError):
    """The system-wide panic key can't be armed."""


class DisplayUnavailable(GuardError):
    """There is no display to draw on."""


class LibraryMissing(GuardError):
    """A system library that the windows need is not installed."""


class UsageError(HearthError):
    """The command line was called wrongly."""


class Cancelled(HearthError):
    """The user stopped it."""
