"""The contract suite: each format inherits it with samples of its own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import DocumentRefused, EmptyFile
from reader.formats.contract import SNIFFED_BYTES, Format
from reader.formats.registry import recognise
from tests.formats.checks import check_document, whole_text

CUTS = 60
INHERITED = settings(suppress_health_check=[HealthCheck.differing_executors], max_examples=60, deadline=None)
"""One test method serves several classes on purpose; examples of one are tried on all, which does no harm."""


class FormatContract:
    """Subclasses give the format, `samples()` of it, and a phrase that each sample's text holds."""

    format: Format
    phrase = "dignity"

    @staticmethod
    def samples() -> list[bytes]:
        raise NotImplementedError

    def test_samples_keep_the_contract(self) -> None:
        for sample in self.samples():
            check_document(list(self.format.parse(sample)))

    def test_samples_are_recognised_by_content(self) -> None:
        for sample in self.samples():
            assert recognise(sample) is self.format
            assert 0 <= self.format.sniff(sample[:SNIFFED_BYTES]) <= 1

    def test_the_text_is_found(self) -> None:
        for sample in self.samples():
            assert self.phrase in whole_text(self.format.parse(sample))

    def test_parsing_twice_gives_the_same(self) -> None:
        for sample in self.samples():
            assert list(self.format.parse(sample)) == list(self.format.parse(sample))

    def test_nothing_is_refused_as_empty(self) -> None:
        with pytest.raises(EmptyFile):
            list(self.format.parse(b""))

    def test_cut_samples_parse_or_are_refused(self) -> None:
        for sample in self.samples():
            step = max(1, len(sample) // CUTS)
            for end in range(1, len(sample), step):
                self._parse_or_refuse(sample[:end])

    def test_samples_with_a_hole_parse_or_are_refused(self) -> None:
        for sample in self.samples():
            step = max(1, len(sample) // CUTS)
            for start in range(0, len(sample), step):
                self._parse_or_refuse(sample[:start] + b"\xff\x00\x80<" + sample[start + 4 :])

    @INHERITED
    @given(data=st.binary(max_size=400))
    def test_random_bytes_parse_or_are_refused(self, data: bytes) -> None:
        self._parse_or_refuse(data)

    @INHERITED
    @given(start=st.binary(max_size=40), end=st.binary(max_size=200))
    def test_random_bytes_behind_a_real_head(self, start: bytes, end: bytes) -> None:
        self._parse_or_refuse(self.samples()[0][:60] + start + end)

    def _parse_or_refuse(self, data: bytes) -> None:
        try:
            events = list(self.format.parse(data))
        except DocumentRefused:
            return
        check_document(events)
