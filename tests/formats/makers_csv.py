"""Tables that tests make themselves, as people export them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def table(rows: Iterable[Sequence[object]], delimiter: str = ",", *, line_end: str = "\r\n") -> str:
    """Rows as RFC 4180 writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue()


PEOPLE = table(
    [
        ("name", "born", "about", "sum"),
        ("Kim, Min-ji", 1984, 'speaks of "dignity"', "1,200.50"),
        ("Anna", 1990, "two\nlines", "-3"),
        ("=HYPERLINK(1)", 2001, "", "12 %"),
        ("Ben", 1999, "a  b", "0"),
    ]
)
KOREAN_ROWS = [("이름", "나이", "주소"), ("김민지", 41, "서울, 종로구"), ("박서준", 35, "부산"), ("이하은", 29, "대구")]
PERSIAN_ROWS = [("نام", "سن", "شهر"), ("مریم", "۳۴", "تهران"), ("علی", "۴۱", "شیراز"), ("زهرا", "۲۹", "تبریز")]
RUSSIAN_ROWS = [("имя", "сумма"), ("Анна", "1 200,50"), ("Борис", "3,00"), ("Вера", "−7,25"), ("Глеб", "8,00")]
