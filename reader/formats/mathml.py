"""MathML as a line of text: fractions with a stroke, roots with √, powers with ^."""

from __future__ import annotations

import re

from reader.formats.trees import Element, local_name

_DROPPED = frozenset({"annotation", "annotation-xml", "none", "mprescripts", "mspace", "mphantom", "maligngroup"})
_SPACED = frozenset("=<>≤≥≠≈≡∈∉⊂⊆→⇒⇔↔+−±∓×÷·∧∨∪∩")
_MAX_DEPTH = 80
_WHITE_SPACE = re.compile(r"\s+")


def linear(math: Element) -> str:
    """The formula in one line, or its own `alttext` when it holds nothing else."""
    text = _WHITE_SPACE.sub(" ", _line(math, 0)).strip()
    return text or (math.get("alttext") or "").strip()


def _line(element: Element, depth: int) -> str:  # noqa: PLR0911 - one line for each of MathML's schemata
    name = local_name(element)
    if name in _DROPPED or depth > _MAX_DEPTH:
        return ""
    parts = [_line(child, depth + 1) for child in element if local_name(child) and local_name(child) not in _DROPPED]
    if not parts:
        return _token(name, _WHITE_SPACE.sub(" ", element.text or "").strip())
    match name, parts:
        case "mfrac", [above, below, *_]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
        case "mroot", [base, index, *_]:
            return f"{index}√{_grouped(base)}"
        case (("msup" | "mover"), [base, above, *_]):
            return (
                f"{base}^{_grouped(above)}" if above.strip() not in {"¯", "^", "→", "~"} else f"{base}{above.strip()}"
            )
        case (("msub" | "munder"), [base, below, *_]):
            return f"{base}_{_grouped(below)}"
        case (("msubsup" | "munderover"), [base, below, above, *_]):
            return f"{base}_{_grouped(below)}^{_grouped(above)}"
        case "mfenced", _:
            return (element.get("open") or "(") + ", ".join(parts) + (element.get("close") or ")")
        case "mtable", _:
            return "; ".join(parts)
        case (("mtr" | "mlabeledtr"), _):
            return ", ".join(parts)
        case "semantics", [first, *_]:
            return first
    return "".join(parts)


def _token(name: str, text: str) -> str:
    return f" {text} " if name == "mo" and text in _SPACED else text


def _grouped(text: str) -> str:
    text = text.strip()
    return (
        text
        if len(text) <= 1 or text.isalnum() or (text[0] == "(" and text.find(")") == len(text) - 1)
        else f"({text})"
    )
