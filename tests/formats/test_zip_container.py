"""What a ZIP archive holds comes out under clean names, and a hostile one costs no more than it may."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import (
    DamagedFile,
    DocumentRefused,
    FileTooLarge,
    HearthError,
    LockedFile,
    NothingToRead,
    UnknownKind,
    UnsupportedKind,
)
from reader.formats import limits, zip_container
from reader.formats.contract import MEMBER_CHUNK_BYTES, NotUnpacked, Unpacked
from reader.formats.registry import recognise
from reader.formats.zip_container import unpack
from reader.formats.zip_names import MAX_DEPTH, clean_path, names_encoding
from reader.workers.members import check_path
from tests.formats.makers import epub
from tests.formats.makers_zip import METHODS, corrupted, encrypted, with_link, zipped, zipped_raw

TEXT = b"some text that can be read"


def unpacked(data: bytes) -> dict[str, bytes]:
    return {each.path: b"".join(each.chunks) for each in unpack(data) if isinstance(each, Unpacked)}


def refused(data: bytes) -> dict[str, type[HearthError]]:
    return {each.path: type(each.error) for each in unpack(data) if isinstance(each, NotUnpacked)}


def test_files_come_out_in_order_with_their_folders() -> None:
    data = zipped(("b/letter.txt", TEXT), ("a.txt", b"first"), ("b/c/", b""), ("b/c/d.txt", b""))
    assert list(unpacked(data).items()) == [("b/letter.txt", TEXT), ("a.txt", b"first"), ("b/c/d.txt", b"")]
    assert refused(data) == {}


def test_chunks_are_as_long_as_agreed() -> None:
    content = random.Random(1).randbytes(2 * MEMBER_CHUNK_BYTES + 7)  # noqa: S311 - any bytes
    _, file = unpack(zipped(("a", content)))
    assert isinstance(file, Unpacked)
    assert [len(chunk) for chunk in file.chunks] == [MEMBER_CHUNK_BYTES, MEMBER_CHUNK_BYTES, 7]
    assert b"".join(file.chunks) == content


def test_what_nobody_packed_is_left_out() -> None:
    names = ("__MACOSX/._a.txt", ".hidden", "x/.git/config", "Thumbs.db", "x/desktop.ini", "folder/")
    data = zipped(*((name, b"x") for name in names), ("kept.txt", TEXT))
    assert unpacked(data) == {"kept.txt": TEXT}
    with pytest.raises(NothingToRead):
        list(unpack(zipped(*((name, b"x") for name in names))))


def test_an_empty_archive_holds_nothing() -> None:
    with pytest.raises(NothingToRead):
        list(unpack(zipped()))


def test_links_are_not_files() -> None:
    assert unpacked(with_link("passwd", b"/etc/passwd", ("a.txt", TEXT))) == {"a.txt": TEXT}


HOSTILE_NAMES = {
    "../../etc/passwd": "etc/passwd",
    "/root/a.txt": "root/a.txt",
    "a/../../b.txt": "a/b.txt",
    "C:\\Users\\me\\a.txt": "Users/me/a.txt",
    "a\\..\\b.txt": "a/b.txt",
    "./a//b.txt": "a/b.txt",
    "photo\u202egnp.exe": "photo[U+202E]gnp.exe",
    "a\x1b[31m.txt": "a\ufffd[31m.txt",
    "line\nend.txt": "line\ufffdend.txt",
    "e\u0301.txt": "é.txt",
    " . /a": "a",
}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_leads_nowhere_and_shows_what_it_is(name: str) -> None:
    assert clean_path(name) == HOSTILE_NAMES[name]


@given(st.text(max_size=60))
def test_whatever_a_name_is_the_desk_takes_it(name: str) -> None:
    path = clean_path(name)
    if path and path.count("/") < MAX_DEPTH:
        assert check_path(path) == path


def test_names_that_lead_nowhere_are_no_files() -> None:
    assert unpacked(zipped(("..", b"x"), ("a.txt", TEXT))) == {"a.txt": TEXT}


def test_files_of_one_name_are_told_apart() -> None:
    data = zipped(("a.txt", b"1"), ("A.txt", b"2"), ("x/../a.txt", b"3"), ("/a.txt", b"4"))
    assert unpacked(data) == {"a.txt": b"1", "A (2).txt": b"2", "x/a.txt": b"3", "a (3).txt": b"4"}


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp949", ["소설/봄의 편지.txt", "소설/가을.txt", "표지.png"]),
        ("utf-8", ["소설/봄의 편지.txt", "Übung.txt", "письмо.txt"]),
        ("cp866", ["Письма/первое письмо.txt", "обложка.png"]),
        ("cp437", ["Müller/Straße.txt", "été.txt", "plain.txt"]),
        ("cp932", ["ひらがな/のほん.txt", "カタカナ.txt"]),
        ("gb18030", ["中国文学/我们的书.txt", "红楼梦.txt"]),
        ("cp437", ["plain.txt"]),
    ],
)
def test_names_of_no_said_encoding_are_read(encoding: str, names: list[str]) -> None:
    assert list(unpacked(zipped_raw(name.encode(encoding) for name in names))) == names


@given(st.lists(st.binary(max_size=20), max_size=5))
def test_any_bytes_are_some_name(names: list[bytes]) -> None:
    encoding = names_encoding(names)
    assert b"\n".join(names).decode(encoding, "replace") is not None


def test_encrypted_files_are_named_each() -> None:
    data = encrypted(zipped(("a.txt", TEXT), ("b/c.txt", TEXT)))
    assert refused(data) == {"a.txt": LockedFile, "b/c.txt": LockedFile}
    assert unpacked(data) == {}


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_not_unpacked(method: str) -> None:
    assert refused(zipped(("a.txt", TEXT), method=METHODS[method])) == {"a.txt": UnsupportedKind}


def test_a_broken_file_does_not_keep_the_rest() -> None:
    data = corrupted(zipped(("a.txt", b"broken one"), ("b.txt", TEXT), method=zipfile.ZIP_STORED), b"broken one")
    assert refused(data) == {"a.txt": DamagedFile}
    assert unpacked(data) == {"b.txt": TEXT}


def test_a_bomb_is_refused_and_the_rest_come_out() -> None:
    data = zipped(("bomb.txt", bytes(40 * 1024 * 1024)), ("b.txt", TEXT))
    assert len(data) < 100_000
    assert refused(data) == {"bomb.txt": FileTooLarge}
    assert unpacked(data) == {"b.txt": TEXT}


def test_one_file_and_all_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_container, "MAX_MEMBER_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1500)
    data = zipped(("large", bytes(1001)), ("a", bytes(1000)), ("b", bytes(501)), ("c", bytes(500)))
    assert refused(data) == {"large": FileTooLarge, "b": FileTooLarge}
    assert list(unpacked(data)) == ["a", "c"]


def test_paths_too_deep_or_long_are_refused() -> None:
    deep, long = "d/" * MAX_DEPTH + "a.txt", "n" * 1100
    found = refused(zipped((deep, TEXT), (long, TEXT), ("/".join(["d"] * MAX_DEPTH), TEXT)))
    assert found == {deep: DamagedFile, long[:1024]: DamagedFile}


def test_too_many_files_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ARCHIVE_ENTRIES", 2)
    with pytest.raises(FileTooLarge):
        list(unpack(zipped(*((str(number), b"x") for number in range(3)))))


def test_a_directory_that_lies_about_sizes_is_damage() -> None:
    data = zipped(("a.txt", b"x" * 500), method=zipfile.ZIP_DEFLATED)
    at = data.index(b"PK\x01\x02") + 24  # APPNOTE 4.3.12: uncompressed size
    lying = data[:at] + (400).to_bytes(4, "little") + data[at + 4 :]
    assert refused(lying) == {"a.txt": DamagedFile}
    more = data[:at] + (600).to_bytes(4, "little") + data[at + 4 :]
    assert refused(more) == {"a.txt": DamagedFile}


@given(st.binary(max_size=300), st.integers(0, 400))
def test_garbage_and_cut_archives_are_refused(noise: bytes, cut: int) -> None:
    whole = zipped(("a.txt", TEXT), ("b.txt", TEXT))
    for data in (b"PK\x03\x04" + noise, whole[:cut], whole[:cut] + noise + whole[cut:]):
        try:
            list(unpack(data))
        except DocumentRefused:
            continue


def test_an_archive_is_what_no_format_takes() -> None:
    assert recognise(zipped(("a.txt", TEXT))) is zip_container.FORMAT
    assert recognise(zipped()) is zip_container.FORMAT
    assert recognise(epub({"p.xhtml": "<p>a</p>"})).kind == "epub"
    assert recognise(zipped(("a.txt", TEXT), ("inner.zip", zipped(("b.txt", TEXT))))) is zip_container.FORMAT
    with pytest.raises(UnknownKind):
        recognise(b"\x00\x01\x02PK\x03\x04")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_many_files_of_one_name_are_numbered_on() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for _ in range(3000):
            archive.writestr(zipfile.ZipInfo("same.txt"), b"")
    assert list(unpacked(out.getvalue()))[-1] == "same (3000).txt"
    assert len(unpacked(out.getvalue())) == 3000
