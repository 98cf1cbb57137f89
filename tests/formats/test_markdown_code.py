"""Code in Markdown: keywords bold, comments in italics, and no text that takes a lexer long."""

from __future__ import annotations

import time

import pytest

from reader.formats.markdown_code import DOCUMENT_BUDGET, LANGUAGES, MAX_BLOCK_CHARACTERS, Highlighter


def highlighted(code: str, language: str) -> str:
    return Highlighter().html(code, language)


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("if x: # if\n  'if'", "python", "<b>if</b> x: <i># if</i>\n  'if'"),
        ('const a = "//"; // b', "JS", '<b>const</b> a = "//"; <i>// b</i>'),
        ("SELECT a -- b", "sql", "<b>SELECT</b> a <i>-- b</i>"),
        ("<p>a</p><!-- b -->", "html", "&lt;p&gt;a&lt;/p&gt;<i>&lt;!-- b --&gt;</i>"),
        ("/* a\nb */ int c;", "c", "<i>/* a\nb */</i> <b>int</b> c;"),
        ("#include <x>\n", "cpp", "#include &lt;x&gt;\n"),
        ("if ($a) {}", "php", "<b>if</b> ($a) {}"),
        ("\n\n  if x\n\n", "py", "\n\n  <b>if</b> x\n\n"),
        ("if x", "unknown", "if x"),
        ("if x", "", "if x"),
        ("", "python", ""),
    ],
)
def test_highlighting_is_bold_and_italic_and_never_guessed(code: str, language: str, expected: str) -> None:
    assert highlighted(code, language) == expected


def test_long_code_stays_plain() -> None:
    code = "if x\n" * (MAX_BLOCK_CHARACTERS // 5 + 1)
    assert highlighted(code, "python") == code
    assert highlighted(code[:MAX_BLOCK_CHARACTERS], "python") != code[:MAX_BLOCK_CHARACTERS]


def test_much_code_stays_plain_from_the_place_where_the_budget_ends() -> None:
    code = "if x\n" * 200
    one = Highlighter()
    count = DOCUMENT_BUDGET // len(code) ** 2
    assert all("<b>" in one.html(code, "python") for _ in range(count))
    assert one.html(code, "python") == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_that_is_none_in_its_language_keeps_all_its_characters(language: str) -> None:
    code = "\n if (a) { <b c='d\\'> \"# 가 // /* \t`$x` \x7f @e -- é }\n\n"
    shown = highlighted(code, language)
    for tag in ("<b>", "</b>", "<i>", "</i>"):
        shown = shown.replace(tag, "")
    assert shown == code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


HOSTILE = (
    '"', "'", "`", "/*", "//", "/", "<!--", "((((", "[[[[", "{{{{", "<a ", '"\\', "'\\", "\\", "a", "a ", "a\n", " a\n",
    " ", "\n", "  \n", "\t", "# ", "--", "1e", "${", "$(", "`a", "*", "&", "_", "-", "a.", ".a", "a b ", "a(", "$$",
    "a: ", "a =", "::", "<?php ", "가", 'r#"', "for", "x=1;", "{a", "<", "'" * 3, '"' * 3, ">>> ", "$ ", "@",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted({lexer.__name__: name for name, lexer in LANGUAGES.items()}.values()))
def test_no_text_of_the_longest_kind_takes_a_lexer_a_second(language: str) -> None:
    """Processor time, and a lexer that is not linear takes minutes: how busy the machine is does not matter."""
    highlighted("a", language)
    for text in HOSTILE:
        start = time.process_time()
        highlighted((text * MAX_BLOCK_CHARACTERS)[:MAX_BLOCK_CHARACTERS], language)
        assert time.process_time() - start < 1.0, repr(text)
