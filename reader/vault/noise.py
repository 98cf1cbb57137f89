"""Random bytes by the megabyte: what unused space is made of."""

from __future__ import annotations

import os
from collections.abc import Callable

LARGE_BYTES = 64 * 1024
"""From here on the system's generator is asked for a key only: its own speed was a tenth of a growing shelf's time."""

_KEY_BYTES = 32
_NONCE_BYTES = 16


def noise_source(total_bytes: int) -> Callable[[int], bytes]:
    """What gives so many random bytes at each call, for `total_bytes` in all.

    Much of it is the keystream of ChaCha20 (RFC 8439, what Linux's own generator uses) under a key that is drawn for
    this once and forgotten. Without the key nobody tells it from the system's bytes, or from SQLCipher's pages.
    """
    if total_bytes < LARGE_BYTES:
        return os.urandom
    # Only here: the guard settles vaults, and seldom has a megabyte to fill; ciphers would weigh on it for nothing.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms  # noqa: PLC0415

    cipher = Cipher(algorithms.ChaCha20(os.urandom(_KEY_BYTES), bytes(_NONCE_BYTES)), mode=None).encryptor()
    return lambda count: cipher.update(bytes(count))
