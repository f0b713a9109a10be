"""The codebook as lines for tables and as a Markdown page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from output.codebook.catalogue import Code, Entry, describe_table

HEAD = ("what", "table", "column", "type", "codes", "dansk", "english")
_INTRODUCTION = """# Codebook

Written by `make docs` from the models; do not edit. Every table, view and column of an archive and its exports, and
every code. Money is whole kroner, nominal; shares are percent (77, not 0.77); qualities and confidences are 0..1; dates
are ISO 8601. What the paper does not say is empty, never a guess. What the paper says stays Danish and as printed.

In exports codes of a list stand as `theft + robbery`; other lists and objects are JSON; a figure that may be a word has
two columns (`value`, `value_text`). Rows are joined by `sha256` and `row_key`; a measure names its goal in `goal_key`.
With `--excel` a cell that begins with `=`, `+`, `-` or `@` has an apostrophe before it; nowhere else.
"""


def codebook_lines(entries: Iterable[Entry], codes: Iterable[Code]) -> Iterator[tuple[str, ...]]:
    """One line for each table, column, vocabulary's code; first what the columns of the lines are."""
    yield HEAD
    for table, columns in groupby(entries, key=lambda entry: entry.table):
        yield ("table", table, "", "", "", describe_table(table, "da"), describe_table(table, "en"))
        for entry in columns:
            yield ("column", table, entry.column, entry.type, entry.vocabulary, entry.danish, entry.english)
    for code in codes:
        meaning = f": {code.meaning}" if code.meaning else ""
        yield ("code", code.vocabulary, code.code, "", "", code.danish, code.english + meaning)


def codebook_csv(lines: Iterable[Sequence[str]]) -> str:
    """The lines as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def codebook_markdown(entries: Sequence[Entry], codes: Sequence[Code]) -> str:
    """The codebook as a page: a section for each table and view, then the codes."""
    parts = [_INTRODUCTION]
    for table, columns in groupby(entries, key=lambda entry: entry.table):
        rows = [(f"`{e.column}`", e.type, _codes(e.vocabulary), e.english, e.danish) for e in columns]
        head = f"## {table}\n\n{describe_table(table, 'en')} {describe_table(table, 'da')}\n"
        parts.append(f"{head}\n{_table(('column', 'type', 'codes', 'English', 'dansk'), rows)}")
    parts.append("## Codes\n")
    for vocabulary, found in groupby(codes, key=lambda code: code.vocabulary):
        listed = [(f"`{c.code}`", c.english + (f": {c.meaning}" if c.meaning else ""), c.danish) for c in found]
        parts.append(f"### {vocabulary}\n\n{_table(('code', 'English', 'dansk'), listed)}")
    return "\n".join(parts)


def _codes(vocabulary: str) -> str:
    return f"[{vocabulary}](#{vocabulary.lower()})" if vocabulary else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
