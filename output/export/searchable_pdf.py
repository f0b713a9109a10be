"""A searchable copy of a document: its original pages, with our repaired text as the invisible layer.

The original file is never changed, and its page images go into the copy as they are. A page whose text its author set
is copied and left alone: what it shows is its text. A layer that a machine left is taken off before ours is put on;
where that cannot be done, and where visible text has a broken character map, the page's picture takes the page's place.
A signature is over the original's bytes, and no copy has it: the copy of a signed paper says so in its properties.
The same document gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.document import Document, Page
from models.geometry import Box
from output.export.page_tokens import lay_tokens
from output.export.pdf_layer import Placed, add_words, bounds, remove_text, text_objects, upright_frame
from output.export.pdf_metadata import add_metadata, read_metadata
from output.export.whole import write_whole_bytes

Treatment = Literal["copy", "add", "fill", "replace", "picture"]

# What a page gets, by its verdict. `fill`: words only where no visible text stands.
TREATMENTS: dict[str, Treatment] = {
    "author_text": "copy",
    "blank": "copy",
    "image_only": "add",
    "mixed": "fill",
    "machine_layer": "replace",
    "broken_map": "picture",
}
_PICTURE_DPI = 200
_JPEG_QUALITY = 85
_CLOCK = re.compile(rb"/CreationDate\(D:[^)]*\)(?=/Creator\(PDFium\))")
_UNSIGNED = "Kopi uden underskrift"
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]")


def write_searchable_pdf(document: Document, original: Path, folder: Path) -> Path:
    """Write the searchable copy of a document into `folder`, beside nothing else of that name; the file written.

    `original` is its file as it came in (PDF, TIFF, PNG or JPEG). Errors: Unwritable.
    """
    place = folder / f"{document.filename}.{document.sha256[:8]}.searchable.pdf"
    return write_whole_bytes(place, searchable_pdf(document, original.read_bytes()))


def searchable_pdf(document: Document, original: bytes) -> bytes:
    """The searchable copy's bytes."""
    copy = pdfium.PdfDocument.new()
    try:
        if document.media_type == "application/pdf":
            _import_pages(copy, original)
        else:
            _draw_frames(copy, original, document)
        for page in document.pages:
            _treat(copy, page)
        saved = io.BytesIO()
        copy.save(saved)
    finally:
        copy.close()
    described = add_metadata(_without_clock(saved.getvalue()), _describe(document, original))
    return _settle_identity(described, document.sha256)


def _describe(document: Document, original: bytes) -> dict[str, str]:
    """What the original says of itself; a copy of a signed one says that it carries no signature."""
    metadata = read_metadata(original) if document.media_type == "application/pdf" else {}
    if is_signed(document):
        metadata["Subject"] = ": ".join(part for part in (_UNSIGNED, metadata.get("Subject")) if part)
    return metadata


def is_signed(document: Document) -> bool:
    """Whether the original carries signatures of its own: those that no copy has."""
    return any(signature.kind != "attached" for signature in document.signatures)


def _import_pages(copy: pdfium.PdfDocument, original: bytes) -> None:
    source = pdfium.PdfDocument(original)
    try:
        copy.import_pages(source)
    finally:
        source.close()


def _draw_frames(copy: pdfium.PdfDocument, original: bytes, document: Document) -> None:
    """A page for each picture of an image file, of the size it has in the record before it is turned."""
    from PIL import Image, ImageSequence

    with Image.open(io.BytesIO(original)) as file:
        for frame, page in zip(ImageSequence.Iterator(file), document.pages, strict=False):
            sideways = page.rotation % 180 != 0
            width, height = (page.height, page.width) if sideways else (page.width, page.height)
            sheet = copy.new_page(width, height)
            jpeg = original if file.format == "JPEG" and len(document.pages) == 1 else None
            _insert_picture(copy, sheet, frame, jpeg, (width, 0.0, 0.0, height, 0.0, 0.0))
            sheet.close()


def _insert_picture(
    copy: pdfium.PdfDocument, sheet: pdfium.PdfPage, picture: Any, jpeg: bytes | None, matrix: tuple[float, ...]
) -> None:
    """Put a picture on a page: a JPEG's own bytes, or the pixels without loss."""
    item = pdfium.PdfImage.new(copy)
    if jpeg is not None:
        item.load_jpeg(io.BytesIO(jpeg), inline=True, autoclose=True)
    else:
        bitmap = pdfium.PdfBitmap.from_pil(picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB"))
        item.set_bitmap(bitmap)
        bitmap.close()
    item.set_matrix(pdfium.PdfMatrix(*matrix))
    sheet.insert_obj(item)
    sheet.gen_content()


def _treat(copy: pdfium.PdfDocument, page: Page) -> None:
    treatment = TREATMENTS.get(page.verdict, "fill")
    sheet = copy[page.number - 1]
    try:
        sheet.set_rotation(page.rotation)
        if treatment == "picture" or (treatment == "replace" and not remove_text(sheet)):
            _become_picture(copy, sheet)
        if treatment != "copy":
            taken = _visible_text(sheet) if treatment == "fill" else []
            add_words(copy, sheet, (word for word in place_words(page) if not _covered(word.box, taken)))
            raw.FPDFPage_GenerateContent(sheet)
    finally:
        sheet.close()


def place_words(page: Page) -> Iterator[Placed]:
    """The page's repaired words where they stand, in reading order."""
    for block in lay_tokens(page):
        for line in block:
            for token in line:
                yield Placed(token.text, token.box, loose=page.source == "text_layer")


def _become_picture(copy: pdfium.PdfDocument, sheet: pdfium.PdfPage) -> None:
    """Replace what a page draws by its picture, upright."""
    picture = sheet.render(scale=_PICTURE_DPI / 72).to_pil().convert("RGB")
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=_JPEG_QUALITY)
    for item in [raw.FPDFPage_GetObject(sheet, at) for at in range(raw.FPDFPage_CountObjects(sheet))]:
        raw.FPDFPage_RemoveObject(sheet, item)
        raw.FPDFPageObj_Destroy(item)
    width, height = sheet.get_size()
    frame = upright_frame(sheet)
    x, y = frame.point(0.0, height)
    matrix = (frame.a * width, frame.b * width, -frame.c * height, -frame.d * height, x, y)
    _insert_picture(copy, sheet, picture, jpeg.getvalue(), matrix)


def _visible_text(sheet: pdfium.PdfPage) -> list[Box]:
    """Where a page shows text of its own, in page points."""
    frame = upright_frame(sheet)
    determinant = frame.a * frame.d - frame.b * frame.c
    boxes = []
    for item, _ in text_objects(sheet):
        if raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            left, bottom, right, top = bounds(item)
            points = []
            for ux, uy in ((left - frame.e, bottom - frame.f), (right - frame.e, top - frame.f)):
                x = (frame.d * ux - frame.c * uy) / determinant
                points.append((x, (frame.a * uy - frame.b * ux) / determinant))
            (x0, y0), (x1, y1) = points
            boxes.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return boxes


def _covered(box: Box, others: list[Box]) -> bool:
    """Whether a box's centre lies in one of the others."""
    x, y = (box.x0 + box.x1) / 2, box.middle
    return any(other.x0 <= x <= other.x1 and other.top <= y <= other.bottom for other in others)


def _without_clock(data: bytes) -> bytes:
    return _CLOCK.sub(lambda match: b" " * len(match[0]), data)


def _settle_identity(data: bytes, sha256: str) -> bytes:
    """With the file's two identifiers, which pdfium draws by lot, made from content."""
    drawn = _ID.search(data)
    if drawn is None:
        return data
    new = hashlib.sha256(_ID.sub(b"", data)).hexdigest().upper().encode()
    old = sha256.upper().encode()
    first, second = (name[: len(drawn[at])].ljust(len(drawn[at]), b"0") for at, name in ((1, old), (2, new)))
    return _ID.sub(b"/ID[<" + first + b"><" + second + b">]", data)
