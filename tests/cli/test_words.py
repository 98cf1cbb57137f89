"""Every error has its own sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.cli.main import status_for
from reader.cli.words import _SENTENCES, sentence_for
from reader.errors import HearthError, UsageError, WorkerDied


def family(kind: type[HearthError]) -> Iterator[type[HearthError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == "reader.errors":
            yield from family(child)


@pytest.mark.parametrize("kind", list(family(HearthError)))
def test_every_error_has_a_sentence_and_a_status(kind: type[HearthError]) -> None:
    assert kind in _SENTENCES
    assert sentence_for(kind()).endswith(".")
    assert status_for(kind()) in {1, 2, 3}


def test_sentences_are_all_different() -> None:
    assert len(set(_SENTENCES.values())) == len(_SENTENCES)


def test_what_the_error_knows_is_told() -> None:
    assert sentence_for(WorkerDied("after 3 s")).endswith("(after 3 s)")
    assert sentence_for(UsageError("Like this.")) == "Like this."


def test_an_error_without_words_of_its_own_takes_its_parents() -> None:
    class Newer(WorkerDied):
        """Not in the table."""

    assert sentence_for(Newer()) == sentence_for(WorkerDied())
