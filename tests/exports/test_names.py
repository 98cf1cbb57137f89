"""File names out of titles."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.exports.names import file_name
from reader.platform.outward_files import numbered


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("The Open Door", "epub", "The Open Door.epub"),
        ("a/b\\c:d", "markdown", "a b c d.md"),
        ("../../etc/passwd", "text", "etc passwd.txt"),
        (".hidden", "html", "hidden.html"),
        ("-rf ~", "pdf", "rf ~.pdf"),
        ("CON", "text", "_CON.txt"),
        ("nul.txt", "text", "_nul.txt.txt"),
        ("evil\u202efdp.exe", "pdf", "evil fdp.exe.pdf"),
        ("line\nbreak\x1b[31m", "pdf", "line break [31m.pdf"),
        ("", "pdf", "document 7.pdf"),
        ("???", "pdf", "document 7.pdf"),
        ("역사와 진실", "pdf", "역사와 진실.pdf"),
        ("کتاب‌ها", "pdf", "کتاب‌ها.pdf"),
        ("dots...", "odd kind", "dots"),
    ],
)
def test_names(title: str, kind: str, name: str) -> None:
    assert file_name(title, kind, fallback="document 7") == name


@pytest.mark.parametrize(
    ("head", "extension"),
    [
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"GIF89a", ".gif"),
        (b"RIFF\x0a\0\0\0WEBPVP8 ", ".webp"),
        (b"II*\0\x08", ".tif"),
        (b"MM\0*\0", ".tif"),
        (b"BM\x0a", ".bmp"),
        (b"\0\0\0\x1cftypavif", ".avif"),
        (b"<?xml version='1.0'?><svg", ".svg"),
        ("\ufeff<svg".encode("utf-16-le"), ".svg"),
        (b"", ""),
    ],
)
def test_a_picture_s_extension_is_that_of_its_content(head: bytes, extension: str) -> None:
    assert file_name("A view", "image", fallback="document 7", head=head) == "A view" + extension


@given(st.text(), st.sampled_from(["epub", "text", "cbz"]))
def test_any_title_gives_one_plain_short_name(title: str, kind: str) -> None:
    name = file_name(title, kind, fallback="document 1")
    assert Path(name).name == name
    assert name not in {"", ".", ".."}
    assert len(name.encode()) <= 200
    assert not name.startswith((".", "-", "~", " "))
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cs", "Zl"}


def test_a_number_stands_before_the_extension() -> None:
    assert numbered("a.b.pdf", 1) == "a.b.pdf"
    assert numbered("a.b.pdf", 2) == "a.b (2).pdf"
    assert numbered("a", 2) == "a (2)"
