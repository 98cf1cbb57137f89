"""Changes of who may open a vault, and what it takes: slots, the other shelf, erasing."""

from __future__ import annotations

from pathlib import Path

from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.text.model import Metadata
from reader.vault import slot_changes
from reader.vault.credential import Credential
from reader.vault.erasing import erase_shelf
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS
from tests.powercut.sessions import EMPTY, Recording, recorded_sessions
from tests.store.samples import section, store
from tests.vault.conftest import FIRST, SECOND

CHANGED, SPARE, THIRD = "changed passphrase", "spare passphrase", "third passphrase"


def record_credentials(folder: Path) -> Recording:
    """Every change of slots from the first shelf, beside a second in use; which is then lost, and made anew.

    Each change is made by the session that asks for it, as the app does; growth comes between.
    """
    with recorded_sessions(folder, [FIRST, SECOND, CHANGED, SPARE, THIRD]) as sessions:
        for credential in (FIRST, SECOND):
            with sessions.library(credential) as (_, library):
                import_note(library, credential)
        with sessions.library(FIRST) as (vault, _):
            credentials = Credentials(vault)
            credentials.change(Credential(FIRST), Credential(CHANGED))
            spare = credentials.add(Credential(SPARE), "spare")
            vault.files.grow()
            credentials.strengthen(Credential(CHANGED), DEARER_FOR_TESTS)
            credentials.remove(spare.slot)
            sessions.contents[1 - vault.content.shelf] = EMPTY
            slot_changes.set_up_other_shelf(vault, THIRD, CHEAP_FOR_TESTS)
        with sessions.library(THIRD) as (_, library):
            import_note(library, THIRD)
        with sessions.library(CHANGED) as (_, library):
            import_note(library, CHANGED)
        with sessions.vault(THIRD) as vault:
            erase_shelf(vault)
    return sessions.recording


def import_note(library: Library, title: str) -> None:
    """A small document."""
    store(library, [Metadata(title=title), section(0, f"{title}\n" * 400)], title.encode() * 3000)
