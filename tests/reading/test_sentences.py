"""Where sentences end, in many writings, and how long ones are cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.sentences import LONGEST, sentences, short_stretches


def split(text: str, language: str = "") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["It rained.", "Nobody came!", "Why?", "(He knew.)", "“Stop!”", "She left…", "So did he."]),
        ("en", ["Mr. Smith met Dr. Wu at No. 7, cf. vol. 2.", "Then J. R. R. Tolkien spoke, e.g. of trees."]),
        ("en", ["“Stop!” he said.", "He waited... and left."]),
        ("en", ["1. The first thing.", "The second."]),
        ("en", ["It costs 3.14 dollars.", "See example.org for more."]),
        ("ko", ["그는 말했다.", "“가자!”", "정말?", "그래."]),
        ("zh", ["他说：“走吧。”", "然后离开了。", "真的吗？", "是！", "好。"]),
        ("ja", ["「行こう。」", "と彼は言った。", "本当？", "はい。"]),
        ("ar", ["هل هذا صحيح؟", "نعم، هو كذلك.", "ثم ذهب."]),
        ("ur", ["یہ ایک جملہ ہے۔", "یہ دوسرا ہے۔"]),
        ("hi", ["यह है।", "वह है।"]),
        ("el-GR", ["Τι κάνεις;", "Καλά."]),
        ("en", ["He came; she left."]),
        ("de", ["Am 3. Mai kam Dr. Müller, z. B. nach Hause.", "Dann ging er."]),
        ("ru", ["Это было в 1917 г. в Петрограде, на ул. Ленина.", "Потом он уехал."]),
        ("es", ["¿Quién es?", "¡La Sra. Gil!"]),
        ("fr", ["Où ?", "Ici !"]),
        ("am", ["ሰላም።", "እንዴት ነህ?"]),
    ],
)
def test_sentences(language: str, parts: list[str]) -> None:
    joined = " ".join(parts) if language not in {"zh", "ja"} else "".join(parts)
    assert split(joined, language) == parts


def test_lines_of_a_poem_are_said_one_by_one() -> None:
    assert split("Line one\u2028line two") == ["Line one", "line two"]


@given(st.text(), st.sampled_from(["", "en", "ko", "zh", "de", "el"]))
def test_nothing_is_lost_and_nothing_said_twice(text: str, language: str) -> None:
    found = sentences(text, language)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())


@given(st.text(min_size=1), st.integers(1, 60))
def test_long_sentences_are_cut_into_what_a_voice_says_in_one_go(text: str, times: int) -> None:
    long = text * times
    parts = list(short_stretches(long, 0, len(long)))
    assert all(0 < end - start <= LONGEST for start, end in parts)
    assert "".join("".join(long[start:end] for start, end in parts).split()) == "".join(long.split())


def test_a_long_sentence_is_cut_behind_a_clause_if_it_has_one_and_else_between_words() -> None:
    clauses = "one two three four five six seven eight, " * 12
    assert all(clauses[start:end].endswith(",") for start, end in short_stretches(clauses, 0, len(clauses)))
    words = "word " * 200
    assert {words[start:end][-4:] for start, end in short_stretches(words, 0, len(words))} == {"word"}
