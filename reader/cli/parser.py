"""The verbs and their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from reader import __version__
from reader.cli import guard_verbs, library_verbs, vault_verbs
from reader.cli.passphrase import PROFILES

_WITHOUT_A_VERB = """Without a verb the windows start:
  --vault FOLDER  open this library instead of the one in its usual place
  --demo          open a throw-away library with a few texts
  --smoke         run through the whole program, unseen, and say how long each step takes"""
_HOW_TO_OPEN = """Every verb that opens a vault takes --passphrase-fd N.
The passphrase is asked for, or read from the file descriptor of --passphrase-fd up to its end
(one line break at the end does not count). It is never taken from an argument or from the environment."""
_STATUS = "Exit status: 0 done, 1 something was refused (each named), 2 wrong usage, 3 wrong passphrase or vault busy."

Verb = Callable[[argparse.Namespace], bool]


def make_parser() -> argparse.ArgumentParser:
    """The whole command line. A verb is a function of the parsed arguments that answers whether it refused anything."""
    parser = argparse.ArgumentParser(
        prog="main.py",
        usage="%(prog)s [--vault FOLDER | --demo | --smoke]\n       %(prog)s VERB …",
        description=f"{_WITHOUT_A_VERB}\n\n{_HOW_TO_OPEN}",
        epilog=_STATUS,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(title="verbs", prog=parser.prog, required=True, metavar="VERB")
    _add_vault_verbs(verbs.add_parser("vault", help="make or check a vault"))

    importing = _add_verb(verbs, "import", library_verbs.import_files, "take files and folders into the library")
    importing.add_argument("paths", type=Path, nargs="+", metavar="FILE|FOLDER")
    listing = _add_verb(verbs, "list", library_verbs.list_documents, "list all documents, last added first")
    _add_json(listing)
    searching = _add_verb(verbs, "search", library_verbs.search, "find words in titles, authors and texts")
    searching.add_argument("query", metavar="QUERY", help='words, "phrases", begin*, a OR b, -without')
    searching.add_argument("--limit", type=_count, default=50, metavar="N", help="at most so many documents (50)")
    _add_json(searching)
    showing = _add_verb(verbs, "show", library_verbs.show, "say what a document is, or print its text")
    showing.add_argument("document", type=int, metavar="ID")
    showing.add_argument("--text", action="store_true", help="print the whole text")
    exporting = _add_verb(verbs, "export", library_verbs.export, "copy originals out of the library, unencrypted")
    exporting.add_argument("documents", type=int, nargs="+", metavar="ID")
    exporting.add_argument("--to", type=Path, required=True, metavar="FOLDER")

    for name, what in (("panic", "cover everything at once"), ("lock", "lock"), ("unlock", "ask for the passphrase")):
        verbs.add_parser(name, help=f"tell the running program: {what}", allow_abbrev=False).set_defaults(
            verb=guard_verbs.tell_guard, command=name
        )
    return parser


def _add_vault_verbs(vault: argparse.ArgumentParser) -> None:
    verbs = vault.add_subparsers(required=True, metavar="create|check|change")
    creating = _add_verb(verbs, "create", vault_verbs.create, "make a new vault in an empty or new folder")
    creating.add_argument(
        "--profile", choices=sorted(PROFILES), default="standard", help="how much work a try at the passphrase costs"
    )
    _add_verb(verbs, "check", vault_verbs.check_vault, "verify every page of the vault")
    _add_verb(verbs, "change", vault_verbs.change, "change the passphrase (not yet)")


def _add_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, verb: Verb, what: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".", allow_abbrev=False)
    parser.add_argument("vault", type=Path, metavar="VAULT", help="the vault's folder")
    parser.add_argument("--passphrase-fd", type=int, metavar="N", help="read the passphrase from file descriptor N")
    parser.set_defaults(verb=verb)
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
