"""What `list`, `show` and `search` print on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from output.search import Hit

if TYPE_CHECKING:
    from models.records import AgreementRecord, DocumentRecord, PageRecord, Row

_STATUS = {"ok": "green", "partial": "yellow", "failed": "bold red"}
_SEVERITY = {"info": "dim", "warning": "yellow", "error": "red"}
# What a row of each list shows, in order; evidence gives the page.
_COLUMNS = {
    "areas": ("name",),
    "parties": ("organisation", "name", "administrator"),
    "focus_areas": ("number", "title"),
    "goals": ("number", "indicator", "direction", "target_value", "baseline_year", "deadline", "text"),
    "measures": ("role", "indicator", "offence", "area", "time_of_day", "year", "value", "unit", "status"),
    "budgets": ("amount_dkk", "basis", "purpose", "fte", "payer", "start_year", "end_year"),
    "meetings": ("body", "min_per_year", "max_per_year"),
    "signatories": ("name", "title", "organisation", "unit", "chair", "date"),
    "decisions": ("body", "date"),
    "policies": ("title",),
    "findings": ("severity", "code", "message"),
}
_YEARS = ("baseline_year", "deadline", "year", "start_year", "end_year")
_FIGURES = frozenset((*_YEARS, "number", "target_value", "value", "amount_dkk", "fte", "min_per_year", "max_per_year"))


def documents_table(rows: Sequence[dict[str, Any]]) -> RenderableType:
    """`list`: one line per document."""
    table = _table("id", "partnership", "period", "kind", "file", "pages", "findings")
    for row in rows:
        years = _years(row["period_start"], row["period_end"])
        failed = row["status"] == "failed"
        kind = Text(f"failed: {row['error']}", style="red") if failed else Text(_spaced(row["kind"]))
        mark = Text("" if row["preferred"] in (1, None) else "  (another witness is preferred)", style="dim")
        name = Text(row["filename"]).append_text(mark)
        pages = "" if failed else str(row["page_count"])
        table.add_row(row["id"], row["partnership"] or "", years, kind, name, pages, str(row["findings"] or ""))
    return table


def hits_view(hits: Sequence[Hit], total: int, query: str) -> RenderableType:
    """`search`: each page with the words found, and how many more there are."""
    if not hits:
        return Text(f"no page holds {query}")
    parts: list[RenderableType] = []
    for hit in hits:
        head = Text.assemble((hit.sha256[:8], "dim"), "  ", (hit.filename, "bold"), f"  page {hit.page}")
        snippet = Text(hit.snippet)
        for start, end in hit.spans:
            snippet.stylize("bold yellow", start, end)
        parts += [head, Text("  ").append_text(_squeezed(snippet)), Text("")]
    more = f", the best {len(hits)} shown; --limit gives more" if total > len(hits) else ""
    parts.append(Text(f"{total} {'page' if total == 1 else 'pages'}{more}", style="dim"))
    return Group(*parts)


def document_view(
    document: DocumentRecord, run: dict[str, Any] | None, witnesses: Sequence[dict[str, Any]], pages: bool
) -> RenderableType:
    """`show`: what the paper is, then every list of its record; with `pages` how each page was read."""
    parts: list[RenderableType] = [_head(document, run, witnesses)]
    for agreement in document.agreements:
        parts += _agreement(agreement)
    if pages:
        parts += [_heading(f"pages ({document.page_count})"), _pages(document.pages)]
    return Group(*parts)


def _head(document: DocumentRecord, run: dict[str, Any] | None, witnesses: Sequence[dict[str, Any]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    title = document.agreements[0].title if document.agreements else None
    table.add_row("title", Text(title or "–", style="bold"))
    for agreement in document.agreements:
        for name, value in _facts(agreement):
            table.add_row(name, Text(value))
    repaired = sum(repair.applied for repair in document.repairs)
    flags = len(document.repairs) - repaired
    table.add_row("file", Text(", ".join(document.filenames)))
    table.add_row("sha256", Text(document.sha256, overflow="fold"))
    state = document.status + (f" ({document.error})" if document.error else "")
    counted = f", {document.page_count} pages, {repaired} repairs, {flags} flags"
    table.add_row("status", Text.assemble((state, _STATUS[document.status]), counted))
    if run and run["message"]:
        table.add_row("", Text(run["message"]))
    if run:
        table.add_row("read", Text(f"{run['started_at']} in {run['seconds']:.1f} s"))
    for other in witnesses:
        mark = " (preferred)" if other["preferred"] else ""
        table.add_row("witness", Text(f"{other['id']} {other['filename']}{mark}"))
    return table


def _facts(agreement: AgreementRecord) -> Iterator[tuple[str, str]]:
    yield "kind", _spaced(agreement.kind)
    yield "partnership", agreement.partnership or "–"
    period = agreement.period
    if period:
        basis = " (from the day of signing)" if period.start_basis == "signature" else ""
        yield "period", f"{period.start or '?'} to {period.end or '?'}{basis}"
    about = agreement.concerns
    if about:
        yield "concerns", f"{about.partnership or '?'} {about.start_year or '?'}–{about.end_year or '?'}"


def _agreement(agreement: AgreementRecord) -> Iterator[RenderableType]:
    for field, columns in _COLUMNS.items():
        rows = getattr(agreement, field)
        if rows:
            yield _heading(f"{_spaced(field)} ({len(rows)})")
            yield _rows(rows, columns)
    if agreement.absent:
        gone = ", ".join(f"{_spaced(name)} ({why})" for name, why in sorted(agreement.absent.items()))
        yield Text.assemble("\n", ("nothing found for  ", "dim"), gone)


def _rows(rows: Sequence[Row], columns: Sequence[str]) -> Table:
    used = [name for name in columns if any(getattr(row, name) not in (None, "", False) for row in rows)]
    table = _table(*used, "page", "sure")
    for row in rows:
        pages = ", ".join(dict.fromkeys(str(quote.page) for quote in row.evidence))
        sure = min((quote.confidence for quote in row.evidence), default=0.0)
        table.add_row(*(_cell(name, getattr(row, name)) for name in used), pages, f"{sure:.2f}")
    return table


def _pages(pages: Sequence[PageRecord]) -> Table:
    table = _table("page", "source", "verdict", "quality", "ocr", "size", "turned", "why")
    for page in pages:
        size = f"{page.width:.0f}×{page.height:.0f}" if page.width else ""
        ocr = f"{page.ocr_confidence:.2f}" if page.ocr_confidence is not None else ""
        turned = f"{page.rotation}°" if page.rotation else ""
        readings = f"; {len(page.readings)} readings kept" if page.readings else ""
        cells = (
            page.source.replace("_", " "),
            page.verdict.replace("_", " "),
            f"{page.quality:.2f}",
            ocr,
            size,
            turned,
        )
        table.add_row(str(page.number), *cells, Text(page.reason + readings))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in columns:
        figure = name in _FIGURES or name in ("page", "pages", "findings", "quality", "ocr", "sure")
        fixed = figure or name in ("id", "period", "code", "severity")
        table.add_column(
            _spaced(name), justify="right" if figure else "left", no_wrap=fixed, overflow="fold",
            style="dim" if name in ("id", "page", "sure") else "",
        )  # fmt: skip
    return table


def _cell(name: str, value: Any) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, bool):
        return Text("yes" if value else "")
    if name == "amount_dkk":
        return Text(f"{value:,}".replace(",", "."))
    if name == "severity":
        return Text(value, style=_SEVERITY[value])
    if name in ("text", "title", "name", "message"):
        return Text(" ".join(str(value).split()))
    return Text(f"{value:g}" if isinstance(value, float) else _spaced(str(value)))


def _heading(text: str) -> Text:
    return Text.assemble("\n", (text, "bold cyan"))


def _squeezed(text: Text) -> Text:
    """Runs of white space as one space, the marked words still marked."""
    parts = text.split(" ")
    return Text(" ").join([part for part in parts if part.plain])


def _years(start: str | None, end: str | None) -> str:
    return f"{(start or '')[:4]}–{(end or '')[:4]}" if start or end else ""


def _spaced(name: str | None) -> str:
    return (name or "").replace("_", " ")


def console() -> Console:
    """Standard output. Wide where it is no terminal, so that a pipe gets whole lines; no colours there."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=max(plain.width, 200), no_color=True)
