"""Webarchive: Safari's property lists, binary and XML, and what is wrong with broken ones."""

# ruff: noqa: E501 - lines of pages and of files are left as they are

from __future__ import annotations

import plistlib

import pytest

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge
from reader.formats.webarchive_format import FORMAT
from tests.formats.checks import whole_text
from tests.formats.makers import KOREAN, picture
from tests.formats.saved_contract import SavedPageContract
from tests.formats.saved_pages import NEWS, webarchive


class TestWebarchive(SavedPageContract):
    format = FORMAT
    make = staticmethod(webarchive)

    @staticmethod
    def samples() -> list[bytes]:
        parts = {"https://news.example/i/photo.png": picture()}
        return [webarchive(NEWS.html, parts=parts), webarchive(NEWS.html, parts=parts, binary=False)]


def test_the_encoding_that_safari_names_counts() -> None:
    page = {
        "WebResourceData": f"<html><body><p>{KOREAN}</p></body></html>".encode("euc_kr"),
        "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "euc-kr", "WebResourceURL": "https://a.example/",
    }  # fmt: skip
    archive = plistlib.dumps({"WebMainResource": page}, fmt=plistlib.FMT_BINARY)
    assert KOREAN in whole_text(FORMAT.parse(archive))


@pytest.mark.parametrize(
    "archive",
    [
        {},
        {"WebMainResource": 3},
        {"WebMainResource": {"WebResourceData": "text", "WebResourceMIMEType": "text/html"}},
        {"WebMainResource": {"WebResourceData": b"%PDF", "WebResourceMIMEType": "application/pdf"}},
        ["WebMainResource"],
    ],
)
def test_what_has_no_page_is_refused(archive: dict[str, object]) -> None:
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)))


def test_parts_of_the_wrong_kind_are_passed_over() -> None:
    made = plistlib.loads(webarchive(NEWS.html))
    made["WebSubresources"] = [1, "x", {"WebResourceURL": 5, "WebResourceData": "x"}]
    assert "dignity" in whole_text(FORMAT.parse(plistlib.dumps(made, fmt=plistlib.FMT_BINARY)))
    made["WebSubresources"] = [{}] * 6000
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(plistlib.dumps(made, fmt=plistlib.FMT_BINARY)))


@pytest.mark.parametrize(
    "data",
    [
        b"bplist00" + b"\xff" * 60,
        b"bplist00\xd1\x01\x02" + b"\x00" * 5 + b"\x00\x00\x08\x08" + b"\x7f" * 24,
        b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><plist><string>&b;</string></plist>',
        b"<plist>" + b"<array>" * 20_000,
        b"<plist><dict>",
    ],
)
def test_hostile_lists_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentRefused):
        list(FORMAT.parse(data))


@pytest.mark.parametrize("head", [b"bplist00nothing", b"<plist><key>Other</key>", b"<html>WebMainResource"])
def test_what_is_none(head: bytes) -> None:
    assert FORMAT.sniff(head) == 0
