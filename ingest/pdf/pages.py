"""PDF files: every page judged, read by its layer, by OCR, or by both."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2
from PIL import Image

from ingest.image import levels
from ingest.image.raster import Grey
from ingest.layout.furniture import mark_repeated
from ingest.limits import MAX_PIXELS, RENDER_PIXELS
from ingest.ocr import scans, tesseract
from ingest.ocr.cache import OcrCache
from ingest.ocr.engine import Engine
from ingest.page import facts, outcomes
from ingest.page.aside import find_keys, find_margin, without_watermarks
from ingest.page.drawn import Drawn
from ingest.page.line_numbers import without_numbers
from ingest.page.outcomes import Sheet
from ingest.page.signing_evidence import mark_evidence
from ingest.page.verdict import choose_source
from ingest.pdf import page_forms, page_images, pdfium
from ingest.pdf.affine import page_affine
from ingest.pdf.bullets import find_bullets
from ingest.pdf.containers import mark_container
from ingest.pdf.drawings import read_drawn
from ingest.pdf.file_names import holds_name
from ingest.pdf.shown import read_shown
from ingest.pdf.stamps import Stamps
from ingest.pool import read_side_by_side
from models import errors
from models.document import Page

_LAYERS = b"/OCProperties"
_RENDER = (100.0, 600.0)
_MUCH = 0.25  # share of the page under images from which on a damaged one may have been the page


@dataclass(frozen=True, slots=True)
class Job:
    """One file on its way: its name, its document, and what made it."""

    name: str
    document: pypdfium2.PdfDocument
    producer: str
    stamps: Stamps
    layered: bool  # whether it has layers that may be hidden


def read_pages(
    name: str,
    data: bytes,
    cache: OcrCache | None,
    pool: Executor,
    progress: Callable[[int, int], None],
    passwords: Sequence[str] = (),
) -> tuple[tuple[Page, ...], dict[str, str]]:
    """The pages of a PDF, and the versions of the engines that read them. Errors: `models.errors.DocumentError`,
    `MissingTool` where a page needs OCR."""
    stamps = Stamps(name, data, passwords)
    with pdfium.open_pdf(name, data, passwords) as document, closing(stamps):
        with pdfium.ALONE:
            told, total = document.get_metadata_dict(), len(document)
        job = Job(
            name, document, f"{told.get('Producer', '')} {told.get('Creator', '')}", stamps, holds_name(data, _LAYERS)
        )
        read: list[Page] = []
        waiting: list[Sheet] = []
        sheets, has_key = _told_keys([_sheet_or_none(job, index) for index in range(total)])
        for index, sheet in enumerate(sheets):
            if sheet is None:
                advice = errors.Corrupt("open the PDF in a viewer and print it to a new one.")
                read.append(outcomes.failed_page(outcomes.lost_sheet(index + 1), advice))
            elif sheet.choice.source in ("layer", "nothing"):
                read.append(outcomes.layer_page(sheet))
                progress(len(read), total)
            else:
                waiting.append(sheet)
        engines = {"pdfium": str(pypdfium2.PDFIUM_INFO.version)}
        if waiting:
            engine = Engine(tesseract.need_engine("dan"), cache)
            engines |= engine.program.versions
            for page in read_side_by_side(pool, lambda sheet: _scan(job, sheet, engine), waiting):
                read.append(page)
                progress(len(read), total)
        pages = mark_evidence(mark_repeated(outcomes.order_of(read)), has_key)
        with pdfium.ALONE:
            return mark_container(document, data, pages), engines


def _sheet_or_none(job: Job, index: int) -> Sheet | None:
    """A page as it stands in the file, or None where the file names it and does not hold it."""
    try:
        with pdfium.ALONE:
            return _sheet(job, index)
    except errors.Corrupt:
        return None


def _told_keys(sheets: Sequence[Sheet | None]) -> tuple[list[Sheet | None], bool]:
    """The sheets with the key of a signing service told from the words of the page, and whether there is one."""
    found = [find_margin(sheet.words, sheet.width) if sheet else () for sheet in sheets]
    if not any(found):
        return list(sheets), False
    margins = [
        [sheet.words[at] for at in at_side] if sheet else [] for sheet, at_side in zip(sheets, found, strict=True)
    ]
    keys = find_keys(" ".join(word.text for word in margin) for margin in margins)
    told: list[Sheet | None] = []
    for sheet, margin, at_side in zip(sheets, margins, found, strict=True):
        if sheet and " ".join(word.text for word in margin) in keys:
            own = tuple(word for at, word in enumerate(sheet.words) if at not in at_side)
            sheet = replace(sheet, words=own, key=(*sheet.key, *margin))
        told.append(sheet)
    return told, bool(keys)


def _sheet(job: Job, index: int) -> Sheet:
    page, notes = page_forms.load_flat(job.document, index, job.name)
    try:
        with page_forms.open_upright(page) as textpage:
            width, height = page.get_size()
            affine = page_affine(page)
            drawn = read_drawn(page, affine)
            struck = [affine.box(*place) for place in notes.struck]
            shown = read_shown(page, textpage, affine, drawn, job.layered, struck)
        typed = [word for field in notes.typed for word in page_forms.set_typed(field, affine)]
        words = (*shown.words, *typed)
        words = (*words, *find_bullets(drawn.dots, words))
        words, marks = without_watermarks(words)
        words, counted = without_numbers(words)
        rotation = page.get_rotation()
        stamped = job.stamps.read(index, rotation) if notes.stamped else ()
        numbers = {**facts.judge_layer(words), **facts.judge_drawn(drawn, width, height, job.producer)}
        numbers |= {"drawn_twice": float(shown.twice)} if shown.twice else {}
        choice = choose_source(numbers)
        if choice.source == "layer" and choice.verdict == "machine_layer" and drawn.largest <= MAX_PIXELS:
            numbers |= facts.judge_fit(words, page_images.render_page(page, facts.FIT_DPI))
            choice = choose_source(numbers)
    finally:
        page.close()
    unread = _unread(notes.comments, pypdfium2.raw.FPDFDoc_GetAttachmentCount(job.document) if index == 0 else 0)
    choice = replace(choice, reason=choice.reason + unread)
    return Sheet(
        number=index + 1,
        width=round(width, 2),
        height=round(height, 2),
        rotation=rotation,
        words=words,
        rules=tuple(drawn.rules),
        dpi=_dpi_of(drawn, width, height),
        pixels=drawn.largest,
        facts=numbers,
        choice=choice,
        stamped=stamped,
        left_out=shown.left_out,
        key=(*counted, *marks),
    )


def _unread(comments: int, attached: int) -> str:
    """What belongs to the file and not to the paper, said so that nobody looks for it."""
    told = [(comments, "comments beside the print not read"), (attached, "files attached to the PDF not read")]
    return "".join(f"; {count} {what}" for count, what in told if count > 0)


def _dpi_of(drawn: Drawn, width: float, height: float) -> float:
    """The resolution of the scan that covers the page, or what print needs."""
    whole = [
        pixels * 72 / box.width
        for box, pixels in zip(drawn.images, drawn.pixels, strict=True)
        if box.width * box.height >= 0.7 * width * height
    ]
    wanted = min(_RENDER[1], max(_RENDER[0], max(whole))) if whole else scans.BEST_DPI
    return min(wanted, 72 * math.sqrt(RENDER_PIXELS / max(1.0, width * height)))


def _scan(job: Job, sheet: Sheet, engine: Engine) -> Page:
    try:
        grey, whole = _render(job, sheet)
        scan = scans.read_scan(grey, sheet.dpi, engine)
        if scan is None and not sheet.words:
            return _empty(job, sheet, grey)
    except (errors.OcrFailed, errors.TooLarge, errors.Corrupt) as problem:
        return outcomes.failed_page(sheet, problem)
    if scan is None or (not scan.words and sheet.words):
        return outcomes.layer_page(sheet)
    page = outcomes.scanned_page(sheet, scan, f"tesseract {engine.program.version} dan")
    return page if whole else outcomes.cut_page(page)


def _has_dpi(scan: Grey, sheet: Sheet) -> bool:
    """Whether a scan has the resolution looked for, down as across."""
    height, width = scan.shape
    return bool(abs(width * 72 / sheet.width - sheet.dpi) < 1 and abs(height * 72 / sheet.height - sheet.dpi) < 3)


def _empty(job: Job, sheet: Sheet, grey: Grey) -> Page:
    """A page on which nothing is seen: blank, black, or (error `Corrupt`) with an image that is damaged."""
    if levels.is_black(grey):
        return outcomes.black_page(sheet)
    with pdfium.ALONE:
        page = pdfium.load_page(job.document, sheet.number - 1, job.name)
        try:
            damaged = page_images.holds_damaged(page, grey) or page_images.is_short(page)
        finally:
            page.close()
    if damaged and sheet.facts["image_coverage"] >= _MUCH:
        raise errors.Corrupt("an image on it is damaged. Scan the page again.")
    blank = outcomes.blank_page(sheet, levels.is_dark(grey))
    return replace(blank, reason=f"{blank.reason}; a small image on it is damaged") if damaged else blank


def _render(job: Job, sheet: Sheet) -> tuple[Grey, bool]:
    """The page's pixels, and whether its image is whole."""
    if sheet.pixels > MAX_PIXELS:
        raise errors.TooLarge(f"an image of more than {MAX_PIXELS // 10**6} million pixels. Scan it again at 300 dpi.")
    with pdfium.ALONE:
        page = pdfium.load_page(job.document, sheet.number - 1, job.name)
        try:
            unseen = not sheet.words or sheet.facts["invisible_share"] == 1
            scan = page_images.extract_scan(page) if unseen else None
            if scan is not None and _has_dpi(scan, sheet):
                return scan, True
            grey = page_images.render_page(page, sheet.dpi)
            inks = page_images.read_inks(page) if unseen and levels.is_dark(grey) else None
            if inks is not None:
                grey = np.asarray(Image.fromarray(inks).resize(grey.shape[::-1]))
            return grey, not (unseen and page_images.is_short(page))
        except errors.Truncated:
            return page_images.render_page(page, sheet.dpi), False
        finally:
            page.close()
