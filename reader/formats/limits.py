"""How much of a document a worker takes: beyond any real book, below what harms the machine."""

from __future__ import annotations

MAX_DOCUMENT_BYTES = 512 * 1024 * 1024
MAX_TEXT_BYTES = 64 * 1024 * 1024
"""One text file, or one HTML page of a book (the Bible in one file is 5 MB)."""

MAX_SECTION_TEXT_BYTES = 128 * 1024
"""A longer run of text is cut into sections, at headings where it has them."""

MAX_SECTIONS = 20_000
MAX_ARCHIVE_ENTRIES = 20_000
MAX_ENTRY_BYTES = 128 * 1024 * 1024
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
MAX_ENTRY_RATIO = 200
"""Deflate reaches 1032 to 1; real text and pictures stay below 30. Entries under a megabyte may be anything."""

RATIO_FREE_BYTES = 1024 * 1024
MAX_STYLESHEET_BYTES = 1024 * 1024
MAX_IMAGE_PIXELS = 64_000_000
MAX_IMAGE_EDGE_PX = 4096
"""A picture inside text is made smaller than this on its longer edge."""

MAX_IMAGES = 5_000
MAX_IMAGE_BYTES_TOTAL = 512 * 1024 * 1024
MAX_RENDERED_PIXELS = 40_000_000
MAX_RENDERED_EDGE_PX = 30_000
"""No page is drawn, nor a part of one drawn as large, that has a longer edge."""
