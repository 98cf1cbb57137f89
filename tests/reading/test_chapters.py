from hypothesis import given
from hypothesis import strategies as st

from reader.reading.chapters import Chapters
from reader.reading.footer_choice import FooterChoice, Left, Where, decoded
from reader.reading.kept import encoded
from reader.text.model import Locator, OutlineEntry


def entry(title: str, level: int, section: int, offset: int = 0) -> OutlineEntry:
    return OutlineEntry(title=title, level=level, target=Locator(section, offset))


BOOK = Chapters(
    [entry("One", 1, 0, 100), entry("One A", 2, 0, 200), entry("One B", 2, 1), entry("Two", 1, 2), entry("Three", 1, 3)]
)


def test_the_chapter_of_a_place() -> None:
    assert BOOK.at(Locator(0, 99)) is None
    found = [BOOK.at(place) for place in (Locator(0, 100), Locator(0, 999), Locator(2, 5))]
    assert [chapter.title for chapter in found if chapter is not None] == ["One", "One A", "Two"]


def test_a_chapter_ends_with_all_its_parts() -> None:
    assert BOOK.end_of(Locator(0, 150)) == Locator(2)
    assert BOOK.end_of(Locator(0, 250)) == Locator(1)
    assert BOOK.end_of(Locator(1, 5)) == Locator(2)
    assert BOOK.end_of(Locator(3, 5)) is None
    assert BOOK.end_of(Locator(0, 0)) == Locator(0, 100)


def test_from_chapter_to_chapter() -> None:
    def title(chapter: object) -> str:
        return getattr(chapter, "title", "")

    assert title(BOOK.after(Locator(0, 0))) == "One"
    assert title(BOOK.after(Locator(0, 100))) == "One A"
    assert title(BOOK.before(Locator(2, 1))) == "Two"
    assert title(BOOK.before(Locator(2, 0))) == "One B"
    assert BOOK.before(Locator(0, 100)) is None
    assert BOOK.after(Locator(3, 0)) is None


def test_sections_stand_in_for_a_table_that_is_missing() -> None:
    sections = Chapters((), ["One", "", "Three"])
    assert [chapter.start for chapter in sections.all] == [Locator(0), Locator(1), Locator(2)]
    assert sections.end_of(Locator(1, 4)) == Locator(2)


def test_a_book_in_one_part_is_divided_by_what_is_in_it() -> None:
    book = Chapters([entry("The book", 1, 0), entry("One", 2, 0, 5), entry("Two", 2, 1)])
    assert [chapter.title for chapter in book.main()] == ["The book", "One", "Two"]
    assert [chapter.title for chapter in BOOK.main()] == ["One", "Two", "Three"]


ENTRIES = st.lists(
    st.builds(entry, st.text(max_size=3), st.integers(1, 4), st.integers(0, 5), st.integers(0, 50)), max_size=20
)


@given(ENTRIES, st.integers(0, 6), st.integers(0, 60))
def test_places_and_chapters_agree(entries: list[OutlineEntry], section: int, offset: int) -> None:
    chapters, place = Chapters(entries), Locator(section, offset)
    at, after, before, end = chapters.at(place), chapters.after(place), chapters.before(place), chapters.end_of(place)
    assert at is None or at.start <= place
    assert after is None or after.start > place
    assert before is None or before.start < place
    assert end is None or (end > place and after is not None and end >= after.start)


def test_a_click_goes_round_and_comes_back() -> None:
    choice = FooterChoice()
    assert [choice.left, choice.other_left().left, choice.other_left().other_left().left] == [
        Left.BOOK, Left.CHAPTER, Left.NOTHING,
    ]  # fmt: skip
    assert choice.other_left().other_left().other_left() == choice
    for is_paged in (False, True):
        other = choice.other_where(is_paged=is_paged)
        assert choice.shows_page(is_paged=is_paged) is is_paged
        assert other.shows_page(is_paged=is_paged) is not is_paged
        assert other.where is (Where.PERCENT if is_paged else Where.PAGE)
        assert other.other_where(is_paged=is_paged).shows_page(is_paged=is_paged) is is_paged
    assert decoded(encoded(choice.other_left())) == choice.other_left()
    assert decoded("{") == decoded(None) == decoded('{"where": "moon"}') == FooterChoice()
