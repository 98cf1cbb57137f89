"""From the options of a verb to what opens a shelf: a passphrase, a key file, or both mixed."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from reader.cli.passphrase import read_passphrase
from reader.errors import PassphraseUnusable, UsageError
from reader.vault.credential import Credential
from reader.vault.key_file import read_key_file


@dataclass(frozen=True)
class Role:
    """Which of a verb's credentials: what its options begin with, how it is asked for, and what help calls it."""

    prefix: str
    prompt: str
    name: str

    @property
    def descriptor_option(self) -> str:
        """The option that takes the passphrase's file descriptor."""
        return f"--{self.prefix}passphrase-fd"


CURRENT = Role("", "Passphrase: ", "the passphrase")
NEW = Role("new-", "New passphrase: ", "the new passphrase")
SECOND = Role("second-", "Passphrase of the other shelf: ", "the other shelf's passphrase")
_ROLES = (CURRENT, NEW, SECOND)


@dataclass(frozen=True)
class Options:
    """What was given on the command line for one role."""

    passphrase_fd: int | None
    key_file: Path | None
    no_passphrase: bool

    @property
    def any_given(self) -> bool:
        """Whether the role was mentioned at all."""
        return self.passphrase_fd is not None or self.key_file is not None or self.no_passphrase


def add_credential_options(parser: argparse.ArgumentParser, role: Role) -> None:
    """The three options of a role."""
    parser.add_argument(
        role.descriptor_option,
        type=int,
        metavar="N",
        help=f"read {role.name} from file descriptor N, not from a prompt",
    )
    parser.add_argument(
        f"--{role.prefix}key-file",
        type=Path,
        metavar="FILE",
        help=f"a key file, mixed with {role.name}",
    )
    parser.add_argument(f"--{role.prefix}no-passphrase", action="store_true", help="the key file opens it alone")


def options_of(arguments: argparse.Namespace, role: Role) -> Options:
    """What the command line says of a role. A verb without the role's options says nothing."""
    given = vars(arguments)
    prefix = role.prefix.replace("-", "_")
    return Options(
        given.get(f"{prefix}passphrase_fd"),
        given.get(f"{prefix}key_file"),
        bool(given.get(f"{prefix}no_passphrase")),
    )


def read_credential(arguments: argparse.Namespace, role: Role = CURRENT, *, is_new: bool = False) -> Credential:
    """Read the key file, then ask for the passphrase, a new one twice.

    An empty passphrase is refused, also beside a key file: Return pressed too early must not make a key file that opens
    alone. Raises UsageError, KeyFileUnusable and PassphraseUnusable.
    """
    options = options_of(arguments, role)
    _refuse_contradictions(arguments, role, options)
    key_file = None if options.key_file is None else read_key_file(options.key_file)
    if options.no_passphrase:
        return Credential("", key_file)
    passphrase = read_passphrase(options.passphrase_fd, prompt=role.prompt, option=role.descriptor_option, twice=is_new)
    if not passphrase:
        raise PassphraseUnusable
    credential = Credential(passphrase, key_file)
    credential.secret(b"")  # refuses what can't be one before anything else is asked
    return credential


def in_words(credential: Credential) -> str:
    """What a credential is made of, so that nobody leaves out a key file unawares."""
    if credential.key_file is None:
        return "a passphrase alone"
    return "a passphrase together with a key file" if credential.passphrase else "a key file alone"


def kind_in_words(*, has_passphrase: bool, has_key_file: bool) -> str:
    """A passphrase, a key file, or both, in words."""
    if has_passphrase and has_key_file:
        return "passphrase and key file"
    return "key file" if has_key_file else "passphrase"


def _refuse_contradictions(arguments: argparse.Namespace, role: Role, options: Options) -> None:
    if options.no_passphrase and options.key_file is None:
        raise UsageError(f"--{role.prefix}no-passphrase needs --{role.prefix}key-file.")
    if options.no_passphrase and options.passphrase_fd is not None:
        raise UsageError(f"--{role.prefix}no-passphrase and {role.descriptor_option} contradict each other.")
    descriptors = [fd for fd in (options_of(arguments, each).passphrase_fd for each in _ROLES) if fd is not None]
    if len(set(descriptors)) < len(descriptors):
        raise UsageError("Each passphrase is read to the end of its file descriptor, so each needs one of its own.")
