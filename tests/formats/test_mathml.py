"""Formulas as a line of text."""

from __future__ import annotations

import pytest

from reader.formats.mathml import linear
from reader.formats.trees import MATHML, parse_xml

X2 = "<msup><mi>x</mi><mn>2</mn></msup>"


def formula(markup: str, attributes: str = "") -> str:
    return linear(parse_xml(f'<math xmlns="{MATHML}" {attributes}>{markup}</math>'))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<mi>a</mi><mo>=</mo><mi>b</mi><mo>+</mo><mn>1</mn>", "a = b + 1"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a + 1)/b"),
        ('<mo>(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>', "(n¦k)"),
        (f"<msqrt>{X2}<mo>+</mo><mn>1</mn></msqrt>", "√(x^2 + 1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√x"),
        ("<msub><mi>a</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>", "a_ij"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mi>∞</mi></msubsup><mi>f</mi>", "∫_0^∞f"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "∑_(i = 1)^n"),
        ("<msup><mi>f</mi><mo>′</mo></msup><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo>", "f′ (x)"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v→"),
        ("<mn>2</mn><mo>\u2062</mo><mi>x</mi>", "2x"),
        ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", "sin x"),
        (
            "<mmultiscripts><mi>C</mi><mi>x</mi><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
            "_6^14C_x",
        ),
        ("<mmultiscripts><mi>R</mi><mi>i</mi><none/><none/><mi>j</mi></mmultiscripts>", "R_i^j"),
        (
            "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr>"
            "<mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable><mo>]</mo>",
            "[1, 0; 0, 1]",
        ),
        (
            "<mtable><mlabeledtr><mtd><mtext>(7)</mtext></mtd><mtd><mi>a</mi></mtd></mlabeledtr></mtable>",
            "a (7)",
        ),
        ('<mfenced open="[" close=")" separators=";"><mi>a</mi><mi>b</mi></mfenced>', "[a; b)"),
        ('<mfenced open="" close=""><mi>a</mi></mfenced>', "a"),
        ('<menclose notation="box"><mi>a</mi></menclose>', "[a]"),
        ('<menclose notation="radical"><mi>a</mi></menclose>', "√(a)"),
        ('<menclose notation="updiagonalstrike"><mn>2</mn></menclose>', "╱(2)"),
        ('<menclose notation="top"><mi>a</mi></menclose>', "a"),
        ('<mpadded width="0"><mi>a</mi></mpadded><mphantom><mi>b</mi></mphantom><mstyle><mi>c</mi></mstyle>', "ac"),
        ('<mi>a</mi><mspace width="1em"/><mi>b</mi><mspace width="0em"/><mi>c</mi>', "a bc"),
        ("<mtext>if  so</mtext><ms>lit</ms>", 'if so"lit"'),
        ('<maction selection="2"><mi>a</mi><mi>b</mi></maction>', "b"),
        ('<maction selection="99999"><mi>a</mi><mi>b</mi></maction>', "a"),
        (f'<semantics>{X2}<annotation encoding="TeX">x^2</annotation></semantics>', "x^2"),
        ("<apply><plus/><ci>a</ci><apply><power/><ci>x</ci><cn>2</cn></apply></apply>", "a + x^2"),
        ("<apply><sin/><ci>x</ci></apply>", "sin(x)"),
        ("<apply><minus/><pi/></apply>", "−π"),
    ],
)
def test_one_line(markup: str, expected: str) -> None:
    assert formula(markup) == expected


def test_words_serve_where_the_formula_says_nothing() -> None:
    assert formula("", 'alttext="x  squared"') == "x squared"
    assert formula("<mi>y</mi>", 'alttext="x squared"') == "y", "what is shown comes first"
    assert (
        formula('<semantics><mrow/><annotation encoding="application/x-tex">\\alpha</annotation></semantics>')
        == "\\alpha"
    )


def test_deep_and_empty_formulas() -> None:
    assert formula("<mrow>" * 150 + "<mi>x</mi>" + "</mrow>" * 150) == "x"
    for name in ("mfrac", "msup", "msubsup", "mroot", "mmultiscripts", "mfenced", "apply", "maction", "semantics"):
        assert formula(f"<{name}/>") == ""
        formula(f"<{name}><mi>a</mi></{name}>")
