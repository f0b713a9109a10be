"""A paper before it is set: its title and sections, made of blocks that every medium knows how to show.

Raised marks of notes are written as ¹, ² and ³; a medium raises them or glues them to the word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Para:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """List items; `marker` is put before each, "{}" in it stands for the number. `under` holds sub-items."""

    texts: tuple[str, ...]
    marker: str = "{}."
    under: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    under_marker: str = "–"


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay as they are, each by itself."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `across` columns wide and `down` rows high. A covered place has no cell of its own."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`head` and `body` are rows of cells; `over` stands above the table and `below` under it, line by line.

    `breaks_before` is the body row that begins a new page, with the head again where `head_again`.
    """

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    over: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    breaks_before: int | None = None
    head_again: bool = True


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks of lines side by side, `count` to a row; a line "~" is a stroke for the pen."""

    entries: tuple[tuple[str, ...], ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Ends:
    """Lines with one text at the left and one at the right end."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a person does not see: "white" on white, or "outside" the crop box. Print only."""

    text: str
    how: str = "white"


@dataclass(frozen=True, slots=True)
class NewPage:
    pass


Block = Para | Items | Lines | Table | Columns | Ends | Hidden | NewPage


@dataclass(frozen=True, slots=True)
class Said:
    """What is printed in one place of a paper, and the rows that follow from it, by field."""

    blocks: tuple[Block, ...]
    rows: Rows = field(default_factory=dict)


def said(*blocks: Block | str, **rows: Sequence[Any]) -> Said:
    """Blocks with their rows; a bare string is a paragraph."""
    return Said(tuple(Para(block) if isinstance(block, str) else block for block in blocks), rows)


def merged(parts: Sequence[Said]) -> Said:
    """Several places as one: blocks one after the other, rows put together."""
    rows: dict[str, list[Any]] = {}
    for part in parts:
        for name, more in part.rows.items():
            rows.setdefault(name, []).extend(more)
    return Said(tuple(block for part in parts for block in part.blocks), rows)


@dataclass(frozen=True, slots=True)
class Section:
    """`key` names the place in the paper; it has no number yet."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paper is laid out, beyond its words. `numbering` has "{}" for the number, "{r}" roman, "{a}" a letter."""

    numbering: str = "{}. "
    header: str = ""
    footer: str = ""
    letterhead: tuple[str, ...] = ()
    contents: bool = False
    fake_bold: bool = False
    spaced_title: bool = False
    hyphenate: bool = False
    line_numbers: bool = False
    two_columns: bool = False
    landscape: bool = False
    serif: bool = False
    heading_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """`rows` is the gold of the whole: the scored fields of a record."""

    title: tuple[str, ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    rows: Rows
    setting: Setting = Setting()

    def set_as(self, **changes: Any) -> Paper:
        """The same paper in another setting."""
        return replace(self, setting=replace(self.setting, **changes))
