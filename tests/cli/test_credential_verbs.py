"""`vault change`, `add`, `remove`, `rename`, `strengthen`, `passphrases`, `passphrase`, `make-key-file`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.cli.credential import CURRENT, NEW, read_credential
from reader.cli.parser import make_parser
from reader.errors import KeyFileUnusable, PassphraseUnusable, UsageError
from reader.vault.files import FILE_NAMES
from reader.vault.passphrases import LANGUAGES, word_list
from tests.cli.conftest import PASSPHRASE, Run, pipe_with


def listed(run: Run, vault: Path, passphrase: bytes = PASSPHRASE.encode()) -> list[dict[str, Any]]:
    outcome = run("vault", "passphrases", vault, "--json", passphrase=passphrase)
    assert outcome.status == 0
    return [json.loads(line) for line in outcome.lines]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"any file that does not change")
    return path


def test_change(run: Run, own: Path) -> None:
    outcome = run("vault", "change", own, new=b"another")
    assert (outcome.status, outcome.out) == (0, "")
    assert "a passphrase alone" in outcome.err
    assert "Copies and backups made earlier still open" in outcome.err
    assert run("list", own).status == 3
    assert len(run("list", own, passphrase=b"another").lines) == 2


def test_change_to_a_key_file_and_to_both(run: Run, own: Path, key_file: Path) -> None:
    alone = run("vault", "change", own, "--new-key-file", key_file, "--new-no-passphrase")
    assert "a key file alone" in alone.err
    both = run(
        "vault", "change", own, "--key-file", key_file, "--no-passphrase", "--new-key-file", key_file,
        passphrase=None, new=b"and words",
    )  # fmt: skip
    assert "a passphrase together with a key file" in both.err
    assert run("list", own, "--key-file", key_file, passphrase=b"and words").status == 0


def test_change_refuses_what_opens_this_already(run: Run, own: Path) -> None:
    before = (own / "keys").read_bytes()
    assert run("vault", "change", own, new=PASSPHRASE.encode()).status == 1
    assert (own / "keys").read_bytes() == before


def test_change_needs_the_old_one(run: Run, own: Path) -> None:
    before = (own / "keys").read_bytes()
    assert run("vault", "change", own, passphrase=b"wrong", new=b"mine now").status == 3
    assert (own / "keys").read_bytes() == before


def test_add_list_rename_remove(run: Run, own: Path, key_file: Path) -> None:
    added = run("vault", "add", own, "--label", "the stick\x1b", "--new-key-file", key_file, new=b"two")
    assert added.status == 0
    slot = added.out.split("\t")[0]

    rows = {row["slot"]: row for row in listed(run, own)}
    assert len(rows) == 2
    stick = rows[int(slot)]
    assert (stick["label"], stick["has_passphrase"], stick["has_key_file"]) == ("the stick\x1b", True, True)
    assert (stick["profile"], stick["is_current"]) == ("standard", False)
    plain = run("vault", "passphrases", own)
    assert f"{slot}\tpassphrase and key file\tstandard\t\tthe stick\ufffd" in plain.lines
    assert any("\tpassphrase\tstandard\tcurrent\t" in line for line in plain.lines)

    assert run("vault", "rename", own, slot, "spare").status == 0
    assert {row["label"] for row in listed(run, own)} == {"", "spare"}

    assert run("vault", "remove", own, slot).status == 0
    assert [row["is_current"] for row in listed(run, own)] == [True]
    assert run("list", own, "--key-file", key_file, passphrase=b"two").status == 3


@pytest.mark.parametrize("verb", ["remove", "rename"])
def test_a_slot_that_is_not_in_use(run: Run, own: Path, verb: str) -> None:
    (row,) = listed(run, own)
    before = (own / "keys").read_bytes()
    outcome = run("vault", verb, own, (row["slot"] + 1) % 8, *(["label"] if verb == "rename" else []))
    assert outcome.status == 1
    assert "`vault passphrases` lists" in outcome.err
    assert (own / "keys").read_bytes() == before


def test_the_one_just_typed_goes_only_when_that_is_meant(run: Run, own: Path) -> None:
    assert run("vault", "add", own, new=b"another one").status == 0
    current = next(row["slot"] for row in listed(run, own) if row["is_current"])
    outcome = run("vault", "remove", own, current)
    assert outcome.status == 2
    assert "just opened" in outcome.err
    assert len(listed(run, own)) == 2
    assert run("vault", "remove", own, current, "--yes").status == 0
    assert len(run("list", own, passphrase=b"another one").lines) == 2


def test_a_key_file_stays_unless_it_is_dropped(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "song").write_bytes(b"la la")
    key_file = ("--key-file", tmp_path / "song")
    assert run("vault", "change", own, "--new-key-file", tmp_path / "song", new=b"with a song").status == 0
    outcome = run("vault", "change", own, *key_file, passphrase=b"with a song", new=b"another")
    assert "together with a key file" in outcome.err
    assert run("list", own, passphrase=b"another").status == 3
    assert run("list", own, *key_file, passphrase=b"another").status == 0
    dropped = run("vault", "change", own, *key_file, "--drop-key-file", passphrase=b"another", new=b"alone")
    assert "a passphrase alone" in dropped.err
    assert run("list", own, passphrase=b"alone").status == 0


def test_the_last_one_stays(run: Run, own: Path) -> None:
    (row,) = listed(run, own)
    outcome = run("vault", "remove", own, row["slot"])
    assert (outcome.status, outcome.err) == (1, "Nothing else opens this, so it was not removed.\n")


def test_a_fifth_one_is_refused(run: Run, own: Path) -> None:
    for number in range(3):
        assert run("vault", "add", own, new=b"passphrase %d" % number).status == 0
    outcome = run("vault", "add", own, new=b"passphrase 4")
    assert (outcome.status, outcome.err) == (1, "Four passphrases open this already; remove one first.\n")


def test_strengthen_once_and_no_more(run: Run, own: Path) -> None:
    assert run("vault", "strengthen", own).status == 0
    assert [row["profile"] for row in listed(run, own)] == ["strong"]
    before = (own / "keys").read_bytes()
    again = run("vault", "strengthen", own)
    assert (again.status, again.err) == (0, "It is strong already; nothing was changed.\n")
    assert (own / "keys").read_bytes() == before


@pytest.mark.parametrize(
    ("new", "status"),
    [
        (b"", 3),
        (b"\n", 3),
        (b"a\0b", 3),
        (b"\xff\xfe", 2),
        (b"x" * 1024 * 1024 + b"yz", 2),
        (b"long " * 2000, 0),
        ("e\u0301 \u1112\u1161\u11ab".encode(), 0),
        (b'\'; DROP TABLE "documents"; -- \\', 0),
        (b" spaces and\ttabs \n", 0),
    ],
    ids=["empty", "line-break", "nul", "no-utf-8", "a-mebibyte", "10000", "combining", "quotes", "spaces"],
)
def test_odd_passphrases(run: Run, own: Path, new: bytes, status: int) -> None:
    if len(new) > 60_000:  # more than a pipe holds
        path = own.parent / "endless"
        path.write_bytes(new)
        with path.open("rb") as file:
            outcome = run("vault", "change", own, "--new-passphrase-fd", file.fileno())
    else:
        outcome = run("vault", "change", own, new=new)
    assert outcome.status == status
    assert "Traceback" not in outcome.err
    opens = run("list", own, passphrase=new if status == 0 else PASSPHRASE.encode())
    assert len(opens.lines) == 2


def test_combining_marks_open_what_precomposed_ones_made(run: Run, own: Path) -> None:
    assert run("vault", "change", own, new="café 한".encode()).status == 0
    assert run("list", own, passphrase="cafe\u0301 \u1112\u1161\u11ab".encode()).status == 0


def test_make_key_file_overwrites_nothing(run: Run, key_file: Path) -> None:
    before = key_file.read_bytes()
    outcome = run("vault", "make-key-file", key_file, passphrase=None)
    assert (outcome.status, outcome.err) == (1, "There is a file of this name already; nothing was written.\n")
    assert key_file.read_bytes() == before


def test_make_key_file_keeps_out_of_vaults(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    for path in (own / "key.bin", "key.bin"):
        outcome = run("vault", "make-key-file", path, passphrase=None)
        assert outcome.status == 1
        assert outcome.err.startswith("That is a vault's folder.")
    assert {path.name for path in own.iterdir()} == set(FILE_NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_is_of_the_list(run: Run, language: str) -> None:
    outcome = run("vault", "passphrase", "--words", 4, "--language", language, passphrase=None)
    words = outcome.out.split()
    assert outcome.status == 0
    assert len(set(words)) == 4
    assert set(words) <= set(word_list(language))


def test_suggestions_differ(run: Run) -> None:
    first, second = (run("vault", "passphrase", passphrase=None).out for _ in range(2))
    assert len(first.split()) == 6
    assert first != second


@pytest.mark.parametrize("argv", [("--words", "3"), ("--words", "x"), ("--language", "xx")])
def test_what_is_not_suggested(run: Run, argv: tuple[str, ...]) -> None:
    assert run("vault", "passphrase", *argv, passphrase=None).status == 2


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--no-passphrase",), "needs --key-file"),
        (("--no-passphrase", "--key-file", "k", "--passphrase-fd", "0"), "contradict each other"),
        (("--passphrase-fd", "7", "--new-passphrase-fd", "7"), "needs one of its own"),
    ],
    ids=["no-key-file", "contradiction", "one-descriptor-twice"],
)
def test_contradictions(argv: tuple[str, ...], words: str) -> None:
    arguments = make_parser().parse_args(["vault", "change", "v", *argv])
    with pytest.raises(UsageError, match=words):
        read_credential(arguments, CURRENT)


def test_an_empty_passphrase_beside_a_key_file_is_refused(key_file: Path) -> None:
    with pipe_with(b"\n") as fd:
        argv = ["vault", "change", "v", "--new-key-file", str(key_file), "--new-passphrase-fd", str(fd)]
        with pytest.raises(PassphraseUnusable):
            read_credential(make_parser().parse_args(argv), NEW)


def test_a_key_file_that_is_not_there_is_told_before_anything_is_asked(run: Run, own: Path, tmp_path: Path) -> None:
    outcome = run("list", own, "--key-file", tmp_path / "gone", passphrase=None)
    assert outcome.status == 3
    assert outcome.err.startswith("The key file can't be used")
    arguments = make_parser().parse_args(["list", "v", "--key-file", str(own / "keys")])
    with pytest.raises(KeyFileUnusable):
        read_credential(arguments, CURRENT)
