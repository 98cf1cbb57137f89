"""CSV as rows: which sign parts the cells, told by counting, and the rows themselves (RFC 4180, and TSV, `;`, `|`).

`csv.Sniffer` is not asked: its patterns take quadratic time on text made for it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reader.formats import limits

DELIMITERS = "\t;,|"
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 64 * 1024
_LONGEST_QUOTED = 64 * 1024
"""A longer cell in quotes is a quote sign that nobody closed."""

_EVEN_SHARE = 0.9
_LEAST_ROWS = 3
_PROSE_SPACE_SHARE = 0.5
_PROSE_CHARACTERS = 60
_EXCEL_HEAD = re.compile(r"\A\ufeff?[Ss][Ee][Pp]=([\t;,|])[\t ]*\n")
_NOT_CSV = re.compile(r"\s*(?:[<{\[]|---|#!|%[!P]|\{\\rtf|(?:BEGIN|HTTP|WARC)\b)")
_RULE = re.compile(r"^[|+\s:=-]{3,}$", re.MULTILINE)


def find_delimiter(text: str, *, cut: bool = False) -> str:
    """The sign between cells, or empty when the text is no table. `cut`: it may end in the middle of a row."""
    declared = _EXCEL_HEAD.match(text)
    if declared:
        return declared[1]
    sample = text[:_SAMPLE_CHARACTERS]
    if _NOT_CSV.match(sample):
        return ""
    best, columns = "", 1
    for delimiter in DELIMITERS:
        rows = _sample_rows(sample, delimiter, cut=cut or len(text) > len(sample))
        found = _even_columns(rows, delimiter)
        if found > columns and not (delimiter in ",;" and _is_prose(rows, sample, delimiter, found)):
            best, columns = delimiter, found
    return "" if best == "|" and _RULE.search(sample) else best


def read_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows, without empty ones. Quotes that are never closed are read as signs like others."""
    csv.field_size_limit(limits.MAX_TEXT_BYTES)
    body = _EXCEL_HEAD.sub("", text, count=1)
    if _has_open_quote(body, delimiter):
        rows = csv.reader(_lines(body), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        rows = csv.reader(_lines(body), delimiter=delimiter)
    for row in rows:
        if any(cell.strip() for cell in row):
            yield row


def _has_open_quote(body: str, delimiter: str) -> bool:
    rows = csv.reader(_lines(body), delimiter=delimiter)
    return any(len(cell) > _LONGEST_QUOTED and "\n" in cell for row in rows for cell in row)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one at a time; `splitlines` would also cut at U+2028 and its like."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _sample_rows(sample: str, delimiter: str, *, cut: bool) -> list[list[str]]:
    csv.field_size_limit(limits.MAX_TEXT_BYTES)
    rows: list[list[str]] = []
    for row in csv.reader(_lines(sample), delimiter=delimiter):
        if any(cell.strip() for cell in row):
            rows.append(row)
        if len(rows) >= _SAMPLE_ROWS:
            return rows
    return rows[:-1] if cut else rows


def _even_columns(rows: list[list[str]], delimiter: str) -> int:
    """How many columns the rows agree on; 0 when they do not, or are too few."""
    if len(rows) < (2 if delimiter == "\t" else _LEAST_ROWS):
        return 0
    counts = Counter(map(len, rows))
    columns, agreeing = max(counts.items(), key=lambda each: (each[1], each[0]))
    if agreeing < _EVEN_SHARE * len(rows) and not _ragged(counts, len(rows)):
        return 0
    filled = [index for index in range(columns) if sum(bool(_cell(row, index)) for row in rows) * 5 > len(rows)]
    return columns if len(filled) > 1 else 0


def _ragged(counts: Counter[int], rows: int) -> bool:
    """Whether rows differ by a few cells only, as tables do whose last cells were left out."""
    widest = max(counts)
    near = sum(count for columns, count in counts.items() if columns >= widest - 2)
    return widest >= 5 and near >= _EVEN_SHARE * rows


def _cell(row: list[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _is_prose(rows: list[list[str]], sample: str, delimiter: str, columns: int) -> bool:
    """Whether the commas are those of sentences: a space behind each, few to a line, and lines of many words."""
    signs = sample.count(delimiter)
    spaced = sample.count(delimiter + " ") + sample.count(delimiter + "\n")
    if spaced < signs * _PROSE_SPACE_SHARE:
        return False
    cells = [cell for row in rows for cell in row]
    wordy = sum(len(cell) for cell in cells) / len(cells) > _PROSE_CHARACTERS / 2
    same = len({len(row) for row in rows}) == 1
    return wordy or columns < 4 or not same or _numeric_share(cells) < 0.1


def _numeric_share(cells: Iterable[str]) -> float:
    found = [bool(NUMBER.fullmatch(cell.strip())) for cell in cells if cell.strip()]
    return sum(found) / len(found) if found else 0.0


NUMBER = re.compile(r"[-+−(]?\s?[$€£¥₩₽﷼%]?\s?\d[\d.,'’\u00a0\u202f\u066b\u066c ]{0,40}\)?\s?[%$€£¥₩₽﷼원元]?")
"""A number as people write it, in the digits of any script."""
