"""A text in Latin letters says its language, or nothing."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from reader.reading.latin_language import latin_language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("eng", "en"), ("fra", "fr"), ("por_BR", "pt"), ("spa", "es"), ("swh", "sw"), ("kor", ""), ("rus", ""),
        ("arb", ""), ("cmn_hans", ""),
    ],
)  # fmt: skip
def test_real_texts(corpus: Path, name: str, language: str) -> None:
    page = (corpus / "html" / "udhr" / f"{name}.html").read_text(encoding="utf-8")
    assert latin_language(html.unescape(re.sub("<[^>]+>", " ", page))[500:4500]) == language


def test_german() -> None:
    text = "Die Anerkennung der Würde ist die Grundlage von Freiheit, und es ist nicht gut, wenn sie mit ihm spielt. "
    assert latin_language(text * 3) == "de"


@pytest.mark.parametrize(
    "text",
    ["", "the of and", "Ana de Sousa, Rui de Melo e Eva de Deus; " * 20, "lorem ipsum dolor sit amet " * 30,
     "x = y + 1; return list(map(int, values)) " * 20],
)  # fmt: skip
def test_what_is_no_prose_has_none(text: str) -> None:
    assert latin_language(text) == ""
