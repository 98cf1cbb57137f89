"""The verbs and their arguments."""

from __future__ import annotations

import argparse

from reader import __version__
from reader.cli import guard_verbs, library_verbs
from reader.cli.marks_parser import add_marks_verbs
from reader.cli.options import a_count, a_path, add_json, add_opening_verb
from reader.cli.vault_parser import add_vault_verbs

_WITHOUT_A_VERB = """Without a verb the windows start:
  --vault FOLDER  open this library instead of the one in its usual place
  --demo          open a throw-away library with a few texts
  --smoke         run through the whole program, unseen, and say how long each step takes"""
_HOW_TO_OPEN = """Every verb that opens a vault takes --passphrase-fd N, --key-file FILE and --no-passphrase.
The passphrase is asked for, or read from the file descriptor of --passphrase-fd up to its end
(one line break at the end does not count). It is never taken from an argument or from the environment.
A key file is mixed with the passphrase; with --no-passphrase it opens the vault alone."""
_STATUS = "Exit status: 0 done, 1 something was refused (each named), 2 wrong usage, 3 wrong passphrase or vault busy."


def make_parser() -> argparse.ArgumentParser:
    """The whole command line."""
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
    add_vault_verbs(verbs.add_parser("vault", help="make, open up, copy, check or erase a vault"))

    importing = add_opening_verb(verbs, "import", library_verbs.import_files, "take files and folders into the library")
    importing.add_argument("paths", type=a_path, nargs="+", metavar="FILE|FOLDER")
    importing.add_argument(
        "--document-password-fd",
        type=int,
        metavar="N",
        help="read passwords of documents, one a line, from file descriptor N; each is tried where one is needed",
    )
    listing = add_opening_verb(verbs, "list", library_verbs.list_documents, "list all documents, last added first")
    listing.add_argument("--collection", metavar="NAME", help="only what is in the collections of this name")
    add_json(listing)
    searching = add_opening_verb(verbs, "search", library_verbs.search, "find words in titles, authors and texts")
    searching.add_argument("query", metavar="QUERY", help='words, "phrases", begin*, a OR b, -without')
    searching.add_argument("--limit", type=a_count, default=50, metavar="N", help="at most so many documents (50)")
    add_json(searching)
    showing = add_opening_verb(verbs, "show", library_verbs.show, "say what a document is, or print its text")
    showing.add_argument("document", type=int, metavar="ID")
    showing.add_argument("--text", action="store_true", help="print the whole text")
    exporting = add_opening_verb(
        verbs, "export", library_verbs.export, "copy originals out of the library, unencrypted"
    )
    exporting.add_argument("documents", type=int, nargs="+", metavar="ID")
    exporting.add_argument("--to", type=a_path, required=True, metavar="FOLDER")

    add_marks_verbs(verbs.add_parser("marks", help="list highlights and notes, write them out, take them in"))

    for name, what in (("panic", "cover everything at once"), ("lock", "lock"), ("unlock", "ask for the passphrase")):
        verbs.add_parser(name, help=f"tell the running program: {what}", allow_abbrev=False).set_defaults(
            verb=guard_verbs.tell_guard, command=name
        )
    return parser
