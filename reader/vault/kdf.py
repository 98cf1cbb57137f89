"""From a passphrase to the key that opens slots: Argon2id (RFC 9106) under named, immutable profiles.

The profile's number is stored in `keys`; its costs are not, so nobody can lower them by editing the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from reader.errors import PassphraseUnusable, VaultError, VaultTooNew

SALT_BYTES = 32
KEY_BYTES = 32


@dataclass(frozen=True)
class KdfProfile:
    """What one try at a passphrase costs. `number` is what `keys` stores; `memory_kib` is in KiB."""

    number: int
    memory_kib: int
    iterations: int
    lanes: int


STANDARD = KdfProfile(number=1, memory_kib=256 * 1024, iterations=3, lanes=4)
STRONG = KdfProfile(number=2, memory_kib=1024 * 1024, iterations=4, lanes=4)

PRODUCT_PROFILES = (STANDARD, STRONG)
"""All that Hearth creates or opens. Tests pass a longer list of their own; no command, window or variable can."""


@dataclass(frozen=True)
class SecretKey:
    """32 bytes that must not be seen: the repr, and so every traceback and log line, stays silent about them."""

    raw: bytes = field(repr=False)


def profile_numbered(number: int, profiles: Iterable[KdfProfile]) -> KdfProfile:
    """The profile that a vault names. Raises VaultTooNew for a number that is not among `profiles`."""
    for profile in profiles:
        if profile.number == number:
            return profile
    raise VaultTooNew("its key derivation is not known to this version")


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


def derive(passphrase: str, salt: bytes, profile: KdfProfile) -> SecretKey:
    """The slot key of a passphrase under one vault's salt and profile. Takes the profile's time and memory.

    Raises PassphraseUnusable, and VaultError when the machine has not that much memory.
    """
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=profile.iterations,
        lanes=profile.lanes,
        memory_cost=profile.memory_kib,
    )
    try:
        return SecretKey(argon2.derive(normalised(passphrase)))
    except MemoryError:
        raise VaultError(f"the key derivation needs {profile.memory_kib // 1024} MiB of memory") from None
