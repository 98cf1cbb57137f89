from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.reading.comparing import STABLE, Compared, Manner, compared
from reader.text.fold import fold, fold_mapped, has_loose_signs

GREEK = "ΜΗΝΙΝ ΑΕΙΔΕ ΘΕΑ ΠΗΛΗΪΑΔΕΩ ΑΧΙΛΗΟΣ Ὀδυσσεὺς λόγος"
RUSSIAN = "ВСЕ СЧАСТЛИВЫЕ СЕМЬИ ПОХОЖИ ДРУГ НА ДРУГА, ёж и Йод"
MIXED = "Straße ﬁne… ½ İstanbul ÉCOLE e\u0301\u00ad كَتَبَ الوَلَدُ على گفتم ـــ 역사 ㄱ \u1112\u1161\u11ab か\u3099 ㎏"


@pytest.mark.parametrize("text", [GREEK, RUSSIAN, MIXED, "plain ASCII Text", ""])
def test_loose_form_is_what_folding_makes(text: str) -> None:
    assert Compared(text, Manner.LOOSE).text == fold(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@example("Ϊ\u0301Σ ΑΣ")
@example("ẞßſẛ")
@example("\u1e9e\u0130i\u0307")
def test_loose_form_and_spans_are_those_of_folding(text: str) -> None:
    made, mapped = Compared(text, Manner.LOOSE), fold_mapped(text)
    spaced = "".join(" " if each.isspace() and each != "\n" else each for each in mapped.text)
    if len(made.text) == len(mapped.text):
        assert "".join(" " if each.isspace() and each != "\n" else each for each in made.text) == spaced
        for start in range(len(made.text)):
            for end in range(start + 1, len(made.text) + 1):
                assert made.span(start, end) == mapped.span(start, end)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("café", "cafe\u0301"),
        ("a b", "a\u2028b"),
        ("می\u200cخواهم", "میخواهم"),
        ("ســلام", "سلام"),
        ("word", "wo\u00adrd"),
    ],
)
def test_exact_form_evens_out_what_nobody_sees(one: str, other: str) -> None:
    assert compared(one, Manner.EXACT) == compared(other, Manner.EXACT)


@pytest.mark.parametrize(("one", "other"), [("Café", "café"), ("café", "cafe"), ("كَتب", "كتب"), ("a\nb", "a b")])
def test_exact_form_keeps_case_accents_and_borders_of_blocks(one: str, other: str) -> None:
    assert Compared(one, Manner.EXACT).text != Compared(other, Manner.EXACT).text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_exact_spans_lead_back(text: str) -> None:
    made = Compared(text, Manner.EXACT)
    for start in range(len(made.text)):
        first, last = made.span(start, start + 1)
        assert 0 <= first < last <= len(text)


def test_what_is_called_stable_is() -> None:
    stable = [chr(code) for code in range(0x80, 0x10000) if re.match(f"[{STABLE}]", chr(code))]
    assert len(stable) > 30_000
    assert not [each for each in stable if fold(each) != each or has_loose_signs(each) or each.isspace()]


@pytest.mark.parametrize("text", [GREEK, RUSSIAN, MIXED])
def test_long_texts_are_compared_as_short_ones_are(text: str) -> None:
    long = f"{text} " * 60
    assert Compared(long, Manner.LOOSE).text == fold(long)
    assert Compared(long, Manner.EXACT).text == Compared(f"{text} ", Manner.EXACT).text * 60
