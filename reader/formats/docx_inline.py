"""DOCX inline: what stands in a paragraph, read into a line (ECMA-376, 17.3.3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from reader.formats.docx_drawings import add_drawing, chosen, form_box, read_drawing
from reader.formats.docx_fields import BOOKMARK, bookmark_href, field_href, field_words
from reader.formats.docx_math import to_mathml
from reader.formats.docx_names import child, short, value
from reader.formats.docx_notes import Notes
from reader.formats.docx_reading import Reading
from reader.formats.docx_styles import TOGGLES, Properties, run_properties
from reader.formats.office_line import Line, TextLook, markup_text, run_language
from reader.formats.office_symbols import SYMBOL_FONTS, symbol, symbol_text
from reader.formats.trees import Element

TRANSPARENT = frozenset(
    {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "mc:Choice", "mc:Fallback"}
)
REMOVED = frozenset({"w:del", "w:moveFrom"})
TRACKED = frozenset({"w:ins", "w:moveTo", *REMOVED})
_FORMER = frozenset({"w:rPrChange", "w:ins", "w:del", "w:moveFrom", "w:moveTo"})
_NOTE_MARKS = {
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
    "w:commentReference": "comment",
}
_SIGNS = {"w:softHyphen": "\u00ad", "w:noBreakHyphen": "\u2011"}
_PAGE_BREAK = "page"


@dataclass(frozen=True, slots=True)
class _Around:
    """What wraps a run: a link, a direction."""

    href: str = ""
    direction: str = ""


@dataclass(slots=True)
class Inline:
    """One paragraph's content while it is read. Each page break in it begins another of `lines`."""

    reading: Reading
    notes: Notes
    base: Properties
    heading: bool = False
    rtl: bool = False
    lines: list[Line] = field(default_factory=lambda: [Line()])
    break_before: bool = False
    boxes: list[Element] = field(default_factory=list)

    @property
    def line(self) -> Line:
        return self.lines[-1]

    def read(self, paragraph: Element) -> None:
        """Read what stands in a w:p, or in another element that holds runs. Nesting takes no stack."""
        waiting = [(each, _Around()) for each in reversed(paragraph)]
        while waiting:
            element, around = waiting.pop()
            name = short(element)
            if name == "w:r":
                self._run(element, around)
            elif name in TRACKED and name in REMOVED:
                self.reading.losses.add("tracked-changes")
            elif name == "mc:AlternateContent":
                branch = chosen(element)
                waiting += [(branch, around)] if branch is not None else []
            elif name in TRANSPARENT or name in _WRAPPERS:
                if name in TRACKED:
                    self.reading.losses.add("tracked-changes")
                inner = self._inside(name, element, around)
                waiting += [(each, inner) for each in reversed(element)]
            else:
                self._other(name, element, around)

    def _inside(self, name: str, element: Element, around: _Around) -> _Around:
        """What wraps the runs inside a wrapper."""
        if name == "w:hyperlink":
            anchor = value(element, "anchor")
            return replace(around, href=self.reading.address(element) or bookmark_href(anchor))
        if name == "w:fldSimple":
            return replace(around, href=field_href(value(element, "instr")) or around.href)
        if name in {"w:dir", "w:bdo"} and value(element) in {"rtl", "ltr"}:
            return replace(around, direction=value(element))
        return around

    def _other(self, name: str, element: Element, around: _Around) -> None:
        if name == "w:bookmarkStart" and value(element, "name"):
            self.line.anchor(BOOKMARK + value(element, "name"))
        elif name in {"m:oMath", "m:oMathPara"} and self.reading.fields.shown:
            self.line.add(to_mathml(element), around.href)

    # --- runs

    def _run(self, run: Element, around: _Around) -> None:
        own_element = child(run, "w:rPr")
        own = run_properties(own_element)
        if own_element is not None and any(short(each) in _FORMER for each in own_element):
            self.reading.losses.add("tracked-changes")
        properties = self._properties(own)
        if properties.get("vanish") == "1":
            self.reading.losses.add("hidden-text")
            return
        look = TextLook(
            style=self.reading.run_style(properties, self.base, heading=self.heading),
            direction=around.direction or ("rtl" if properties.get("rtl") == "1" and not self.rtl else ""),
            href=around.href or self.reading.fields.href,
        )
        marked = next((each for each in run if value(each, "customMarkFollows") in {"1", "true", "on"}), None)
        for element in run if marked is None else [marked]:
            self._in_run(element, run, properties, look)

    def _in_run(self, element: Element, run: Element, properties: Properties, look: TextLook) -> None:
        name = short(element)
        if name == "w:fldChar":
            self._field(element)
        elif name == "w:instrText":
            self.reading.fields.instruct(element.text or "")
        elif self.reading.fields.shown:
            self._shown(name, element, run, properties, look)

    def _shown(self, name: str, element: Element, run: Element, properties: Properties, look: TextLook) -> None:
        """What stands in a run and is seen."""
        if name == "w:t":
            self._text(element.text or "", properties, look)
        elif name in {"w:tab", "w:ptab"}:
            self.line.tab(look)
        elif name in {"w:br", "w:cr"}:
            self._break(element)
        elif name in _SIGNS:
            self.line.text(_SIGNS[name], look)
        elif name == "w:sym":
            self.line.text(symbol(value(element, "font"), value(element, "char"), self.reading.losses), look)
        elif name in {"w:drawing", "w:pict", "w:object"}:
            self._drawing(element, look)
        elif name == "mc:AlternateContent":
            branch = chosen(element)
            for each in branch if branch is not None else ():
                self._in_run(each, run, properties, look)
        elif name in _NOTE_MARKS:
            custom = value(element, "customMarkFollows") in {"1", "true", "on"}
            mark = "".join(each.text or "" for each in run if short(each) == "w:t") if custom else ""
            self.notes.refer(_NOTE_MARKS[name], element, self.line, replace(look, href=""), mark)
        elif name == "w:ruby":
            self._ruby(element, look)

    def _properties(self, own: Properties) -> Properties:
        """The run's own properties over its character style over its paragraph; styles switch toggles (17.7.3)."""
        styled = self.reading.styles.of_character(own["style"]) if own.get("style") else {}
        merged = self.base | styled
        for name in TOGGLES:
            if styled.get(name) == "1" and self.base.get(name) == "1":
                merged[name] = "0"
        return merged | own

    def _text(self, text: str, properties: Properties, look: TextLook) -> None:
        if properties.get("font", "") in SYMBOL_FONTS:
            text = symbol_text(properties["font"], text, self.reading.losses)
        lang = run_language(
            text, properties.get("lang", ""), properties.get("lang_ea", ""), properties.get("lang_bidi", "")
        )
        self.line.text(text, replace(look, lang=lang) if lang else look)

    def _field(self, element: Element) -> None:
        fields = self.reading.fields
        match value(element, "fldCharType"):
            case "begin":
                self.line.text(form_box(element))
                fields.begin()
            case "separate":
                fields.separate()
            case "end":
                words = field_words(fields.end())
                if words and fields.shown:
                    self.line.text(words)
                    self.reading.losses.add("ruby")

    def _break(self, element: Element) -> None:
        if value(element, "type") != _PAGE_BREAK:
            self.line.line_break()
        elif self.line.empty and len(self.lines) == 1:
            self.break_before = True
        else:
            self.lines.append(Line())

    def _drawing(self, element: Element, look: TextLook) -> None:
        drawn = read_drawing(element, self.reading)
        add_drawing(drawn, self.line, look.href)
        self.boxes += drawn.boxes

    def _ruby(self, element: Element, look: TextLook) -> None:
        """The base with its reading, which the flow puts in parentheses."""
        parts = {}
        for name in ("w:rubyBase", "w:rt"):
            part = child(element, name)
            found = part.iter() if part is not None else ()
            parts[name] = "".join(each.text or "" for each in found if short(each) == "w:t")
        ruby = etree.Element("ruby")
        ruby.text = markup_text(parts["w:rubyBase"])
        etree.SubElement(ruby, "rt").text = markup_text(parts["w:rt"])
        self.line.add(ruby, look.href)


_WRAPPERS = frozenset({"w:hyperlink", "w:fldSimple", "w:dir", "w:bdo"})
