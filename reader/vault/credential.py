"""What opens a shelf: a passphrase, a key file, or both mixed. docs/vault-format.md, "From a credential to a slot key".

A key file goes into the derivation, not beside it: whoever tries all files of a seized disk pays one derivation each.

In this room no secret stands in a variable of its own: it is inside an object whose repr is silent, or between two
calls of one expression. So no traceback has it, not even one with each frame's variables; tests/vault/test_silence.py.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reader.errors import PassphraseUnusable

_MIXED_BYTES = 32
_INFO = b"key file"


@dataclass(frozen=True)
class KeyFileDigest:
    """SHA-256 of a key file's bytes. The repr is silent, as a key's is.

    `folder` is where the file was, to see it go: it opens nothing, and is kept in memory alone. None where nobody said.
    """

    raw: bytes = field(repr=False)
    folder: Path | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Credential:
    """A passphrase ("" is none), a key file, or both. Neither shows in the repr, nor so in a traceback."""

    passphrase: str = field(default="", repr=False)
    key_file: KeyFileDigest | None = field(default=None, repr=False)

    def secret(self, salt: bytes) -> bytes:
        """What the key derivation is given.

        The passphrase alone as NFC in UTF-8; with a key file HKDF-SHA256 (RFC 5869) of the file's digest and then the
        passphrase. Raises PassphraseUnusable.
        """
        if self.key_file is None:
            return self._normalised()
        mixing = HKDF(SHA256(), _MIXED_BYTES, salt, _INFO)
        return mixing.derive(self.key_file.raw + (self._normalised() if self.passphrase else b""))

    def _normalised(self) -> bytes:
        """The passphrase as NFC in UTF-8, so that é typed as one character or as two opens the same shelf.

        Raises PassphraseUnusable when it is empty, holds a NUL, or is no valid text (a lone surrogate).
        """
        if not self.passphrase or "\0" in self.passphrase:
            raise PassphraseUnusable
        try:
            return unicodedata.normalize("NFC", self.passphrase).encode("utf-8")
        except UnicodeEncodeError:
            raise PassphraseUnusable from None


def as_credential(given: Credential | str) -> Credential:
    """A plain string is a passphrase alone."""
    return Credential(given) if isinstance(given, str) else given


def normalised(passphrase: str) -> bytes:
    """What a passphrase without a key file is to the key derivation. Raises PassphraseUnusable."""
    return Credential(passphrase).secret(b"")
