"""Every real file of the five kinds parses, or is refused with the reason that is true of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import DamagedFile, DocumentRefused, NothingToRead, PasswordNeeded
from reader.formats.registry import recognise
from tests.conftest import CORPUS
from tests.formats.checks import check_document, sections_of, text_of

REFUSED: dict[str, type[DocumentRefused]] = {
    "005-libreoffice-writer-password_libreoffice-writer-password.pdf": PasswordNeeded,
    "017-unreadable-meta-data_unreadablemetadata.pdf": DamagedFile,
    "pub-foreign_bad-fallback.epub": NothingToRead,
}
"""Looked at by hand, see the issue's note for what is wrong with each."""

KINDS = {"epub": "epub", "pdf": "pdf", "md": "markdown", "html": "html"}
FILES = sorted(path for ending in KINDS for path in CORPUS.glob(f"*/**/*.{ending}"))


def test_the_corpus_is_there() -> None:
    assert len(FILES) > 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_a_real_file(path: Path) -> None:
    data = path.read_bytes()
    format_ = recognise(data)
    assert format_.kind == KINDS[path.suffix[1:]]
    if path.name in REFUSED:
        with pytest.raises(REFUSED[path.name]):
            list(format_.parse(data))
        return
    events = list(format_.parse(data))
    check_document(events)
    if format_.open:
        document = format_.open(data)
        for section in sections_of(events)[:5]:
            assert document.text(section.index).text == text_of(section)
        assert document.render(0, 0.2).data
        document.close()
