"""Tables set in type every way: ruled, half ruled or bare, their cells at the top, middle or foot, left or right.

A table is written row by row, cells parted by "/": "<" is covered by the cell at its left, "^" by the one above it, "|"
breaks a line.
"""

from __future__ import annotations

from fpdf import FPDF

Spans = dict[tuple[int, int], tuple[int, int]]

LEFT, TOP, PITCH, SIZE, WIDTH = 60.0, 150.0, 12.0, 9.5, 480.0


def cells_of(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("/")] for row in text.strip().splitlines()]


def printed(rows: list[list[str]]) -> list[list[str]]:
    """What is to be read in each cell."""
    return [["" if cell in ("<", "^") else cell.replace("|", " ") for cell in row] for row in rows]


def spans_of(rows: list[list[str]]) -> Spans:
    spans: Spans = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            across = next((n for n, c in enumerate(row[column + 1 :], 1) if c != "<"), len(row) - column)
            below = [other[column] for other in rows[at + 1 :]]
            down = next((n for n, c in enumerate(below, 1) if c != "^"), len(rows) - at)
            if cell not in ("<", "^") and (down, across) != (1, 1):
                spans[at, column] = (down, across)
    return spans


class Typeset:
    """One table on a page of its own between lines of prose."""

    def __init__(self, rows: list[list[str]], align: str = "L", upright: str = "top", padding: float = 3) -> None:
        self.rows, self.align, self.upright, self.padding, self.spans = rows, align, upright, padding, spans_of(rows)
        self.pdf = FPDF(format="A4", unit="pt")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_page()
        self.pdf.set_font("Helvetica", size=SIZE)
        self.xs, self.ys = self._columns(), self._tops()

    def _columns(self) -> list[float]:
        own = [
            [row[at] for row in self.rows if (row[at + 1 : at + 2] or [""])[0] != "<"]
            for at in range(len(self.rows[0]))
        ]
        wide = [max([self.pdf.get_string_width(line) for cell in c for line in cell.split("|")] + [20.0]) for c in own]
        extra = max(0.0, WIDTH - sum(wide) - 8 * len(wide)) / len(wide)
        return [LEFT + sum(wide[:at]) + (8 + extra) * at for at in range(len(wide) + 1)]

    def _tops(self) -> list[float]:
        tops = [TOP]
        for at, row in enumerate(self.rows):
            lines = [cell.count("|") + 1 for c, cell in enumerate(row) if self.spans.get((at, c), (1, 1))[0] == 1]
            tops.append(tops[-1] + max(lines, default=1) * PITCH + 2 * self.padding)
        return tops

    def set(self, rules: str) -> bytes:
        """The page as a PDF; `rules`: "full", between the "rows", around the "head", between "groups", or "none"."""
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell not in ("<", "^"):
                    self._print(at, column, cell.split("|"))
        self.pdf.set_line_width(0.5)
        draw = {"full": self._box, "rows": self._part, "head": self._head, "groups": self._group}.get(rules)
        if draw is not None:
            draw()
        self.pdf.text(LEFT, TOP - 50, "Tallene herunder er anmeldelser fra hele boligområdet i de nævnte år.")
        self.pdf.text(
            LEFT, self.ys[-1] + 30, "Styregruppen drøfter tallene på sit møde i maj, hvor alle parter er med."
        )
        return bytes(self.pdf.output())

    def _print(self, at: int, column: int, lines: list[str]) -> None:
        down, across = self.spans.get((at, column), (1, 1))
        left, right = self.xs[column] + 4, self.xs[column + across] - 4
        white = self.ys[at + down] - self.ys[at] - 2 * self.padding - PITCH * len(lines)
        y = self.ys[at] + self.padding + white * {"top": 0.0, "middle": 0.5, "foot": 1.0}[self.upright]
        side = "C" if across > 1 else "L" if column == 0 else self.align
        for number, line in enumerate(lines):
            room = right - left - self.pdf.get_string_width(line)
            self.pdf.text(left + room * {"L": 0.0, "C": 0.5, "R": 1.0}[side], y + PITCH * number + SIZE * 0.8, line)

    def _level(self, at: int) -> None:
        """A level rule above a row, left out where a cell reaches over it."""
        row = self.rows[at] if at < len(self.rows) else [""] * len(self.rows[0])
        for column, cell in enumerate(row):
            if cell != "^":
                self.pdf.line(self.xs[column], self.ys[at], self.xs[column + 1], self.ys[at])

    def _part(self) -> None:
        for at in range(len(self.ys)):
            self._level(at)

    def _head(self) -> None:
        for at in (0, 2 if "<" in self.rows[0] else 1, len(self.rows)):
            self._level(at)

    def _group(self) -> None:
        for at, row in enumerate([*self.rows, [""]]):
            if row[0] != "^":
                self._level(at)

    def _box(self) -> None:
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell not in ("<", "^"):
                    down, across = self.spans.get((at, column), (1, 1))
                    x, y = self.xs[column], self.ys[at]
                    self.pdf.rect(x, y, self.xs[column + across] - x, self.ys[at + down] - y)
