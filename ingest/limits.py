"""How much of a file we are willing to read."""

from __future__ import annotations

MAX_BYTES = 512 * 1024 * 1024
MAX_TEXT_BYTES = 8 * 1024 * 1024  # 2,000 pages of print hold 6 million characters
MAX_PAGES = 2000
RENDER_PIXELS = 36_000_000  # of one page as we look at it: an A4 page at 600 dpi; a larger page is looked at coarser
MAX_PIXELS = 160_000_000  # of one page: an A4 page at 1200 dpi holds 139 million
