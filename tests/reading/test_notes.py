import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.excerpt import excerpt
from reader.reading.markup_walk import stretches
from reader.reading.notes import Call, Note, Text, find_note, is_mark
from reader.text.alignment import Alignment
from reader.text.markup import is_clean
from reader.text.model import Locator
from reader.text.pieces import Block, Packed, Run, Tag, pack

P = Tag("p", ' dir="ltr"')
SMALL = Tag("small")
CALL = Call(words="1", place=Locator(0, 30), into_block=20, is_raised=False)


def paragraph(text: str, *tags: Tag, anchor: str = "", inside: tuple[Tag, ...] = ()) -> Block:
    anchors = (anchor,) if anchor else ()
    return Block((*inside, Tag("p", ' dir="ltr"')), (Run(text, tags, anchors=anchors),))


def around(*blocks: Block) -> tuple[Text, dict[str, Locator]]:
    packed: Packed = pack(blocks)
    piece = packed.pieces[0]
    anchors = {name: Locator(0, offset) for name, offset in packed.anchors.items()}
    return Text(section=0, html=piece.html, text=piece.text, start=0), anchors


def shown(note: Note | None, text: Text) -> str | None:
    return None if note is None else text.text[note.start - text.start : note.end - text.start]


BODY = paragraph("A paragraph with a call in it, of some length.")


@pytest.mark.parametrize(
    "words",
    ["1", "12", "[3]", "(4)", "*", "**", "†", "‡", "a", "iv", "IV", "5.", "12a", "①", "note 5", "Anm. 3", "각주 3",
     "주3", "注1", "[註 2]", "حاشية ٣", "٣", "〔3〕", "※", " 7 ", "[BE1]"],
)  # fmt: skip
def test_marks(words: str) -> None:
    assert is_mark(words)


@pytest.mark.parametrize("words", ["", "chapter 3", "see", "↩", "^", "↑", "back", "Notes", "12345", "the end", "한글"])
def test_words_that_are_no_marks(words: str) -> None:
    assert not is_mark(words)


def test_a_small_note_is_shown_up_to_the_next_one() -> None:
    text, anchors = around(
        BODY,
        paragraph("1 The first note.", SMALL, anchor="a1"),
        paragraph("It goes on.", SMALL),
        paragraph("2 The second note.", SMALL, anchor="a2"),
    )
    assert shown(find_note(CALL, anchors["a1"], text, anchors), text) == "1 The first note.\nIt goes on.\n"


def test_an_item_of_a_list_is_a_note_as_a_whole() -> None:
    items, first, second = Tag("ol"), Tag("li", number=1), Tag("li", number=2)
    text, anchors = around(
        BODY,
        paragraph("First.", anchor="a1", inside=(items, first)),
        paragraph("More of it.", inside=(items, first)),
        paragraph("Second.", anchor="a2", inside=(items, second)),
    )
    assert shown(find_note(CALL, anchors["a1"], text, anchors), text) == "First.\nMore of it.\n"


def test_a_paragraph_that_leads_back_is_a_note() -> None:
    back = Tag("a", ' href="#a9"')
    note = Block((P,), (Run("Words of the note. ", anchors=("a1",)), Run("↩", (back,))))
    text, anchors = around(BODY, note, paragraph("Something else."))
    anchors["a9"] = Locator(0, 25)
    found = find_note(CALL, anchors["a1"], text, anchors)
    assert (
        shown(found, text) == "Words of the note. ↩\nSomething else.\n"
        or shown(found, text) == "Words of the note. ↩\n"
    )


def test_a_chapter_is_a_jump() -> None:
    heading = Block((Tag("h2", ' dir="ltr"'),), (Run("1 A chapter", anchors=("a1",)),))
    text, anchors = around(BODY, heading, paragraph("Its text."))
    assert find_note(CALL, anchors["a1"], text, anchors) is None


def test_a_page_in_an_index_is_a_jump() -> None:
    text, anchors = around(BODY, paragraph("Some paragraph of the text.", anchor="a1"), paragraph("Another."))
    index_entry = Call(words="45", place=Locator(3, 30), into_block=20)
    assert find_note(index_entry, anchors["a1"], text, anchors) is None


def test_the_way_back_from_a_note_is_a_jump() -> None:
    call = Tag("a", ' href="#a1"')
    body = Block((P,), (Run("Text before it ", anchors=("a9",)), Run("1", (call,)), Run(" and behind.")))
    text, anchors = around(body, paragraph("1 The note.", anchor="a1"))
    number_of_the_note = Call(words="1", place=anchors["a1"], into_block=0)
    assert find_note(number_of_the_note, anchors["a9"], text, anchors) is None
    assert find_note(number_of_the_note, Locator(0, 20), text, anchors) is None


def test_what_is_long_is_a_jump() -> None:
    text, anchors = around(BODY, paragraph("1 " + "Long. " * 1000, SMALL, anchor="a1"))
    assert find_note(CALL, anchors["a1"], text, anchors) is None


def test_a_raised_mark_needs_no_other_sign() -> None:
    text, anchors = around(BODY, paragraph("Plain words.", anchor="a1"), paragraph("Next.", anchor="a2"))
    raised = Call(words="1", place=Locator(0, 30), into_block=20, is_raised=True)
    assert shown(find_note(raised, anchors["a1"], text, anchors), text) == "Plain words.\n"
    assert find_note(CALL, anchors["a1"], text, anchors) is None


TAGS = [Tag("i"), Tag("b"), Tag("a", ' href="#a1"'), Tag("sup")]
LISTS = [(), (Tag("ol"), Tag("li", number=1)), (Tag("blockquote"),)]
RUNS = st.lists(
    st.builds(
        Run,
        st.text(st.sampled_from("ab &<>\"'한ع😀"), max_size=9),
        st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    ),
    max_size=4,
).map(tuple)
BLOCKS = st.lists(
    st.builds(lambda inside, runs: Block((*inside, Tag("p", ' dir="ltr"')), runs), st.sampled_from(LISTS), RUNS),
    min_size=1, max_size=7,
)  # fmt: skip


@given(BLOCKS, st.data())
def test_an_excerpt_is_clean_and_holds_the_same_characters(blocks: list[Block], data: st.DataObject) -> None:
    piece = pack(blocks).pieces[0]
    start = data.draw(st.integers(0, len(piece.text)))
    end = data.draw(st.integers(start, len(piece.text)))
    cut = excerpt(piece.html, piece.text, start, end)
    assert is_clean(cut)
    again = "".join(_texts(cut))
    assert Alignment(piece.text[start:end], again).exact


def _texts(html: str) -> list[str]:
    return [stretch.text for stretch in stretches(html)]


def test_a_list_begins_with_the_number_that_it_has_come_to() -> None:
    items = Tag("ol")
    text, _ = around(*(paragraph(f"Note {n}.", inside=(items, Tag("li", number=n))) for n in (1, 2, 3)))
    assert excerpt(text.html, text.text, 8, 16) == '<ol start="2"><li><p dir="ltr">Note 2.</p></li></ol>'
