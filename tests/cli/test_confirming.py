"""What can't be taken back is asked for on a terminal, and a wrong answer changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault
from tests.cli.terminal import on_terminal


@pytest.mark.parametrize(("answer", "status"), [("own", 0), ("yes", 1), ("", 1)], ids=["name", "yes", "nothing"])
def test_erasing_all_asks_for_the_folder_s_name(own: Path, answer: str, status: int) -> None:
    with on_terminal("vault", "erase", own, "--all") as typist:
        typist.answer('"own"', answer)
        assert typist.status() == status
    assert own.exists() == (status == 1)
    assert (b"Nothing was changed." in typist.seen) == (status == 1)


def test_the_end_of_input_is_no_yes(own: Path) -> None:
    with on_terminal("vault", "erase", own, "--all") as typist:
        typist.press('"own"', b"\x04")
        assert typist.status() == 1
    assert is_vault(own)


def test_ctrl_c_at_a_question_changes_nothing(own: Path) -> None:
    with on_terminal("vault", "erase", own) as typist:
        typist.press('"own"', b"\x03")
        assert typist.status() == 1
    assert b"Stopped." in typist.seen
    assert b"Traceback" not in typist.seen
    assert is_vault(own)


def test_a_name_in_another_normal_form_is_the_same_name(own: Path) -> None:
    folder = own.rename(own.parent / "re\u0301serve")
    with on_terminal("vault", "erase", folder, "--all") as typist:
        typist.answer("type the name", "r\u00e9serve")
        assert typist.status() == 0
    assert not folder.exists()


def test_a_name_that_is_no_text(own: Path) -> None:
    try:
        folder = own.rename(own.parent / os.fsdecode(b"caf\xe9"))
    except OSError:
        pytest.skip("this file system takes valid names only")
    with on_terminal("vault", "erase", folder, "--all") as typist:
        typist.press("type the name", b"caf\xe9\n")
        assert typist.status() == 0
    assert not folder.exists()


@pytest.mark.parametrize(("answer", "status"), [("there", 0), ("no", 1)])
def test_restore_asks_before_it_puts_a_vault_aside(own: Path, tmp_path: Path, answer: str, status: int) -> None:
    there = tmp_path / "there"
    create_cheap_vault(there, "something else")
    before = (there / "keys").read_bytes()
    with on_terminal("vault", "restore", own, there) as typist:
        typist.answer('"there"', answer)
        assert typist.status() == status
    assert ((there / "keys").read_bytes() == before) == (status == 1)


def test_a_question_is_asked_before_a_passphrase(own: Path) -> None:
    with on_terminal("vault", "second", own) as typist:
        typist.answer('"own"', "no")
        assert typist.status() == 1
    assert b"assphrase:" not in typist.seen.split(b"> ")[-1]
