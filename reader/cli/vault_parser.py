"""The verbs of `vault` and their arguments."""

from __future__ import annotations

import argparse

from reader.cli import compact_verbs, copy_verbs, credential_verbs, repair_verbs, strength, vault_verbs
from reader.cli.confirming import add_yes
from reader.cli.credential import NEW, SECOND, add_credential_options
from reader.cli.opening import PROFILES
from reader.cli.options import Verbs, a_count, a_path, add_folder, add_json, add_opening_verb, add_verb
from reader.vault.passphrases import DEFAULT_WORDS, FEWEST_WORDS, LANGUAGES, MOST_WORDS

_FREE_FOLDER = "a folder that is empty or does not exist"


def add_vault_verbs(vault: argparse.ArgumentParser) -> None:
    """All of them."""
    verbs = vault.add_subparsers(title="verbs", required=True, metavar="VERB")
    _add_whole(verbs)
    _add_credentials(verbs)
    _add_copies(verbs)
    _add_repairs(verbs)


def _add_whole(verbs: Verbs) -> None:
    creating = add_opening_verb(verbs, "create", vault_verbs.create, "make a new vault in an empty or new folder")
    _add_profile(creating, "standard")
    creating.add_argument(
        "--second", action="store_true", help="set up the other shelf too, with a passphrase of its own"
    )
    add_credential_options(creating, SECOND)
    second = add_opening_verb(
        verbs, "second", vault_verbs.set_up_second, "set up the other shelf of a vault anew",
        "Whatever the other shelf held is lost, and nobody can know whether it held anything.",
    )  # fmt: skip
    add_credential_options(second, SECOND)
    add_yes(second)
    erasing = add_opening_verb(
        verbs, "erase", vault_verbs.erase, "erase a shelf, or the whole vault",
        "Copies made earlier, old blocks of flash drives and the file system's journal are not reached.",
    )  # fmt: skip
    erasing.add_argument("--all", action="store_true", help="both shelves and all files; needs no passphrase")
    add_yes(erasing)


def _add_credentials(verbs: Verbs) -> None:
    listing = add_opening_verb(
        verbs, "passphrases", credential_verbs.list_passphrases, "list what opens this shelf: passphrases and key files"
    )
    add_json(listing)
    changing = add_opening_verb(verbs, "change", credential_verbs.change, "change the passphrase or key file in use")
    add_credential_options(changing, NEW)
    changing.add_argument("--drop-key-file", action="store_true", help="from now on without the key file it has")
    adding = add_opening_verb(verbs, "add", credential_verbs.add, "let one more passphrase or key file open this shelf")
    add_credential_options(adding, NEW)
    adding.add_argument(
        "--label", default="", metavar="TEXT", help="how `passphrases` calls it; your shell may keep it"
    )
    removing = add_opening_verb(verbs, "remove", credential_verbs.remove, "let a passphrase or key file open nothing")
    _add_slot(removing)
    add_yes(removing)
    renaming = add_opening_verb(verbs, "rename", credential_verbs.rename, "give a passphrase or key file a label")
    _add_slot(renaming)
    renaming.add_argument("label", metavar="LABEL", help="your shell may keep it")
    add_opening_verb(
        verbs, "strengthen", credential_verbs.strengthen, "make each try at the passphrase in use cost more",
        "Opening then takes some seconds and 1 GiB of memory. Nobody can see from outside that it was done.",
    )  # fmt: skip
    making = add_verb(verbs, "make-key-file", credential_verbs.make_key_file, "make a key file of random bytes")
    making.add_argument("file", type=a_path, metavar="FILE", help="a file that does not exist yet, best on a stick")
    suggesting = add_verb(verbs, "passphrase", strength.suggest, "suggest a passphrase of words drawn by lot")
    suggesting.add_argument(
        "--words", type=int, choices=range(FEWEST_WORDS, MOST_WORDS + 1), default=DEFAULT_WORDS, metavar="N",
        help=f"how many, {FEWEST_WORDS} to {MOST_WORDS} ({DEFAULT_WORDS})",
    )  # fmt: skip
    suggesting.add_argument(
        "--language", choices=sorted(LANGUAGES), default="en", metavar="L", help=", ".join(LANGUAGES)
    )


def _add_copies(verbs: Verbs) -> None:
    backing = add_verb(
        verbs, "backup", copy_verbs.backup, "copy a vault and read the copy back", "Needs no passphrase."
    )
    add_folder(backing, "vault", "the vault's folder; nobody may have it open")
    add_folder(backing, "target", f"{_FREE_FOLDER}, or an earlier backup of this vault")
    backing.add_argument("--replace", action="store_true", help="take the place of an earlier backup without asking")
    restoring = add_verb(
        verbs, "restore", copy_verbs.restore_backup, "put a backup where the vault shall be",
        "A vault that is there is put aside, never overwritten, and only when you say so. Needs no passphrase.",
    )  # fmt: skip
    add_folder(restoring, "backup", "the backup's folder")
    add_folder(restoring, "vault", "where the vault shall be")
    restoring.add_argument("--replace", action="store_true", help="put the vault there aside without asking")
    moving = add_opening_verb(
        verbs, "move", copy_verbs.move_vault, "copy a vault, read it back, then erase the old one"
    )
    add_folder(moving, "new", _FREE_FOLDER)
    measuring = add_opening_verb(
        verbs, "space", compact_verbs.space, "say how much room a vault takes, and how it is used"
    )
    add_json(measuring)
    rooming = add_opening_verb(
        verbs, "room", compact_verbs.make_room, "let both shelves grow before they need to",
        "Who opens a nearly empty shelf in a large folder may ask what the room was for. This gives it another reason.",
    )  # fmt: skip
    rooming.add_argument("megabytes", type=a_count, metavar="MB", help="how much shall be free, for each shelf")
    compacting = add_opening_verb(
        verbs, "compact", compact_verbs.compact, "copy a library into a new, smaller vault",
        "The other shelf is not carried over unless its passphrase is given too (--second), "
        "for nobody can know whether it holds anything.",
    )  # fmt: skip
    add_folder(compacting, "new", _FREE_FOLDER)
    compacting.add_argument("--second", action="store_true", help="carry over the other shelf too")
    add_credential_options(compacting, SECOND)
    _add_profile(compacting, None)


def _add_repairs(verbs: Verbs) -> None:
    checking = add_opening_verb(verbs, "check", repair_verbs.check_vault, "verify all that is written in a vault")
    add_json(checking)
    add_opening_verb(verbs, "repair", repair_verbs.repair, "build the search index anew from the texts")
    salvaging = add_opening_verb(
        verbs, "salvage", repair_verbs.salvage, "take what can be read out of a damaged vault into a new one",
        "Lists what was lost.",
    )  # fmt: skip
    add_folder(salvaging, "new", _FREE_FOLDER)
    _add_profile(salvaging, None)
    add_json(salvaging)


def _add_profile(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--profile",
        choices=sorted(PROFILES),
        default=default,
        help=f"how much work a try at the passphrase costs ({default or 'as before'})",
    )


def _add_slot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slot", type=int, metavar="SLOT", help="its number, as `passphrases` lists it")
