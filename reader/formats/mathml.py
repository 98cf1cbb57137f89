"""MathML as a line of text: fractions with a stroke, roots with √, powers with ^, rows of a matrix by semicolons.

Where a schema has no sign of its own, those of UnicodeMath 3 serve (`¦` a fraction without stroke, `╱` struck out).
Presentation markup by MathML Core and MathML 3; of content markup the usual operators. What the author gives as words
(`alttext`, an annotation) serves where the formula itself says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.formats.trees import Element, local_name, texts

_DROPPED = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark", "mscarries", "msline"})
_SPACED = frozenset("=<>≤≥≠≈≡∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦+−±∓×÷·∧∨∪∩∼≃≅∝∣∥")
_ACCENTS = frozenset({"¯", "^", "→", "~", "˙", "¨", "ˇ", "˘", "´", "`", "̂", "⏞", "‾", "ˆ", "˜", "⃗"})
_ATTACHED = frozenset({"′", "″", "‴", "'", "*", "†", "‡", "°", "+", "−"})
_INVISIBLE = str.maketrans({"\u2061": " ", "\u2062": "", "\u2063": ",", "\u2064": " ", "\u200b": ""})
"""Function application, and what is multiplied, parted or added without a sign (Unicode 15, chapter 22.6)."""

_INFIX = {
    "plus": " + ", "minus": " − ", "times": "·", "divide": "/", "power": "^", "eq": " = ", "neq": " ≠ ", "lt": " < ",
    "gt": " > ", "leq": " ≤ ", "geq": " ≥ ", "and": " ∧ ", "or": " ∨ ", "in": " ∈ ", "union": " ∪ ", "intersect": " ∩ ",
    "equivalent": " ≡ ", "approx": " ≈ ", "implies": " ⇒ ",
}  # fmt: skip
_NAMED = {
    "pi": "π", "infinity": "∞", "exponentiale": "e", "imaginaryi": "i", "emptyset": "∅", "true": "true",
    "root": "√", "not": "¬", "sum": "∑", "product": "∏", "int": "∫", "reals": "ℝ", "integers": "ℤ",
}  # fmt: skip
_ENCLOSED = {
    "circle": "({})", "box": "[{}]", "roundedbox": "[{}]", "radical": "√({})", "actuarial": "{}⌉", "longdiv": "){}",
    "madruwb": "{}!",
}  # fmt: skip
_STRUCK = frozenset({"updiagonalstrike", "downdiagonalstrike", "horizontalstrike", "verticalstrike"})
_MAX_DEPTH = 200
_WHITE_SPACE = re.compile(r"\s+")


def linear(math: Element) -> str:
    """The formula in one line, or its own `alttext` or annotation when it holds nothing else."""
    text = _WHITE_SPACE.sub(" ", _line(math, 0).translate(_INVISIBLE)).strip()
    return text or one_line(math.get("alttext") or "") or _annotation(math)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _annotation(math: Element) -> str:
    """The formula's source, when it is a plain text (TeX)."""
    found = (each for each in math.iter("{*}annotation", "annotation"))
    return next((one_line("".join(texts(each))) for each in found if len(each) == 0), "")


def _line(element: Element, depth: int) -> str:
    name = local_name(element)
    if name in _DROPPED or depth > _MAX_DEPTH:
        return ""
    children = [child for child in element if local_name(child) and local_name(child) not in _DROPPED]
    if not children:
        return _token(name, element)
    if name == "apply":
        return _apply(children, depth)
    if name == "mmultiscripts":
        return _multiscripts(children, depth)
    if name == "maction":
        return _line(_chosen(element, children), depth + 1)
    parts = [_line(child, depth + 1) for child in children]
    write = _SCHEMATA.get(name)
    return write(element, parts) if write else "".join(parts)


def _token(name: str, element: Element) -> str:
    text = _WHITE_SPACE.sub(" ", element.text or "").strip()
    if name == "mo":
        return f" {text} " if text in _SPACED else text
    if name == "ms":
        return (element.get("lquote") or '"') + text + (element.get("rquote") or '"')
    if name == "mspace":
        return "" if (element.get("width") or "0").lstrip("-").startswith("0") and not element.get("linebreak") else " "
    if name == "mglyph":
        return element.get("alt") or ""
    return text or _NAMED.get(name, "")


# --- each schema: its element and its children's lines


def _fraction(element: Element, parts: Sequence[str]) -> str:
    above, below = (*parts, "", "")[:2]
    if re.fullmatch(r"0(\.0*)?[a-z%]*", element.get("linethickness") or "1"):
        return f"{_grouped(above)}¦{_grouped(below)}"
    return f"{_grouped(above)}/{_grouped(below)}"


def _root(_element: Element, parts: Sequence[str]) -> str:
    base, index = (*parts, "")[:2]
    return f"{index.strip()}√{_grouped(base)}"


def _above(_element: Element, parts: Sequence[str]) -> str:
    base, above = (*parts, "")[:2]
    return f"{base}{above.strip()}" if above.strip() in _ACCENTS | _ATTACHED else f"{base}{_script('^', above)}"


def _below(_element: Element, parts: Sequence[str]) -> str:
    base, below = (*parts, "")[:2]
    return f"{base}{_script('_', below)}"


def _both(_element: Element, parts: Sequence[str]) -> str:
    base, below, above = (*parts, "", "")[:3]
    return f"{base}{_script('_', below)}{_script('^', above)}"


def _fenced(element: Element, parts: Sequence[str]) -> str:
    separators = "".join((element.get("separators") or ",").split()) or ","
    inner = parts[0]
    for number, part in enumerate(parts[1:]):
        inner += separators[min(number, len(separators) - 1)] + " " + part
    opening, closing = element.get("open"), element.get("close")
    return ("(" if opening is None else opening) + inner + (")" if closing is None else closing)


def _enclosed(element: Element, parts: Sequence[str]) -> str:
    inner = "".join(parts)
    notation = next((each for each in (element.get("notation") or "longdiv").split() if each in _ENCLOSED), "")
    if set((element.get("notation") or "").split()) & _STRUCK:
        return f"╱({inner.strip()})"
    return _ENCLOSED[notation].format(inner) if notation else inner


def _table(_element: Element, parts: Sequence[str]) -> str:
    return "; ".join(part.strip() for part in parts)


def _row(_element: Element, parts: Sequence[str]) -> str:
    return ", ".join(part.strip() for part in parts)


def _labelled_row(_element: Element, parts: Sequence[str]) -> str:
    """A row whose first cell is the formula's number."""
    label, *cells = parts
    return f"{', '.join(cell.strip() for cell in cells)} {label.strip()}"


_SCHEMATA: dict[str, Callable[[Element, Sequence[str]], str]] = {
    "mfrac": _fraction,
    "msqrt": lambda _element, parts: f"√{_grouped(''.join(parts))}",
    "mroot": _root,
    "msup": _above,
    "mover": _above,
    "msub": _below,
    "munder": _below,
    "msubsup": _both,
    "munderover": _both,
    "mfenced": _fenced,
    "menclose": _enclosed,
    "mtable": _table,
    "mtr": _row,
    "mlabeledtr": _labelled_row,
    "mstack": _table,
    "mlongdiv": _table,
    "semantics": lambda _element, parts: parts[0],
}


# --- what needs its children themselves


def _multiscripts(children: Sequence[Element], depth: int) -> str:
    """The base with scripts behind it and, after `mprescripts`, before it; each pair is below and above."""
    base, *rest = children
    names = [local_name(child) for child in rest]
    border = names.index("mprescripts") if "mprescripts" in names else len(rest)
    behind = [_line(child, depth + 1) for child in rest[:border]]
    before = [_line(child, depth + 1) for child in rest[border + 1 :]]
    return f"{_pairs(before)}{_line(base, depth + 1)}{_pairs(behind)}"


def _pairs(scripts: Sequence[str]) -> str:
    return "".join(_script("_^"[number % 2], script) for number, script in enumerate(scripts))


def _chosen(element: Element, children: Sequence[Element]) -> Element:
    """The child of a `maction` that is shown at first."""
    selection = element.get("selection") or "1"
    index = int(selection) - 1 if selection.isascii() and selection.isdigit() and len(selection) < 5 else 0
    return children[min(max(index, 0), len(children) - 1)]


def _apply(children: Sequence[Element], depth: int) -> str:
    """Content markup: an operator between what it is applied to, or a function before it."""
    operator, *operands = children
    parts = [_line(child, depth + 1) for child in operands]
    sign = _INFIX.get(local_name(operator))
    if sign and len(parts) == 1:
        return f"{sign.strip()}{_grouped(parts[0])}"
    if sign:
        return sign.join(_grouped(part) if sign in {"^", "/", "·"} else part for part in parts)
    name = _line(operator, depth + 1) or local_name(operator)
    return f"{name}({', '.join(parts)})"


def _script(sign: str, text: str) -> str:
    return sign + _grouped(text) if text.strip() else ""


def _grouped(text: str) -> str:
    text = text.strip()
    return (
        text
        if len(text) <= 1 or text.isalnum() or (text[0] == "(" and text.find(")") == len(text) - 1)
        else f"({text})"
    )
