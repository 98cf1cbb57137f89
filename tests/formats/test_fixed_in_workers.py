"""Documents of fixed pages inside a worker's walls: read, drawn, and refused when they are made to harm."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from PIL import Image

from reader.errors import DocumentRefused, WorkerError
from reader.text.model import FixedPages, ParseEvent
from reader.workers.pool import WorkerPool
from reader.workers.supply import HeldOriginal
from tests.formats.makers import ENGLISH, pdf, picture
from tests.formats.makers_pdf import Placed, assembled, placed, stream
from tests.formats.test_comic_format import INFO, cbz
from tests.formats.test_image_format import SVG, saved


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with_spare = WorkerPool(spares=1)
    yield with_spare
    with_spare.close()


def chunks(data: bytes) -> list[bytes]:
    return [data[start : start + 1024 * 1024] for start in range(0, len(data), 1024 * 1024)]


def parsed(pool: WorkerPool, data: bytes) -> list[ParseEvent]:
    _, *events = pool.parse(chunks(data))
    return events  # type: ignore[return-value]  # the first says the kind


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    **{kind: lambda kind=kind: picture(kind) for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP", "AVIF")},  # type: ignore[misc]
    "tiff": lambda: saved(Image.new("CMYK", (40, 30)), "TIFF", save_all=True, append_images=[Image.new("1", (9, 9))],
                          compression="tiff_deflate"),
    "transparent": lambda: picture("WEBP", mode="RGBA"),
    "sixteen": lambda: picture("PNG", mode="I;16"),
    "drawing": lambda: SVG.format("<text>a</text>").encode(),
    "comic": lambda: cbz({"1.avif": picture("AVIF"), "2.jpg": picture("JPEG"), "ComicInfo.xml": INFO},
                         zipfile.ZIP_DEFLATED),
    "pdf": lambda: pdf(ENGLISH, pages=2),
    "vertical": lambda: placed([Placed(500, 700, "すべての人間は", vertical=True)]),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_worker_reads_it_draws(pool: WorkerPool, name: str) -> None:
    data = DOCUMENTS[name]()
    events = parsed(pool, data)
    count = len(next(event for event in events if isinstance(event, FixedPages)).pages)
    client = pool.open_fixed(HeldOriginal(data))
    for page in range(count):
        pixels = client.render(page, 0.5)
        assert pixels.width_px * pixels.height_px > 0
        assert client.text(page).page == page
    client.close()


def one_page(content: bytes, *others: bytes, resources: bytes = b"") -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 612 792] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << %s >> >>" % resources,
            content,
            *others,
        ]
    )


def flate(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


def _doubled(number: int) -> str:
    """A group that shows the group before it twenty times."""
    inside = f"<use href='#g{number - 1}'/>" * 20 if number else "<rect width='1' height='1'/>"
    return f"<g id='g{number}'>{inside}</g>" + ("<use href='#g11'/>" if number == 11 else "")


BOMBS: dict[str, Callable[[], bytes]] = {
    "text without end": lambda: one_page(
        flate(b"BT /F 9 Tf " + b"(aaaaaaaa) Tj " * 12_000_000 + b"ET"),
        resources=b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
    ),
    "a form in itself": lambda: one_page(
        stream(b"/X Do"),
        stream(b"/X Do /X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"),
        resources=b"/XObject << /X 5 0 R >>",
    ),
    "pages": lambda: assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 100000 /Kids [%s] >>" % b" ".join(b"%d 0 R" % (3 + n) for n in range(100_000)),
            *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * 100_000,
        ]
    ),
    "comic": lambda: cbz({"1.png": picture("PNG")[:60] + bytes(120_000_000)}, zipfile.ZIP_DEFLATED),
    "drawing": lambda: SVG.format(f"<defs>{''.join(_doubled(number) for number in range(12))}</defs>").encode(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_harms_its_worker_alone(pool: WorkerPool, name: str) -> None:
    with suppress(DocumentRefused, WorkerError):
        parsed(pool, BOMBS[name]())
    assert parsed(pool, picture("PNG"))
