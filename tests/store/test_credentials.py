"""Up to four credentials on a shelf: what the list says is what opens, through every cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.errors import CredentialInUse, LastCredential, NoFreeSlot, VaultDamaged, WrongPassphrase
from reader.store import credentials as credentials_module
from reader.store.credentials import CredentialInfo, Credentials
from reader.store.library import Library
from reader.vault import slot_changes
from reader.vault.check import check
from reader.vault.credential import Credential, KeyFileDigest
from reader.vault.vault import Vault
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS, create_cheap_vault, open_cheap_vault

FIRST, SECOND = Credential("first"), Credential("second")
OTHER_SHELF = Credential("other shelf")
KEY_FILE = Credential(key_file=KeyFileDigest(b"d" * 32))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_cheap_vault(tmp_path / "vault", FIRST, second_passphrase=OTHER_SHELF)
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        Library(vault.shelf)
        yield vault


def labels(infos: list[CredentialInfo]) -> set[tuple[str, bool]]:
    return {(info.label, info.is_current) for info in infos}


def opens(folder: Path, credential: Credential) -> bool:
    try:
        open_cheap_vault(folder, credential).close()
    except WrongPassphrase:
        return False
    return True


def test_the_first_is_listed_before_anything_was_changed(vault: Vault) -> None:
    (info,) = Credentials(vault).all()
    assert info == CredentialInfo(
        slot=info.slot,
        label="",
        has_passphrase=True,
        has_key_file=False,
        profile=CHEAP_FOR_TESTS.number,
        is_current=True,
    )


def test_four_fit_and_a_fifth_does_not(folder: Path, vault: Vault) -> None:
    credentials = Credentials(vault)
    credentials.add(SECOND, "for the trip")
    credentials.add(KEY_FILE, "stick")
    credentials.add(Credential("third"))
    assert labels(credentials.all()) == {("", True), ("for the trip", False), ("stick", False), ("", False)}
    with pytest.raises(NoFreeSlot):
        credentials.add(Credential("fourth"))
    vault.close()
    assert all(opens(folder, each) for each in (FIRST, SECOND, KEY_FILE, Credential("third"), OTHER_SHELF))
    assert not opens(folder, Credential("fourth"))
    with closing(open_cheap_vault(folder, KEY_FILE)) as again:
        infos = Credentials(again).all()
        assert labels(infos) == {("", False), ("for the trip", False), ("stick", True)}
        assert [(info.has_passphrase, info.has_key_file) for info in infos if info.is_current] == [(False, True)]


def test_a_removed_one_opens_nothing_and_the_last_stays(folder: Path, vault: Vault) -> None:
    credentials = Credentials(vault)
    added = credentials.add(SECOND)
    (first,) = [info for info in credentials.all() if info.is_current]
    credentials.remove(first.slot)
    assert [info.slot for info in credentials.all()] == [added.slot]
    with pytest.raises(LastCredential):
        credentials.remove(added.slot)
    vault.close()
    assert opens(folder, SECOND)
    assert not opens(folder, FIRST)


def test_a_changed_one_keeps_its_slot_and_label(folder: Path, vault: Vault) -> None:
    credentials = Credentials(vault)
    added = credentials.add(SECOND, "for the trip")
    changed = credentials.change(SECOND, Credential("changed"))
    assert changed == added
    credentials.change(FIRST, KEY_FILE)
    vault.close()
    assert not opens(folder, SECOND)
    assert not opens(folder, FIRST)
    assert opens(folder, Credential("changed"))
    assert opens(folder, KEY_FILE)


def test_only_what_opens_this_shelf_can_be_changed(vault: Vault) -> None:
    for wrong in (Credential("wrong"), OTHER_SHELF):
        with pytest.raises(WrongPassphrase):
            Credentials(vault).change(wrong, SECOND)


@pytest.mark.parametrize("taken", [FIRST, OTHER_SHELF])
def test_what_is_in_use_is_refused(vault: Vault, taken: Credential) -> None:
    credentials = Credentials(vault)
    with pytest.raises(CredentialInUse):
        credentials.add(taken)
    with pytest.raises(CredentialInUse):
        credentials.change(FIRST, taken)
    assert len(credentials.all()) == 1


def test_strengthening_shows_and_holds(folder: Path, vault: Vault) -> None:
    credentials = Credentials(vault)
    credentials.strengthen(FIRST, DEARER_FOR_TESTS)
    assert [info.profile for info in credentials.all()] == [DEARER_FOR_TESTS.number]
    assert credentials.add(SECOND).profile == DEARER_FOR_TESTS.number
    with pytest.raises(CredentialInUse):
        credentials.strengthen(FIRST, DEARER_FOR_TESTS)
    vault.close()
    assert opens(folder, FIRST)


def test_the_slot_of_a_credential_is_found(vault: Vault) -> None:
    credentials = Credentials(vault)
    added = credentials.add(SECOND)
    assert credentials.slot_of(SECOND) == added.slot != credentials.slot_of(FIRST)
    with pytest.raises(WrongPassphrase):
        credentials.slot_of(Credential("opens nothing"))


def test_a_label_is_changed(vault: Vault) -> None:
    credentials = Credentials(vault)
    credentials.rename(credentials.all()[0].slot, "x" * 200)
    assert credentials.all()[0].label == "x" * credentials_module.LONGEST_LABEL


@pytest.mark.parametrize("after", [False, True])
def test_a_cut_beside_the_write_of_the_keys_leaves_a_true_list(
    folder: Path, vault: Vault, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = slot_changes.write

    def cut(*arguments: object) -> None:
        if after:
            real(*arguments)  # type: ignore[arg-type]
        raise VaultDamaged("cut")

    credentials = Credentials(vault)
    with monkeypatch.context() as cutting:
        cutting.setattr(slot_changes, "write", cut)
        with pytest.raises(VaultDamaged):
            credentials.add(SECOND, "second")
    vault.close()
    assert opens(folder, SECOND) == after
    with closing(open_cheap_vault(folder, FIRST)) as again:
        assert len(Credentials(again).all()) == 1 + after


class Keyring(RuleBasedStateMachine):
    """The model is the set of passphrases that open the shelf."""

    def __init__(self) -> None:
        super().__init__()
        self.current = FIRST
        self.good = {FIRST}

    @initialize()
    def create(self) -> None:
        import tempfile

        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name) / "vault"
        create_cheap_vault(self.folder, FIRST, second_passphrase=OTHER_SHELF)
        self.unlock(0)

    @rule(which=st.integers(0, 3))
    def reopen(self, which: int) -> None:
        self.vault.close()
        self.unlock(which)

    def unlock(self, which: int) -> None:
        self.current = sorted(self.good, key=lambda each: each.passphrase)[which % len(self.good)]
        self.vault = open_cheap_vault(self.folder, self.current)
        Library(self.vault.shelf)
        self.credentials = Credentials(self.vault)

    @rule(word=st.sampled_from("abcdef"))
    def add(self, word: str) -> None:
        credential = Credential(word)
        with suppress(CredentialInUse, NoFreeSlot):
            self.credentials.add(credential, word)
            assert credential not in self.good
            assert len(self.good) < 4
            self.good.add(credential)

    @rule(which=st.integers(0, 3), word=st.sampled_from("abcdef"))
    def change(self, which: int, word: str) -> None:
        old, new = sorted(self.good, key=lambda each: each.passphrase)[which % len(self.good)], Credential(word)
        with suppress(CredentialInUse):
            self.credentials.change(old, new)
            assert new not in self.good
            self.good = self.good - {old} | {new}

    @rule(which=st.integers(0, 3))
    def remove(self, which: int) -> None:
        infos = self.credentials.all()
        chosen = infos[which % len(infos)]
        with suppress(LastCredential):
            self.credentials.remove(chosen.slot)
            assert len(self.good) > 1
            found = [each for each in self.good if not self.still_opens(each)]
            assert len(found) == 1
            self.good -= set(found)

    def still_opens(self, credential: Credential) -> bool:
        try:
            slot_changes.own_slot(self.vault, credential)
        except WrongPassphrase:
            return False
        return True

    @invariant()
    def the_list_is_what_opens(self) -> None:
        if hasattr(self, "vault"):
            assert len(self.credentials.all()) == len(self.good)
            assert all(self.still_opens(credential) for credential in self.good)

    def teardown(self) -> None:
        self.vault.close()
        for credential in (*self.good, OTHER_SHELF):
            with closing(open_cheap_vault(self.folder, credential)) as vault:
                assert check(vault) == []
        self.scratch.cleanup()


Keyring.TestCase.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestKeyring = Keyring.TestCase
