"""A regular expression sought by a worker, as the desk asks and checks it (decision 0024)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.errors import ProtocolViolation
from reader.text.patterns import (
    MAX_PATTERN_CHARACTERS,
    Fault,
    PatternFault,
    PatternHits,
    Stretch,
    batches,
)
from reader.workers.protocol import Matched, MatchIn, MatchPattern, Opened, WrongPattern
from reader.workers.session import Session


def matched(
    session: Session, pattern: str, stretches: Iterable[Stretch], *, ignore_case: bool
) -> Iterator[PatternHits | PatternFault]:
    """Ask for one batch after the other. Raises as `Session.receive`."""
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        yield PatternFault(Fault.TOO_LARGE)
        return
    session.send(MatchPattern(pattern, ignore_case))
    answer = session.receive()
    if isinstance(answer, WrongPattern):
        _require(-1 <= answer.fault.position <= len(pattern), "a place in the pattern")
        yield answer.fault
        return
    _require(isinstance(answer, Opened), "a pattern's answer")
    for batch in batches(stretches):
        session.send(MatchIn(batch))
        yield from _checked(batch, session.expect(Matched).hits)


def _checked(asked: list[Stretch], answers: list[PatternHits]) -> list[PatternHits]:
    _require(len(asked) == len(answers), "an answer to each stretch")
    for stretch, hits in zip(asked, answers, strict=True):
        _require(hits.section == stretch.section, "another section")
        _require(len(hits.starts) == len(hits.lengths), "a length to each match")
        behind = stretch.start
        for start, length in zip(hits.starts, hits.lengths, strict=True):
            _require(start >= behind and length > 0, "order of matches")
            behind = start + length
        _require(behind <= stretch.start + len(stretch.text), "a match outside the text")
    return answers


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ProtocolViolation(what)
