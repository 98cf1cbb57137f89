"""XMP (ISO 16684-1): what a packet inside a PDF or a picture says of it."""

from __future__ import annotations

from reader.errors import DamagedFile
from reader.formats.names import one_line
from reader.formats.trees import Element, parse_xml

DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Xmp:
    """Values of an XMP packet by their names; nothing for a packet that is no XML."""

    def __init__(self, packet: bytes) -> None:
        self._root: Element | None = None
        if packet:
            try:
                self._root = parse_xml(packet.decode("utf-8", "replace"))
            except DamagedFile:
                return

    def lines(self, name: str) -> list[str]:
        """Every value of a property, each as one line."""
        found: list[str] = []
        for element in self._root.iter(name) if self._root is not None else ():
            items = list(element.iter(f"{_RDF}li")) or [element]
            found += [one_line("".join(str(text) for text in item.itertext())) for item in items]
        return [line for line in found if line]

    def line(self, name: str) -> str:
        """One value: of several languages the default."""
        if self._root is None:
            return ""
        for item in self._root.iter(f"{_RDF}li"):
            parent = next(item.iterancestors(name), None)
            if parent is not None and item.get(_XML_LANG) == "x-default":
                return one_line("".join(str(text) for text in item.itertext()))
        lines = self.lines(name)
        return (
            lines[0]
            if lines
            else next((one_line(each.get(name) or "") for each in self._root.iter() if each.get(name)), "")
        )
