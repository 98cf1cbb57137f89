"""Coming back with a PIN after a quick-lock: what is sealed under it, and how a vault is opened again from that.

What `seal` answers never touches a disk: it goes from the desk into the memory of the keeper, and from there to the
next desk. Kept, and only inside the encrypted shelf, are the key that Argon2id made of the PIN and its salt: the desk
can seal anew at each unlock without asking for the PIN, which is kept nowhere. docs/decisions/0017-quick-return.md.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reader.errors import WrongPassphrase
from reader.vault.credential import Credential
from reader.vault.files import SLOT_COUNT
from reader.vault.kdf import (
    KEY_BYTES,
    PRODUCT_PROFILES,
    SALT_BYTES,
    STANDARD,
    KdfProfile,
    SecretKey,
    derive,
    profiles_from,
    require_memory,
)
from reader.vault.keys import KeysBlock, KeysFile
from reader.vault.settle import settle_locked
from reader.vault.slots import SlotContent
from reader.vault.vault import UsedSlot, Vault

MIN_PIN_LENGTH = 6
QUICK_RETURN_SETTING = "quick-return"
LimitMinutes: TypeAlias = Literal[1, 5, 10, 30, 60]
DEFAULT_LIMIT_MIN: LimitMinutes = 10
_NONCE_BYTES = 12
_PURPOSE = b"quick return 1"
_LONGEST_REPEAT = 3


class PinFault(Enum):
    """Why a PIN is refused."""

    TOO_SHORT = auto()
    TOO_PLAIN = auto()


class QuickReturnSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the library keeps while quick return is on. `limit_min` is in minutes from the lock."""

    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    key: SecretKey
    limit_min: LimitMinutes = DEFAULT_LIMIT_MIN


class _Sealed(msgspec.Struct, frozen=True, kw_only=True):
    salt: bytes
    nonce: bytes
    box: bytes


class _Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that a slot and its opening gave. `slot_digest` is SHA-256 of that slot, which must not have changed."""

    shelf: int
    half: int
    flags: int
    key: SecretKey
    index: Annotated[int, msgspec.Meta(ge=0, lt=SLOT_COUNT)]
    profile_number: int
    slot_digest: bytes
    key_folder: str


@dataclass(frozen=True)
class Reopened:
    """A vault that is open again, and the folder of the key file that opened it first ("" is none)."""

    vault: Vault
    key_folder: str


def pin_credential(pin: str) -> Credential:
    """What the derivation is given: full width made plain, and every script's digits the same. Silent in tracebacks."""
    folded = (str(unicodedata.decimal(each, each)) for each in unicodedata.normalize("NFKC", pin))
    return Credential("".join(folded))


def pin_fault(pin: Credential) -> PinFault | None:
    """Why it can't be one: shorter than `MIN_PIN_LENGTH`, a run (123456, fedcba), or a piece over and over (121212)."""
    if len(pin.passphrase) < MIN_PIN_LENGTH:
        return PinFault.TOO_SHORT
    return PinFault.TOO_PLAIN if _is_run(pin) or _is_repeat(pin) else None


def settings_for(
    pin: Credential, limit_min: LimitMinutes = DEFAULT_LIMIT_MIN, profile: KdfProfile = STANDARD
) -> QuickReturnSettings:
    """What the library keeps of a new PIN. One derivation. Raises PassphraseUnusable and MemoryShort."""
    salt = os.urandom(SALT_BYTES)
    return QuickReturnSettings(salt=salt, key=derive(pin, salt, profile), limit_min=limit_min)


def encode(settings: QuickReturnSettings) -> str:
    """As one line of JSON, for the library's setting `QUICK_RETURN_SETTING`."""
    return msgspec.json.encode(settings).decode()


def decode(text: str | None) -> QuickReturnSettings | None:
    """What `encode` wrote. None: off, never chosen, or unreadable."""
    try:
        settings = msgspec.json.decode(text or "", type=QuickReturnSettings)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return None
    return settings if len(settings.key.raw) == KEY_BYTES else None


def seal(vault: Vault, settings: QuickReturnSettings, key_folder: str = "") -> bytes | None:
    """What is needed to open this vault again, under the PIN's key and a fresh nonce.

    `key_folder` is where the key file is that opened it: its medium is watched also after coming back.

    None for a throw-away vault, and where the credential that opened this one has been taken away since.
    """
    if vault.slot is None:
        return None
    block = vault.keys.load()
    content = _Content(
        shelf=vault.content.shelf,
        half=vault.content.half,
        flags=vault.content.flags,
        key=vault.content.key,
        index=vault.slot.index,
        profile_number=vault.slot.profile.number,
        slot_digest=_digest(block, vault.slot.index),
        key_folder=key_folder,
    )
    nonce = os.urandom(_NONCE_BYTES)
    box = AESGCM(settings.key.raw).encrypt(nonce, msgspec.msgpack.encode(content), _associated(block))
    return msgspec.msgpack.encode(_Sealed(salt=settings.salt, nonce=nonce, box=box))


def reopen_vault(
    folder: Path,
    pin: Credential,
    ask: Callable[[], bytes],
    *,
    profiles: Sequence[KdfProfile] = PRODUCT_PROFILES,
    pin_profile: KdfProfile = STANDARD,
) -> Reopened:
    """Lock, settle, and open the shelf whose key `ask()` gives sealed.

    It is asked last, when nothing else stands in the way any more: each asking costs one of few tries. Raises
    WrongPassphrase for a wrong PIN, for bytes that were sealed in another vault, and when the credential that they
    came from has been changed or taken away; and whatever `open_vault` and `ask` raise.
    """
    pin.secret(b"")  # refuses what can't be one before anything is touched
    keys = KeysFile(folder)
    try:
        block = keys.load()
        settle_locked(folder)
        require_memory(pin_profile)
        content = _unseal(ask(), pin, block, pin_profile)
        slot = UsedSlot(content.index, profiles_from(content.profile_number, profiles)[0])
        sealed = SlotContent(content.shelf, content.half, content.flags, content.key)
        return Reopened(Vault(folder, keys, sealed, slot, profiles), content.key_folder)
    except BaseException:
        keys.close()
        raise


def _unseal(data: bytes, pin: Credential, block: KeysBlock, profile: KdfProfile) -> _Content:
    try:
        sealed = msgspec.msgpack.decode(data, type=_Sealed)
        cipher = AESGCM(derive(pin, sealed.salt, profile).raw)
        content = msgspec.msgpack.decode(cipher.decrypt(sealed.nonce, sealed.box, _associated(block)), type=_Content)
    except (msgspec.MsgspecError, InvalidTag, ValueError):
        raise WrongPassphrase from None
    if content.slot_digest != _digest(block, content.index):
        raise WrongPassphrase
    return content


def _associated(block: KeysBlock) -> bytes:
    return _PURPOSE + block.header


def _digest(block: KeysBlock, index: int) -> bytes:
    return hashlib.sha256(block.slots[index]).digest()


def _is_run(pin: Credential) -> bool:
    """Each character the next one up, or down, after the last; 0 follows 9."""
    steps = {ord(after) - ord(before) for before, after in pairwise(pin.passphrase)}
    return steps <= {1, ord("0") - ord("9")} or steps <= {-1, ord("9") - ord("0")}


def _is_repeat(pin: Credential) -> bool:
    length = len(pin.passphrase)
    sizes = range(1, _LONGEST_REPEAT + 1)
    return any(pin.passphrase == (pin.passphrase[:size] * length)[:length] for size in sizes)
