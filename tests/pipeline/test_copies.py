"""`export --format pdf|alto`: copies of what is on paper, of the originals that the archive keeps."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from models.document import Document, Page
from models.errors import UsageError
from models.geometry import Box, Word
from models.text import laid_text, page_text
from output.store.archive import Archive, open_archive
from output.store.originals import keep_original
from output.store.rows import Run
from pipeline.commands import run_export
from pipeline.copies import export_alto, export_pdf
from pipeline.exporting import Choice

RUN = Run("2026-01-01T00:00:00Z", 0.1, "ok")


def blank_pdf() -> bytes:
    copy, data = pdfium.PdfDocument.new(), io.BytesIO()
    copy.new_page(300, 200).close()
    copy.save(data)
    return data.getvalue()


def fill(archive: Archive, folder: Path, *, keep: bool) -> None:
    """A scanned page and a text file; the scan's original is kept or not."""
    data = blank_pdf()
    sha256 = hashlib.sha256(data).hexdigest()
    text = laid_text((Word("Møllevangen", Box(20, 20, 110, 34), 0.9),), ((0,),))
    scan = Page(1, 300.0, 200.0, 0, "ocr", "image_only", "", 0.9, 0.9, text)
    plain = Page(1, 0.0, 0.0, 0, "plain_text", "plain_text", "", 1.0, None, page_text("kun tekst"))
    archive.store(Document(sha256, "vang.pdf", "application/pdf", len(data), "ok", (scan,)), None, RUN)
    archive.store(Document("ab" * 32, "vang.txt", "text/plain", 9, "ok", (plain,)), None, RUN)
    if keep:
        original = folder / "vang.pdf"
        original.write_bytes(data)
        keep_original(original, sha256, archive.path)


def test_writes_a_searchable_copy_of_what_is_on_paper(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        fill(archive, tmp_path, keep=True)
        (copy,) = export_pdf(archive, tmp_path / "out")
    assert pdfium.PdfDocument(copy)[0].get_textpage().get_text_range().strip() == "Møllevangen"


def test_writes_alto_without_the_originals(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        fill(archive, tmp_path, keep=False)
        (page,) = export_alto(archive, tmp_path / "out")
    assert 'CONTENT="Møllevangen"' in page.read_text("utf-8")


def test_says_what_to_do_where_no_original_is_kept(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        fill(archive, tmp_path, keep=False)
        with pytest.raises(UsageError, match="without --no-originals"):
            export_pdf(archive, tmp_path / "out")


def test_refuses_to_hide_names_on_the_pages_themselves(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        fill(archive, tmp_path, keep=True)
    with pytest.raises(UsageError, match="names and all"):
        run_export("pdf", tmp_path / "out", tmp_path / "a.db", Choice(names=False))
