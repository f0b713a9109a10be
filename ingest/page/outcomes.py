"""What was read on a page becomes a `Page`: laid out, judged, both readings kept where there are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.layout.page_text import Layout, lay_out
from ingest.ocr import lexicon, quality
from ingest.ocr.scans import Scan, moved, unskew
from ingest.page import facts as judging
from ingest.page import witness
from ingest.page.aside import add_aside, without_places
from ingest.page.line_numbers import without_numbers
from ingest.page.verdict import FITS, UNMAPPED, Choice
from models.document import LeftOut, Page, Reading, Source
from models.errors import Corrupt, DocumentError, OcrFailed
from models.geometry import Box, Table, Word
from models.text import PageText

PDFIUM = "pdfium"
_POOR = 0.7  # confidence below which our own OCR must show that it makes more sense than the layer
_SENSE, _CLEARLY = 0.5, 0.1  # known words of a layer that makes sense, and by how much it must know more


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is read: its size and turn, what its layer holds, what it draws, and what to do about it."""

    number: int
    width: float
    height: float
    rotation: int
    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    dpi: float
    facts: Mapping[str, float]
    choice: Choice
    pixels: int = 0  # of the largest image
    key: tuple[Word, ...] = ()  # in the margin: of a signing service, and numbers of lines
    stamped: tuple[Word, ...] = ()  # drawn by signatures
    left_out: tuple[LeftOut, ...] = ()


def layer_page(sheet: Sheet) -> Page:
    """The page by its text layer."""
    return add_aside(_layered(sheet), sheet.key, sheet.stamped)


def _layered(sheet: Sheet) -> Page:
    laid = lay_out(sheet.words, sheet.rules, sheet.height, tight=False)
    return _page(sheet, laid, "text_layer" if sheet.words else "ocr", sheet.facts)


def blank_page(sheet: Sheet, dark: bool = False) -> Page:
    """A page with nothing to read; `dark` tells that it is a dark picture or ground with no print on it."""
    reason = "a dark picture or ground, and no print is seen on it" if dark else "nothing is printed on the page"
    choice = Choice("nothing", "blank", reason)
    return _page(replace(sheet, choice=choice), Layout(PageText("")), "text_layer", sheet.facts)


def failed_page(sheet: Sheet, problem: DocumentError) -> Page:
    """A page that could not be read as an image: its layer where it has one, else nothing, and quality 0.

    The fact that says why is the error's code: `ocr_failed` and `timed_out` may be mended by reading it again.
    """
    laid = lay_out(sheet.words, sheet.rules, sheet.height, tight=False)
    page = _page(sheet, laid, "text_layer" if sheet.words else "ocr", {**sheet.facts, problem.code: 1.0})
    return replace(page, reason=f"{sheet.choice.reason}; {problem}", quality=0.0)


def black_page(sheet: Sheet) -> Page:
    """A page that is black all over: something may have stood there."""
    return failed_page(sheet, OcrFailed("the page is black all over. Scan it again."))


def cut_page(page: Page) -> Page:
    """A page read as far as its image goes."""
    reason = f"{page.reason}; its image breaks off before its end. Scan the page again."
    return replace(page, reason=reason, facts={**page.facts, Corrupt.code: 1.0})


def lost_sheet(number: int) -> Sheet:
    """A page of which the file tells nothing, not even its size."""
    choice = Choice("nothing", "blank", "the file names the page but does not hold it")
    return Sheet(number, 0.0, 0.0, 0, (), (), 0.0, {}, choice)


def scanned_page(sheet: Sheet, scan: Scan, engine: str) -> Page:
    """The page by our own OCR, its layer (if any) kept as the other reading."""
    if scan.page.turn:  # what stands aside has its place on the page as the file has it
        return add_aside(_scanned(sheet, scan, engine), (*map(_placeless, (*sheet.key, *sheet.stamped)),), ())
    read = replace(scan, words=without_places(scan.words, sheet.key)) if sheet.key else scan
    words, counted = without_numbers(read.words)
    read = replace(read, words=words) if counted else read
    return add_aside(_scanned(sheet, read, engine), (*sheet.key, *counted), sheet.stamped)


def _placeless(word: Word) -> Word:
    return replace(word, box=None)


def _scanned(sheet: Sheet, scan: Scan, engine: str) -> Page:
    width, height = scan.page.size
    laid = _unskewed(lay_out(scan.words, scan.rules, height, tight=True), scan)
    seen = judging.judge_text(laid.text)
    if sheet.words:
        seen |= judging.judge_words(word.text for word in laid.text.words)
    facts = {**sheet.facts, **{f"ocr_{name}": value for name, value in seen.items()}, "skew": scan.page.skew}
    page = _page(sheet, laid, "ocr", facts)
    confidence = quality.mean_confidence(laid.text.words)
    page = replace(
        page,
        width=round(width, 2) if scan.page.turn % 180 else sheet.width,
        height=round(height, 2) if scan.page.turn % 180 else sheet.height,
        rotation=(sheet.rotation + scan.page.turn) % 360,
        ocr_confidence=confidence,
        quality=quality.rate(seen, confidence),
        reason=_why(sheet.choice, scan),
    )
    if not sheet.words:
        return page
    layer = lay_out(sheet.words, sheet.rules, sheet.height, tight=False)
    readings = (Reading("ocr", engine, laid.text), Reading("text_layer", PDFIUM, layer.text))
    if not scan.page.turn and is_layer_better(sheet.facts, page.facts, confidence):
        why = f"{page.reason}; our own OCR knows {page.facts['ocr_known_share']:.0%} of its words, the layer more"
        return replace(_layered(sheet), reason=why, facts=page.facts, readings=readings[::-1])
    merged = laid.text if scan.page.turn else witness.merge(laid.text, layer.text, lexicon.known_words())
    return replace(page, readings=readings, text=merged)


def is_layer_better(layer: Mapping[str, float], page: Mapping[str, float], confidence: float | None) -> bool:
    """Whether the scan is too poor for us, and the layer, made from a better one, says more that makes sense."""
    if (confidence or 0.0) >= _POOR or layer["unmapped_share"] > UNMAPPED or layer.get("ink_covered", 1.0) < FITS:
        return False
    sense = layer["known_share"] >= max(_SENSE, page["ocr_known_share"] + _CLEARLY)
    return sense and layer["letters"] >= 0.7 * page["ocr_letters"]


def _why(choice: Choice, scan: Scan) -> str:
    notes = [choice.reason]
    if scan.page.turn:
        notes.append(f"turned {scan.page.turn} degrees")
    if scan.page.skew:
        notes.append(f"straightened {scan.page.skew:+.2f} degrees")
    if scan.under_strokes:
        notes.append(
            f"{scan.under_strokes} words under strokes of a pen told by the darkest ink, or with the strokes lifted"
        )
    if not scan.words:
        notes.append("there is something on it, and no print was found")
    return "; ".join(notes)


def _page(sheet: Sheet, laid: Layout, source: Source, facts: Mapping[str, float]) -> Page:
    return Page(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        rotation=sheet.rotation,
        source=source,
        verdict=sheet.choice.verdict,
        reason=sheet.choice.reason,
        quality=quality.rate(facts, None),
        ocr_confidence=None,
        text=laid.text,
        facts=facts,
        furniture=laid.furniture,
        footnotes=laid.footnotes,
        tables=laid.tables,
        left_out=sheet.left_out,
    )


def _unskewed(laid: Layout, scan: Scan) -> Layout:
    """The layout with its boxes on the page as scanned."""
    if not scan.page.skew:
        return laid
    tables = tuple(_moved_table(table, scan) for table in laid.tables)
    return replace(laid, text=replace(laid.text, words=moved(laid.text.words, scan.page)), tables=tables)


def _moved_table(table: Table, scan: Scan) -> Table:
    return replace(table, box=unskew(table.box, scan.page)) if table.box else table


def order_of(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages in order of their numbers."""
    return tuple(sorted(pages, key=lambda page: page.number))
