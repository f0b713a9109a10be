"""A paper typeset with fpdf2's own fonts: A4, tables ruled, half ruled or open, raised marks of notes raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from fpdf import FPDF

from tests.variations.media.grid import Grid, Placed, lay_out, with_breaks
from tests.variations.media.text import contents, heading, marked
from tests.variations.paper import (
    Block,
    Columns,
    Ends,
    Hidden,
    Items,
    Lines,
    NewPage,
    Paper,
    Para,
    Setting,
    Table,
)

RAISED = {"¹": "1", "²": "2", "³": "3"}
THIN = "\u2009"
RULES = {"pdf": "full", "pdf-half": "half", "pdf-open": "none"}
MARGIN, LEADING, PADDING = 62.0, 1.35, 5.0


def write_pdf(paper: Paper, tables: str = "pdf") -> bytes:
    """The bytes of a PDF; `tables` is one of `RULES`. The same paper gives the same bytes."""
    sheet = _Sheet(paper.setting, RULES[tables])
    for line in paper.setting.letterhead:
        sheet.line(line, 9)
    sheet.down(24)
    for line in paper.title:
        sheet.title(line)
    sheet.down(10)
    if paper.setting.contents:
        sheet.lines(contents(paper).splitlines())
    sheet.blocks(paper.opening)
    for number, section in enumerate(paper.sections, 1):
        sheet.heading(heading(section, number, paper.setting))
        sheet.blocks(section.blocks)
    return sheet.bytes()


class _Sheet:
    """Pages that fill from the top; `y` is the baseline of the next line, in points."""

    def __init__(self, setting: Setting, rules: str) -> None:
        self.setting, self.rules = setting, rules
        orientation = "landscape" if setting.landscape else "portrait"
        self.pdf = FPDF(format="A4", unit="pt", orientation=orientation)
        self.pdf.core_fonts_encoding = "cp1252"
        self.pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
        self.pdf.set_auto_page_break(False)
        self.face, self.size = ("Times" if setting.serif else "Helvetica"), 10.5
        self.frame, self.count = 0, 0
        self.new_page()

    def bytes(self) -> bytes:
        return bytes(self.pdf.output())

    # ---- where the next line goes ----

    @property
    def left(self) -> float:
        return MARGIN + self.frame * (self.width + 24)

    @property
    def width(self) -> float:
        whole = self.pdf.w - 2 * MARGIN
        return (whole - 24) / 2 if self.setting.two_columns else whole

    def new_page(self) -> None:
        self.pdf.add_page()
        self.frame, self.count, self.y = 0, 0, MARGIN + 16
        if self.setting.header:
            self.put(MARGIN, 36, self.setting.header, 8)
        if self.setting.footer:
            self.put(self.pdf.w / 2 - 20, self.pdf.h - 30, self.setting.footer.format(self.pdf.page_no()), 9)

    def need(self, height: float) -> None:
        """Goes on in the next column or on the next page where so much does not fit."""
        if self.y + height <= self.pdf.h - MARGIN:
            return
        if self.setting.two_columns and self.frame == 0:
            self.frame, self.y = 1, MARGIN + 16
        else:
            self.new_page()

    def down(self, by: float) -> None:
        self.y += by

    # ---- lines ----

    def font(self, size: float, style: str = "") -> None:
        self.pdf.set_font(self.face, style, size)

    def measure(self, text: str) -> float:
        """The width of a line in the font that is set, with its thin blanks and raised marks."""
        return sum(advance for _, advance, _ in self._runs(text, self.pdf.font_size_pt))

    def _runs(self, text: str, size: float) -> Iterator[tuple[str, float, bool]]:
        """Pieces of a line: text, how far it moves, whether it is raised."""
        piece = ""
        for char in [*text, ""]:
            if char and char not in RAISED and char != THIN:
                piece += char
                continue
            if piece:
                yield piece, self.pdf.get_string_width(piece), False
                piece = ""
            if char == THIN:
                yield "", size * 0.2, False
            elif char:
                yield RAISED[char], self.pdf.get_string_width(RAISED[char]) * 0.6, True

    def put(self, x: float, y: float, text: str, size: float, style: str = "") -> None:
        self.font(size, style)
        for piece, advance, raised in [*self._runs(text, size)]:
            if piece:
                self.font(size * 0.6 if raised else size, style)
                self.pdf.text(x, y - (size * 0.35 if raised else 0), piece)
            self.font(size, style)
            x += advance

    def line(self, text: str, size: float | None = None, style: str = "", indent: float = 0) -> None:
        size = size or self.size
        self.need(size * LEADING)
        self.put(self.left + indent, self.y, text, size, style)
        if self.setting.line_numbers:
            self.count += 1
            self.put(MARGIN - 30, self.y, str(self.count), 8)
        self.y += size * LEADING

    def lines(self, texts: Sequence[str]) -> None:
        for text in texts:
            self.line(text)
        self.down(6)

    def wrap(self, text: str, width: float) -> list[str]:
        """The text in lines no wider than `width`; words are broken only where the setting hyphenates."""
        lines, line = [], ""
        for word in text.split(" "):
            tried = f"{line} {word}" if line else word
            if not line or self.measure(tried) <= width:
                line = tried
                continue
            head, tail = self._broken(line, word, width)
            lines.append(f"{line} {head}" if head else line)
            line = tail
        return [*lines, line]

    def _broken(self, line: str, word: str, width: float) -> tuple[str, str]:
        if self.setting.hyphenate and word.isalpha():
            for at in range(len(word) - 3, 3, -1):
                if word[at - 1] in "aeiouyæøå" and self.measure(f"{line} {word[:at]}-") <= width:
                    return f"{word[:at]}-", word[at:]
        return "", word

    def paragraph(self, text: str, lead: str = "", indent: float = 0) -> None:
        self.font(self.size)
        hang = indent + (max(16.0, self.measure(f"{lead} ")) if lead else 0)
        for at, line in enumerate(self.wrap(text, self.width - hang)):
            if lead and at == 0:
                self.need(self.size * LEADING)
                self.put(self.left + indent, self.y, lead, self.size)
            self.font(self.size)
            self.line(line, indent=hang)

    # ---- blocks ----

    def title(self, text: str) -> None:
        size = 13.0 if self.setting.two_columns else 17.0
        if self.setting.spaced_title:
            self.pdf.set_char_spacing(size * 0.2)
        if self.setting.fake_bold:
            self.put(self.left + 0.35, self.y, text, size, "B")
        self.line(text, size, "B")
        self.pdf.set_char_spacing(0)

    def heading(self, text: str) -> None:
        self.down(8)
        self.need(40)
        self.line(text, 12.5, "B")
        self.down(3)

    def blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            SHOW[type(block)](self, block)
            self.down(6)

    def items(self, block: Items) -> None:
        for marker, text, depth in marked(block):
            self.paragraph(text, marker, 14 + 18 * depth)

    def hidden(self, block: Hidden) -> None:
        self.pdf.set_text_color(255, 255, 255)
        self.line(block.text)
        self.pdf.set_text_color(0, 0, 0)

    def ends(self, block: Ends) -> None:
        for left, right in block.lines:
            self.need(self.size * LEADING)
            self.font(self.size)
            self.put(self.left + self.width - self.measure(right) - 4, self.y, right, self.size)
            self.line(left)

    def columns(self, block: Columns) -> None:
        step = self.width / block.count
        for at in range(0, len(block.entries), block.count):
            group = block.entries[at : at + block.count]
            self.need(max(map(len, group)) * self.size * LEADING + 14)
            top = self.y
            for number, entry in enumerate(group):
                self.y = top
                for text in entry:
                    self._signature_line(self.left + number * step, text, step)
            self.y = top + max(map(len, group)) * self.size * LEADING + 14

    def _signature_line(self, x: float, text: str, width: float) -> None:
        if text == "~":
            self.pdf.line(x, self.y, x + min(width - 20, 170), self.y)
        else:
            self.put(x, self.y, text, self.size)
        self.y += self.size * LEADING

    # ---- tables ----

    def table(self, block: Table) -> None:
        for text in block.over:
            self.line(text)
        for part in with_breaks(block):
            if part is None:
                self.new_page()
            else:
                self.grid(lay_out(part))
        for text in block.below:
            self.font(9)
            for line in self.wrap(text, self.width):
                self.line(line, 9)

    def grid(self, grid: Grid) -> None:
        widths = self._widths(grid)
        edges = [self.left + sum(widths[:at]) for at in range(grid.columns + 1)]
        tops = []
        for number, row in enumerate(grid.rows):
            height = self._row(row, widths, edges, number < grid.heads)
            tops.append((self.y, height, row))
            self.y += height
        self._rule(grid, tops, edges)
        self.y += self.size

    def _widths(self, grid: Grid) -> list[float]:
        """Each column as wide as it likes; where that is too much, the widest gives way."""
        self.font(9.5, "B")
        widths = [40.0] * grid.columns
        for cell in (cell for row in grid.rows for cell in row):
            wanted = max(map(self.measure, cell.lines), default=0.0) + 2 * PADDING
            have = sum(widths[cell.column : cell.column + cell.across])
            widths[cell.column + cell.across - 1] += max(0.0, wanted - have)
        while sum(widths) > self.width:
            widest = widths.index(max(widths))
            widths[widest] -= min(10.0, sum(widths) - self.width)
        return widths

    def _row(self, row: Sequence[Placed], widths: Sequence[float], edges: Sequence[float], head: bool) -> float:
        """Puts the cells of a row; returns its height."""
        size, style = 9.5, "B" if head else ""
        self.font(size, style)
        filled = []
        for cell in row:
            room = sum(widths[cell.column : cell.column + cell.across]) - 2 * PADDING + 0.5
            filled.append([line for text in cell.lines for line in self.wrap(text, room)])
        height = max(map(len, filled)) * size * 1.25 + 5
        self.need(height)
        for cell, lines in zip(row, filled, strict=True):
            for at, line in enumerate(lines):
                self.put(edges[cell.column] + PADDING, self.y + size + at * size * 1.25, line, size, style)
        return height

    def _rule(self, grid: Grid, rows: Sequence[tuple[float, float, Sequence[Placed]]], edges: Sequence[float]) -> None:
        if self.rules == "full":
            for top, height, row in rows:
                for cell in row:
                    self._frame(cell, top, height, edges, rows)
        elif self.rules == "half":
            ends = [rows[0][0], rows[-1][0] + rows[-1][1]]
            after_head = [rows[grid.heads][0]] if 0 < grid.heads < len(rows) else []
            for y in (*ends, *after_head):
                self.pdf.line(edges[0], y, edges[-1], y)

    def _frame(
        self,
        cell: Placed,
        top: float,
        height: float,
        edges: Sequence[float],
        rows: Sequence[tuple[float, float, Sequence[Placed]]],
    ) -> None:
        if cell.covered:
            return
        below = [later_height for later_top, later_height, _ in rows if later_top > top][: cell.down - 1]
        left, right = edges[cell.column], edges[cell.column + cell.across]
        self.pdf.rect(left, top, right - left, height + sum(below))


SHOW: dict[type, Callable[[_Sheet, Block], None]] = {
    Para: lambda sheet, block: sheet.paragraph(block.text),  # type: ignore[union-attr]
    Items: lambda sheet, block: sheet.items(block),  # type: ignore[arg-type]
    Lines: lambda sheet, block: sheet.lines(block.texts),  # type: ignore[union-attr]
    Table: lambda sheet, block: sheet.table(block),  # type: ignore[arg-type]
    Columns: lambda sheet, block: sheet.columns(block),  # type: ignore[arg-type]
    Ends: lambda sheet, block: sheet.ends(block),  # type: ignore[arg-type]
    Hidden: lambda sheet, block: sheet.hidden(block),  # type: ignore[arg-type]
    NewPage: lambda sheet, block: sheet.new_page(),
}
