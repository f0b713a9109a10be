"""A PDF's own description of itself (title, author, dates), put into a copy that pdfium wrote without it.

pdfium can read that dictionary and cannot write it, so the copy gets what PDF calls an incremental update: the object
anew at the end of the file, a table that says where it is, and a trailer that points to the table before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pypdfium2 as pdfium

_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_TRAILER = re.compile(rb"trailer\s*<<(?P<entries>.*?)>>\s*startxref\s+(?P<at>\d+)\s+%%EOF\s*\Z", re.DOTALL)
_INFO = re.compile(rb"/Info (?P<number>\d+) 0 R")


def read_metadata(original: bytes) -> dict[str, str]:
    """What a PDF says of itself; nothing where it says nothing."""
    document = pdfium.PdfDocument(original)
    try:
        found = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    return {name: found[name] for name in _KEYS if name in found}


def add_metadata(data: bytes, metadata: Mapping[str, str]) -> bytes:
    """The file with this description in place of the one it has; as it is where there is nothing to say."""
    trailer = _TRAILER.search(data)
    info = _INFO.search(trailer["entries"]) if trailer else None
    if not metadata or trailer is None or info is None:
        return data
    number = info["number"].decode()
    entries = "".join(f"/{name}{_text(value)}" for name, value in sorted(metadata.items()))
    place = len(data)
    update = f"{number} 0 obj\r\n<<{entries}>>\r\nendobj\r\n".encode("ascii")
    table = f"xref\r\n{number} 1\r\n{place:010} 00000 n\r\n".encode("ascii")
    ends = b"trailer\r\n<<" + trailer["entries"].rstrip() + b"/Prev " + trailer["at"] + b">>\r\nstartxref\r\n"
    return data + update + table + ends + f"{place + len(update)}\r\n%%EOF\r\n".encode("ascii")


def _text(value: str) -> str:
    """A text as PDF writes one in any script: UTF-16 with its mark, as hex digits."""
    marked = "\ufeff" + value
    return f"<{marked.encode('utf-16-be', 'replace').hex().upper()}>"
