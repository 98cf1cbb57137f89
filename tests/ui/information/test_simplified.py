"""Everything that a format can call lost has a sentence, and what nobody has named yet has one too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reader.formats.elements import LOSSES
from ui.information.simplified import has_own_sentence, simplified_sentences

FORMATS = Path(__file__).resolve().parents[3] / "reader" / "formats"


def keys_in(path: Path) -> Iterator[str]:
    """The keys that a module names: `Simplified(what=KEY)`, `….losses.add(KEY)`, `….losses |= {KEY}`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Simplified") | ast.Attribute(attr="Simplified"), keywords=keywords):
                yield from (text for keyword in keywords for text in _texts(keyword.value))
            case ast.Call(func=ast.Attribute(attr="add", value=target), args=[argument]) if _is_losses(target):
                yield from _texts(argument)
            case ast.FunctionDef(name=name) if "losses" in name:
                yield from _added_in(node)
            case ast.AugAssign(target=target, value=ast.Set(elts=elements)) if _is_losses(target):
                yield from (text for element in elements for text in _texts(element))


def _added_in(function: ast.FunctionDef) -> Iterator[str]:
    """What a function that gathers losses adds to whatever it calls them."""
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(attr="add"), args=[argument]):
                yield from _texts(argument)


def _is_losses(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.strip("_") == "losses"


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def all_keys() -> list[str]:
    return sorted({key for path in FORMATS.glob("*.py") for key in keys_in(path)} | set(LOSSES.values()))


def test_the_keys_are_found() -> None:
    assert {"missing-page", "mathml", "ruby", "table", "form", "vertical-text", "position"} <= set(all_keys())


@pytest.mark.parametrize("key", [*all_keys(), "article-only"])
def test_every_key_has_a_sentence(key: str, qapp: QApplication) -> None:
    del qapp
    assert has_own_sentence(key), f"reader/formats names {key!r}: ui/information/simplified.py needs its sentence"
    (sentence,) = simplified_sentences([key])
    assert sentence.endswith(".")


def test_what_is_not_known_yet_is_said_in_general_and_once(qapp: QApplication) -> None:
    del qapp
    ruby, general = simplified_sentences(["new-thing", "ruby", "other-thing", "ruby"])
    assert "parentheses" in ruby
    assert "simpler" in general
