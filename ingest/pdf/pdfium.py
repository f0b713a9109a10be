"""Born-digital pages and page images through pdfium: words with boxes, drawn rules, images, rendered pixels.

pypdfium2's helpers make an object per call; here the raw calls are used, two per word and a few per drawn object.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.limits import MAX_PAGES
from ingest.page.drawn import Drawn
from ingest.pdf.affine import Affine
from ingest.pdf.bullets import LARGEST, SMALLEST
from ingest.pdf.raised import join_marks, raise_digits
from models import errors
from models.geometry import Box, Word

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?")
_INVISIBLE = 3
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]\s*/Count\s+0\b|/Count\s+0\s*/Kids\s*\[\s*\]")
_PAGELESS = "{}: the PDF holds no pages. Fetch it again from its source."
_PUBLIC_KEY = re.compile(rb"/Encrypt\b.*/Adobe\.PubSec\b|/Adobe\.PubSec\b.*/Encrypt\b", re.DOTALL)
_KEYED = "{}: the PDF is locked for the keys of certain people, and no password opens it. Ask for an open copy."
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_TAIL = 4096  # bytes after the end mark that may hold an object by chance; padding of any length loses nothing
_MANY = 4000  # segments: a path of more is a map or a drawing
ALONE = Lock()  # pdfium may be called by one thread of the process at a time, whatever document it is about
_THIN = 2.5  # points: a filled rectangle thinner than this is a rule


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
    """Whether a PDF lacks its end: no end mark, objects after the last one, or fewer bytes than it declares."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        return True
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


def page_affine(page: pdfium.PdfPage) -> Affine:
    """How user space lies on the turned and cropped page."""
    width, height = page.get_size()
    scale = 1000.0
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for px, py in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        raw.FPDF_PageToDevice(page, 0, 0, int(width * scale), int(height * scale), 0, px, py, x, y)
        points.append((x.value / scale, y.value / scale))
    (e, f), (ax, ay), (cx, cy) = points
    return Affine((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)


def read_words(page: pdfium.PdfPage, affine: Affine) -> list[Word]:
    """The page's words in the order the file draws them. Raised small digits come as superscript digits."""
    textpage = raw.FPDFText_LoadPage(page)
    try:
        return _words(textpage, affine)
    finally:
        raw.FPDFText_ClosePage(textpage)


def _words(textpage: Any, affine: Affine) -> list[Word]:
    text = _text(textpage)
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    words: list[Word] = []
    loose = raw.FPDFText_GetLooseCharBox
    for match in _WORD.finditer(text):
        start, end = match.span()
        loose(textpage, start, first)
        loose(textpage, end - 1, last)
        printed = match[0].replace("\ufffe", "-")
        if any(char.isdigit() for char in printed):
            printed = raise_digits(textpage, affine, printed, start)
        box = affine.box(
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
        )
        words.append(Word(printed, box))
    return join_marks(words)


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
    if not any("\ud800" <= char <= "\udfff" for char in printed):
        return printed
    return printed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_drawn(page: pdfium.PdfPage, affine: Affine) -> Drawn:
    """Rules, images and the kinds of text objects, forms inside forms included."""
    found = Drawn()
    for at in range(raw.FPDFPage_CountObjects(page)):
        _look(raw.FPDFPage_GetObject(page, at), affine, found, 0)
    return found


def _look(item: Any, affine: Affine, found: Drawn, depth: int) -> None:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        _look_at_text(item, found)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        found.rules.extend(_path_rules(item, affine))
        box = _bounds(item, affine)
        if SMALLEST < box.width < LARGEST and 0.8 < box.height / box.width < 1.25:
            found.dots.append(box)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
        box = _bounds(item, affine)
        turned = (wide.value > high.value) != (box.width > box.height)
        found.largest = max(found.largest, wide.value * high.value)
        found.images.append(box)
        found.pixels.append(high.value if turned else wide.value)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < 4:
        inner = _nested(item, affine)
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            _look(raw.FPDFFormObj_GetObject(item, at), inner, found, depth + 1)


def _nested(item: Any, outer: Affine) -> Affine:
    """A form's own space on the page."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return outer
    m = matrix
    return Affine(
        outer.a * m.a + outer.c * m.b,
        outer.b * m.a + outer.d * m.b,
        outer.a * m.c + outer.c * m.d,
        outer.b * m.c + outer.d * m.d,
        outer.a * m.e + outer.c * m.f + outer.e,
        outer.b * m.e + outer.d * m.f + outer.f,
    )


def _look_at_text(item: Any, found: Drawn) -> None:
    found.texts += 1
    found.invisible += raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
    if found.texts <= 3:  # a page's OCR layer has one font; asking its name for every word is wasted time
        font = raw.FPDFTextObj_GetFont(item)
        name = ctypes.create_string_buffer(64)
        raw.FPDFFont_GetBaseFontName(font, name, 64)
        found.glyphless += b"glyphless" in name.value.lower()


def _path_rules(item: Any, affine: Affine) -> list[Box]:
    """The rules one path draws: a grid may be a single path of many strokes."""
    count = raw.FPDFPath_CountSegments(item)
    if not 5 < count <= _MANY:
        return _edges(_bounds(item, affine))
    own = _nested(item, affine)
    x, y = ctypes.c_float(), ctypes.c_float()
    rules: list[Box] = []
    start = at = (0.0, 0.0)
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        to = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = to
        elif kind == raw.FPDF_SEGMENT_LINETO:
            rules.append(own.box(*at, *to))
        if raw.FPDFPathSegment_GetClose(segment):
            rules.append(own.box(*to, *start))
        at = to
    return [rule for rule in rules if min(rule.width, rule.height) <= _THIN and max(rule.width, rule.height) > 8]


def _bounds(item: Any, affine: Affine) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    return affine.box(*(side.value for side in sides))


def _edges(box: Box) -> list[Box]:
    """The rules that a path's bounds draw: the path itself where it is thin, else the four sides of its rectangle."""
    if min(box.width, box.height) <= _THIN:
        return [box] if max(box.width, box.height) > 4 else []
    if box.width < 8 or box.height < 8:
        return []
    return [
        Box(box.x0, box.top, box.x1, box.top),
        Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom),
        Box(box.x1, box.top, box.x1, box.bottom),
    ]
