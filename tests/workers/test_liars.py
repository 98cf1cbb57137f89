"""A worker that was taken over: each lie costs it its life, and the desk one error."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
import pytest

from reader.errors import DamagedFile, ProtocolViolation, WorkerDied
from reader.text.model import Metadata, PagePixels, PageText, Piece, Section
from reader.workers.pool import FixedClient, TimeLimits, WorkerPool
from reader.workers.protocol import MAX_ANSWER_BYTES, Done, Opened, PageRead, Recognised, Refused, Rendered, encode
from reader.workers.supply import HeldOriginal
from tests.workers.test_pool import children, wait_until

MakePool = Callable[..., WorkerPool]


def framed(*messages: msgspec.Struct | bytes) -> list[str]:
    """Frames as children.py takes them."""
    bodies = [message if isinstance(message, bytes) else encode(message) for message in messages]
    return [(len(body).to_bytes(4, "little") + body).hex() for body in bodies]


KIND = Recognised("epub")
SECTION = Section(index=0, pieces=(Piece(html="<p>x</p>", text="x\n", start=0),))
LIES = {
    "nonsense": framed(b"nonsense"),
    "an empty frame": framed(b""),
    "a length beyond the limit": [(MAX_ANSWER_BYTES + 1).to_bytes(4, "little").hex()],
    "a length of four gigabytes": ["ffffffff"],
    "no kind": framed(Metadata(), SECTION, Done()),
    "a kind that is none": framed(Recognised("../x"), Metadata(), SECTION, Done()),
    "two kinds": framed(KIND, KIND),
    "done before anything": framed(KIND, Done()),
    "done without a section": framed(KIND, Metadata(), Done()),
    "an answer to another question": framed(KIND, Metadata(), Opened()),
    "pixels": framed(KIND, Rendered(PagePixels(page=0, width_px=1, height_px=1, stride=4, data=b"1234"))),
    "a refusal of no kind": framed(Refused("SystemExit")),
    "a script": framed(
        KIND, Metadata(), Section(index=0, pieces=(Piece(html="<script>x</script>", text="x\n", start=0),)), Done()
    ),
    "sections out of order": framed(KIND, Metadata(), SECTION, SECTION, Done()),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_ends_the_worker(make_pool: MakePool, lie: str) -> None:
    before = children()
    with pytest.raises(ProtocolViolation):
        list(make_pool("lie", *LIES[lie]).parse([b"x"]))
    wait_until(lambda: children() == before)


def test_an_honest_one_from_the_same_script_passes(make_pool: MakePool) -> None:
    """Or the lies above might fail for another reason."""
    events = list(make_pool("lie", *framed(KIND, Metadata(), SECTION, Done())).parse([b"x"]))
    assert events == [KIND, Metadata(), SECTION]


def test_a_refusal_in_the_middle_is_a_refusal(make_pool: MakePool) -> None:
    with pytest.raises(DamagedFile):
        list(make_pool("lie", *framed(KIND, Metadata(), SECTION, Refused("DamagedFile"))).parse([b"x"]))


def test_a_frame_that_never_ends_is_not_waited_for(make_pool: MakePool) -> None:
    pool = make_pool("lie", "ff000000" + "00" * 10, limits=TimeLimits(parse_s=0.5))
    started_s = time.monotonic()
    with pytest.raises(Exception, match="too long"):
        list(pool.parse([b"x"]))
    assert time.monotonic() - started_s < 10


def open_liar(make_pool: MakePool, *frames: str) -> FixedClient:
    return make_pool("lie", *framed(Opened()), *frames).open_fixed(HeldOriginal(b"x"))


@pytest.mark.parametrize(
    "answer",
    [
        Rendered(PagePixels(page=1, width_px=1, height_px=1, stride=4, data=b"1234")),
        Rendered(PagePixels(page=0, width_px=1000, height_px=1000, stride=4000, data=b"1234")),
        PageRead(PageText(page=0, text="x", boxes=(), links=())),
        Opened(),
        b"nonsense",
    ],
)
def test_a_lie_about_a_page_ends_the_worker(make_pool: MakePool, answer: msgspec.Struct | bytes) -> None:
    before = children()
    client = open_liar(make_pool, *framed(answer))
    with pytest.raises(ProtocolViolation):
        client.render(0, 1.0)
    wait_until(lambda: children() == before)
    with pytest.raises(WorkerDied):
        client.text(0)


def test_a_lie_at_opening_ends_the_worker(make_pool: MakePool) -> None:
    before = children()
    with pytest.raises(ProtocolViolation):
        make_pool("lie", *framed(Done())).open_fixed(HeldOriginal(b"x"))
    wait_until(lambda: children() == before)
