"""FictionBooks that tests make themselves."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping

from tests.formats.makers import picture

RUSSIAN = "Все люди рождаются свободными и равными в своём достоинстве и правах."
CHINESE = "人人生而自由，在尊严和权利上一律平等。"
XLINK = "http://www.w3.org/1999/xlink"
NAMESPACE = "http://www.gribuser.ru/xml/fictionbook/2.0"

DESCRIPTION = """<genre>prose_classic</genre><genre>history</genre>
<author><first-name>Лев</first-name><middle-name>Николаевич</middle-name><last-name>Толстой</last-name></author>
<author><nickname>Переписчик</nickname></author><book-title>Война и мир</book-title>
<annotation><p>О войне.</p><p>И о мире.</p></annotation><keywords>роман, эпопея</keywords>
<date value="1869-01-01">1869</date>{cover}<lang>{language}</lang><sequence name="Собрание" number="4"/>"""

BODY = """<title><p>Война и мир</p><p>Том первый</p></title>
<epigraph><p>Эпиграф.</p><text-author>Автор эпиграфа</text-author></epigraph>
<section id="part"><title><p>Часть первая</p></title>
<section id="ch1"><title><p>Глава <strong>I</strong></p></title><image l:href="#dot.png" alt="dot"/>
<p>{text}<a l:href="#n1" type="note">[1]</a> and <emphasis>dignity</emphasis>, см. <a l:href="#ch2">дальше</a>.</p>
<empty-line/><p>После <strikethrough>пустой</strikethrough> H<sub>2</sub>O <code>x = 1</code>.</p>
<subtitle>* * *</subtitle>
<poem><title><p>Парус</p></title><stanza><v>Белеет парус одинокой</v>
<v>В тумане моря <emphasis>голубом</emphasis>!..</v></stanza>
<stanza><v>Что ищет он в стране далекой?</v><v>Что кинул он в краю родном?..</v></stanza>
<text-author>М. Лермонтов</text-author><date>1832</date></poem>
<cite><p>Цитата.</p><text-author>Кто-то</text-author></cite>
<table><tr><th align="center">а</th><th>б</th></tr><tr><td>1</td><td valign="top">2</td></tr></table></section>
<section id="ch2"><title><p>Глава II</p></title><p>{text} <a l:href="https://a.example/x">сайт</a></p></section>
</section>"""
NOTES = """<title><p>Примечания</p></title><section id="n1"><title><p>1</p></title><p>Сноска первая.</p></section>
<section id="n2"><title><p>2</p></title><p>Без ссылки.</p></section>"""


def fb2(
    body: str = "",
    *,
    text: str = RUSSIAN,
    notes: str = NOTES,
    language: str = "ru",
    encoding: str = "utf-8",
    binaries: Mapping[str, bytes] | None = None,
    description: str = DESCRIPTION,
) -> bytes:
    """A FictionBook with a body of two chapters, verse, a table, a note and a picture, which is the cover too."""
    held = {"dot.png": picture()} if binaries is None else binaries
    packed = "".join(
        f'<binary id="{name}" content-type="image/png">{base64.encodebytes(data).decode()}</binary>'
        for name, data in held.items()
    )
    cover = f'<coverpage><image l:href="#{next(iter(held))}"/></coverpage>' if held else ""
    title_info = description.format(cover=cover, language=language)
    main = body or BODY.format(text=text)
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<FictionBook xmlns="{NAMESPACE}" xmlns:l="{XLINK}">'
        f"<description><title-info>{title_info}</title-info><document-info><author><nickname>x</nickname></author>"
        "<program-used>nothing</program-used><date>2020</date></document-info>"
        "<publish-info><publisher>Издатель</publisher><year>1978</year></publish-info></description>"
        f'<body>{main}</body><body name="notes">{notes}</body>{packed}</FictionBook>'
    ).encode(encoding, "xmlcharrefreplace")


def zipped(data: bytes, name: str = "война.fb2", **others: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        for other, content in others.items():
            archive.writestr(other.replace("_", "."), content)
    return out.getvalue()
