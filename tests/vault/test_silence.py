"""Whatever breaks, and however much of it is shown: no traceback has a passphrase or a key.

Frames are formatted with all their variables, as crash reporters do. Only the vault's own frames count: a test, like
any caller, has the passphrase that it gives.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reader.vault
from reader.errors import PassphraseUnusable, VaultTooNew, WrongPassphrase
from reader.vault import creation, credential, kdf, page, quick_return, slots, trying, vault
from reader.vault.connection import connect
from reader.vault.credential import Credential, KeyFileDigest
from reader.vault.kdf import KEY_BYTES, SecretKey
from reader.vault.key_file import create_key_file, read_key_file
from reader.vault.slot_changes import own_slot, seal, set_up_other_shelf
from tests.cheap import CHEAP_FOR_TESTS, TEST_PROFILES, create_cheap_vault, open_cheap_vault

PASSPHRASE = "quokka-열려라-zanzibar"
OTHER = "numbat-참깨-timbuktu"
DIGEST = KeyFileDigest(bytes(range(0x61, 0x61 + 16)) * 2)
ROOM = str(Path(reader.vault.__file__).parent)

WAYS_IN: list[Credential | str] = [PASSPHRASE, Credential(PASSPHRASE, DIGEST), Credential("", DIGEST)]


class Breakage(RuntimeError):
    """What the test breaks things with."""


def broken(*_: object, **__: object) -> Any:
    raise Breakage


class BrokenLater:
    """An object that could be made, and breaks at whatever is done with it."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __getattr__(self, _: str) -> Any:
        return broken


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every key that is made meanwhile: slot keys, shelf keys, HMAC keys."""
    made: list[bytes] = []
    make = SecretKey.__init__

    def remember(self: SecretKey, raw: bytes) -> None:
        made.append(raw)
        make(self, raw)

    monkeypatch.setattr(SecretKey, "__init__", remember)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_cheap_vault(tmp_path / "vault", PASSPHRASE, second_passphrase=OTHER)
    return tmp_path / "vault"


def shown(error: BaseException) -> str:
    """The traceback with the variables of the vault's frames, down every cause that would be printed."""
    summary = traceback.TracebackException.from_exception(error, capture_locals=True)
    each: traceback.TracebackException | None = summary
    while each is not None:
        each.stack = traceback.StackSummary.from_list([f for f in each.stack if f.filename.startswith(ROOM)])
        each = each.__cause__ or each.__context__
    return "".join(summary.format())


def assert_silent(error: BaseException, keys: list[bytes]) -> None:
    text = shown(error) + "".join(traceback.format_exception_only(error))
    assert ROOM in text, "no frame of the vault: this shows nothing"
    secrets = [DIGEST.raw, PASSPHRASE.encode(), OTHER.encode(), *keys]
    forms = [PASSPHRASE, OTHER, *(each.hex() for each in secrets), *(repr(each)[2:-1] for each in secrets)]
    assert [form for form in forms if form in text] == []


def provoke(work: Callable[[], object], keys: list[bytes], expected: type[BaseException] = Breakage) -> None:
    with pytest.raises(expected) as caught:
        work()
    assert_silent(caught.value, keys)


OPENING: list[tuple[Any, str, Any]] = [
    (vault, "settle_locked", broken),
    (vault, "find_slot", broken),
    (vault, "ShelfFiles", broken),
    (vault, "connect", broken),
    (vault, "Shelf", broken),
    (trying, "derive", broken),
    (trying, "open_slots", broken),
    (kdf, "this_platform", broken),
    (kdf, "Argon2id", broken),
    (kdf, "Argon2id", BrokenLater),
    (slots, "AESGCM", broken),
    (slots, "AESGCM", BrokenLater),
    (slots, "OpenedSlot", broken),
    (credential, "unicodedata", BrokenLater()),
    (credential, "HKDF", BrokenLater),
]
CREATING: list[tuple[Any, str, Any]] = [
    (creation, "derive", broken),
    (creation, "seal_slot", broken),
    (creation, "random_slot", broken),
    (creation, "empty_shelf_page", broken),
    (creation, "write_noise", broken),
    (creation, "write_at", broken),
    (creation, "sync", broken),
    (slots, "AESGCM", BrokenLater),
    (page, "Cipher", BrokenLater),
    (page, "hashlib", BrokenLater()),
    (page, "hmac", BrokenLater()),
]
QUICK_RETURN: list[tuple[Any, str, Any]] = [
    (quick_return, "settle_locked", broken),
    (quick_return, "derive", broken),
    (quick_return, "AESGCM", broken),
    (quick_return, "AESGCM", BrokenLater),
    (quick_return, "_digest", broken),
    (quick_return, "profiles_from", broken),
    (quick_return, "SlotContent", broken),
    (vault, "connect", broken),
    (kdf, "Argon2id", BrokenLater),
]


def named(place: tuple[Any, str, Any]) -> str:
    return f"{place[0].__name__}.{place[1]}"


@pytest.mark.parametrize("place", OPENING, ids=named)
def test_opening(
    tmp_path: Path, keys: list[bytes], monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str, Any]
) -> None:
    for number, way in enumerate(WAYS_IN):
        create_cheap_vault(tmp_path / str(number), way)
    monkeypatch.setattr(*place)
    broke = 0
    for number, way in enumerate(WAYS_IN):
        try:
            open_cheap_vault(tmp_path / str(number), way).close()
        except Breakage as error:
            broke += 1
            assert_silent(error, keys)
    assert broke, "nothing ever came there"


@pytest.mark.parametrize("place", CREATING, ids=named)
def test_creating(
    tmp_path: Path, keys: list[bytes], monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str, Any]
) -> None:
    monkeypatch.setattr(*place)
    provoke(lambda: create_cheap_vault(tmp_path / "new", PASSPHRASE, second_passphrase=OTHER), keys)


def test_the_frames_of_a_vault_do_show_their_variables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else all of this would pass whatever happens."""
    monkeypatch.setattr(trying, "open_slots", broken)
    with pytest.raises(Breakage) as caught:
        open_cheap_vault(folder, PASSPHRASE)
    assert "credential = Credential()" in shown(caught.value)


def test_changing(folder: Path, keys: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_cheap_vault(folder, PASSPHRASE)
    index = next(index for index in range(8) if opened.content.half >> index & 1)
    provoke(lambda: own_slot(opened, OTHER), keys, WrongPassphrase)
    monkeypatch.setattr(slots, "AESGCM", BrokenLater)
    provoke(lambda: own_slot(opened, PASSPHRASE), keys)
    provoke(lambda: seal(opened, index, "numbat-new", CHEAP_FOR_TESTS), keys)
    provoke(lambda: set_up_other_shelf(opened, "numbat-new", CHEAP_FOR_TESTS), keys)
    with pytest.raises(Breakage) as caught, opened.other_shelf(OTHER):
        pass
    assert_silent(caught.value, keys)
    opened.close()


@pytest.mark.parametrize("unusable", [f"{PASSPHRASE}\0", f"{PASSPHRASE}\udc80"])
def test_refusing(folder: Path, tmp_path: Path, keys: list[bytes], unusable: str) -> None:
    provoke(lambda: open_cheap_vault(folder, unusable), keys, PassphraseUnusable)
    provoke(lambda: create_cheap_vault(tmp_path / "new", unusable), keys, PassphraseUnusable)
    provoke(lambda: create_cheap_vault(tmp_path / "new", PASSPHRASE, second_passphrase=PASSPHRASE), keys,
            PassphraseUnusable)  # fmt: skip
    provoke(lambda: open_cheap_vault(folder, PASSPHRASE + "?"), keys, WrongPassphrase)


def test_a_slot_of_a_later_version(keys: list[bytes]) -> None:
    slot_key, header = SecretKey(b"k" * KEY_BYTES), bytes(64)
    content = slots.SlotContent(0, 0b1111, 1 << 9, SecretKey(bytes(range(0x41, 0x41 + KEY_BYTES))))
    sealed = slots.seal_slot(slot_key, header, 0, content)
    provoke(lambda: slots.open_slots(slot_key, header, (sealed,)), keys, VaultTooNew)


def test_a_shelf_that_is_none(tmp_path: Path, keys: list[bytes]) -> None:
    (tmp_path / "shelf").write_bytes(bytes(8192))
    key = SecretKey(bytes(range(0x41, 0x41 + KEY_BYTES)))
    provoke(lambda: connect(tmp_path / "shelf", key, 1), keys, Exception)


def test_key_files(tmp_path: Path, keys: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes(range(0x41, 0x5B)) * 40
    (tmp_path / "stick").write_bytes(content)
    keys.append(content[:26])
    monkeypatch.setattr("reader.vault.key_file.KeyFileDigest", broken)
    provoke(lambda: read_key_file(tmp_path / "stick"), keys)
    monkeypatch.setattr("reader.vault.key_file.os.urandom", lambda count: content[:count])
    for name in ("sync", "write_at", "sync_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(f"reader.vault.key_file.{name}", broken)
            provoke(lambda: create_key_file(tmp_path / "made"), keys)
        (tmp_path / "made").unlink(missing_ok=True)
    monkeypatch.setattr("reader.vault.files.os.write", broken)
    provoke(lambda: create_key_file(tmp_path / "made"), keys)


@pytest.mark.parametrize("place", QUICK_RETURN, ids=named)
def test_coming_back_with_a_pin(
    folder: Path, keys: list[bytes], monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str, Any]
) -> None:
    pin = quick_return.pin_credential(PASSPHRASE)

    def lock_and_come_back() -> None:
        settings = quick_return.settings_for(pin, profile=CHEAP_FOR_TESTS)
        opened = open_cheap_vault(folder, PASSPHRASE)
        try:
            sealed = quick_return.seal(opened, settings)
        finally:
            opened.close()
        monkeypatch.setattr(*place)
        assert sealed
        quick_return.reopen_vault(folder, pin, lambda: sealed, profiles=TEST_PROFILES, pin_profile=CHEAP_FOR_TESTS)

    provoke(lock_and_come_back, keys)
