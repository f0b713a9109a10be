"""PDF files through pdfium: opened, refused with a reason, and their pages loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

import pypdfium2 as pdfium

from ingest.limits import MAX_PAGES
from models import errors

_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]\s*/Count\s+0\b|/Count\s+0\s*/Kids\s*\[\s*\]")
_PAGELESS = "{}: the PDF holds no pages. Fetch it again from its source."
_PUBLIC_KEY = re.compile(rb"/Encrypt\b.*/Adobe\.PubSec\b|/Adobe\.PubSec\b.*/Encrypt\b", re.DOTALL)
_KEYED = "{}: the PDF is locked for the keys of certain people, and no password opens it. Ask for an open copy."
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_LAST = re.compile(rb"(?:\btrailer\s*<<(?:(?!\bobj\b).)*>>\s*|\bstartxref\b[\s\d]*)\Z", re.DOTALL)
_TAIL = 4096  # bytes after the end mark that may hold an object by chance; padding of any length loses nothing
ALONE = Lock()  # pdfium may be called by one thread of the process at a time, whatever document it is about


@contextmanager
def open_pdf(name: str, data: bytes, passwords: Sequence[str] = ()) -> Iterator[pdfium.PdfDocument]:
    """The document; use it under `ALONE`. Errors: `Encrypted`, `Truncated`, `Corrupt`, `NoPages`, `TooLarge`."""
    if is_truncated(data):
        raise errors.Truncated(f"{name}: the PDF breaks off before its end. Fetch it again from its source.")
    with ALONE:
        document = _load(name, data, passwords)
    try:
        yield document
    finally:
        with ALONE:
            document.close()


def _load(name: str, data: bytes, passwords: Sequence[str]) -> pdfium.PdfDocument:
    document = open_document(name, data, passwords)
    count = len(document)
    if 0 < count <= MAX_PAGES:
        return document
    document.close()
    if not count:
        keyed = _PUBLIC_KEY.search(data)
        raise errors.Encrypted(_KEYED.format(name)) if keyed else errors.NoPages(_PAGELESS.format(name))
    raise errors.TooLarge(f"{name}: {count} pages, more than {MAX_PAGES}. Split it into smaller files.")


def open_document(name: str, data: bytes, passwords: Sequence[str]) -> pdfium.PdfDocument:
    """The document without a password, or with the first that opens it. Errors: `Encrypted`, `Corrupt`, `NoPages`."""
    first: pdfium.PdfiumError | None = None
    for password in (None, *passwords):
        try:
            return pdfium.PdfDocument(data, password)
        except pdfium.PdfiumError as problem:
            first = first or problem
            if "password" not in str(problem).lower():
                break
    assert first is not None
    if _PUBLIC_KEY.search(data):  # locked for the keys of certain people: no password opens it
        raise errors.Encrypted(_KEYED.format(name)) from first
    if _NO_PAGES.search(data):  # pdfium refuses such a file as damaged
        raise errors.NoPages(_PAGELESS.format(name)) from first
    raise _mapped(name, first) from first


def _mapped(name: str, problem: Exception) -> errors.DocumentError:
    for said, kind, advice in FOREIGN:
        if said in str(problem).lower():
            return kind(f"{name}: {advice}")
    return errors.Corrupt(f"{name}: the PDF cannot be read ({problem}). Open it in a viewer and print it to a new PDF.")


# What pdfium says when it cannot load a document, and what that is to us.
FOREIGN: tuple[tuple[str, type[errors.DocumentError], str], ...] = (
    ("password", errors.Encrypted, "the PDF asks for a password. Give it with --password, or save a copy without one."),
    ("security", errors.Encrypted, "the PDF is locked by a scheme we cannot open. Save a copy without it."),
    ("data format", errors.Corrupt, "the PDF is damaged. Open it in a viewer and print it to a new PDF."),
    ("not found or could not be opened", errors.Corrupt, "the PDF is damaged. Fetch it again from its source."),
    ("page not found", errors.NoPages, "the PDF holds no pages. Fetch it again from its source."),
)


def is_truncated(data: bytes) -> bool:
    """Whether a PDF lacks its end: neither an end mark nor what stands before one, objects after the last one, or fewer
    bytes than it declares."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        return _LAST.search(data[-_TAIL:]) is None
    declared = re.search(rb"/Linearized[^>]*?/L\s+(\d+)|/L\s+(\d+)[^>]*?/Linearized", data[:2048])
    if declared and int(declared[1] or declared[2]) > len(data) and data.count(b"%%EOF") < 2:
        return True
    tail = data[end:]
    cut = b" obj" in tail and (b"endobj" in tail or len(tail) > _TAIL)
    return cut and not _is_signed_until(data, end + len(b"%%EOF"))


def _is_signed_until(data: bytes, end: int) -> bool:
    """Whether a signature covers all up to the end mark: then the paper is whole, whatever was put behind it."""
    ends = (int(found[1]) + int(found[2]) for found in _SIGNED.finditer(data))
    return any(end <= at <= len(data) and not data[end:at].strip() for at in ends)


def load_page(document: pdfium.PdfDocument, index: int, name: str) -> pdfium.PdfPage:
    """One page. Errors: `Corrupt`."""
    try:
        return document[index]
    except pdfium.PdfiumError as problem:
        raise errors.Corrupt(
            f"{name}: page {index + 1} cannot be read. Open the PDF in a viewer and print it to a new one."
        ) from problem
