"""Every error has words of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from reader import errors
from reader.errors import HearthError
from reader.guard.messages import WATCH_REASONS
from ui.words import disk_full_sentence, has_own_sentence, sentence, watch_sentence


def tree(root: type[HearthError] = HearthError) -> Iterator[type[HearthError]]:
    if root.__module__ == errors.__name__:
        yield root
    for child in root.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("kind", sorted(set(tree()), key=str))
def test_every_error_has_a_sentence_of_its_own(kind: type[HearthError], qapp: QApplication) -> None:
    del qapp
    assert has_own_sentence(kind)
    assert sentence(kind("technical detail")).endswith(".")
    assert "technical detail" not in sentence(kind("technical detail"))


def test_sentences_differ(qapp: QApplication) -> None:
    del qapp
    kinds = set(tree())
    assert len({sentence(kind()) for kind in kinds}) == len(kinds)


def test_an_unknown_kind_speaks_as_its_parent(qapp: QApplication) -> None:
    del qapp

    class Sharper(errors.DiskFull):
        """Not in the table."""

    assert sentence(Sharper()) == sentence(errors.DiskFull())


def test_every_reason_of_the_watch_is_said(qapp: QApplication) -> None:
    del qapp
    said = {watch_sentence(reason) for reason in (*WATCH_REASONS, "something new")}
    assert len(said) == len(WATCH_REASONS) + 1


def test_a_full_disk_is_told_with_the_file_and_the_room() -> None:
    told = disk_full_sentence("a {strange} name.epub", 3_000_000)
    assert "“a {strange} name.epub”" in told
    assert QLocale().formattedDataSize(3_000_000, 0) in told
