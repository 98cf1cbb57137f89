"""From a passphrase to an open library: what blocks, and so runs in a job."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reader.guard.hiding import HIDING_SETTING, HidingSettings, decode
from reader.imports.importer import Importer
from reader.imports.journal import CutImport
from reader.platform import this_platform
from reader.search.search import Search
from reader.store.library import Library
from reader.vault.creation import create_throwaway_vault, create_vault
from reader.vault.credential import Credential
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile
from reader.vault.quick_return import Reopened, reopen_vault
from reader.vault.vault import Vault, is_vault, open_vault
from reader.workers.pool import WorkerPool
from ui.own_theme import OWN_THEMES_SETTING

_DEMO_PREFIX = "demo-"
THEME_SETTING = "desk.theme"
CAPTURE_SETTING = "desk.capture"
ADMITTED, EXCLUDED = "admitted", "excluded"
"""Whether screenshots and recordings may show the windows of this library; excluded unless it was chosen."""
WELCOME_SETTING = "welcome.panic-key"
PRACTISING, PRACTISED = "practising", "practised"
"""WELCOME_SETTING is PRACTISING from the vault's creation until the first unlock after it. The panic that the welcome
asks for kills this process for real; only what is in the shelf remembers that somebody was in the middle of it."""


@dataclass(frozen=True)
class OpenedVault:
    """Everything that an open library consists of, and the settings that are needed at once."""

    vault: Vault
    library: Library
    search: Search
    pool: WorkerPool
    importer: Importer
    theme_name: str
    is_capture_admitted: bool
    was_practising: bool
    hiding: HidingSettings
    cut_import: CutImport | None = None  # what a kill in the middle of an import has left out
    key_folder: str = ""  # of the key file that opened it
    own_themes: str = ""  # as the library keeps them

    def close(self) -> None:
        """Let go of it again, when the person left before it was open. An open desk is never closed, but killed."""
        self.pool.close()
        self.vault.close()


class CreateVault(Protocol):
    """As reader.vault.creation's create_vault."""

    def __call__(self, folder: Path, credential: Credential, /, *, second: Credential | None = None) -> None: ...


class VaultOpener:
    """Opens one folder, or makes it. Every method blocks for a key derivation and may raise any VaultError."""

    def __init__(
        self,
        folder: Path,
        *,
        create: CreateVault = create_vault,
        open_: Callable[[Path, Credential], Vault] = open_vault,
        reopen: Callable[[Path, Credential, Callable[[], bytes]], Reopened] = reopen_vault,
        profiles: Sequence[KdfProfile] = PRODUCT_PROFILES,
    ) -> None:
        """`profiles` are for what is rescued from a folder that does not open."""
        self.folder = folder
        self.profiles = profiles
        self._create = create
        self._open = open_
        self._reopen = reopen

    def exists(self) -> bool:
        """Whether there is anything to unlock."""
        return is_vault(self.folder)

    def open(self, credential: Credential) -> OpenedVault:
        """Unlock the folder."""
        return _furnish(self._open(self.folder, credential), _key_folder(credential))

    def reopen(self, pin: Credential, ask: Callable[[], bytes]) -> OpenedVault:
        """Unlock the folder with what `ask` gives, sealed under a PIN. Raises what `ask` raises, too."""
        reopened = self._reopen(self.folder, pin, ask)
        return _furnish(reopened.vault, reopened.key_folder)

    def create(self, credential: Credential, second: Credential | None = None) -> OpenedVault:
        """Make a vault in the folder and unlock it; the welcome's practice is still to come.

        With a second credential the other shelf is set up as well, and stays closed.
        """
        self._create(self.folder, credential, second=second)
        opened = _furnish(self._open(self.folder, credential), _key_folder(credential))
        opened.library.set_setting(WELCOME_SETTING, PRACTISING)
        return opened


def open_demo(folder: Path) -> OpenedVault:
    """A throw-away vault whose key nobody knows."""
    return _furnish(create_throwaway_vault(folder))


def demo_folder(parent: Path) -> Path:
    """A new folder below one that ends with the session. What earlier demos left is removed: nobody can open it."""
    for leftover in parent.glob(f"{_DEMO_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    return parent / f"{_DEMO_PREFIX}{secrets.token_hex(4)}"


def _furnish(vault: Vault, key_folder: str = "") -> OpenedVault:
    library = Library(vault.shelf)
    pool = WorkerPool()
    was_practising = library.setting(WELCOME_SETTING) == PRACTISING
    if was_practising:
        library.set_setting(WELCOME_SETTING, PRACTISED)
    importer = Importer(library, pool, free_bytes=lambda: this_platform().free_bytes(vault.folder))
    return OpenedVault(
        vault=vault,
        library=library,
        search=Search(vault.shelf),
        pool=pool,
        importer=importer,
        theme_name=library.setting(THEME_SETTING) or "",
        is_capture_admitted=library.setting(CAPTURE_SETTING) == ADMITTED,
        was_practising=was_practising,
        hiding=decode(library.setting(HIDING_SETTING)),
        cut_import=importer.journal.left(),
        key_folder=key_folder,
        own_themes=library.setting(OWN_THEMES_SETTING) or "",
    )


def _key_folder(credential: Credential) -> str:
    folder = credential.key_file.folder if credential.key_file else None
    return str(folder.absolute()) if folder else ""
