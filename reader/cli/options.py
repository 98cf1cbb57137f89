"""The arguments that verbs share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from reader.cli.credential import CURRENT, add_credential_options

Verb = Callable[[argparse.Namespace], bool]
"""A verb is a function of the parsed arguments that answers whether it refused anything."""

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_verb(verbs: Verbs, name: str, verb: Verb, what: str, more: str = "") -> argparse.ArgumentParser:
    """A verb: `what` it does in a line, and what `more` its own help says."""
    parser = verbs.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.{more and ' '}{more}",
        allow_abbrev=False,
    )
    parser.set_defaults(verb=verb)
    return parser


def add_opening_verb(verbs: Verbs, name: str, verb: Verb, what: str, more: str = "") -> argparse.ArgumentParser:
    """A verb that opens a vault."""
    parser = add_verb(verbs, name, verb, what, more)
    add_folder(parser, "vault", "the vault's folder")
    add_credential_options(parser, CURRENT)
    return parser


def add_folder(parser: argparse.ArgumentParser, name: str, what: str) -> None:
    """An argument that is a folder."""
    parser.add_argument(name, type=a_folder, metavar=name.upper(), help=what)


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option for scripts."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def a_path(text: str) -> Path:
    """A path as it was given. An empty one, as a script's unset variable gives it, must not mean the folder here."""
    if not text:
        raise argparse.ArgumentTypeError("a path can't be empty")
    return Path(text)


def a_folder(text: str) -> Path:
    """A vault's folder, made absolute: so "." has a name and a parent too."""
    return a_path(text).absolute()


def a_count(text: str) -> int:
    """A number from 1 on."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 on is needed")
    return number
