"""The gallery's list holds together; its pictures are for people to look at."""

from __future__ import annotations

from pathlib import Path

from reader.formats.registry import recognise
from tests.gallery.documents import documents, hard_page
from tests.gallery.shots import shots


def test_every_picture_has_a_name_and_a_document_of_its_own(corpus: Path) -> None:
    assert corpus.is_dir()
    taken, made = list(shots()), documents()
    assert len({shot.name for shot in taken}) == len(taken)
    assert {shot.document for shot in taken} <= made.keys()


def test_the_documents_made_for_it_are_what_they_should_be() -> None:
    made = documents()
    kinds = {name: recognise(made[name]()).kind for name in ("hard-ko", "hard-ar", "comic", "picture")}
    assert kinds == {"hard-ko": "html", "hard-ar": "html", "comic": "comic", "picture": "image"}
    assert 'dir="rtl"' in hard_page("fa")
