"""From a credential to the key that opens slots: Argon2id (RFC 9106) under named, immutable profiles.

The number of a vault's profile is stored in `keys`; its costs are not, so nobody can lower them by editing the file.
A slot may be under a later profile than the vault's: which one, nobody sees (docs/decisions/0007-credentials.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from reader.errors import MemoryShort, VaultTooNew
from reader.platform import this_platform
from reader.vault.credential import Credential, as_credential

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
"""All that Hearth creates or opens, each dearer than the one before. Tests pass a longer list of their own; no
command, window or variable can."""


@dataclass(frozen=True)
class SecretKey:
    """32 bytes that must not be seen: the repr, and so every traceback and log line, stays silent about them."""

    raw: bytes = field(repr=False)


def profiles_from(number: int, profiles: Sequence[KdfProfile]) -> Sequence[KdfProfile]:
    """The profile that a vault names and all dearer ones: what a slot of it may be under.

    Raises VaultTooNew for a number that is not among `profiles`.
    """
    for place, profile in enumerate(profiles):
        if profile.number == number:
            return profiles[place:]
    raise VaultTooNew("its key derivation is not known to this version")


def require_memory(profile: KdfProfile) -> None:
    """Raises MemoryShort when the machine has not as much memory free as one derivation takes."""
    if profile.memory_kib * 1024 > this_platform().available_memory_bytes():
        raise MemoryShort(f"{profile.memory_kib // 1024} MiB")


def derive(credential: Credential | str, salt: bytes, profile: KdfProfile) -> SecretKey:
    """The slot key of a credential under one vault's salt and a profile. Takes the profile's time and memory.

    Raises PassphraseUnusable, and MemoryShort when the machine has not that much memory free.
    """
    credential = as_credential(credential)
    require_memory(profile)
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=profile.iterations,
        lanes=profile.lanes,
        memory_cost=profile.memory_kib,
    )
    try:
        return SecretKey(argon2.derive(credential.secret(salt)))
    except MemoryError:
        raise MemoryShort(f"{profile.memory_kib // 1024} MiB") from None
