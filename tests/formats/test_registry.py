"""Files are recognised by content; what is none of ours is said to be."""

from __future__ import annotations

import io
import zipfile

import pytest

from reader.errors import EmptyFile, FileTooLarge, UnknownKind
from reader.formats import csv_format, fb2_format, html_format, limits, markdown_format, registry, text_format
from reader.formats.contract import Format
from reader.formats.registry import FORMATS, recognise
from tests.formats.makers import ENGLISH, KOREAN, epub, page, pdf, picture


def test_kinds_are_unique() -> None:
    assert len({each.kind for each in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (epub({"a.xhtml": page("<p>a</p>")}), "epub"),
        (pdf("a"), "pdf"),
        (b"\n\n junk before\n" + pdf("a"), "pdf"),
        (b"<!-- x --><!DOCTYPE HTML><p>a", "html"),
        (f"<html><body>{KOREAN}".encode("utf-16"), "html"),
        (f'<html><meta charset="euc-kr">{KOREAN}'.encode("euc_kr"), "html"),
        (b"# Title\n\n* a\n* b\n", "markdown"),
        (f"---\ntitle: {KOREAN}\n---\n\n{KOREAN}\n".encode(), "markdown"),
        (ENGLISH.encode(), "text"),
        (KOREAN.encode("utf-16-le"), "text"),
        (KOREAN.encode("cp949"), "text"),
        (b"1 < 2 and # not a heading", "text"),
        (picture("PNG"), "image"),
        (picture("JPEG"), "image"),
    ],
)
def test_by_content(data: bytes, kind: str) -> None:
    assert recognise(data).kind == kind


@pytest.mark.parametrize("data", [b"\x00" * 100, bytes(range(32)) * 9])
def test_what_is_none_of_ours(data: bytes) -> None:
    with pytest.raises(UnknownKind):
        recognise(data)


def test_nothing_more_is_asked_once_one_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def sure(kind: str, sureness: float) -> Format:
        def sniff(_head: bytes) -> float:
            asked.append(kind)
            return sureness

        return Format(kind, sniff, text_format.FORMAT.parse)

    formats = (sure("perhaps", 0.9), sure("certain", 1.0), sure("slow", 1.0))
    monkeypatch.setattr(registry, "FORMATS", formats)
    assert recognise(b"anything").kind == "certain"
    assert asked == ["perhaps", "certain"]


@pytest.mark.parametrize("data", [pdf("a"), picture("PNG"), picture("JPEG")])
def test_what_its_first_bytes_tell_is_not_decoded(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(_head: bytes) -> None:
        raise AssertionError("as text")

    for module in (fb2_format, html_format, markdown_format, csv_format, text_format):
        monkeypatch.setattr(module, "decode", decode)
    recognise(data)


def test_nothing() -> None:
    with pytest.raises(EmptyFile):
        recognise(b"")


def test_an_archive_of_too_many_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(limits.MAX_ARCHIVE_ENTRIES + 1):
            made.writestr(f"{number}.txt", b"")
    with pytest.raises(FileTooLarge):
        recognise(out.getvalue())
