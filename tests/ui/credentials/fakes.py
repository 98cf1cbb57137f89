"""Stands in for the credentials of a library."""

from __future__ import annotations

from reader.store.credentials import CredentialInfo
from reader.vault.credential import Credential
from reader.vault.kdf import KdfProfile

INFO = CredentialInfo(slot=0, label="", has_passphrase=True, has_key_file=False, profile=1, is_current=True)


class NoCredentials:
    """Stands in for what is never asked here."""

    def all(self) -> list[CredentialInfo]:
        return [INFO]

    def add(self, _credential: Credential, _label: str = "", /) -> CredentialInfo:
        return INFO

    def change(self, _current: Credential, _new: Credential, /) -> CredentialInfo:
        return INFO

    def strengthen(self, _current: Credential, _profile: KdfProfile, /) -> CredentialInfo:
        return INFO

    def slot_of(self, _credential: Credential, /) -> int:
        return INFO.slot

    def remove(self, _slot: int, /) -> None: ...

    def rename(self, _slot: int, _label: str, /) -> None: ...
