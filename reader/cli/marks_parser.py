"""The arguments of `marks`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from reader.cli import marks_verbs
from reader.cli.options import a_path, add_json, add_opening_verb
from reader.marks.exporting import NEUTRAL_NAME, MarksFormat

_LISTS = "list"
_VERBS = frozenset({_LISTS, "export", "import", "copy"})
_WARNING = "What is written is not encrypted: whoever finds the file reads it."


def with_listing_verb(argv: Sequence[str]) -> Sequence[str]:
    """`marks VAULT …` means `marks list VAULT …`. A vault of a verb's name is written with its folder: ./export."""
    if len(argv) > 1 and argv[0] == "marks" and argv[1] not in _VERBS and not argv[1].startswith("-"):
        return ["marks", _LISTS, *argv[1:]]
    return argv


def add_marks_verbs(parser: argparse.ArgumentParser) -> None:
    """`marks list`, `marks export`, `marks import`, `marks copy`."""
    verbs = parser.add_subparsers(title="verbs", prog=parser.prog, required=True, metavar="VERB")
    listing = add_opening_verb(verbs, _LISTS, marks_verbs.list_marks, "list marks: `marks VAULT …` does the same")
    _add_choice(listing)
    add_json(listing)
    exporting = add_opening_verb(
        verbs, "export", marks_verbs.export_marks, "write marks out, unencrypted", more=_WARNING
    )
    _add_choice(exporting)
    exporting.add_argument("--to", type=a_path, required=True, metavar="FOLDER")
    exporting.add_argument(
        "--format", choices=[str(form) for form in MarksFormat], default=str(MarksFormat.MARKDOWN),
        help="md for people, html for browsers, json to be taken in again (md)",
    )  # fmt: skip
    exporting.add_argument("--name", default=NEUTRAL_NAME, help=f"what the file is called ({NEUTRAL_NAME})")
    importing = add_opening_verb(verbs, "import", marks_verbs.import_marks, "take marks in that were exported as JSON")
    importing.add_argument("file", type=a_path, metavar="FILE")
    importing.add_argument("--document", type=int, metavar="ID", help="add what fits to this document alone")
    copying = add_opening_verb(verbs, "copy", marks_verbs.copy_marks, "copy marks to another file of the same book")
    copying.add_argument("source", type=int, metavar="FROM")
    copying.add_argument("target", type=int, metavar="TO")


def _add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("documents", type=int, nargs="*", metavar="ID", help="without any, the whole library")
    parser.add_argument("--collection", metavar="NAME", help="of the documents in the collections of this name")
