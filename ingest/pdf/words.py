"""A page's words through pdfium, in the order the file draws them.

pypdfium2's helpers make an object per call; here the raw calls are used, two per word.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.affine import Affine
from ingest.pdf.raised import join_marks, raise_digits
from models.geometry import Word

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?")
_HALF = re.compile("[\ud800-\udfff]")


Printed = tuple[Word, int]  # a word as the file draws it, and pdfium's index of its first character


def read_words(page: pdfium.PdfPage, affine: Affine) -> list[Word]:
    """The page's words in the order the file draws them. Raised small digits come as superscript digits."""
    with open_text(page) as textpage:
        return join_marks([word for word, _ in printed_words(textpage, affine)])


@contextmanager
def open_text(page: pdfium.PdfPage) -> Iterator[Any]:
    """The page's text as pdfium holds it."""
    textpage = raw.FPDFText_LoadPage(page)
    try:
        yield textpage
    finally:
        raw.FPDFText_ClosePage(textpage)


def printed_words(textpage: Any, affine: Affine) -> list[Printed]:
    """The words with their places in pdfium's text, marks that stand apart still words of their own."""
    text = _text(textpage)
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    words: list[Printed] = []
    loose, halves = raw.FPDFText_GetLooseCharBox, _HALF.search(text) is not None
    for match in _WORD.finditer(text):
        start, end = match.span()
        loose(textpage, start, first)
        loose(textpage, end - 1, last)
        printed = match[0].replace("\ufffe", "-")
        if not printed.isalpha() and any(char.isdigit() for char in printed):
            printed = raise_digits(textpage, affine, printed, start)
        box = affine.box(
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
        )
        words.append((Word(_whole(printed) if halves else printed, box), start))
    return words


def _text(textpage: Any) -> str:
    """The page's characters, one for each of pdfium's indices."""
    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "replace")[: written - 1]
    if len(text) == count and "\0" not in text:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage, at) for at in range(count))
    return "".join("\ufffe" if code == 2 else chr(code) if code else "\ufffd" for code in codes)


def _whole(printed: str) -> str:
    """Text whose characters above U+FFFF are one each: pdfium gives an emoji as two halves, which no database takes.
    A half without its other half has no meaning."""
    return printed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
