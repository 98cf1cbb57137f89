"""What opens a shelf: a passphrase, a key file, or both mixed. docs/vault-format.md, "From a credential to a slot key".

A key file goes into the derivation, not beside it: whoever tries all files of a seized disk pays one derivation each.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reader.errors import PassphraseUnusable

_MIXED_BYTES = 32
_INFO = b"key file"


@dataclass(frozen=True)
class KeyFileDigest:
    """SHA-256 of a key file's bytes. The repr is silent, as a key's is."""

    raw: bytes = field(repr=False)


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
            return normalised(self.passphrase)
        passphrase = normalised(self.passphrase) if self.passphrase else b""
        return HKDF(SHA256(), _MIXED_BYTES, salt, _INFO).derive(self.key_file.raw + passphrase)


def as_credential(given: Credential | str) -> Credential:
    """A plain string is a passphrase alone."""
    return Credential(given) if isinstance(given, str) else given


def normalised(passphrase: str) -> bytes:
    """The passphrase as NFC in UTF-8, so that é typed as one character or as two opens the same shelf.

    Raises PassphraseUnusable when it is empty, holds a NUL, or is no valid text (a lone surrogate).
    """
    if not passphrase or "\0" in passphrase:
        raise PassphraseUnusable
    try:
        return unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        raise PassphraseUnusable from None
