"""`vault check`, `repair` and `salvage`: what is wrong, and what can be done about it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from reader.cli.credential import CURRENT, read_credential
from reader.cli.interruption import interruptible
from reader.cli.meter import Meter
from reader.cli.opening import PROFILES, opened, refuse_nested, refuse_occupied, require_vault
from reader.cli.output import complain, put_json, put_line
from reader.errors import VaultDamaged
from reader.store.checking import check_all
from reader.store.copying import CopyReport, LostDocument
from reader.store.library import Library
from reader.store.reindexing import rebuild_index
from reader.store.salvaging import salvage_library
from reader.vault.check import Finding, FindingKind, check
from reader.vault.new_vault import new_vault
from reader.vault.shelf_pages import open_damaged
from reader.vault.vault import Vault

_ADVICE = {
    FindingKind.INDEX_DIFFERS: "`vault repair` builds the search index anew.",
    FindingKind.SIZES_DIFFER: "Close and open the vault once more: that makes the sizes equal.",
}
_TAKE_OUT = "Keep the vault as it is. Use your latest copy, or `vault salvage` takes out what can be read."


def check_vault(arguments: argparse.Namespace) -> bool:
    """Verify everything; each finding is a line."""
    with opened(arguments) as vault, Meter("Checking") as meter, interruptible() as stopped:
        findings = _find(vault, meter, stopped)
    for finding in findings:
        _put_finding(finding, as_json=arguments.json)
    for advice in dict.fromkeys(_ADVICE.get(finding.kind, _TAKE_OUT) for finding in findings):
        complain(advice)
    if not findings:
        complain("All is well.")
    return bool(findings)


def repair(arguments: argparse.Namespace) -> bool:
    """Clear what a cut left behind, and build the search index anew from the texts."""
    with opened(arguments) as vault, Meter("Building the index") as meter, interruptible() as stopped:
        library = Library(vault.shelf)
        library.purge_unfinished(cancelled=stopped)
        rebuild_index(library, on_progress=meter, cancelled=stopped)
    complain("The search index is built anew. `vault check` says whether all is well.")
    return False


def salvage(arguments: argparse.Namespace) -> bool:
    """Take every document that can be read into a new vault; what was lost is a line each."""
    require_vault(arguments.vault)
    refuse_nested(arguments.vault, arguments.new)
    refuse_occupied(arguments.new)
    report = _salvage(arguments, arguments.new)
    for lost in report.lost:
        _put_lost(lost, as_json=arguments.json)
    complain(f"Documents in the new vault: {report.copied}. Documents that lost something: {len(report.lost)}.")
    complain(
        "Further passphrases and key files are not carried over, nor is the other shelf. The old vault is as it was."
    )
    return bool(report.lost)


def _find(vault: Vault, meter: Meter, stopped: Callable[[], bool]) -> list[Finding]:
    """All that is wrong; of a shelf so damaged that its library does not open, at least which pages are."""
    try:
        library = Library(vault.shelf)
        library.purge_unfinished(cancelled=stopped)
    except VaultDamaged:
        return check(vault, on_progress=meter, cancelled=stopped)
    return check_all(vault, library, on_progress=meter, cancelled=stopped)


def _salvage(arguments: argparse.Namespace, new: Path) -> CopyReport:
    credential = read_credential(arguments, CURRENT)
    with (
        open_damaged(arguments.vault, credential) as pages,
        Meter("Salvaging") as meter,
        interruptible() as stopped,
        new_vault(new, credential, None, PROFILES.get(arguments.profile) or pages.profile) as target,
    ):
        return salvage_library(pages, target.shelf, on_progress=meter, cancelled=stopped)


def _put_finding(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        put_json(finding)
    else:
        put_line(finding.kind, finding.detail, finding.document or "")


def _put_lost(lost: LostDocument, *, as_json: bool) -> None:
    if as_json:
        put_json(lost)
    else:
        put_line(lost.document, "without" if lost.kept else "lost", ", ".join(lost.parts), lost.title)
