"""Every real file becomes what it became before, or is refused with the reason that is true of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from reader.errors import DamagedFile, DocumentRefused, NothingToRead, PasswordNeeded
from reader.formats.registry import recognise
from reader.text.model import FixedPages
from tests.formats.checks import check_document, sections_of, text_of
from tests.formats.golden import GOLDEN, Figures, corpus_files, counts_of, difference, differences, kept, name_of

REFUSED: dict[str, type[DocumentRefused]] = {
    "005-libreoffice-writer-password_libreoffice-writer-password.pdf": PasswordNeeded,
    "017-unreadable-meta-data_unreadablemetadata.pdf": DamagedFile,
    "pub-foreign_bad-fallback.epub": NothingToRead,
}
"""Looked at by hand, see the issue's note for what is wrong with each."""

KINDS = {"epub": "epub", "pdf": "pdf", "md": "markdown", "html": "html"}
FILES = corpus_files()
EXPLAIN = f"explain it in the commit that writes it anew: python -m tests.formats.golden --write ({GOLDEN.name})"


def test_the_corpus_is_there_and_every_file_of_it_is_in_the_golden() -> None:
    assert len(FILES) > 300
    assert [name_of(path) for path in FILES] == sorted(kept())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_a_real_file(path: Path) -> None:
    data = path.read_bytes()
    format_ = recognise(data)
    assert format_.kind == KINDS[path.suffix[1:]]
    golden = kept()[name_of(path)]
    if path.name in REFUSED:
        with pytest.raises(REFUSED[path.name]) as caught:
            list(format_.parse(data))
        assert str(golden["refused"]).startswith(type(caught.value).__name__)
        return
    events = list(format_.parse(data))
    check_document(events)
    now = {"kind": format_.kind, **counts_of(events)}
    assert not difference(path.name, golden, now), EXPLAIN
    if format_.open and any(isinstance(event, FixedPages) for event in events):
        document = format_.open(BytesIO(data))
        for section in sections_of(events)[:5]:
            assert document.text(section.index).text == text_of(section)
        assert document.render(0, 0.2).data
        document.close()


def test_a_change_names_the_file_and_what_changed() -> None:
    was: dict[str, Figures] = {"a": {"kind": "epub", "words": 3}, "b": {"kind": "pdf"}}
    now: dict[str, Figures] = {"a": {"kind": "epub", "words": 4}}
    assert differences(was, now) == ["a: words 3 -> 4", "b: kind 'pdf' -> 'none'"]
    assert differences(was, was) == []
