"""Nothing moves by itself in any window: whoever must not see motion has nothing to switch off."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "ui"
MOVING = {
    "QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QSequentialAnimationGroup", "QParallelAnimationGroup",
    "QAbstractAnimation", "QScroller", "QMovie", "QGraphicsOpacityEffect", "QSmoothScroll",
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_no_window_has_what_moves(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not (names | imported) & MOVING
    assert "setAnimated" not in called
