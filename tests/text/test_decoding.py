"""Bytes come out as the text that was written, whatever encoding it is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.decoding import decode

KOREAN = "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."
CHINESE = "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。"
TAIWANESE = "人人生而自由,在尊嚴和權利上一律平等。他們賦有理性和良心,並應以兄弟關係的精神相對待。"
JAPANESE = "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
RUSSIAN = "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью"
ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا"
GERMAN = "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"),
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (KOREAN, "euc_kr"),
        (KOREAN, "cp949"),
        (CHINESE, "gb2312"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (ARABIC, "cp1256"),
        (GERMAN, "cp1252"),
    ],
)
def test_the_text_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "page",
    [
        f'<html><head><meta charset="euc-kr"></head><body>{KOREAN}',
        f'<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">{KOREAN}',
        f"<?xml version='1.0' encoding='EUC-KR'?><p>{KOREAN}</p>",
    ],
)
def test_a_declaration_counts(page: str) -> None:
    decoded = decode(page.encode("euc_kr"))
    assert decoded.text == page
    assert decoded.encoding == "cp949"


def test_a_wrong_declaration_does_not() -> None:
    assert decode(f'<meta charset="ascii-no-such">{KOREAN}'.encode()).encoding == "utf-8"
    assert decode(f'<meta charset="hex">{KOREAN}'.encode()).encoding == "utf-8"


@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@pytest.mark.parametrize("codec", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "rot13"])
def test_what_is_no_charset_is_not_believed(codec: str) -> None:
    data = f'<meta charset="{codec}"><p>{GERMAN}\\u0041-bcda9'.encode()
    assert decode(data).encoding == "utf-8"
    assert decode(data, codec).encoding == "utf-8"
