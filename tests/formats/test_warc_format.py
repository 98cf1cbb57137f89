"""WARC: the first page that was archived, packed and plain, cut, chunked, and swelling."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.warc_format import FORMAT
from tests.formats.checks import check_document, losses_of, whole_text
from tests.formats.makers import ENGLISH, picture
from tests.formats.saved_contract import SavedPageContract
from tests.formats.saved_pages import NEWS, around, paragraphs, record, warc


class TestWarc(SavedPageContract):
    format = FORMAT
    make = staticmethod(warc)

    @staticmethod
    def samples() -> list[bytes]:
        parts = {"https://news.example/i/photo.png": picture()}
        return [warc(NEWS.html, parts=parts), warc(NEWS.html, parts=parts, packed=False)]


PAGE = around(paragraphs(ENGLISH, 3)).encode()
HTML = "Content-Type: text/html; charset=utf-8"


def read(data: bytes) -> str:
    events = list(FORMAT.parse(data))
    check_document(events)
    return whole_text(events)


def test_bodies_as_servers_send_them() -> None:
    chunks = b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in (PAGE[:1000], PAGE[1000:])) + b"0\r\n\r\n"
    assert "3. All human" in read(record(chunks, HTML, "Transfer-Encoding: chunked"))
    assert "3. All human" in read(record(gzip.compress(PAGE), HTML, "Content-Encoding: gzip"))
    assert "3. All human" in read(record(zlib.compress(PAGE), HTML, "Content-Encoding: deflate"))
    assert "3. All human" in read(record(PAGE, HTML, "Content-Encoding: gzip")), "unpacked by the crawler already"
    assert "3. All human" in read(record(PAGE, HTML, "Transfer-Encoding: chunked")), "joined by the crawler already"


def test_only_a_page_that_was_there_counts() -> None:
    moved = record(b"<p>moved", HTML, status="302 Found")
    image = record(picture(), "Content-Type: image/png")
    packed = record(b"\x00\x01", HTML, "Content-Encoding: br")
    assert "3. All human" in read(moved + image + packed + record(PAGE, HTML) + record(b"<p>second", HTML))
    with pytest.raises(NothingToRead):
        list(FORMAT.parse(moved + image + packed))


def test_a_page_kept_without_its_headers() -> None:
    assert "3. All human" in read(record(PAGE, kind="resource", extra="Content-Type: text/html\r\n"))


def test_what_is_cut_is_said() -> None:
    assert "truncated" in losses_of(FORMAT.parse(record(PAGE, HTML, extra="WARC-Truncated: length\r\n")))
    assert "truncated" in losses_of(FORMAT.parse(record(PAGE, HTML, length=10**6)))
    assert "truncated" not in losses_of(FORMAT.parse(record(PAGE, HTML)))
    packed = gzip.compress(record(PAGE, HTML)) + gzip.compress(record(picture(), "Content-Type: image/png"))[:-30]
    assert "3. All human" in read(packed)


@pytest.mark.parametrize("step", [1, 7, 100])
def test_members_of_any_size(step: int) -> None:
    plain = record(b"x", "Content-Type: text/plain") + record(PAGE, HTML)
    packed = b"".join(gzip.compress(plain[start : start + step * 50]) for start in range(0, len(plain), step * 50))
    assert read(packed) == read(plain)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 8 * 1024 * 1024)
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as packed:
        packed.write(
            f"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {10**9}\r\n\r\n".encode()
            + b"\x00" * (20 * 1024 * 1024)
        )
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(bomb.getvalue()))


def test_a_body_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 1024 * 1024)
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(record(gzip.compress(b"<p>" + b"a" * (3 * 1024 * 1024)), HTML, "Content-Encoding: gzip")))


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\nX: " + b"a" * 30_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000,
        b"WARC/1.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"\r\n" * 3_000_000,
        (b"WARC/1.0\r\nContent-Length: 0\r\n\r\n") * 30_000,
        record(b"f" * 3_000_000, HTML, "Transfer-Encoding: chunked", kind="metadata"),
    ],
)
def test_hostile_archives_end(data: bytes) -> None:
    with pytest.raises(DocumentRefused):
        list(FORMAT.parse(data))


def test_broken_gzip_is_refused() -> None:
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(b"\x1f\x8b\x08\x00" + b"\xff" * 50))


@pytest.mark.parametrize("head", [b"\x1f\x8b\x08", gzip.compress(b"no archive"), b"warc/1.0", b""])
def test_what_is_none(head: bytes) -> None:
    assert FORMAT.sniff(head) == 0
