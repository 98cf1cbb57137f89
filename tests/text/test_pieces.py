"""Pieces hold whole blocks, keep to the limit, and join to the canonical text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.bidi import balanced
from reader.text.markup import clean, is_clean
from reader.text.model import PIECE_LIMIT_BYTES
from reader.text.pieces import Block, Packed, Run, Tag, break_run, image_run, pack

LIMIT = 200
BOLD = Tag("b")


def paragraph(*runs: str | Run) -> Block:
    return Block((Tag("p"),), tuple(Run(run) if isinstance(run, str) else run for run in runs))


def shown(markup: str) -> str:
    """The letters of a piece's markup, without white space."""
    return re.sub(r"\s+", "", html.unescape(re.sub("<[^>]*>", "", re.sub("<img[^>]*>", "\ufffc", markup))))


def check(packed: Packed, limit: int = LIMIT) -> str:
    offset = 0
    for piece in packed.pieces:
        assert piece.start == offset
        assert len(piece.text.encode()) <= limit
        assert piece.text.endswith("\n")
        assert is_clean(piece.html), piece.html
        assert shown(piece.html) == re.sub(r"\s+", "", piece.text)
        offset += len(piece.text)
    return "".join(piece.text for piece in packed.pieces)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("ab 。. "), max_size=300)
RUNS = st.lists(
    st.builds(Run, TEXTS, st.sampled_from([(), (BOLD,), (BOLD, Tag("i"))]))
    | st.just(break_run())
    | st.just(image_run('<img src="res:r1.png">')),
    max_size=4,
).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> list[Block]:
    blocks = [Block((Tag("p"),), draw(RUNS)) for _ in range(draw(st.integers(0, 4)))]
    items = Tag("ol")
    for number in range(1, draw(st.integers(1, 5))):
        item = Tag("li", number=number)
        blocks += [Block((items, item, Tag("p")), draw(RUNS)) for _ in range(draw(st.integers(1, 3)))]
    table, body = Tag("table"), Tag("tbody")
    for _ in range(draw(st.integers(0, 3))):
        row = Tag("tr")
        blocks += [Block((table, body, row, Tag("td")), draw(RUNS)) for _ in range(3)]
    lines = Tag("pre")
    return blocks + [Block((lines,), (Run(f"line {number}"),)) for number in range(draw(st.integers(0, 9)))]


@given(rows())
def test_any_row_packs(blocks: list[Block]) -> None:
    text = check(pack(blocks, LIMIT))
    assert re.sub(r"\n", "", text) == re.sub(r"\n", "", "".join(block.text for block in blocks))


def test_short_section_is_one_piece() -> None:
    packed = pack([paragraph("One."), paragraph("Two ", Run("bold", (BOLD,)), break_run(), "end")])
    assert [piece.text for piece in packed.pieces] == ["One.\nTwo bold\u2028end\n"]
    assert packed.pieces[0].html == "<p>One.</p><p>Two <b>bold</b><br>end</p>"


def test_long_paragraph_is_cut_behind_a_sentence() -> None:
    packed = pack([paragraph("인간은 존엄하다. " * 20)], LIMIT)
    check(packed)
    assert len(packed.pieces) > 1
    assert all(piece.text.rstrip().endswith(".") for piece in packed.pieces)


def test_a_paragraph_without_spaces_is_cut_too() -> None:
    text = check(pack([paragraph("가" * 500)], LIMIT))
    assert text.replace("\n", "") == "가" * 500


def test_the_real_limit_holds() -> None:
    check(pack([paragraph("Word and word. " * 9000)]), PIECE_LIMIT_BYTES)


def test_anchors_are_offsets_in_the_section() -> None:
    packed = pack(
        [paragraph("x" * 150), paragraph("ab", Run("cd", anchors=("here",))), paragraph(Run("", anchors=("e",)))], LIMIT
    )
    assert packed.anchors == {"here": 153, "e": 156}


def test_anchors_survive_a_cut() -> None:
    packed = pack([paragraph("Sentence one. " * 30, Run("goal", anchors=("goal",)))], LIMIT)
    text = check(packed)
    assert text[packed.anchors["goal"] :].startswith("goal")


def test_one_run_cut_many_times_names_its_beginning_once() -> None:
    packed = pack([paragraph("a", Run("b" * 1000, anchors=("long",)), Run("c", anchors=("last",)))], LIMIT)
    text = check(packed)
    assert text.replace("\n", "") == "a" + "b" * 1000 + "c"
    assert text[packed.anchors["long"] - 1 :].startswith("ab")
    assert text[packed.anchors["last"] :] == "c\n"


@pytest.mark.slow
def test_a_line_as_long_as_a_file_takes_linear_time() -> None:
    """The time limit of the whole test is what fails: cutting piece by piece from the rest took 3 minutes."""
    text = "b" * (60 * 1024 * 1024)
    assert sum(len(piece.text) - 1 for piece in pack([paragraph(text)]).pieces) == len(text)


def test_a_list_goes_on_with_its_number_and_an_item_without_a_bullet() -> None:
    items = Tag("ol")
    blocks = [Block((items, Tag("li", number=number)), (Run("x" * 90),)) for number in (1, 2, 3)]
    assert pack(blocks, LIMIT).pieces[1].html.startswith('<ol start="3"><li>')
    item = Tag("li", number=1)
    inside = [Block((items, item, Tag("p")), (Run("x" * 150),)) for _ in range(2)]
    assert pack(inside, LIMIT).pieces[1].html.startswith('<div style="margin-left:32px"><p>')


def test_preformatted_lines_share_one_element() -> None:
    lines = Tag("pre")
    packed = pack([Block((lines,), (Run("a  b"),)), Block((lines,), ()), Block((lines,), (Run("\tc"),))])
    assert packed.pieces[0].html == "<pre>a  b\n\n\tc</pre>"
    assert packed.pieces[0].text == "a  b\n\n\tc\n"


def test_a_heading_stays_with_what_follows() -> None:
    blocks = [paragraph("x" * 100), paragraph("x" * 60), Block((Tag("h2"),), (Run("Head"),)), paragraph("y" * 80)]
    assert pack(blocks, LIMIT).pieces[1].text.startswith("Head")


@pytest.mark.parametrize("blocks", [[], [Block((Tag("hr"),))]])
def test_little_or_nothing(blocks: list[Block]) -> None:
    packed = pack(blocks)
    assert [clean(piece.html) for piece in packed.pieces] == ["<hr>"] * len(blocks)


def test_what_turns_text_round_ends_with_each_part_of_a_cut_block() -> None:
    check(packed := pack([paragraph("\u202e" + "abc " * 100 + "\u202c" + "\u2067def " * 30)], 400), 400)
    assert len(packed.pieces) > 1
    for piece in packed.pieces:
        assert balanced([piece.text.removesuffix("\n")]) == [piece.text.removesuffix("\n")]
