"""Documents that are read part by part: by the worker from what the desk hands out, and never beyond it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DamagedFile, ProtocolViolation
from reader.text.model import PagePixels
from reader.text.page_content import Clip, PageContent
from reader.workers.checks import check_content, check_pixels
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Opened, Wanted
from reader.workers.supply import CHUNK_BYTES, HeldOriginal, SuppliedFile
from tests.formats.makers import picture
from tests.workers.test_liars import framed

DATA = random.Random(1).randbytes(2 * CHUNK_BYTES + 1234)  # noqa: S311 - for bytes that do not deflate
MakePool = Callable[..., WorkerPool]


@given(st.lists(st.tuples(st.integers(0, len(DATA) + 10), st.integers(0, 3 * CHUNK_BYTES)), max_size=6))
def test_it_reads_as_a_file_does(reads: list[tuple[int, int]]) -> None:
    supplied, plain = SuppliedFile(len(DATA), HeldOriginal(DATA).chunk), io.BytesIO(DATA)
    for at, count in reads:
        supplied.seek(at)
        plain.seek(at)
        buffer = bytearray(count)
        length = supplied.readinto(buffer)
        assert bytes(buffer[:length]) == plain.read(count)
        assert supplied.tell() == max(at, plain.tell())
    assert supplied.seek(-5, io.SEEK_END) == len(DATA) - 5


def test_a_part_is_fetched_once_while_it_is_kept() -> None:
    fetched: list[int] = []

    def fetch(number: int) -> bytes:
        fetched.append(number)
        return HeldOriginal(DATA).chunk(number)

    file = SuppliedFile(len(DATA), fetch)
    for _ in range(3):
        file.seek(CHUNK_BYTES + 7)
        assert file.read(100) == DATA[CHUNK_BYTES + 7 :][:100]
    assert fetched == [1]


@pytest.mark.parametrize("part", [b"", DATA[:100], DATA[: CHUNK_BYTES + 1]])
def test_a_part_of_another_length_is_damage(part: bytes) -> None:
    with pytest.raises(DamagedFile):
        SuppliedFile(len(DATA), lambda _number: part).read(10)


class Counted(HeldOriginal):
    """Remembers which parts were handed out."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.handed: set[int] = set()

    def chunk(self, number: int) -> bytes:
        self.handed.add(number)
        return super().chunk(number)


def test_of_a_long_comic_no_more_is_read_than_is_shown() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number:02}.png", picture("PNG") + DATA[:CHUNK_BYTES])
    original = Counted(out.getvalue())
    pool = WorkerPool(spares=0)
    client = pool.open_fixed(original)
    opened = set(original.handed)
    assert client.render(6, 1.0).page == 6
    client.close()
    pool.close()
    assert len(opened) <= 2, "the beginning and the directory"
    assert len(original.handed) <= 5


@pytest.mark.parametrize("number", [-1, 1, 2**40])
def test_a_worker_gets_no_part_that_there_is_not(make_pool: MakePool, number: int) -> None:
    with pytest.raises(ProtocolViolation):
        make_pool("lie", *framed(Wanted(number))).open_fixed(HeldOriginal(b"x"))


def test_a_worker_is_handed_what_it_wants(make_pool: MakePool) -> None:
    original = Counted(b"x")
    make_pool("lie", *framed(Wanted(0), Opened())).open_fixed(original).close()
    assert original.handed == {0}


@pytest.mark.parametrize(
    "content",
    [
        PageContent(page=1, x_pt=0, y_pt=0, width_pt=1, height_pt=1),
        PageContent(page=0, x_pt=-1, y_pt=0, width_pt=1, height_pt=1),
        PageContent(page=0, x_pt=0, y_pt=float("nan"), width_pt=1, height_pt=1),
        PageContent(page=0, x_pt=0, y_pt=0, width_pt=0, height_pt=1),
        PageContent(page=0, x_pt=0, y_pt=0, width_pt=1, height_pt=float("inf")),
    ],
)
def test_a_lie_about_content_is_seen(content: PageContent) -> None:
    with pytest.raises(ProtocolViolation):
        check_content(content, page=0)


def test_a_part_larger_than_asked_for_is_refused() -> None:
    pixels = PagePixels(page=0, width_px=3, height_px=2, stride=12, data=bytes(24))
    clip = Clip(left=0, top=0, width=2, height=2)
    with pytest.raises(ProtocolViolation):
        check_pixels(pixels, page=0, clip=clip)
    assert check_pixels(pixels, page=0) is pixels


def test_parts_of_pages_and_their_content_come_from_the_worker(make_pool: MakePool) -> None:
    client = make_pool("honest").open_fixed(HeldOriginal(b"one\ntwo"))
    assert client.render(0, 1.0, Clip(left=5, top=5, width=7, height=9)).width_px == 7
    assert client.content(1).width_pt == 3
    client.close()
