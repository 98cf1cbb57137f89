"""Marks on the command line: listed, written out, taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.store.library import Library
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.model import Locator
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.cli.conftest import PASSPHRASE, Run
from tests.store.samples import short, store


@pytest.fixture
def marked(own: Path) -> Path:
    opened = open_cheap_vault(own, PASSPHRASE)
    library = Library(opened.shelf)
    red = Mark(start=Locator(0, 2), end=Locator(0, 5), quote="red", before="A ", note="so\nred", tags=("a", "b"))
    library.add_marks(1, [red])
    library.add_marks(
        2, [Mark(kind=MarkKind.BOOKMARK, start=Locator(0, 5), end=Locator(0, 5), quote="역사", colour=MarkColour.BLUE)]
    )
    library.put_in_collection(library.collection_at(("Books",)), 2)
    opened.close()
    return own


def test_listing(run: Run, marked: Path) -> None:
    outcome = run("marks", marked)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.lines == ["2\tbookmark\t\t0:5\t역사\t\t", "1\thighlight\tyellow\t0:2\tred\tso red\ta, b"]
    assert run("marks", marked, 1).lines == outcome.lines[1:]
    assert run("marks", "list", marked, "--collection", "Books").lines == outcome.lines[:1]
    (line,) = run("marks", marked, 1, "--json").lines
    assert json.loads(line) == {
        "document": 1, "title": "The Open\u202eDoor", "kind": "highlight", "note": "so\nred", "tags": ["a", "b"],
        "quote": "red", "before": "A ", "offset": 2, "end_offset": 5, "at": 2,
    }  # fmt: skip


def test_what_is_wrong_usage(run: Run, marked: Path) -> None:
    assert run("marks", marked, 1, "--collection", "Books").status == 2
    assert run("marks", marked, "--collection", "None").status == 2
    assert run("marks", marked, 99).status == 1
    assert run("marks", "export", marked, passphrase=None).status == 2


def test_out_and_in_again(run: Run, marked: Path, tmp_path: Path) -> None:
    outcome = run("marks", "export", marked, "--to", tmp_path / "out", "--format", "json")
    assert outcome.status == 0
    assert "not encrypted" in outcome.err
    (written,) = outcome.lines
    assert Path(written) == tmp_path / "out" / "notes.json"
    again = run("marks", "import", marked, written)
    assert (again.status, again.lines) == (0, ["2\t0\t0\t1\t0\t역사책", "1\t0\t0\t1\t0\tThe Open\ufffdDoor"])
    other = tmp_path / "other"
    create_cheap_vault(other, PASSPHRASE)
    opened = open_cheap_vault(other, PASSPHRASE)
    store(Library(opened.shelf), short("The Open\u202eDoor", "Before. A red door.\n"), b"x")
    opened.close()
    taken = run("marks", "import", other, written)
    assert (taken.status, taken.lines) == (1, ["1\t1\t0\t0\t0\tThe Open\ufffdDoor"])
    assert "역사책: no document fits; 1 left out." in taken.err
    assert run("marks", "import", other, written, "--document", 1).lines == ["1\t0\t0\t1\t0\tThe Open\ufffdDoor"]


def test_copying_to_another_file_of_the_book(run: Run, marked: Path) -> None:
    opened = open_cheap_vault(marked, PASSPHRASE)
    other = store(Library(opened.shelf), short("Otherwise", "Before. A red door.\n"), b"x")
    opened.close()
    assert run("marks", "copy", marked, 1, other).lines == [f"{other}\t1\t0\t0\t0\tThe Open\ufffdDoor"]
    assert run("marks", marked, other).lines == [f"{other}\thighlight\tyellow\t0:10\tred\tso red\ta, b"]
    assert run("marks", "copy", marked, 1, 99).status == 1


def test_markdown_and_html_of_a_collection(run: Run, marked: Path, tmp_path: Path) -> None:
    for form in ("md", "html"):
        arguments = ("--collection", "Books", "--to", tmp_path, "--format", form, "--name", "x")
        (written,) = run("marks", "export", marked, *arguments).lines
        text = Path(written).read_text("utf-8")
        assert "역사책" in text
        assert "red" not in text


def test_nothing_to_write_and_files_that_are_none(run: Run, own: Path, tmp_path: Path) -> None:
    outcome = run("marks", "export", own, "--to", tmp_path / "out")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "No marks; nothing was written.\n")
    assert not (tmp_path / "out").exists()
    assert run("marks", own).err == "No marks.\n"
    (tmp_path / "x").write_text("{}")
    assert run("marks", "import", own, tmp_path / "x", passphrase=None).status == 1
    assert run("marks", "import", own, tmp_path / "none", passphrase=None).status == 1
