"""A word about weak passphrases, and the generator: `vault passphrase`. A weak one is told, never refused."""

from __future__ import annotations

import argparse

from reader.cli.output import complain, put_line
from reader.vault.credential import Credential
from reader.vault.passphrases import WORD_BITS, generate
from reader.vault.strength import Strength, strength

_WEAK = """\
This passphrase is weak: whoever copies the vault can try many guesses, and would likely come upon it.
Better: several words drawn by lot (`vault passphrase`), and a key file with it."""


def tell_strength(credential: Credential) -> None:
    """Say it when the passphrase is weak and no key file stands beside it."""
    if credential.key_file is None and strength(credential.passphrase) is Strength.WEAK:
        complain(_WEAK)


def suggest(arguments: argparse.Namespace) -> bool:
    """A passphrase of words drawn by lot; nothing is kept of it."""
    put_line(generate(arguments.language, arguments.words))
    complain(f"{arguments.words} words drawn by lot out of 2048: about 2^{arguments.words * WORD_BITS} are possible.")
    return False
