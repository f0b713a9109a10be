"""A paper as plain text: 96 letters wide, tables lined up, in bars, in tabs, or as running text like a dump."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from tests.variations.media.grid import Grid, Placed, lay_out, with_breaks
from tests.variations.paper import Block, Columns, Ends, Items, Lines, NewPage, Paper, Para, Section, Setting, Table

WIDTH = 96
GAP = "   "


def write_text(paper: Paper, tables: str = "text") -> str:
    """The text of a file; `tables` is the name of a style in `STYLES`."""
    setting, style = paper.setting, STYLES[tables]
    title = [" ".join(line.upper()) if setting.spaced_title else line for line in paper.title]
    parts = ["\n".join(setting.letterhead), "\n".join(title), *_blocks(paper.opening, style)]
    for number, section in enumerate(paper.sections, 1):
        parts += [heading(section, number, setting), *_blocks(section.blocks, style)]
    if setting.contents:
        parts.insert(2, contents(paper))
    text = "\n\n".join(part for part in parts if part).replace("\n\n\f\n\n", "\n\f") + "\n"
    return numbered_lines(text) if setting.line_numbers else text


def heading(section: Section, number: int, setting: Setting) -> str:
    """ "3. Mål", "§ 3 Mål", "III. Mål" or "C. Mål"."""
    text = section.heading.upper() if setting.heading_capitals else section.heading
    return setting.numbering.format(number, r=ROMAN[number - 1], a=chr(64 + number)) + text


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def contents(paper: Paper) -> str:
    """A table of contents with dotted lines to page numbers."""
    lines = [heading(section, number, paper.setting) for number, section in enumerate(paper.sections, 1)]
    return "\n".join(["Indhold", *(f"{line} ".ljust(70, ".") + f" {2 + at // 3}" for at, line in enumerate(lines))])


def numbered_lines(text: str) -> str:
    return "\n".join(f"{number:>3}  {line}" for number, line in enumerate(text.splitlines(), 1)) + "\n"


def _blocks(blocks: Sequence[Block], style: Callable[[Grid], str]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Para):
            yield textwrap.fill(block.text, WIDTH, break_on_hyphens=False, break_long_words=False)
        elif isinstance(block, Items):
            yield "\n".join(_items(block))
        elif isinstance(block, Lines):
            yield "\n".join(block.texts)
        elif isinstance(block, Table):
            yield from _table(block, style)
        elif isinstance(block, Columns):
            yield from _columns(block)
        elif isinstance(block, Ends):
            yield "\n".join(f"{left:<60}{right}".rstrip() for left, right in block.lines)
        elif isinstance(block, NewPage):
            yield "\f"


def marked(items: Items) -> Iterator[tuple[str, str, int]]:
    """Each item's marker, its text and how deep it stands."""
    for at, text in enumerate(items.texts):
        yield items.marker.format(at + 1), text, 0
        for under_at, under in enumerate(items.under.get(at, ())):
            yield items.under_marker.format(under_at + 1), under, 1


def _items(items: Items) -> Iterator[str]:
    for marker, text, depth in marked(items):
        lead = "   " + "   " * depth + marker + " "
        yield textwrap.fill(
            text,
            WIDTH,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_on_hyphens=False,
            break_long_words=False,
        )


def _table(table: Table, style: Callable[[Grid], str]) -> Iterator[str]:
    if table.over:
        yield "\n".join(table.over)
    for part in with_breaks(table):
        if part is None:
            yield "\f"
        else:
            yield style(lay_out(part))
    if table.below:
        yield "\n".join(table.below)


def _columns(block: Columns) -> Iterator[str]:
    width = WIDTH // block.count
    for at in range(0, len(block.entries), block.count):
        group = block.entries[at : at + block.count]
        height = max(map(len, group))
        filled = [[_stroke(line) for line in entry] + [""] * (height - len(entry)) for entry in group]
        yield "\n".join("".join(line.ljust(width) for line in row).rstrip() for row in zip(*filled, strict=True))


def _stroke(line: str) -> str:
    return "." * 28 if line == "~" else line


# ---- styles of tables: a grid of lines to text ----


def _lined_up(grid: Grid) -> str:
    """Columns of letters: labels from the left, figures to the right, a head over two columns at its first."""
    widths = grid.widths()
    lines = []
    for row in grid.rows:
        for at in range(max(len(cell.lines) for cell in row)):
            texts = [cell.lines[at] if at < len(cell.lines) else "" for cell in row]
            lines.append(GAP.join(_aligned(text, widths, cell) for text, cell in zip(texts, row, strict=True)).rstrip())
    return "\n".join(lines)


def _aligned(text: str, widths: Sequence[int], cell: Placed) -> str:
    width = sum(widths[cell.column : cell.column + cell.across]) + len(GAP) * (cell.across - 1)
    return text.ljust(width) if cell.column == 0 or cell.words else text.rjust(width)


def _bars(grid: Grid) -> str:
    """Markdown: one line a row, a covered place is an empty cell, a rule of dashes under the head."""
    lines = [f"| {' | '.join(_spread(row))} |" for row in grid.rows]
    rule = f"|{'---|' * grid.columns}"
    return "\n".join([*lines[: grid.heads], rule, *lines[grid.heads :]])


def _tabs(grid: Grid) -> str:
    return "\n".join("\t".join(_spread(row)).rstrip() for row in grid.rows)


def _spread(row: Sequence[Placed]) -> Iterator[str]:
    for cell in row:
        yield " ".join(cell.lines)
        yield from [""] * (cell.across - 1)


def _running(grid: Grid) -> str:
    """Cells one after the other with a blank between, as a dump of a page gives them."""
    return "\n".join(" ".join(filter(None, _spread(row))) for row in grid.rows)


STYLES: dict[str, Callable[[Grid], str]] = {
    "text": _lined_up,
    "markdown": _bars,
    "tabs": _tabs,
    "running": _running,
}
