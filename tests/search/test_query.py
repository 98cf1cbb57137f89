"""Reading queries."""

from __future__ import annotations

import pytest
import sqlcipher3  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from reader.search.query import Query, Term, match_all, match_any, parse


def term(*words: str, prefix: bool = False) -> Term:
    return Term(words, prefix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Query()),
        ("Red door", Query(((term("red"),), (term("door"),)))),
        ('"Red door"', Query(((term("red", "door"),),))),
        ("“red door", Query(((term("red", "door"),),))),
        ("do*", Query(((term("do", prefix=True),),))),
        ('"red do"*', Query(((term("red", "do", prefix=True),),))),
        ("red OR blue door", Query(((term("red"), term("blue")), (term("door"),)))),
        ("red or blue", Query(((term("red"),), (term("or"),), (term("blue"),)))),
        ("OR red", Query(((term("red"),),))),
        ("red OR", Query(((term("red"),),))),
        ("red OR OR blue", Query(((term("red"), term("blue")),))),
        ("red -blue", Query(((term("red"),),), (term("blue"),))),
        ('red -"dark blue"', Query(((term("red"),),), (term("dark", "blue"),))),
        ("red - blue", Query(((term("red"),), (term("blue"),)))),
        ("don't", Query(((term("don", "t"),),))),
        ("역사", Query(((term("역", "사"),),))),
        ("「人民」", Query(((term("人", "民"),),))),
        ("كِتَابٌ", Query(((term("كتاب"),),))),
        ("* ( ) : ^ +", Query()),
    ],
)
def test_reading(text: str, expected: Query) -> None:
    assert parse(text) == expected


def test_while_typing_the_last_word_is_a_beginning() -> None:
    assert parse("red do", typing=True) == Query(((term("red"),), (term("do", prefix=True),)))
    assert parse("red d", typing=True) == Query(((term("red"),), (term("d"),)))
    assert parse("red do ", typing=True) == parse("red do")
    assert parse("red do.", typing=True) == parse("red do")


def test_a_term_that_stands_twice_is_wanted_once() -> None:
    assert parse("a b a").wanted == (term("a"), term("b"))


FRAGMENTS = st.sampled_from(
    ['"', "*", "-", " ", "OR", "AND", "NOT", "NEAR(", ")", "^", ":", "{", "}", "+", "a", "역", "\0"]
)


@given(st.one_of(st.text(), st.lists(FRAGMENTS).map("".join)), st.booleans())
def test_any_string_is_a_query_that_sqlite_takes(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    connection = sqlcipher3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a, b, content='', tokenize='ascii')")
    for expression in (match_any(query.wanted), match_any(query.excluded), match_all(query.required)):
        if expression:
            assert connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall() == []
    connection.close()
