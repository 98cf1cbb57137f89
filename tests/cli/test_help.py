"""Every verb says how it is used, and every verb that opens a vault opens it in the same ways."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import main
from reader.cli.parser import make_parser

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
WITHOUT_A_VAULT = {"vault make-key-file", "vault passphrase", "panic", "lock", "unlock"}
WITHOUT_A_CREDENTIAL = {*WITHOUT_A_VAULT, "vault backup", "vault restore"}
ROLES = {
    "vault create": "second",
    "vault second": "second",
    "vault compact": "second",
    "vault change": "new",
    "vault add": "new",
}


def verbs(parser: argparse.ArgumentParser, words: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield words, parser
    for action in inner:
        for name, child in action.choices.items():
            yield from verbs(child, f"{words} {name}".strip())


ALL = dict(verbs(make_parser()))


def test_all_verbs_are_met() -> None:
    assert {"vault create", "vault check", "vault change", "import", "panic"} <= set(ALL)
    assert len(ALL) == 32


@pytest.mark.parametrize("verb", ALL)
def test_each_has_help_that_fits_its_options(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*verb.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"usage: main.py {verb}")
    assert ("--key-file FILE" in told) == (verb not in WITHOUT_A_CREDENTIAL)
    assert ("--no-passphrase" in told) == (verb not in WITHOUT_A_CREDENTIAL)
    if verb in ROLES:
        assert f"--{ROLES[verb]}-passphrase-fd N" in told


@pytest.mark.parametrize("verb", ALL)
def test_no_verb_takes_a_passphrase_as_an_argument(verb: str) -> None:
    for action in ALL[verb]._actions:
        if "passphrase" in action.dest:
            assert action.type is int or action.nargs == 0, action


@pytest.mark.parametrize("verb", sorted({verb for verb in ALL if verb.startswith("vault ")} - WITHOUT_A_VAULT))
def test_each_wants_a_folder(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(verb.split()) == 2
    assert capsys.readouterr().err.startswith("usage:")


@pytest.mark.parametrize("verb", ALL)
def test_each_is_in_the_document(verb: str) -> None:
    assert f"`{verb} " in DOCUMENT.read_text("utf-8") or f"`{verb}`" in DOCUMENT.read_text("utf-8")
