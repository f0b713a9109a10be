"""The invented papers that the parsers are tested on, with their records, as text and as scans that we make of them.

A scan is the text set in Courier, rendered, blurred and specked with fixed seeds: the same paper, the same pixels.
"""

from __future__ import annotations

import ctypes
import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
# Where papers stand, and where their records do.
FOLDERS = (
    (TESTS / "parsers" / "agreements", TESTS / "parsers" / "agreements"),
    (TESTS / "parsers" / "papers", TESTS / "parsers" / "papers"),
    (TESTS / "agreements", TESTS / "agreements" / "gold"),
)

# The columns of rows that a record writes as a bare list.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "period": ("start", "end", "start_basis"),
    "parties": ("organisation", "administrator"),
    "focus_areas": ("number", "title"),
    "meetings": ("body", "min_per_year", "max_per_year"),
    "signatories": ("organisation", "unit", "name", "title", "chair", "date"),
    "decisions": ("body", "date"),
}
_WIDTH, _HEIGHT = 595.0, 842.0
_MARGIN, _SIZE, _LEADING, _LETTERS = 45.0, 9.0, 12.5, 92


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's file and the fields of its record that somebody wrote down, in the form of gold records."""

    path: Path
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copier:
    """How a scan is made: resolution, blur in pixels, spread of the noise (of 255), share of pixels with a speck."""

    name: str
    dpi: int
    blur: float
    noise: float
    specks: float


COPIERS = (Copier("office", 300, 0.5, 4.0, 0.0), Copier("fax", 140, 0.6, 7.0, 0.00006))


def read_papers() -> Iterator[Paper]:
    """All papers that have a record, in order of their names."""
    for folder, records in FOLDERS:
        for record in sorted(records.glob("*.json")):
            path = next((p for p in sorted(folder.glob(f"{record.stem}.*")) if p.suffix != ".json"), None)
            if path is not None:
                yield Paper(path, _as_gold(json.loads(record.read_text("utf-8"))))


def _as_gold(record: Mapping[str, Any]) -> dict[str, Any]:
    gold = {}
    for name, value in record.items():
        if name == "period":
            gold[name] = _row(name, value)
        elif isinstance(value, list):
            gold[name] = [_row(name, row) for row in value]
        elif value is not None:
            gold[name] = value
    return gold


def _row(name: str, row: Any) -> Any:
    if not isinstance(row, list):
        return row
    columns = _COLUMNS[name]
    return dict(zip(columns, [*row, "stated" if name == "period" else None], strict=False))


def make_scan(paper: Path, copier: Copier, folder: Path) -> Path:
    """A TIFF of the paper as the copier would give it, in `folder`; the file."""
    pages = _typeset(paper.read_text("utf-8"))
    noise = np.random.default_rng(len(pages) * 1000 + copier.dpi)
    frames = [_copied(page, copier, noise) for page in pages]
    place = folder / f"{paper.stem}.{copier.name}.tif"
    frames[0].save(place, save_all=True, append_images=frames[1:], dpi=(copier.dpi, copier.dpi))
    return place


def _typeset(text: str) -> list[list[str]]:
    """The lines of each page; long lines are broken, tables keep their columns."""
    lines: list[str] = []
    for line in text.expandtabs(8).split("\n"):
        lines += [line] if len(line) <= _LETTERS else textwrap.wrap(line, _LETTERS, break_long_words=False)
    height = int((_HEIGHT - 2 * _MARGIN) / _LEADING)
    return [lines[at : at + height] for at in range(0, len(lines), height)]


def _copied(lines: list[str], copier: Copier, noise: np.random.Generator) -> Image.Image:
    picture = _render(lines, copier.dpi).filter(ImageFilter.GaussianBlur(copier.blur))
    pixels = np.asarray(picture, dtype=np.float32) + noise.normal(0, copier.noise, (picture.height, picture.width))
    pixels[noise.random(pixels.shape) < copier.specks] = 0
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _render(lines: list[str], dpi: int) -> Image.Image:
    document = pdfium.PdfDocument.new()
    page = document.new_page(_WIDTH, _HEIGHT)
    font = raw.FPDFText_LoadStandardFont(document, b"Courier")
    for number, line in enumerate(lines):
        if line.strip():
            item = raw.FPDFPageObj_CreateTextObj(document, font, _SIZE)
            codes = line.encode("utf-16-le") + b"\0\0"
            raw.FPDFText_SetText(item, (ctypes.c_ushort * (len(codes) // 2)).from_buffer_copy(codes))
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, _MARGIN, _HEIGHT - _MARGIN - _LEADING * (number + 1))
            raw.FPDFPage_InsertObject(page, item)
    page.gen_content()
    picture: Image.Image = page.render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return picture
