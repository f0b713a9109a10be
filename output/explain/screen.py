"""Explanations and the rule report in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpus.labels import label
from corpus.speech import heading, spoken
from output.explain.rule_report import RuleRecord
from output.explain.values import Explanation, Quote, Value, plain

_LONGEST = 110
_OTHER_RULES = "The archive holds something else: it was written with other rules. Ingest the file again with --force."


def view_explanation(explanation: Explanation) -> RenderableType:
    """One field: its values one after the other, then what lost."""
    return Group(*_parts(explanation))


def _parts(explanation: Explanation) -> Iterator[RenderableType]:
    place = f" {heading('of')} {explanation.filename} ({explanation.sha256[:8]})"
    yield Text.assemble((explanation.named, "bold"), place)
    if not explanation.as_stored:
        yield Text(heading(_OTHER_RULES), style="yellow")
    if not explanation.values:
        absent = explanation.absent
        why = label(absent, spoken(), "Absence") if absent else heading("no rule found a value")
        yield Text(f"{heading('nothing')}: {why}", style="yellow")
    for number, value in enumerate(explanation.values, (explanation.position or 0) + 1):
        yield Text.assemble((f"{number}. ", "dim"), show_value(value.value))
        yield from (Padding(part, (0, 0, 0, 3)) for part in _evidence(value))
    if explanation.lost:
        yield _lost(explanation)


def _evidence(value: Value) -> Iterator[Text]:
    for quote in value.quotes:
        yield Text.assemble(
            (f"{heading('rule')} ", "dim"), (quote.rule, "cyan"), (f"  {heading('page')} ", "dim"), str(quote.page),
            (f"  {heading('confidence')} ", "dim"), f"{quote.confidence:.2f}",
            ("  “", "dim"), shorten(quote.verbatim), ("”", "dim"),
        )  # fmt: skip
        yield from _repairs(quote)


def _repairs(quote: Quote) -> Iterator[Text]:
    for repair in quote.repairs:
        yield Text.assemble(
            (f"  {heading('read as')} ", "dim"), (repair.raw, "red"),
            (f" {heading('repaired to')} ", "dim"), (repair.repaired, "green"),
            (f" {heading('by the rule')} {repair.rule}, {heading('confidence')} {repair.confidence:.2f}", "dim"),
        )  # fmt: skip


def _lost(explanation: Explanation) -> Table:
    title = heading("What lost")
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("rule", "page", "text", "value", "why it lost"):
        table.add_column(heading(column), overflow="fold")
    for candidate in explanation.lost:
        page = "" if candidate.page is None else str(candidate.page)
        text = shorten(candidate.verbatim)
        table.add_row(candidate.rule, page, text, shorten(show_value(plain(candidate.value))), candidate.outcome)
    return table


def show_value(value: Any) -> str:
    """A value in one line: a row's columns by name, without those that say nothing."""
    if isinstance(value, Mapping):
        shown = (f"{key} {show_value(item)}" for key, item in value.items() if item not in (None, [], "", {}))
        return ", ".join(shown)
    if isinstance(value, (list, tuple)):
        return " + ".join(map(show_value, value))
    return "–" if value is None else str(value)


def shorten(text: str) -> str:
    """One line, cut in the middle where it is long."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    half = (_LONGEST - 3) // 2
    return f"{line[:half]} … {line[-half:]}"


def view_rules(records: Sequence[RuleRecord], judged: bool) -> RenderableType:
    """The rule report; with gold, what each rule got right and what it alone carries."""
    rules = [record for record in records if record.field]
    beside = [record for record in records if not record.field]
    helpers = [record for record in rules if not (record.proposed or record.silent)]
    never = [record for record in beside if record.silent]
    return Group(
        _proposals([record for record in rules if record.proposed], judged),
        *_listed("read parts of values, proposed none", helpers),
        *_listed("never fired", [record for record in rules if record.silent]),
        *_listed(f"never matched, of {len(beside)} patterns beside the rules", never),
    )


def _proposals(records: Sequence[RuleRecord], judged: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    columns = ["Field", "Rule", "documents", "fired", "lost", "values"]
    for at, column in enumerate([*columns, *(["right", "wrong", "alone", "share", "stated"] if judged else [])]):
        table.add_column(column, justify="left" if at < 2 else "right", overflow="fold")
    for record in records:
        cells = [record.field, record.rule, *map(str, (record.documents, record.fired, record.lost, record.values))]
        if judged:
            share = "–" if record.share is None else f"{record.share:.3f}"
            cells += [*map(str, (record.right, record.wrong, record.alone)), share, f"{record.said:.3f}"]
        table.add_row(*cells)
    return table


def _listed(head: str, records: Sequence[RuleRecord]) -> Iterator[Text]:
    yield Text(f"{head} ({len(records)})", style="bold")
    for record in records:
        times = f", {record.matches} times" if record.matches else ""
        yield Text(f"  {record.field + ': ' if record.field else ''}{record.rule}{times}", style="dim")
