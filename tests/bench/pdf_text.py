"""Text of PDFs beside pdftotext's: `python3 dev.py bench pdf_text`. Skipped where pdftotext (poppler-utils) is missing.

`same_words`: twice the longest common subsequence of words, by the words of both (1 is the same text). `same_order`:
of all pairs of words that stand once in both texts, the share in the same order; `raw_order`: the same beside
`pdftotext -raw`, which keeps the content's order. `hyphens`: words cut at a line's end
by pdftotext -raw; `joined`, `kept`: how many of them stand here without and with their hyphen.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reader.errors import DocumentRefused
from reader.formats.pdf_document import PdfPages, open_pdf
from tests.bench.harness import report
from tests.conftest import CORPUS
from tests.formats.makers_pdf import COLUMN_SAMPLES

_CUT = re.compile(r"([^\W\d_]{2,})[-\u00ad]\n([a-z\u00df-\u024f]{2,})")
_MOST_PAGES = 40
_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """What was counted over some files."""

    files: int = 0
    words: int = 0
    common: int = 0
    both: int = 0
    pairs: int = 0
    ordered: int = 0
    raw_pairs: int = 0
    raw_ordered: int = 0
    hyphens: int = 0
    joined: int = 0
    kept: int = 0

    def figures(self) -> Mapping[str, float | int]:
        return {
            "files": self.files,
            "words": self.words,
            "same_words": round(2 * self.common / max(1, self.both), 4),
            "same_order": round(self.ordered / max(1, self.pairs), 4),
            "raw_order": round(self.raw_ordered / max(1, self.raw_pairs), 4),
            "hyphens": self.hyphens,
            "joined": self.joined,
            "kept": self.kept,
        }


def main() -> None:
    """Compare every PDF of the corpus, and the made ones with columns."""
    program = shutil.which("pdftotext")
    if program is None:
        print("skipped: pdftotext (poppler-utils) is not installed", file=sys.stderr)
        print('{"bench": "pdf_text", "cases": {}}')
        return
    cases = {}
    for name, files in _cases().items():
        tally = Tally()
        for data in files:
            compare(program, data, tally)
        cases[name] = tally.figures()
    report("pdf_text", cases)


def _cases() -> dict[str, list[bytes]]:
    folders = {folder.name: sorted(folder.glob("*.pdf")) for folder in sorted((CORPUS / "pdf").iterdir())}
    cases = {name: [path.read_bytes() for path in paths] for name, paths in folders.items()}
    cases["two_columns"] = [path.read_bytes() for path in (CORPUS / "pdf").glob("py-pdf/026*.pdf")]
    cases["book"] = [path.read_bytes() for path in (CORPUS / "pdf").glob("py-pdf/009*.pdf")]
    return cases | {name: [data] for name, data in COLUMN_SAMPLES.items()}


def compare(program: str, data: bytes, tally: Tally) -> None:
    """Add one file to the tally; one that is refused is left out."""
    try:
        pages = PdfPages(open_pdf(data))
    except DocumentRefused:
        return
    theirs = _pdftotext(program, data).split("\f")
    raw = _pdftotext(program, data, "-raw").split("\f")
    tally.files += 1
    for page in range(min(len(pages.document), _MOST_PAGES)):
        text = pages.page_text(page)
        _compare_words(text, theirs[page] if page < len(theirs) else "", tally)
        pairs, ordered = _order(_WORD.findall(text), _words(raw[page] if page < len(raw) else ""))
        tally.raw_pairs += pairs
        tally.raw_ordered += ordered
        _compare_hyphens(text, raw[page] if page < len(raw) else "", tally)
    pages.close()


def _pdftotext(program: str, data: bytes, *options: str) -> str:
    done = subprocess.run([program, *options, "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def _compare_words(ours: str, theirs: str, tally: Tally) -> None:
    mine, other = _WORD.findall(ours), _words(theirs)
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    tally.common += sum(block.size for block in matcher.get_matching_blocks())
    tally.both += len(mine) + len(other)
    tally.words += len(mine)
    pairs, ordered = _order(mine, other)
    tally.pairs += pairs
    tally.ordered += ordered


def _words(text: str) -> list[str]:
    return _WORD.findall(_CUT.sub(r"\1\2", text))


def _order(mine: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many pairs of words that stand once in both there are, and how many of them in the same order."""
    places = {word: at for at, word in enumerate(other) if other.count(word) == 1}
    row = [places[word] for word in mine if word in places and mine.count(word) == 1]
    return len(row) * (len(row) - 1) // 2, _ordered_pairs(row)


def _ordered_pairs(row: Sequence[int]) -> int:
    before: list[int] = []
    ordered = 0
    for place in row:
        ordered += bisect_left(before, place)
        insort(before, place)
    return ordered


def _compare_hyphens(ours: str, raw: str, tally: Tally) -> None:
    for head, tail in _CUT.findall(raw):
        tally.hyphens += 1
        tally.joined += head + tail in ours
        tally.kept += f"{head}-{tail}" in ours


if __name__ == "__main__":
    main()
