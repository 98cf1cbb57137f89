"""What the desk takes of an archive from a worker, honest or not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import msgspec
import pytest

from reader.errors import DamagedFile, LockedFile, ProtocolViolation
from reader.text.model import Metadata, Progress
from reader.workers import members
from reader.workers.members import MAX_MEMBER_BYTES, RefusedMember, UnpackedMember, check_path
from reader.workers.pool import WorkerPool
from reader.workers.protocol import CHUNK_BYTES, Done, Member, MemberChunk, MemberRefused, Recognised
from tests.formats.makers_zip import encrypted, zipped
from tests.workers.test_liars import framed

MakePool = Callable[..., WorkerPool]
ZIP = Recognised("zip")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    """Real workers."""
    pool = WorkerPool()
    yield pool
    pool.close()


def test_a_worker_unpacks_and_the_desk_gets_the_files(pool: WorkerPool) -> None:
    content = random.Random(1).randbytes(2_300_000)  # noqa: S311 - any bytes
    answers = list(pool.parse([zipped(("a/b.bin", content), ("c.txt", b""), ("d.txt", b"text"))]))
    assert answers[0] == ZIP
    files = [each for each in answers[1:] if not isinstance(each, Progress)]
    assert all(isinstance(file, UnpackedMember) for file in files)
    assert [(file.path, b"".join(file.chunks)) for file in files if isinstance(file, UnpackedMember)] == [
        ("a/b.bin", content),
        ("c.txt", b""),
        ("d.txt", b"text"),
    ]


def test_refusals_are_of_single_files(pool: WorkerPool) -> None:
    _, progress, file = pool.parse([encrypted(zipped(("a.txt", b"text")))])
    assert progress == Progress(done=0, total=1)
    assert isinstance(file, RefusedMember)
    assert (file.path, type(file.error)) == ("a.txt", LockedFile)


def test_what_is_no_archive_after_all_is_refused(pool: WorkerPool) -> None:
    with pytest.raises(DamagedFile):
        list(pool.parse([zipped(("a.txt", b"text"))[:-4]]))


FILE = Member("a.txt", 3)
LIES: dict[str, list[msgspec.Struct]] = {
    "a path up": [Member("../a", 0)],
    "a path from the root": [Member("/a", 0)],
    "an empty path": [Member("", 0)],
    "a Windows path": [Member("a\\b", 0)],
    "a path that turns": [Member("a\u202eb", 0)],
    "a path with an end of line": [Member("a\nb", 0)],
    "a path of a mile": [Member("a" * 2000, 0)],
    "a path of a hundred folders": [Member("a/" * 100 + "a", 0)],
    "a refused path up": [MemberRefused("../a", "DamagedFile")],
    "a refusal of no kind": [MemberRefused("a", "SystemExit")],
    "a size below nothing": [Member("a", -1)],
    "a size beyond the limit": [Member("a", MAX_MEMBER_BYTES + 1)],
    "bytes of no file": [MemberChunk(b"abc")],
    "fewer bytes than said": [FILE, MemberChunk(b"ab"), MemberChunk(b"c")],
    "more bytes than said": [FILE, MemberChunk(b"abcd")],
    "another file within": [FILE, FILE],
    "the end within": [FILE, Done()],
    "a document": [Metadata()],
    "more done than there is": [Progress(done=2, total=1)],
    "chunks that are too small": [Member("a", CHUNK_BYTES + 1), MemberChunk(b"a")],
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_about_a_file_ends_the_worker(make_pool: MakePool, lie: str) -> None:
    with pytest.raises(ProtocolViolation):
        list(make_pool("lie", *framed(ZIP, *LIES[lie], Done())).parse([b"x"]))


def test_an_honest_one_from_the_same_script_passes(make_pool: MakePool) -> None:
    pool = make_pool("lie", *framed(ZIP, FILE, MemberChunk(b"abc"), MemberRefused("b", "LockedFile"), Done()))
    _, file, refused = pool.parse([b"x"])
    assert file == UnpackedMember("a.txt", [b"abc"])
    assert isinstance(refused, RefusedMember)


def test_files_are_counted(make_pool: MakePool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_MEMBERS", 1)
    refused = MemberRefused("b", "LockedFile")
    assert len(list(make_pool("lie", *framed(ZIP, refused, refused, Done())).parse([b"x"]))) == 3
    with pytest.raises(ProtocolViolation):
        list(make_pool("lie", *framed(ZIP, refused, refused, refused, Done())).parse([b"x"]))


def test_all_files_together_have_a_limit(make_pool: MakePool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_MEMBERS_BYTES", 5)
    with pytest.raises(ProtocolViolation):
        list(make_pool("lie", *framed(ZIP, FILE, MemberChunk(b"abc"), FILE)).parse([b"x"]))


@pytest.mark.parametrize("path", ["a", "소설/봄.txt", "رسالة.txt", "a/..b/.c", "a b/[U+202E].txt"])
def test_ordinary_paths_pass(path: str) -> None:
    assert check_path(path) == path
