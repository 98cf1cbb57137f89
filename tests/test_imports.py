"""The arrows of docs/architecture.md hold: who may import whom, and no cycles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOR_ALL = {"errors", "text", "platform"}
"""Rooms of reader/ that any other may use; the platform is below them all."""

MAY_USE: dict[str, set[str]] = {
    "errors": set(),
    "text": set(),
    "platform": set(),
    "settings": set(),
    "vault": set(),
    "covers": set(),
    "guard": {"covers"},
    "formats": set(),
    "workers": {"formats"},
    "search": {"vault", "store"},
    "store": {"vault", "search"},
    "marks": {"vault", "store", "reading"},
    "reading": set(),
    "presenting": set(),
    "imports": {"vault", "store", "search", "workers", "formats"},
    "exports": {"vault", "store", "search", "workers"},
    "cli": {"vault", "store", "search", "marks", "workers", "imports", "exports", "guard", "settings", "reading"},
}
"""What each room of reader/ may import beside FOR_ALL and itself."""

ASKS_WHICH_SYSTEM = ("sys.platform", "os.name", "platform.system")
QT = "PySide6"


def modules(*folders: str) -> dict[str, Path]:
    """Every module below `folders` by its dotted name."""
    found = {}
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, *, at_load: bool = False) -> Iterator[str]:
    """The dotted names that a module imports; with `at_load`, only those that loading it runs."""
    for node in _statements(ast.parse(path.read_text("utf-8")), at_load=at_load):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:  # a module inside a package, or a name inside a module
                inside = f"{node.module}.{alias.name}"
                yield inside if is_module(inside) else node.module or ""


def _statements(tree: ast.AST, *, at_load: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if at_load and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if at_load and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _statements(node, at_load=at_load)


def is_module(name: str) -> bool:
    """Whether `name` is a module of ours."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def room(module: str) -> str:
    """`reader.store.library` is in the room `store`."""
    return module.split(".")[1] if "." in module else ""


READER = modules("reader")
UI = modules("ui")


@pytest.mark.parametrize("module", READER)
def test_a_room_uses_only_the_rooms_below_it(module: str) -> None:
    own = room(module)
    if not own:
        return
    allowed = MAY_USE[own] | FOR_ALL | {own}
    used = {room(name) for name in imports(READER[module]) if name.startswith("reader.")}
    assert used <= allowed


@pytest.mark.parametrize("module", READER)
def test_the_reader_knows_no_window(module: str) -> None:
    assert not [name for name in imports(READER[module]) if name.split(".")[0] in {QT, "ui", "shiboken6"}]


@pytest.mark.parametrize("module", UI)
def test_windows_use_the_reader_and_no_tests(module: str) -> None:
    assert not [name for name in imports(UI[module]) if name.split(".")[0] in {"tests", "main", "dev"}]


@pytest.mark.parametrize("path", [ROOT / "main.py", ROOT / "dev.py"], ids=lambda path: path.name)
def test_the_entrance_draws_nothing_itself(path: Path) -> None:
    assert not [name for name in imports(path) if name.split(".")[0] == QT]


@pytest.mark.parametrize("module", READER | UI)
def test_only_the_platform_asks_which_system_this_is(module: str) -> None:
    if room(module) == "platform":
        return
    tree = ast.parse((READER | UI)[module].read_text("utf-8"))
    asked = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not asked & set(ASKS_WHICH_SYSTEM)


@pytest.mark.parametrize("module", READER | UI)
def test_nothing_is_unpickled_logged_or_put_into_temporary_files(module: str) -> None:
    banned = {"pickle", "marshal", "shelve", "tempfile", "logging", "multiprocessing"}
    assert not banned & {name.split(".")[0] for name in imports((READER | UI)[module])}


def test_no_module_leads_back_to_itself() -> None:
    """Depth first over what loading runs; a grey module met again closes a cycle."""
    everything = READER | UI
    edges = {
        module: {name for name in imports(path, at_load=True) if name in everything and name != module}
        for module, path in everything.items()
    }
    finished: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module in finished:
            return
        for target in sorted(edges[module]):
            visit(target, (*trail, module))
        finished.add(module)

    for module in sorted(everything):
        visit(module, ())
    assert len(finished) == len(everything) > 20


def test_every_room_is_in_the_table() -> None:
    assert {room(module) for module in READER} - {""} <= set(MAY_USE)
