"""`output.store.stored_document`: what comes out of the archive is what went in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.document import Document, LeftOut, Page, Reading
from models.geometry import Box, Table, Word
from models.text import Edit, laid_text, page_text
from output.store.archive import open_archive
from output.store.lookup import find_document
from output.store.rows import Run
from output.store.stored_document import load_stored_document


def paper() -> Document:
    words = tuple(
        Word(text, Box(10.0 * at, 5.0, 10.0 * at + 8, 15.0), 0.5) for at, text in enumerate(("Gl", "ode", "n", "k"))
    )
    text = laid_text(words, ((0, 1), (2, 3)), gaps=(0,))
    text = text.edited(
        [Edit(0, 6, "Glade", "joined"), Edit(8, 9, "en ny", "divided"), Edit(10, 11, "kat", "flag", applied=False)]
    )
    table = Table((((0,), (1,)), ((2,), ())), Box(0, 5, 40, 15), True, {(0, 1): (2, 1)})
    page = Page(
        1, 600.0, 800.0, 90, "ocr", "machine_layer", "why", 0.75, 0.5, text,
        body_start=2, readings=(Reading("ocr", "engine 1", page_text("Gl ode")),), facts={"coverage": 1.0},
        furniture=frozenset({3}), footnotes=frozenset({2}), tables=(table,),
        left_out=(LeftOut("99 kr.", "same_colour", Box(1, 2, 3, 4)), LeftOut("kladde", "hidden_layer")),
    )  # fmt: skip
    plain = Page(2, 0.0, 0.0, 0, "plain_text", "plain_text", "", 1.0, None, page_text("et  to\n\ntre"))
    return Document("cd" * 32, "vang.pdf", "application/pdf", 9, "ok", (page, plain))


def test_comes_out_as_it_went_in(tmp_path: Path) -> None:
    before = paper()
    with open_archive(tmp_path / "a.db", create=True) as archive:
        archive.store(before, None, Run("2026-01-01T00:00:00Z", 0.1, "ok"))
        after = load_stored_document(archive.db, find_document(archive.db, "vang.pdf"))
    for was, now in zip(before.pages, after.pages, strict=True):
        assert now.text == was.text
        assert now.text.raw == was.text.raw
        assert replace(now, readings=was.readings) == was
        assert [reading.text.text for reading in now.readings] == [reading.text.text for reading in was.readings]
    assert replace(after, pages=before.pages) == before
