"""A message as a page: its header as a table, its text, the messages in it, and a list of the files that came with it.

A mail's stylesheet is resolved onto that mail's own body, before it comes beside the header: it can't hide a sender.
"""

from __future__ import annotations

from lxml import etree

from reader.formats.mail_choice import PGP_TEXT, Message
from reader.formats.mail_header import Address, shown_fields
from reader.formats.mail_parts import Part
from reader.formats.mail_text import add_plain_text
from reader.formats.names import shown_name
from reader.formats.styles import remove_keeping_tail, resolve
from reader.formats.trees import Element, local_name, parse_html, texts
from reader.text.language import guess_language, language_tag

FILES_TITLE = "Attachments"
MAX_LINES = 100_000
_PART = "x-part:"
_HTML_KINDS = frozenset({"text/html", "text/x-amp-html"})
_LOADED = frozenset({"style", "link", "base", "script", "meta", "title"})


class MailPage:
    """One outermost message's page while it is built. `pictures` are parts by the addresses they got in it;
    `lines_left` is how many lines of plain text there may still be."""

    def __init__(self, message: Message, lines_left: int = MAX_LINES) -> None:
        self.lines_left = lines_left
        self.root = etree.Element("div")
        self.pictures: dict[str, Part] = {}
        self.losses: set[str] = set()
        self.files: list[Part] = []
        self._sample = ""
        self._add_message(self.root, message, 1)
        self.language = guess_language(self._sample)

    def _add_message(self, parent: Element, message: Message, level: int) -> None:
        self.losses |= message.losses
        _add_header(parent, message.part, level)
        used: set[int] = set()
        for shown in message.shown:
            if isinstance(shown, Message):
                holder = etree.SubElement(parent, "blockquote") if level == 1 else parent
                self._add_message(holder, shown, level + 1)
            elif shown.media_type.startswith("image/"):
                self._add_picture(parent, shown)
            elif shown.media_type in _HTML_KINDS:
                used |= self._add_html(parent, shown, message.beside)
            else:
                self._add_text(parent, shown)
        listed = message.files + [part for part in message.beside if id(part) not in used]
        self.files += listed
        _add_files(parent, listed, level)

    def _add_text(self, parent: Element, part: Part) -> None:
        text = self._capped(part.text())
        if PGP_TEXT in text:
            self.losses.add("encrypted-part")
        self._sample = self._sample or text[:4000]
        holder = etree.SubElement(parent, "div")
        add_plain_text(
            holder,
            text,
            flowed=part.parameter("format") == "flowed",
            joined_spaces=part.parameter("delsp") == "yes",
        )

    def _capped(self, text: str) -> str:
        """The text, up to the lines that are left: a million paragraphs of one letter are no mail."""
        count = text.count("\n") + 1
        if count > self.lines_left:
            self.losses.add("mail-cut")
            text = "\n".join(text.split("\n", self.lines_left)[: self.lines_left])
        self.lines_left = max(0, self.lines_left - count)
        return text

    def _add_html(self, parent: Element, part: Part, beside: list[Part]) -> set[int]:
        """A body's elements, in an element of their own; answers which of the parts beside it are pictures in it."""
        root = parse_html(part.text())
        sheets = []
        for element in [each for each in root.iter("*") if local_name(each) in _LOADED]:
            if local_name(element) == "style":
                sheets.append("".join(texts(element)))
            remove_keeping_tail(element)
        root = resolve(root, sheets)
        body = next(root.iter("body"), root)
        holder = etree.SubElement(parent, "div")
        for name in ("lang", "dir"):
            value = body.get(name) or root.get(name)
            if value and (name == "dir" or language_tag(value)):
                holder.set(name, value)
        holder.text = body.text
        holder.extend(list(body))
        self._sample = self._sample or "".join(texts(holder))[:4000]
        return self._give_addresses(holder, beside)

    def _give_addresses(self, holder: Element, beside: list[Part]) -> set[int]:
        """Pictures that the mail brings along get an address of ours; those elsewhere are never asked for."""
        known = {f"cid:{part.content_id}": part for part in reversed(beside) if part.content_id}
        known |= {place: part for part in beside if (place := str(part.mime.get("content-location", "")).strip())}
        used: set[int] = set()
        for image in holder.iter("img"):
            source = (image.get("src") or "").strip()
            part = known.get(source) or known.get(source.replace("%40", "@"))
            if part is not None:
                used.add(id(part))
                image.set("src", self._address(part))
            elif source.lower().startswith(("http:", "https:", "//")):
                self.losses.add("remote-image")
                del image.attrib["src"]
        return used

    def _add_picture(self, parent: Element, part: Part) -> None:
        holder = etree.SubElement(parent, "p")
        etree.SubElement(holder, "img", src=self._address(part), alt=shown_name(part.name))

    def _address(self, part: Part) -> str:
        address = f"{_PART}{len(self.pictures)}"
        self.pictures[address] = part
        return address


def _add_header(parent: Element, part: Part, level: int) -> None:
    subject = shown_name(part.fields.text("subject"), 300)
    if subject:
        etree.SubElement(parent, f"h{min(level, 6)}").text = subject
    rows = shown_fields(part.fields)
    if not rows:
        return
    table = etree.SubElement(parent, "table", dir="ltr")
    for name, lines in rows:
        row = etree.SubElement(table, "tr")
        etree.SubElement(row, "th", style="text-align:left;vertical-align:top").text = name
        cell = etree.SubElement(row, "td", dir="auto")
        for number, line in enumerate(lines):
            if number:
                etree.SubElement(cell, "br")
            _add_address(cell, line)


def _add_address(cell: Element, line: Address) -> None:
    """Label and address, apart from each other whatever direction the label's letters have."""
    if line.label:
        label = etree.SubElement(cell, "span")
        label.text = line.label
        label.tail = " " if line.address else None
    if line.address:
        address = etree.SubElement(cell, "span", dir="ltr")
        address.text = f"<{line.address}>" if line.label else line.address


def file_name(part: Part, number: int) -> str:
    """A file's name as it is listed, whole and with nothing hidden in it; its number where it has none."""
    return shown_name(part.name, 500) or f"#{number}"


def _add_files(parent: Element, files: list[Part], level: int) -> None:
    if not files:
        return
    etree.SubElement(parent, f"h{min(level + 1, 6)}").text = FILES_TITLE
    table = etree.SubElement(parent, "table", dir="ltr")
    for number, part in enumerate(files, 1):
        row = etree.SubElement(table, "tr")
        etree.SubElement(row, "td", dir="auto").text = file_name(part, number)
        etree.SubElement(row, "td", dir="ltr").text = shown_name(part.media_type, 100)
        etree.SubElement(row, "td", dir="ltr", style="text-align:right").text = _size(part.size_bytes())


def _size(size_bytes: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("KB", 1000)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{size_bytes} B"
