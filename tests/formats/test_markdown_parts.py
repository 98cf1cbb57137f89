"""Markdown part by part: CommonMark's rules, what people add to it, and what they would break it with."""

from __future__ import annotations

import re

import pytest

from reader.formats.markdown_format import FORMAT
from reader.formats.markdown_front import split_front_matter
from reader.formats.markdown_page import Page
from reader.formats.markdown_parser import PART_CHARACTERS, Environment, blocks, parts
from reader.text.model import Anchors, Metadata, Outline, ParseEvent, Progress
from tests.formats.checks import check_document, losses_of, sections_of, text_of, whole_markup, whole_text
from tests.formats.makers import ENGLISH, KOREAN


def body(text: str) -> str:
    """The HTML of a text, on one line and without the page around it."""
    environment: Environment = {}
    page = Page(environment)
    page.write(blocks(text, environment))
    page.write_notes()
    return re.sub(r"\s*\n\s*", "", page.taken())


def parsed(text: str) -> list[ParseEvent]:
    events = list(FORMAT.parse(text.encode()))
    check_document(events)
    return events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ **c** __d__", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong>"),
        ("***e***", "<em><strong>e</strong></em>"),
        ("snake_case_word and 2*3*4", "snake_case_word and 2<em>3</em>4"),
        ("**“말”**은 **'말'**이다", "<strong>“말”</strong>은 <strong>'말'</strong>이다"),
        ("~~gone~~ ~not~", "<del>gone</del> ~not~"),
        ("`a*b*` ``c`d`` `open", "<code>a*b*</code> <code>c`d</code> `open"),
        (r"\*a\* \# \q", r"*a* # \q"),
        ("a  \nb\\\nc\nd", "a<br>b<br>cd"),
        ("&copy; &amp; & &nothing", "© &amp; &amp; &amp;nothing"),
        ("[a](b) [c](<d e> 'f') [g](h(i)j)", '<a href="b">a</a> <a href="d e">c</a> <a href="h(i)j">g</a>'),
        ("![*al* t](p.png \"x\")", '<img src="p.png" alt="al t">'),
        ("[a [b](c) d](e)", '[a <a href="c">b</a> d](e)'),
        ("<https://a.example/x>", '<a href="https://a.example/x">https://a.example/x</a>'),
        ("<me@a.example>", '<a href="mailto:me@a.example">me@a.example</a>'),
        ("see https://a.example/x_y_(z)).", 'see <a href="https://a.example/x_y_(z)">https://a.example/x_y_(z)</a>).'),
        ("[[Page]] [[page|Shown]]", "Page Shown"),
        ("1 < 2 <b class='x'>y</b> <notatag", "1 &lt; 2 <b class='x'>y</b> &lt;notatag"),
        (":smile: stays", ":smile: stays"),
    ],
)  # fmt: skip
def test_inside_a_paragraph(text: str, expected: str) -> None:
    assert body(text) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a_b$ and $$c_d$$ and \\(e_f\\) and \\[g_h\\]", ["a_b", "c_d", "e_f", "g_h"]),
        ("$\\alpha*\\beta*$", ["\\alpha*\\beta*"]),
        ("$5 and $6 or $ 6 $", []),
        ("US$5 to US$10", []),
        ("`$a$`", []),
        ("$a\\$b$", ["a\\$b"]),
    ],
)
def test_formulas_keep_their_signs(text: str, expected: list[str]) -> None:
    events = parsed(f"# T\n\n{text}")
    shown = re.findall(r"<code>(.*?)</code>", body(text))
    assert [code for code in shown if not code.startswith("$")] == expected
    assert ("math" in losses_of(events)) is bool(expected)


def test_a_formula_over_several_lines() -> None:
    assert body("$$\na_1 &= b \\\\\n\nc_2\n$$") == "<pre>a_1 &amp;= b \\\\c_2</pre>"
    assert body("$$a\n$$b\n$$") == "<p>$$a</p><pre>b</pre>"
    assert body("> $$\n> a\n> $$\n\nb") == "<blockquote><pre>a</pre></blockquote><p>b</p>"
    assert body("$$ not closed") == "<p>$$ not closed</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A #\n## B\nC\n===\nD\n---", '<h1 id="a">A</h1><h2 id="b">B</h2><h1 id="c">C</h1><h2 id="d">D</h2>'),
        ("# A\n# A\n# A", '<h1 id="a">A</h1><h1 id="a-1">A</h1><h1 id="a-2">A</h1>'),
        ("# A {#own}\n# B {/*mdx*/}", '<h1 id="own">A</h1><h1 id="mdx">B</h1>'),
        ("#tag is no heading", "<p>#tag is no heading</p>"),
        ("> a\nb\n\n> c", "<blockquote><p>ab</p></blockquote><blockquote><p>c</p></blockquote>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b\n2. c", '<ol><li>a</li></ol><ul><li>b</li></ul><ol start="2"><li>c</li></ol>'),
        ("3) a\n4) b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n\n  ```js\n  x\n  ```", "<ul><li><p>a</p><pre>x</pre></li></ul>"),
        ("text\n- a\n- b", "<p>text</p><ul><li>a</li><li>b</li></ul>"),
        ("in 1999.\n2000. was next", "<p>in 1999.2000. was next</p>"),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
        ("```js {2} file.js\nif\n```", "<pre><b>if</b></pre>"),
        ("~~~\n```\n~~~", "<pre>```</pre>"),
        ("```\nnot closed", "<pre>not closed</pre>"),
        ("    code\n\n    more", "<pre>codemore</pre>"),
        ("\tcode", "<pre>code</pre>"),
        ("***\n- - -", "<hr><hr>"),
        ("a\n: b\n: c", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"),
        ("<div>\n\n*a*\n\n</div>", "<div><p><em>a</em></p></div>"),
        ("<!-- gone\n\nall -->\nx", "<!-- goneall --><p>x</p>"),
        ("a <!-- not closed", "<p>a &lt;!-- not closed</p>"),
        ("<!-- not closed\n\nb", "<p>&lt;!-- not closed</p><p>b</p>"),
        ("> [!WARNING]\n> a", "<blockquote><p><strong>Warning</strong></p><p>a</p></blockquote>"),
        ("> [!tip]- My title\n> a", "<blockquote><p><strong>My title</strong></p><p>a</p></blockquote>"),
        ('!!! note "Mind"\n    a\n\nb', "<blockquote><p><strong>Mind</strong></p><p>a</p></blockquote><p>b</p>"),
        (":::note[Mind]\na\n:::", "<p><strong>Mind</strong></p><p>a</p>"),
        ("[a]\n\n[a]: <b> 'c'", '<p><a href="b">a</a></p>'),
        ("[A  b][] [x][a B]\n\n[a b]:\n  c\n", '<p><a href="c">A  b</a> <a href="c">x</a></p>'),
        ("[TOC]\n\na", "<p>a</p>"),
        ("a [[1]](b) [[c]][d]\n\n[d]: e", '<p>a <a href="b">[1]</a> <a href="e">[c]</a></p>'),
        ("a \\[1\\] b", "<p>a [1] b</p>"),
        ("<img src=\"a\" style={{margin: '0'}} />", "<img src=\"a\" style={{margin: '0'}} />"),
        ("```math\na_1\n```", "<pre>a_1</pre>"),
        ("*[HTML]: HyperText\n\nHTML", "<p>HTML</p>"),
        ("# A\n{: .class}", '<h1 id="a">A</h1>'),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: str) -> None:
    assert body(text) == expected


def test_tables_keep_their_alignment_and_their_bars() -> None:
    table = "| a | b \\| c | d |\n|:--|:-:|--:|\n| `x` | *y* |\n| 1 | 2 | 3 | 4 |"
    shown = body(table)
    assert '<th style="text-align:center">b | c</th><th style="text-align:right">d</th>' in shown
    assert '<tr><td><code>x</code></td><td style="text-align:center"><em>y</em></td>' in shown
    assert "4" not in shown, "a row has no more cells than the head"
    markup = whole_markup(parsed(f"# T\n\n{table}\n"))
    assert 'style="text-align:right">d' in markup


def test_what_only_looks_like_a_table() -> None:
    assert "<table>" not in body("a | b\n---\n")
    assert "<table>" not in body("a | b\n--- | --- | ---\n")
    assert body("a | b\n--|--") == "<table><thead><tr><th>a</th><th>b</th></tr></thead></table>"


def test_footnotes_lead_both_ways_and_none_is_lost() -> None:
    text = (
        f"# T\n\nOne[^b] two[^a] again[^b].\n\n[^a]: First\n[^b]: Second\n    goes on\n\n    and on.\n[^c]: {KOREAN}\n"
    )
    events = parsed(text)
    shown = whole_text(events)
    assert "One1 two2 again1." in shown
    assert shown.index("Second goes on") < shown.index("and on. ↩") < shown.index("First ↩") < shown.index(KOREAN)
    anchors = next(event for event in events if isinstance(event, Anchors)).targets
    assert {shown[place.offset :][:6] for place in anchors.values()} == {"Second", "First ", "1 two2", "2 agai"}
    assert "[^nowhere]" in whole_text(parsed("# T\n\nx[^nowhere]"))


def test_headings_and_title() -> None:
    events = parsed("# A *b* [c](d)\n\n## E `f`\n\ntext")
    assert isinstance(events[0], Metadata)
    assert events[0].title == "A b c"
    outline = next(event for event in events if isinstance(event, Outline))
    assert [entry.title for entry in outline.entries] == ["A b c", "E f"]


# --- front matter


def test_front_matter_in_the_ways_it_is_written() -> None:
    front = (
        "---\ntitle: 'It''s: a \"title\"'\nauthors: [A. One, \"B. Two\"]\ntags:\n  - law # why not\n  - rights\n"
        "date: 2020-01-02\nlang: ko\nseries: The Cycle\nseries_index: 2\ndescription: >\n  one\n  two\n"
        "nested:\n  title: no\n---\n\ntext\n"
    )
    metadata = parsed(front)[0]
    assert isinstance(metadata, Metadata)
    assert metadata.authors == ("A. One", "B. Two")
    assert metadata.subjects == ("law", "rights")
    assert (metadata.published, metadata.language, metadata.description) == ("2020-01-02", "ko", "one two")
    assert (metadata.series, metadata.series_index) == ("The Cycle", "2")
    assert metadata.title.startswith("It")


def test_authors_that_are_objects_and_toml() -> None:
    front = split_front_matter("---\nauthors:\n- name: A. One\n  url: x\n- B. Two\n---\nx")
    assert front.all("authors") == ("A. One", "B. Two")
    assert split_front_matter('+++\ntitle = "T"\ntags = ["a", "b"]\n+++\nx').all("tags") == ("a", "b")


@pytest.mark.parametrize("text", ["---\n\nA rule, not a field.\n\n---\n\nx", "---\nno end", "--- \nJust text\n---\n"])
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert split_front_matter(text).body == text


# --- code


def test_code_reaches_the_page_as_it_was_typed() -> None:
    code = 'def f(a, b):\n\n    return "<b>" if a else None  # why\n'
    events = parsed(f"# T\n\n```python\n{code}```\n")
    assert code in whole_text(events)
    assert "<b>def</b>" in whole_markup(events)
    assert "<i># why</i>" in whole_markup(events)


# --- long texts


def test_a_long_text_is_read_in_parts_that_know_each_other() -> None:
    chapter = f"## Chapter\n\n{ENGLISH} [a][b] and[^c]\n\n```\n# code\n\n# code\n```\n\n<!--\n\n# gone\n\n-->\n\n"
    text = (
        "# T\n\n[last](#the-last)\n\n"
        + chapter * (3 * PART_CHARACTERS // len(chapter))
        + "## The last\n\n[first](#t)\n\n[b]: https://a.example/x\n\n[^c]: The note.\n"
    )
    cut = list(parts(text))
    assert len(cut) > 2
    assert "".join(cut) == text
    assert all(part.startswith(("## ", ENGLISH[:9], "```\n# code", "<!--")) for part in cut[1:])
    events = parsed(text)
    markup, shown = whole_markup(events), whole_text(events)
    assert markup.count('href="https://a.example/x"') == text.count("[a][b]")
    assert shown.count("and1") == text.count("[^c]") - 1
    assert "gone" not in shown
    assert any(isinstance(event, Progress) for event in events)
    anchors = next(event for event in events if isinstance(event, Anchors)).targets
    texts = [text_of(section) for section in sections_of(events)]
    assert len(texts) > 2
    led_to = [texts[place.section][place.offset :] for place in anchors.values()]
    assert {shown.split("\n")[0] for shown in led_to} >= {"The last", "T", "The note. ↩"}


@pytest.mark.parametrize("line", ["a line of words\n", "> quoted words\n", "    code\n", "- item\n"])
def test_a_long_text_without_a_place_to_cut_it_loses_nothing(line: str) -> None:
    text = "# T\n\n" + line * (3 * PART_CHARACTERS // len(line))
    assert "".join(parts(text)) == text
    words = re.findall(r"\w+", line)
    assert whole_text(parsed(text)).count(words[-1]) == text.count(words[-1])


def test_an_absurd_paragraph_stays_as_it_was_typed() -> None:
    absurd = "[a](b) *c* " * 20_000
    events = parsed(f"# T\n\n{absurd}\n\n*d*\n")
    assert absurd.replace(" ", "") in re.sub(r"\s", "", whole_text(events))
    assert "<i>d</i>" in whole_markup(events)


def test_a_large_picture_in_the_text_is_not_absurd() -> None:
    source = "data:image/png;base64," + "iVBOR+/aaaaaaaa=" * 60_000
    assert body(f"![p]({source}) *c*") == f'<p><img src="{source}" alt="p"> <em>c</em></p>'


# --- what would break it


N = 20_000
HOSTILE = {
    "brackets": "[" * N,
    "images": "![" * N,
    "links": "[a](" * N,
    "nested links": "[" * N + "](b)" * N,
    "stars": "a**" * N,
    "mixed": "*a_b`c[d](e)~~$f$" * (N // 10),
    "openers": "*a **b _c __d " * (N // 4),
    "ticks": " ".join("`" * count for count in range(1, 200)),
    "angles": "<a b=" * N,
    "quotes": ">" * N,
    "quoted": "\n".join(">" * count + " a" for count in range(1, 200)),
    "lists": "- " * N + "a",
    "deep list": "\n".join("  " * count + "- a" for count in range(200)),
    "numbers": "1. " * N + "a",
    "comments": "<!--\n" * (N // 10),
    "formulas": "$$a\n" * (N // 10) + "\n" + "$a " * N,
    "brackets of TeX": "\\[" * N,
    "one line": "word " * N,
    "one word": "a" * N,
    "headings": "# a\n" * (N // 10),
    "columns": "|" * N + "\n" + "|-" * N,
    "references": "".join(f"[{number}]: x\n" for number in range(N // 10)) + "[1][2] " * N,
    "notes": "".join(f"[^{number}]: x\n\n" for number in range(N // 20)) + "[^1] " * (N // 10),
    "notes in notes": "".join(f"[^{number}]: [^{number + 1}]\n\n" for number in range(200)) + "[^0]",
    "code": "```c\n" + "/*" * N + "\n```\n```python\n" + '"\\' * N + "\n```",
    "front matter": "---\n" + "a: b\n" * N,
    "braces": "# a " + "{#" * N,
    "spaces": "# a" + " " * N + "{",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_keeps_the_contract(name: str) -> None:
    parsed(f"# T\n\n{ENGLISH}\n\n{HOSTILE[name]}\n")


def test_nothing_of_the_text_is_lost_in_the_deep() -> None:
    deep = "".join(">" * count + f" word{count}\n" for count in range(1, 150))
    assert "word149" in whole_text(parsed(f"# T\n\n{deep}"))
