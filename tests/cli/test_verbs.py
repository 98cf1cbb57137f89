"""Each verb: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from main import HURRIED
from main import main as enter
from reader.cli import library_verbs, main
from reader.errors import DiskFull
from reader.imports.report import Imported, ImportReport
from reader.store.library import Library
from reader.store.writer import Wish
from reader.text.model import Embedded
from reader.vault.vault import is_vault
from reader.workers.pool import WorkerPool
from tests.cheap import open_cheap_vault
from tests.cli.conftest import PASSPHRASE, Run, pipe_with
from tests.store.samples import FULL
from tests.workers.conftest import captor, launcher

ROOT = Path(__file__).resolve().parents[2]


def test_list(run: Run, vault: Path) -> None:
    outcome = run("list", vault)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.lines == ["2\tmarkdown\t0%\t역사책\t", "1\tepub\t0%\tThe Open\ufffdDoor\tAda One"]


def test_list_as_json(run: Run, vault: Path) -> None:
    outcome = run("list", vault, "--json")
    rows = [json.loads(line) for line in outcome.lines]
    assert [row["title"] for row in rows] == ["역사책", "The Open\u202eDoor"]
    assert rows[1]["authors"] == ["Ada One"]


@pytest.mark.skipif(sys.platform != "linux", reason="a Linux kernel is played")
@pytest.mark.parametrize("lacks", ["filters", "library"])
def test_where_there_are_no_walls_nothing_is_imported_and_it_says_why(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    monkeypatch.setattr(library_verbs, "WorkerPool", lambda: WorkerPool(captor("older kernel", lacks), 0))
    book = tmp_path / "book.txt"
    book.write_text("A book.")
    outcome = run("import", own, book)
    assert outcome.status == 1
    assert "This system offers no walls to read files behind, so nothing is read." in outcome.err
    assert len(run("list", own).lines) == 2


def test_a_collection_is_listed_by_name_or_path(run: Run, own: Path) -> None:
    opened = open_cheap_vault(own, PASSPHRASE)
    library = Library(opened.shelf)
    library.put_in_collection(library.collection_at(("Books", "Old")), 2)
    opened.close()
    for name in ("Books", "Old", "Books/Old"):
        assert [line.split("\t")[0] for line in run("list", own, "--collection", name).lines] == ["2"]
    (line,) = run("list", own, "--collection", "Books", "--json").lines
    assert json.loads(line)["collections"] == ["Books/Old"]
    assert "collections\tBooks/Old" in run("show", own, 2).lines
    outcome = run("list", own, "--collection", "nothing")
    assert (outcome.status, outcome.out) == (2, "")


def test_facts_are_listed_and_the_documents_own_password_is_not(run: Run, own: Path) -> None:
    opened = open_cheap_vault(own, PASSPHRASE)
    library = Library(opened.shelf)
    writer = library.new_document("pdf", sha256=b"", wish=Wish(password="zyxword"))
    for event in (*FULL, Embedded(name="photo[U+202E]gnp.exe", size_bytes=7)):
        writer.add(event)
    document = writer.finish()
    opened.close()
    shown, listed = run("show", own, document), run("list", own, "--json")
    assert "subjects\tDoors, Front doors" in shown.lines
    assert "series\tOpenings" in shown.lines
    assert "embedded\tnotes.txt\ttext/plain\t12" in shown.lines
    assert "embedded\tmore\t\t" in shown.lines
    assert json.loads(listed.lines[0])["subjects"] == ["Doors", "Front doors"]
    assert "zyxword" not in shown.out + listed.out + shown.err + listed.err


def test_search(run: Run, vault: Path) -> None:
    outcome = run("search", vault, "역사")
    assert outcome.status == 0
    assert outcome.lines == ["2\t역사책\t", "\t0:5\t우리나라의역사와 진실"]


def test_search_as_json(run: Run, vault: Path) -> None:
    (line,) = run("search", vault, "red ada", "--json").lines
    found = json.loads(line)
    assert found["document"] == 1
    assert found["hits"][0]["locator"] == {"section": 0, "offset": 2}
    ((start, length),) = found["hits"][0]["marks"]
    assert found["hits"][0]["snippet"][start : start + length] == "red"


def test_a_search_that_finds_nothing_is_no_error(run: Run, vault: Path) -> None:
    outcome = run("search", vault, '" AND ( nothing')
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "Nothing found.\n")


def test_show(run: Run, vault: Path) -> None:
    outcome = run("show", vault, 1)
    assert outcome.status == 0
    assert "title\tThe Open\ufffdDoor" in outcome.lines
    assert "authors\tAda One" in outcome.lines


def test_show_text_keeps_lines_and_disarms_control_characters(run: Run, vault: Path) -> None:
    assert run("show", vault, 1, "--text").out == "A red \ufffd[31mdoor.\nSecond piece.\n"


def test_show_what_is_not_there(run: Run, vault: Path) -> None:
    outcome = run("show", vault, 99)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == "No document has this number. (99)\n"


def test_documents_passwords_come_from_a_descriptor(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_verbs, "WorkerPool", lambda: WorkerPool(launcher("honest"), 0))
    (tmp_path / "locked").write_text("locked sesame\nwords")
    assert run("import", own, tmp_path / "locked").err.splitlines()[0].startswith("locked: The file is protected")
    with pipe_with(b"wrong\n\nsesame\n") as passwords:
        outcome = run("import", own, tmp_path / "locked", "--document-password-fd", passwords)
    assert (outcome.status, outcome.lines) == (0, ["3\tlocked"])
    assert "sesame" not in outcome.err


def test_export_names_what_it_refuses_and_goes_on(run: Run, vault: Path, tmp_path: Path) -> None:
    outcome = run("export", vault, 1, 99, 2, "--to", tmp_path / "out")
    assert outcome.status == 1
    (written,) = outcome.lines
    assert Path(written) == tmp_path / "out" / "역사책.md"
    assert Path(written).read_bytes() == b"# original"
    assert outcome.err.splitlines() == [
        "1: The library can't do that. (its original was not kept)",
        "99: No document has this number. (99)",
    ]


def test_check(run: Run, vault: Path) -> None:
    outcome = run("vault", "check", vault)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "All is well.\n")


def test_create_then_list(run: Run, tmp_path: Path) -> None:
    outcome = run("vault", "create", tmp_path / "new", passphrase="é\r\n".encode())
    assert outcome.status == 0
    assert is_vault(tmp_path / "new")
    assert run("list", tmp_path / "new", passphrase="e\u0301".encode()).status == 0, "NFC on both sides"


def test_create_over_a_vault_is_refused(run: Run, vault: Path) -> None:
    before = (vault / "keys").read_bytes()
    assert run("vault", "create", vault).status == 1
    assert (vault / "keys").read_bytes() == before


def test_a_wrong_passphrase(run: Run, vault: Path) -> None:
    outcome = run("list", vault, passphrase=b"wrong")
    assert (outcome.status, outcome.out, outcome.err) == (3, "", "That passphrase opens nothing here.\n")


def test_an_empty_passphrase(run: Run, vault: Path) -> None:
    assert run("list", vault, passphrase=b"\n").status == 3


def test_a_busy_vault(run: Run, vault: Path) -> None:
    opened = open_cheap_vault(vault, PASSPHRASE)
    try:
        assert run("list", vault).status == 3
    finally:
        opened.close()


def test_a_folder_without_a_vault(run: Run, tmp_path: Path) -> None:
    outcome = run("list", tmp_path)
    assert (outcome.status, outcome.err) == (1, "There is no vault in this folder.\n")


NOT_DONE = "Not done: the program is not running, or can't do it now. Try again in a few seconds.\n"


@pytest.mark.parametrize("verb", ["panic", "lock", "unlock"])
def test_the_guard_is_not_running(run: Run, verb: str) -> None:
    outcome = run(verb, passphrase=None)
    assert (outcome.status, outcome.err) == (1, NOT_DONE)


_LOADED = """
import sys, main
main.main([sys.argv[1]])
print(*{name.split(".")[0] for name in sys.modules} & {"PySide6", "cryptography", "sqlcipher3"})
print(*(name for name in sys.modules if name.startswith("reader.") and name.split(".")[1] in {"cli", "vault", "store"}))
"""


@pytest.mark.parametrize("verb", HURRIED)
def test_a_word_to_the_guard_waits_for_no_import(verb: str) -> None:
    """Loading what the other verbs need takes longer than the whole panic may."""
    command = [sys.executable, "-c", _LOADED, verb]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == NOT_DONE
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "argv",
    [[], ["nonsense"], ["vault"], ["list"], ["show", "v", "x"], ["export", "v", "1"],
     ["search", "v", "q", "--limit", "0"], ["list", "v", "--passphrase", "secret"]],
)  # fmt: skip
def test_wrong_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err.startswith("usage:")


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    for word in ("--passphrase-fd N", "--demo", "--smoke", "--vault FOLDER"):
        assert word in told


def test_help_beside_any_option_is_the_same_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert enter(["--demo", "--help"]) == 0
    asked = capsys.readouterr().out
    assert enter(["--help"]) == 0
    assert capsys.readouterr().out == asked
    assert enter(["list", "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: main.py list")


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    declared = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text())["project"]["version"]
    assert capsys.readouterr().out.strip() == declared


def test_a_full_disk_is_told_with_the_file_and_the_room(capsys: pytest.CaptureFixture[str]) -> None:
    report = ImportReport([Imported("a", 1)], stopped_by=DiskFull(), stopped_at="b.epub", free_bytes=3_000_000)
    assert library_verbs._tell_report(report)
    told = capsys.readouterr().err
    assert "Stopped at b.epub" in told
    assert "About 3 MB" in told
