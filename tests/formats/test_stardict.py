"""StarDict files become words and articles of ours; what is broken or hostile becomes an error."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, UnknownKind, UnsupportedKind
from reader.formats import stardict_files
from reader.formats.stardict import read_stardict
from reader.formats.stardict_articles import article_of
from reader.text.dictionary import (
    MAX_ARTICLE_BYTES,
    Article,
    DictionaryChunk,
    DictionaryHead,
    DictionaryWords,
    Entry,
    unpacked_article,
    unpacked_entries,
)
from reader.text.markup import is_clean
from tests.formats.stardict_files import WORDS, as_tar, as_zip, make_stardict


def read(files: Mapping[str, bytes]) -> tuple[DictionaryHead, dict[str, Article], list[Entry]]:
    """Head, articles by headword, and the entries in their order."""
    head, *rest = read_stardict(files)
    assert isinstance(head, DictionaryHead)
    chunks = [event.data for event in rest if isinstance(event, DictionaryChunk)]
    entries = [entry for event in rest if isinstance(event, DictionaryWords) for entry in unpacked_entries(event.data)]
    return head, {entry.word: unpacked_article(chunks[entry.chunk], entry) for entry in entries}, entries


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("offset_bits", [32, 64])
def test_words_and_their_articles(packed: bool, offset_bits: int) -> None:
    head, articles, entries = read(make_stardict(packed=packed, offset_bits=offset_bits, synonyms={"home": "house"}))
    assert head == DictionaryHead("A small one", "", len(WORDS) + 1)
    assert {word: article.html for word, article in articles.items() if word != "home"} == {
        word: f"<div>{text}</div>" for word, text in WORDS.items()
    }
    assert articles["home"] == articles["house"]
    assert [entry.word for entry in entries][:3] == ["café", "Haus", "home"]


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
def test_archives_of_tar(packing: str) -> None:
    _, articles, _ = read({"small.tar": as_tar(make_stardict(packed=True), packing)})
    assert articles.keys() == WORDS.keys()


def test_archives_of_zip() -> None:
    _, articles, _ = read({"small.zip": as_zip(make_stardict())})
    assert articles.keys() == WORDS.keys()


@pytest.mark.parametrize(
    ("kind", "text", "html", "links"),
    [
        ("m", "one <b> & two\nthree", "one &lt;b&gt; &amp; two<br>three", ()),
        ("t", "[haʊs]", "[haʊs]", ()),
        ("g", "<span color='red'><b>bold</b></span>", "<span><b>bold</b></span>", ()),
        ("h", '<p onclick="x()">See <a href="bword://other word">it</a><img src="http://spy/"></p><script>x</script>',
         '<p>See <a href="#w0">it</a></p>', ("other word",)),
        ("h", "<a href='bword://a&amp;b'>x</a> <a href='javascript:x'>y</a>", '<a href="#w0">x</a> <a>y</a>', ("a&b",)),
        ("x", "<k>house</k>\n<tr>haʊs</tr> <ex>an example</ex> <kref>home</kref>",
         '[haʊs] <i>an example</i> <a href="#w0">home</a>', ("home",)),
        ("w", "'''wiki'''", "'''wiki'''", ()),
    ],
)  # fmt: skip
def test_each_kind_of_article(kind: str, text: str, html: str, links: tuple[str, ...]) -> None:
    assert article_of(text.encode(), kind) == Article(f"<div>{html}</div>", links)


def test_articles_of_several_parts() -> None:
    mixed = b"mplain\0" + b"W" + struct.pack(">I", 3) + b"\0\1\2" + b"tsound\0"
    assert article_of(mixed, "").html == "<div>plain</div><div>[sound]</div>"
    assert article_of(b"sound\0plain", "tm").html == "<div>[sound]</div><div>plain</div>"
    assert article_of(b"\0\0\0\2xxplain", "Pm").html == "<div>plain</div>"
    assert article_of(b"picture", "P").html == ""


def test_an_article_without_end_is_cut() -> None:
    article = article_of(b"x" * 1_000_000, "m")
    assert article.html.endswith("<div>…</div>")
    assert len(article.html) < MAX_ARTICLE_BYTES


def test_signs_that_swell_stay_within_the_bound() -> None:
    _, articles, _ = read(make_stardict({"swell": "&" * 1_000_000}))
    assert articles["swell"].html == "…"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"small.ifo": b"something else"}, UnknownKind),
        ({"small.ifo": b"StarDict's dict ifo file\nversion=9.9\n"}, UnsupportedKind),
        ({"small.idx": b""}, DamagedFile),
        ({"small.idx": b"word\0\0\0"}, DamagedFile),
        ({"small.dict": b""}, DamagedFile),
    ],
)
def test_what_is_no_dictionary_is_refused(change: dict[str, bytes], error: type[DocumentRefused]) -> None:
    with pytest.raises(error):
        read(make_stardict() | change)


@pytest.mark.parametrize("missing", ["small.ifo", "small.idx", "small.dict"])
def test_a_part_that_is_missing_is_named(missing: str) -> None:
    files = make_stardict()
    del files[missing]
    with pytest.raises(DocumentRefused):
        read(files)


def test_a_file_that_is_cut_short_gives_what_it_has() -> None:
    files = make_stardict()
    files["small.dict"] = files["small.dict"][:40]
    _, articles, _ = read(files)
    assert 0 < len(articles) < len(WORDS)


def test_what_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stardict_files, "MAX_UNPACKED_BYTES", 1000)
    files = make_stardict({"a": "x" * 5000}, packed=True)
    with pytest.raises(FileTooLarge):
        read(files)
    with pytest.raises(FileTooLarge):
        read({"small.zip": as_zip(make_stardict({"a": "x" * 5000}))})


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=60), st.sampled_from(["", "m", "hx", "Pm"]))
def test_any_bytes_are_read_or_refused(index: bytes, dictionary: bytes, synonyms: bytes, types: str) -> None:
    files = make_stardict({"w": "text"}, types=types) | {
        "small.idx": index,
        "small.dict": dictionary,
        "small.syn": synonyms,
    }
    try:
        _, articles, _ = read(files)
    except DocumentRefused:
        return
    assert all(is_clean(article.html) for article in articles.values())


@given(
    st.binary(min_size=4, max_size=200), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b""])
)
def test_any_archive_is_read_or_refused(data: bytes, magic: bytes) -> None:
    with pytest.raises(DocumentRefused):
        read({"a.zip": magic + data})
    with pytest.raises(DocumentRefused):
        read({"a.tar.gz": b"\x1f\x8b" + zlib.compress(data)})
