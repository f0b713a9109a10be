"""Typeset the sample agreements of corpus/samples: our own texts, as digital PDFs, a scan, and a scan with a bad layer.

    python scripts/make_samples.py [NAME…]

The sources are marked up by line: `#` title, `##` subtitle, `=` heading, `-` and `o` list items, `1.` numbered items,
`|` table rows (the first is the header), `---` a page break, `[signatures]` and then blocks parted by blank lines, set
in two columns. Everything else is a paragraph. Needs the fonts of Debian's fonts-liberation, and tesseract with its
English data for the bad layer. The same sources, fonts and engine give the same bytes.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from fpdf import FPDF
from fpdf.enums import TextMode, XPos, YPos
from PIL import Image, ImageFilter

ROOT = Path(__file__).parent.parent / "corpus" / "samples"
FONTS = Path("/usr/share/fonts/truetype/liberation")
MADE = datetime(2025, 1, 1, tzinfo=UTC)  # written into every PDF, so that its bytes do not depend on the day
SCAN_DPI = 200

# name -> font family, and how it comes to the archive: "digital", "scan", "layer" (a scan with English
# OCR under it) or "dump" (the text of that layer, all that is left of the paper)
SAMPLES = {
    "lindeparken-2014": ("LiberationSerif", "layer"),
    "lindeparken-2014-dump": ("LiberationSerif", "dump"),
    "lindeparken-2018": ("LiberationSans", "scan"),
    "lindeparken-2020-status": ("LiberationSans", "digital"),
    "lindeparken-2022": ("LiberationSans", "digital"),
    "oesterhavn-2016": ("LiberationSerif", "digital"),
    "oesterhavn-2017-presse": ("LiberationSans", "digital"),
    "oesterhavn-2018-tillaeg": ("LiberationSerif", "scan"),
}


class Sheet(FPDF):
    """An A4 document with page numbers at the foot and one font family in two weights."""

    def __init__(self, family: str) -> None:
        super().__init__(format="A4")
        self.set_creation_date(MADE)
        self.set_producer("scripts/make_samples.py")
        self.set_margins(25, 22, 25)
        self.set_auto_page_break(True, 24)
        self.add_font("body", "", FONTS / f"{family}-Regular.ttf")
        self.add_font("body", "B", FONTS / f"{family}-Bold.ttf")
        self.add_page()

    def footer(self) -> None:
        """The page number, centred."""
        self.set_y(-16)
        self.set_font("body", "", 9)
        self.cell(0, 5, str(self.page_no()), align="C")

    def say(self, text: str, size: float = 11, style: str = "", indent: float = 0, after: float = 2.2) -> None:
        """One paragraph, `indent` and `after` in millimetres."""
        self.set_font("body", style, size)
        self.set_x(self.l_margin + indent)
        self.multi_cell(0, size * 0.46, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(after)

    def draw_table(self, rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; the first row is the header, the first column the widest."""
        self.set_font("body", "", 10)
        widths = (2, *[1] * (len(rows[0]) - 1)) if len(rows[0]) > 2 else (1, 1)
        with self.table(col_widths=widths, line_height=5.4, padding=0.8, text_align="LEFT") as table:
            for row in rows:
                table.row(row)
        self.ln(3)

    def draw_signatures(self, blocks: Sequence[Sequence[str]]) -> None:
        """Signature blocks in two columns, each column read from top to bottom."""
        half = (len(blocks) + 1) // 2
        top = self.get_y() + 8
        for number, block in enumerate(blocks):
            column, place = divmod(number, half)
            x, y = self.l_margin + column * 85, top + place * 38
            self.line(x, y, x + 70, y)
            self.set_font("body", "", 10)
            for line, text in enumerate(block):
                self.set_xy(x, y + 1.5 + line * 5)
                self.cell(75, 5, text)
            self.set_xy(x + 58, y + 1.5)
            self.cell(12, 5, "Dato", align="R")


def typeset(source: str, family: str) -> bytes:
    """A marked-up text as a born-digital PDF."""
    sheet = Sheet(family)
    body, _, signatures = source.partition("[signatures]\n")
    lines = body.splitlines()
    at = 0
    while at < len(lines):
        if lines[at].startswith("|"):
            last = at
            while last < len(lines) and lines[last].startswith("|"):
                last += 1
            sheet.draw_table([[cell.strip() for cell in line.strip("|").split("|")] for line in lines[at:last]])
            at = last
            continue
        _set_line(sheet, lines[at])
        at += 1
    if signatures:
        sheet.draw_signatures([block.splitlines() for block in signatures.strip().split("\n\n")])
    return bytes(sheet.output())


def _set_line(sheet: Sheet, line: str) -> None:
    mark, _, rest = line.partition(" ")
    match mark:
        case "#":
            sheet.say(rest, 17, "B", after=5)
        case "##":
            sheet.say(rest, 13, "B", after=4)
        case "=":
            sheet.ln(2)
            if sheet.will_page_break(24):
                sheet.add_page()
            sheet.say(rest, 12.5, "B", after=1.6)
        case "---":
            sheet.add_page()
        case "-":
            sheet.say(f"• {rest}", indent=6, after=0.8)
        case "o":
            sheet.say(f"o {rest}", indent=14, after=0.8)
        case _ if mark.rstrip(".").isdigit() and mark.endswith("."):
            sheet.say(line, indent=4, after=0.8)
        case _:
            sheet.say(line)


def gold_text(source: str) -> str:
    """The words of a marked-up text in reading order, as a careful human would type them off the page."""
    body, _, signatures = source.partition("[signatures]\n")
    lines = []
    for line in body.splitlines():
        mark, _, rest = line.partition(" ")
        if line.startswith("|"):
            lines.append(" ".join(cell.strip() for cell in line.strip("|").split("|")).strip())
        elif mark in {"#", "##", "="}:
            lines.append(rest)
        elif mark == "-":
            lines.append(f"• {rest}")
        elif line != "---":
            lines.append(line)
    for block in filter(None, signatures.strip().split("\n\n")):
        first, *rest_of_block = block.splitlines()
        lines += [f"{first} Dato", *rest_of_block]
    return "\n".join(lines) + "\n"


def scan(pdf: bytes, seed: str) -> list[Image.Image]:
    """The pages as a tired office scanner gives them: askew, blurred, shaded and specked, 200 dpi grey."""
    chance = random.Random(seed)
    noise = np.random.default_rng(chance.randrange(2**32))
    pages = []
    for page in pdfium.PdfDocument(pdf):
        image = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        turned = image.rotate(chance.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=255)
        soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
        shade = np.linspace(0, chance.uniform(6, 14), soft.shape[1], dtype=np.float32)
        grey = soft - shade + noise.normal(0, 4, soft.shape)
        specks = noise.random(soft.shape) < 0.00003
        pages.append(Image.fromarray(np.where(specks, 60, grey).clip(0, 255).astype(np.uint8)))
    return pages


def bind(images: Sequence[Image.Image], layers: Sequence[str] | None = None) -> bytes:
    """Page images as a PDF, each with its tesseract TSV as an invisible layer where `layers` are given."""
    sheet = FPDF(unit="pt", format="A4")
    sheet.set_creation_date(MADE)
    sheet.set_producer("scripts/make_samples.py")
    sheet.set_auto_page_break(False)
    for number, image in enumerate(images):
        sheet.add_page()
        jpeg = io.BytesIO()
        image.save(jpeg, "JPEG", quality=45)
        sheet.image(jpeg, 0, 0, sheet.w, sheet.h)
        if layers:
            _lay_under(sheet, layers[number])
    return bytes(sheet.output())


def _lay_under(sheet: FPDF, tsv: str) -> None:
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        text = cells[11].strip() if cells[0] == "5" else ""
        # The core font has only Latin-1, as many an old OCR program wrote.
        text = text.encode("latin-1", "ignore").decode("latin-1")
        if text:
            left, top, _, height = (int(cell) * 72 / SCAN_DPI for cell in cells[6:10])
            sheet.set_font("helvetica", size=max(4, height))
            with sheet.local_context(text_mode=TextMode.INVISIBLE):
                sheet.text(left, top + height * 0.8, text)


def read_as_english(image: Image.Image, form: str = "tsv") -> str:
    """What tesseract's English model reads on a Danish page, as TSV or as text ("txt")."""
    png = io.BytesIO()
    image.save(png, "PNG", dpi=(SCAN_DPI, SCAN_DPI))
    command = ["tesseract", "-", "-", "-l", "eng", "--dpi", str(SCAN_DPI), form]
    return subprocess.run(command, input=png.getvalue(), capture_output=True, check=True).stdout.decode()


def source_of(name: str) -> str:
    """The marked-up text of a sample; a dump has that of the paper it was dumped from."""
    return (ROOT / "sources" / f"{name.removesuffix('-dump')}.txt").read_text()


def make(name: str) -> Path:
    """Write the sample and, where a page can be read, its gold text; the sample's file."""
    family, way = SAMPLES[name]
    digital = typeset(source_of(name), family)
    images = [] if way == "digital" else scan(digital, name.removesuffix("-dump"))
    if way == "dump":
        file = ROOT / f"{name}.txt"
        # Tesseract ends a page with a form feed; the last page needs none.
        file.write_text("".join(read_as_english(image, "txt") for image in images).rstrip("\f\n") + "\n")
        return file
    file = ROOT / f"{name}.pdf"
    layers = [read_as_english(image) for image in images] if way == "layer" else None
    file.write_bytes(bind(images, layers) if images else digital)
    (ROOT / "gold" / "text" / f"{name}.pdf.txt").write_text(gold_text(source_of(name)))
    return file


def main(names: Sequence[str]) -> None:
    """Write the samples named, or all of them."""
    for name in names or SAMPLES:
        file = make(name)
        print(f"{file.name}  {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
