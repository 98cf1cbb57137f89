"""The corpus in figures: what each real file becomes, kept so that a change must be explained.

`python -m tests.formats.golden --write` writes tests/fixtures/corpus.json anew: one line a file, figures and names of
losses only, no text of any document. Without `--write` it says what differs and exits with 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reader.errors import DocumentRefused
from reader.formats.registry import recognise
from reader.text.model import Cover, Embedded, FixedPages, Metadata, Outline, ParseEvent, Resource
from tests.conftest import CORPUS, ROOT
from tests.formats.checks import losses_of, sections_of, text_of

GOLDEN = ROOT / "tests" / "fixtures" / "corpus.json"
_WORD = re.compile(r"\w+")

Figures = dict[str, int | str]


def corpus_files() -> list[Path]:
    """Every file of the corpus but its own description."""
    return sorted(path for path in CORPUS.glob("*/**/*") if path.is_file())


def name_of(path: Path) -> str:
    """The file's name in the golden."""
    return path.relative_to(CORPUS).as_posix()


def figures_of(data: bytes) -> Figures:
    """What becomes of a file: its kind, and counts or the reason of the refusal."""
    try:
        format_ = recognise(data)
    except DocumentRefused as refusal:
        return {"kind": "", "refused": _reason(refusal)}
    try:
        return {"kind": format_.kind, **counts_of(list(format_.parse(data)))}
    except DocumentRefused as refusal:
        return {"kind": format_.kind, "refused": _reason(refusal)}


def _reason(refusal: DocumentRefused) -> str:
    return f"{type(refusal).__name__} {refusal.detail}".strip()


def counts_of(events: Sequence[ParseEvent]) -> Figures:
    """Counts of a document's events. A word is a run of letters and digits, so that Chinese has long ones."""
    texts = [text_of(section) for section in sections_of(events)]
    metadata = next(event for event in events if isinstance(event, Metadata))
    return {
        "language": metadata.language,
        "sections": len(texts),
        "pieces": sum(len(section.pieces) for section in sections_of(events)),
        "pages": sum(len(event.pages) for event in events if isinstance(event, FixedPages)),
        "images": sum(isinstance(event, Resource) for event in events),
        "words": sum(len(_WORD.findall(text)) for text in texts),
        "characters": sum(map(len, texts)),
        "outline": sum(len(event.entries) for event in events if isinstance(event, Outline)),
        "covers": sum(isinstance(event, Cover) for event in events),
        "embedded": sum(isinstance(event, Embedded) for event in events),
        "losses": " ".join(sorted(losses_of(events))),
    }


def kept() -> dict[str, Figures]:
    """The golden as it stands in the repository."""
    read: dict[str, Figures] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return read


def difference(name: str, was: Mapping[str, int | str], now: Mapping[str, int | str]) -> str:
    """What changed about one file, for the person who changed it; empty when nothing did."""
    changes = [
        f"{key} {was.get(key, 'none')!r} -> {now.get(key, 'none')!r}"
        for key in dict.fromkeys([*was, *now])
        if was.get(key) != now.get(key)
    ]
    return f"{name}: {', '.join(changes)}" if changes else ""


def differences(was: Mapping[str, Figures], now: Mapping[str, Figures]) -> list[str]:
    names = sorted({*was, *now})
    return [line for name in names if (line := difference(name, was.get(name, {}), now.get(name, {})))]


def write(golden: Mapping[str, Figures]) -> None:
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(golden[name])}" for name in sorted(golden))
    GOLDEN.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main(arguments: Iterable[str]) -> int:
    now = {name_of(path): figures_of(path.read_bytes()) for path in corpus_files()}
    changed = differences(kept() if GOLDEN.exists() else {}, now)
    sys.stdout.write("".join(f"{line}\n" for line in changed) + f"{len(now)} files, {len(changed)} changed\n")
    if "--write" in arguments:
        write(now)
        return 0
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
