"""Lines that a file brings along."""

from __future__ import annotations

from reader.formats.names import MAX_LINE_CHARACTERS, one_line


def test_what_persian_needs_between_its_letters_stays() -> None:
    assert one_line("می\u200cخواهم\nبخوانم") == "می\u200cخواهم بخوانم"


def test_controls_go_and_long_lines_are_cut() -> None:
    assert one_line("a\x00b\x85c\u2028d\ud800") == "a b c d"
    assert one_line(None) == ""
    assert len(one_line("word " * 1000)) <= MAX_LINE_CHARACTERS
