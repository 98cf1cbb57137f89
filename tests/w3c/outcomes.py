"""What becomes of each of the W3C's EPUB reading-system tests in Hearth, and why. docs/epub-w3c.md is made of this.

`python -m tests.w3c.outcomes` writes it. Outcomes: "pass"; "partial", where the content is readable but not shown
as the test asks; "n/a", where Hearth leaves the whole feature out by design; "fail", each with its reason.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

PAGE = Path(__file__).resolve().parents[2] / "docs" / "epub-w3c.md"
OUTCOMES = ("pass", "partial", "n/a", "fail")

_FONTS = "fonts that come with a book are not used: a font is a program that strangers wrote, and the reader chooses"
_SCRIPT = "no scripts, by design: what a book says in place of them (noscript, iframe's own text) is shown"
_FIXED = "pages of a fixed size that are not single pictures flow as text; the page says that it is simplified"
_SPREADS = f"{_FIXED}. Each page stands by itself, so spreads do not arise"
_VERTICAL = "text set upright runs from left to right, and the page says so"
_OVERLAY = "the text is shown; what is read aloud is the system's voice, not the recording, and the page says so"


class Outcome(msgspec.Struct, frozen=True):
    """One test: its file's name, what comes of it, and the reason."""

    name: str
    outcome: str
    reason: str


# ruff: noqa: E501 - a line of the table is a line here
TABLE: tuple[Outcome, ...] = (
    Outcome("cnt-css-fonts_woff", "n/a", _FONTS),
    Outcome("css-epub-hyphens", "partial", "hyphens are the reader's choice, by language; a book can't forbid or force them"),
    Outcome("css-epub-text-emphasis", "partial", "the text is shown without emphasis marks"),
    Outcome("css-epub-text-orientation", "partial", _VERTICAL),
    Outcome("css-epub-text-underline-position", "partial", f"underlined at the usual height; {_VERTICAL}"),
    Outcome("fxl-layout-duplication", "n/a", "asks for an error of EPUBCheck, not of a reader; the book opens"),
    Outcome("fxl-spine-overrides_duplicate", "pass", "the second page flows"),
    Outcome("lay-fxl-page-spread-right", "partial", _SPREADS),
    Outcome("lay-fxl-spread-auto", "pass", "the reader may choose: each page stands by itself"),
    Outcome("lay-fxl-spread-default", "pass", "the reader may choose: each page stands by itself"),
    Outcome("lay-fxl-spread-none", "pass", "each page stands by itself"),
    Outcome("lay-fxl-svg-icb_multi", "partial", f"the drawings are clipped to their own view box. {_FIXED}"),
    Outcome("lay-fxl-xhtml-icb", "partial", f"{_FIXED}; nothing is positioned, so nothing is clipped"),
    Outcome("lay-fxl-xhtml-icb_device_sizes", "partial", f"{_FIXED}; a background colour fills nothing"),
    Outcome("lay-page-layout-both", "pass", "the page after the fixed one begins a new page and flows"),
    Outcome("lay-pp-layout-default", "pass", "it flows"),
    Outcome("lay-pp-spine-overrides_behave-as-global", "pass", "the second page flows"),
    Outcome("lay-pp-spine-overrides_image-spine-pp", "partial", "the picture is shown, fitted, and the text after it flows; "
            "the picture does not take a page of its own size"),
    Outcome("lay-pp-spine-overrides_image-spine-reflow", "partial", "the manifest names a picture that is not there: its "
            "fallback is shown, between two flowing sections"),
    Outcome("lay-pp-spread-none", "pass", "each page stands by itself"),
    Outcome("lay-pp-xhtml-icb_multi", "partial", f"{_FIXED}; nothing is positioned, so nothing is clipped"),
    Outcome("mol-navigation", "partial", _OVERLAY),
    Outcome("mol-support_xhtml-load-next", "partial", _OVERLAY),
    Outcome("mol-support_xhtml", "partial", _OVERLAY),
    Outcome("nav-non-text_img", "pass", "the picture's alternative text is the entry"),
    Outcome("nav-spine_in-spine-hidden-toc-css", "pass", "both entries in the contents, one on the page"),
    Outcome("nav-spine_not-in-spine", "pass", "both entries in the contents"),
    Outcome("ocf-font_obfuscation", "n/a", _FONTS),
    Outcome("ocf-url_link-relative", "pass", "the photograph is shown"),
    Outcome("ocf-url_manifest", "pass", "it opens"),
    Outcome("ocf-url_parse-leaking-relative", "n/a", _SCRIPT),
    Outcome("ocf-url_relative", "pass", "it opens"),
    Outcome("pkg-collections-unknown", "pass", "it opens"),
    Outcome("pkg-dir-auto_root-rtl", "pass", "the first letter decides, as the test asks"),
    Outcome("pkg-dir-auto_root-unset", "pass", "the first letter decides, as the test asks"),
    Outcome("pkg-dir_creator-rtl", "pass", "the name has letters of one direction only and reads the same"),
    Outcome("pkg-dir_rtl-root-unset", "pass", "a mark before the title makes it run from right to left in every list"),
    Outcome("pkg-dir_unset-root-unset", "pass", "the first letter decides, as the test asks"),
    Outcome("pkg-manifest-unlisted-resource", "fail", "shown all the same: many books forget to list a picture, the picture "
            "is in the book's own file, and a gap would be the greater loss"),
    Outcome("pkg-spine-duplicate-item-hyperlink", "pass", "the link leads to the first of the three"),
    Outcome("pkg-spine-order-svg", "pass", "four drawings in the order of the spine, with their words beside them"),
    Outcome("pkg-spine-order", "pass", "in the order of the spine"),
    Outcome("pkg-unique-id_duplicate", "pass", "books are told apart by their bytes, not by what they call themselves"),
    Outcome("pub-cmt-avif", "pass", "the picture is shown"),
    Outcome("pub-cmt-gif", "pass", "the picture is shown, its first frame"),
    Outcome("pub-cmt-opus", "partial", "no sound inside books yet; the page says that there is some"),
    Outcome("pub-data-urls_browsing-context", "pass", "the picture is shown in the book"),
    Outcome("pub-data-urls_top-level-content", "pass", "the picture is shown in the book; it flows"),
    Outcome("pub-external-links", "partial", "the address is shown and can be copied; nothing is ever opened, by design"),
    Outcome("pub-foreign_bad-fallback", "pass", "refused, with the reason that there is nothing to read"),
    Outcome("pub-xml-names", "partial", "read as far as it can be rather than refused: a damaged book is often all there is"),
    Outcome("pub-xml-non-validating_unclosed", "partial", "read as far as it can be rather than refused"),
    Outcome("scr-not-support_ccscript-modify-size", "n/a", _SCRIPT),
    Outcome("scr-readingsystem-support_iframe", "n/a", _SCRIPT),
    Outcome("scr-readingsystem-support_svg", "n/a", _SCRIPT),
    Outcome("scr-support", "n/a", _SCRIPT),
    Outcome("scr-support_origin_unique", "n/a", _SCRIPT),
    Outcome("sec-untrusted-consent_network", "pass", "nothing is ever fetched: there is no network in the program"),
    Outcome("xx-epub-template", "n/a", "the template of a test, not a test; it opens"),
)  # fmt: skip


def page() -> str:
    """The table as Markdown."""
    counts = {outcome: sum(each.outcome == outcome for each in TABLE) for outcome in OUTCOMES}
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    rows = "\n".join(f"| {each.name} | {each.outcome} | {each.reason} |" for each in TABLE)
    return (
        "# The W3C's EPUB reading-system tests\n\n"
        "Made by `python -m tests.w3c.outcomes`; `tests/w3c` asserts what a machine can see of each. "
        f"{len(TABLE)} files: {said}.\n\n"
        "Partial: the content is readable, but not shown as the test asks. N/a: left out by design.\n\n"
        f"| test | outcome | why |\n|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
