import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.going import Destination, Fault, Pages, Wish, destination, read_wish
from reader.reading.numerals import number_of, plain_digits

LABELS = ("i", "ii", "iii", "iv", "1", "2", "3")


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("57 %", 0.57), ("57%", 0.57), ("%57", 0.57), ("57,5 %", 0.575), ("57.5%", 0.575), ("٥٧٪", 0.57),
        ("٥٧ ٪", 0.57), ("٥٧٫٥٪", 0.575), ("۵۷٪", 0.57), ("５７％", 0.57), ("57 퍼센트", 0.57), ("57프로", 0.57),
        ("오십칠 %", 0.57), ("57 percent", 0.57), ("57 per cent", 0.57), ("百分之五十七", 0.57),
        ("0%", 0.0), ("100 %", 1.0), ("57 في المئة", 0.57),
    ],
)  # fmt: skip
def test_per_cent_in_many_ways(typed: str, fraction: float) -> None:
    wish = read_wish(typed)
    assert isinstance(wish, Wish)
    assert wish.fraction == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("57", 57), (" 57 ", 57), ("p. 57", 57), ("p57", 57), ("page 57", 57), ("Page 57", 57), ("57쪽", 57),
        ("57 페이지", 57), ("오십칠", 57), ("오십칠 쪽", 57), ("五十七", 57), ("第五十七页", 57), ("百二", 102),
        ("천이백", 1200),
        ("٥٧", 57), ("صفحة ٥٧", 57), ("۵۷", 57), ("#57", 57), ("５７", 57), ("二〇二", 202), ("만", 10_000),
    ],
)  # fmt: skip
def test_pages_in_many_ways(typed: str, number: int) -> None:
    wish = read_wish(typed)
    assert isinstance(wish, Wish)
    assert wish.fraction is None
    assert wish.number == number


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY), ("  ", Fault.EMPTY), ("101 %", Fault.BEYOND), ("many %", Fault.NOT_UNDERSTOOD),
        ("%", Fault.NOT_UNDERSTOOD), ("5" * 41, Fault.NOT_UNDERSTOOD), ("-5 %", Fault.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said(typed: str, fault: Fault) -> None:
    found = read_wish(typed)
    if isinstance(found, Wish):
        found = destination(found, Pages(count=10))  # type: ignore[assignment]  # a fault, or the assertion fails
    assert found is fault


def reach(typed: str, pages: Pages) -> Destination | Fault:
    wish = read_wish(typed)
    return destination(wish, pages) if isinstance(wish, Wish) else wish


def test_what_is_written_on_a_fixed_page_goes_before_its_number() -> None:
    pages = Pages(labels=LABELS)
    assert reach("iv", pages) == reach("IV", pages) == Destination(page=4, of=7)
    assert reach("1", pages) == reach("١", pages) == Destination(page=5, of=7)
    assert reach("7", pages) == Destination(page=7, of=7)
    assert reach("8", pages) is Fault.BEYOND
    assert reach("0", pages) is Fault.BEYOND
    assert reach("x", pages) is Fault.NO_SUCH_PAGE


def test_fixed_pages_without_labels_are_counted() -> None:
    pages = Pages(labels=("", "", ""))
    assert reach("2", pages) == Destination(page=2, of=3)
    assert reach("iv", pages) is Fault.NOT_UNDERSTOOD


def test_printed_pages_go_before_counted_ones() -> None:
    pages = Pages(has_printed=lambda label: label in {"iv", "57"}, has_printed_pages=True, count=400)
    assert reach("57", pages) == reach("٥٧", pages) == Destination(printed="57")
    assert reach("iv", pages) == Destination(printed="iv")
    assert reach("58", pages) is Fault.NO_SUCH_PAGE


def test_text_without_any_pages_knows_per_cent_only() -> None:
    assert reach("57", Pages()) is Fault.NO_PAGES
    assert reach("57 %", Pages()) == Destination(fraction=0.57)
    assert reach("57", Pages(count=56)) is Fault.BEYOND
    assert reach("56", Pages(count=56)) == Destination(page=56, of=56)
    assert reach("chapter", Pages(count=56)) is Fault.NOT_UNDERSTOOD


@given(st.text(max_size=60), st.integers(0, 300), st.lists(st.text(max_size=4), max_size=9))
def test_whatever_is_typed_leads_inside_the_document_or_nowhere(typed: str, count: int, labels: list[str]) -> None:
    found = reach(typed, Pages(labels=labels, count=count))
    if isinstance(found, Destination):
        assert found.fraction is None or 0 <= found.fraction <= 1
        assert found.page is None or 1 <= found.page <= (len(labels) or count)


@given(st.integers(0, 999_999), st.sampled_from("0٠۰०߀０"))
def test_numbers_in_any_script_are_the_same_number(number: int, zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert number_of(typed) == number
    assert plain_digits(typed) == str(number)


@given(st.integers(1, 9999))
def test_numbers_in_han_are_read_as_they_are_written(number: int) -> None:
    han = ""
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        han += ("" if not digit else "" if digit == 1 and power > 1 else "一二三四五六七八九"[digit - 1]) + (
            sign if digit else ""
        )
    assert number_of(han) == number


@given(st.floats(0, 100, allow_nan=False), st.sampled_from(["%", " %", "٪", " 퍼센트"]))
def test_every_per_cent_between_its_ends_is_understood(value: float, sign: str) -> None:
    wish = read_wish(f"{value:.3f}{sign}")
    assert isinstance(wish, Wish)
    assert wish.fraction == pytest.approx(value / 100, abs=1e-5)
