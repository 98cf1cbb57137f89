"""Hearth's one entrance: the guard, a child role, or the command line. No logic lives here."""

from __future__ import annotations

import sys

VERBS = ("vault", "import", "list", "search", "show", "export", "marks", "panic", "lock", "unlock")
HURRIED = ("panic", "lock", "unlock")
"""They load nothing but the way to the program that runs: nobody is to wait for a library's imports then."""


def main(argv: list[str]) -> int:
    """Choose by the first word. Modules are imported late so that each process loads only its own."""
    if argv[:1] == ["--role"] and len(argv) > 1:
        return _child(argv[1], argv[2:])
    if len(argv) == 1 and argv[0] in HURRIED:
        from reader.guard.tell import tell

        return tell(argv[0])
    asks_for_help = not {"-h", "--help"}.isdisjoint(argv)
    if argv and (argv[0] in VERBS or argv[0] == "--version" or asks_for_help):
        from reader.cli import main as command_line

        return command_line(argv if argv[0] in VERBS or not asks_for_help else ["--help"])
    if argv == ["--smoke"]:
        from ui.smoke.story import main as smoke

        return smoke()
    from ui.guard_app import main as guard

    return guard(argv)


def _child(role: str, argv: list[str]) -> int:
    if role == "worker":
        from reader.workers.worker_main import main as worker

        return worker(argv)
    if role == "desk":
        from ui.desk_app import main as desk

        return desk(argv)
    if role == "smoke-desk":
        from ui.smoke.desk import main as smoke_desk

        return smoke_desk(argv)
    return _small_child(role, argv)


def _small_child(role: str, argv: list[str]) -> int:
    if role == "watch":
        from reader.guard.watch_main import main as watch

        return watch(argv)
    if role == "relay":
        from reader.guard.relay_main import main as relay

        return relay(argv)
    if role == "keeper":
        from reader.guard.keeper_main import main as keeper

        return keeper(argv)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
