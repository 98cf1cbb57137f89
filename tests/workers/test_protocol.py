"""Messages are the agreed ones or a ProtocolViolation, whatever the bytes."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DamagedFile, ProtocolViolation
from reader.platform.base import SandboxReport
from reader.text import model
from reader.workers import protocol

ANSWERS = [
    protocol.Ready(
        SandboxReport(system_calls_filtered=True, landlock_abi=0, no_new_privileges=True, memory_limit_bytes=1)
    ),
    protocol.NoSandbox("why"),
    protocol.Recognised("epub"),
    protocol.Member("a/b.txt", 3),
    protocol.MemberChunk(b"abc"),
    protocol.MemberRefused("a/c.txt", "LockedFile", "why"),
    protocol.Opened(),
    protocol.Rendered(model.PagePixels(page=0, width_px=1, height_px=1, stride=4, data=b"1234")),
    protocol.PageRead(model.PageText(page=0, text="x", boxes=(), links=())),
    protocol.Refused("DamagedFile", "why"),
    protocol.Done(),
    model.Metadata(title="t", authors=("a",), direction=model.Direction.RTL),
    model.Section(index=0, pieces=(model.Piece(html="<p>x</p>", text="x\n", start=0),)),
    model.Resource(name="a", media_type="image/png", width_px=1, height_px=1, data=b"x"),
    model.Cover(media_type="image/png", width_px=1, height_px=1, data=b"x"),
    model.Outline(entries=(model.OutlineEntry(title="t", level=1, target=model.Locator(0, 0)),)),
    model.Anchors(targets={"a": model.Locator(0, 1)}),
    model.FixedPages(pages=(model.PageSize(width_pt=1, height_pt=1),)),
    model.Simplified(what="mathml"),
    model.Progress(done=1, total=2),
]
REQUESTS = [
    protocol.Parse(),
    protocol.OpenFixed(),
    protocol.Chunk(b"x"),
    protocol.End(),
    protocol.RenderPage(1, 1.5),
    protocol.ReadPage(1),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_come_back_as_they_were(answer: msgspec.Struct) -> None:
    assert protocol.decode_answer(protocol.encode(answer)) == answer


@pytest.mark.parametrize("request_sent", REQUESTS)
def test_requests_come_back_as_they_were(request_sent: msgspec.Struct) -> None:
    assert protocol.decode_request(protocol.encode(request_sent)) == request_sent


@given(st.binary(max_size=200))
def test_random_bytes_are_a_violation(body: bytes) -> None:
    for decode in (protocol.decode_answer, protocol.decode_request):
        with pytest.raises(ProtocolViolation):
            decode(body)


@given(st.sampled_from(ANSWERS), st.data())
def test_a_flipped_byte_is_an_answer_or_a_violation(answer: msgspec.Struct, data: st.DataObject) -> None:
    body = bytearray(protocol.encode(answer))
    body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProtocolViolation):
        assert isinstance(protocol.decode_answer(bytes(body)), msgspec.Struct)


def nested(depth: int) -> bytes:
    return b"\x82\xa4type\xa4Done\xa1x" + b"\x91" * depth


@pytest.mark.parametrize(
    "body",
    [
        b"",
        nested(100_000),
        b"\x81\xa4type\xa6System",
        b"\x82\xa4type\xaaSimplified\xa4what\xa2\xff\xfe",
        b"\x82\xa4type\xaaSimplified\xa4what\xa3\xed\xa0\x80",
        b"\x82\xa4type\xaaSimplified\xa4what\xdb\xff\xff\xff\xff",
        protocol.encode(protocol.Done()) + b"x",
    ],
    ids=["nothing", "deep", "unknown tag", "not utf-8", "surrogate", "longer than itself", "left over"],
)
def test_hostile_bytes_are_a_violation(body: bytes) -> None:
    with pytest.raises(ProtocolViolation):
        protocol.decode_answer(body)


def test_refusals_name_errors_of_ours() -> None:
    error = protocol.refusal(protocol.Refused("DamagedFile", "a\nb\x1b[31m" + "c" * 1000))
    assert isinstance(error, DamagedFile)
    assert error.detail.startswith("ab[31mccc")
    assert len(error.detail) == protocol.MAX_DETAIL_CHARACTERS


@pytest.mark.parametrize("code", ["", "DocumentRefused", "HearthError", "WrongPassphrase", "Exception", "__doc__"])
def test_refusals_can_name_nothing_else(code: str) -> None:
    with pytest.raises(ProtocolViolation):
        protocol.refusal(protocol.Refused(code))


A_PIECE = model.Piece(html="", text="", start=0)
AN_ENTRY = model.OutlineEntry(title="", level=1, target=model.Locator(0))
A_PAGE = model.PageSize(width_pt=1, height_pt=1)
A_BOX = model.TextBox(offset=0, length=0, x_pt=0, y_pt=0, width_pt=0, height_pt=0)


@pytest.mark.parametrize(
    "answer",
    [
        model.Metadata(authors=("ab",) * (model.MAX_NAMES + 1)),
        model.Metadata(subjects=("ab",) * (model.MAX_NAMES + 1)),
        model.Section(index=0, pieces=(A_PIECE,) * (model.MAX_PIECES + 1)),
        model.Outline(entries=(AN_ENTRY,) * (model.MAX_TARGETS + 1)),
        model.Anchors(targets={str(number): model.Locator(0) for number in range(model.MAX_TARGETS + 1)}),
        model.FixedPages(pages=(A_PAGE,) * (model.MAX_PAGES + 1)),
        protocol.PageRead(model.PageText(page=0, text="", boxes=(A_BOX,) * (model.MAX_BOXES + 1), links=())),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_row_too_long_is_refused_before_it_takes_memory(answer: msgspec.Struct) -> None:
    """Most of its elements are not even there, and that is not what it is refused for."""
    with pytest.raises(ProtocolViolation) as caught:
        protocol.decode_answer(protocol.encode(answer)[:300])
    assert "of length <=" in str(caught.value.__cause__)
