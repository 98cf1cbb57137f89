"""Long trees are flowed in portions, with nothing lost, nothing twice and every link whole."""

from __future__ import annotations

from lxml import etree

from reader.formats.assembly import Assembly
from reader.formats.portions import MOST_ELEMENTS, Portioned, portions
from reader.formats.trees import texts
from reader.text.model import Section
from tests.formats.checks import text_of


def tree(count: int) -> etree._Element:
    root = etree.fromstring(
        '<div lang="ko"><p>first</p><section id="inside" dir="rtl">lead<p/></section>tail<p>last</p></div>'
    )
    for number in range(count):
        etree.SubElement(root[1], "p", id=f"p{number}").text = f" {number}"
    return root


def test_a_short_tree_is_one_portion() -> None:
    root = tree(3)
    words = "".join(texts(root))
    (only,) = portions(root)
    assert "".join(texts(only)) == words
    assert only.get("lang") == "ko"


def test_a_long_tree_is_several_in_order() -> None:
    root = tree(MOST_ELEMENTS * 3)
    words = "".join(texts(root))
    parts = list(portions(root))
    assert len(parts) > 3
    assert "".join("".join(texts(part)) for part in parts) == words
    assert [part.get("id") for part in parts].count("inside") == 1
    assert all(sum(1 for _ in part.iter()) <= MOST_ELEMENTS + 1 for part in parts)


def test_links_lead_into_other_portions() -> None:
    assembly = Assembly()
    around = Portioned(assembly, list(portions(tree(MOST_ELEMENTS * 2))))
    link = around.link(f"#p{MOST_ELEMENTS + 100}")
    assert around.link("#nowhere") == ""
    sections = [event for event in around.events() if isinstance(event, Section)]
    place = assembly.anchors().targets[link[1:]]
    assert text_of(sections[place.section])[place.offset :].startswith(f"{MOST_ELEMENTS + 100}\n")
