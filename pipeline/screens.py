"""What `list`, `show` and `search` print on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from corpus.labels import label
from corpus.speech import heading, known, spoken
from output.store.loading import SignedDocument
from output.store.paper_hits import PaperHit
from pipeline.record_tables import RECORD_TABLES, plain_table, record_table, spaced, years
from pipeline.signature_tables import attachment_table, signature_table

if TYPE_CHECKING:
    from models.records import AgreementRecord, DocumentRecord, PageRecord, RepairRecord

# From this many columns on, tables have room for everything.
WIDE = 100
_KINDS = {
    "partnership_agreement": "agreement",
    "addendum": "addendum",
    "status_report": "status report",
    "reporting_basis": "reporting basis",
    "other": "other",
}
_STATUS = {"ok": "green", "partial": "yellow", "failed": "bold red"}
_SEVERITY = {"info": "dim", "warning": "yellow", "error": "red"}


def _of_paper(row: Mapping[str, Any]) -> str:
    """The years that a paper is about, as `compare` says them: one without an end is of its first year."""
    return years(row["start_year"], row["end_year"] or row["start_year"])


def documents_table(rows: Sequence[dict[str, Any]], wide: bool) -> RenderableType:
    """`list`: one line per document, the other witnesses of an agreement under the preferred one."""
    table = plain_table("id", "partnership", "years", "kind", "file", *(("pages", "findings") if wide else ()))
    for row in rows:
        failed, other = row["status"] == "failed", row["preferred"] == 0
        kind = Text(f"{heading('failed')}: {row['error']}", style="red") if failed else Text(_kind(row["kind"]))
        place = ("", "") if other else (row["partnership"] or "", _of_paper(row))
        counts = ("" if failed else str(row["page_count"]), str(row["findings"] or "")) if wide else ()
        name = Text(("↳\u00a0" if other else "") + row["filename"])
        table.add_row(row["id"], *place, kind, name, *counts, style="dim" if other else "")
    if any(row["preferred"] == 0 for row in rows):
        table.caption = "↳ " + heading("another witness of the agreement above, which is preferred")
        table.caption_justify = "left"
    return table


def problems_table(rows: Sequence[dict[str, Any]]) -> RenderableType:
    """`list --problems`: what must be done about first, then what is worth a look."""
    table = plain_table("id", "file", "partnership", "years", "why")
    for row in rows:
        why = Text(", ".join(_problem(problem) for problem in row["problems"]))
        why.stylize("red" if row["status"] == "failed" else "")
        place = (row["partnership"] or "", _of_paper(row))
        table.add_row(row["id"], Text(row["filename"]), *place, why)
    return table


def _problem(code: str) -> str:
    """A code of a finding or of what became of a decision; in English as it is, to be looked up."""
    state, _, error = code.partition(": ")
    said = known(state, "FindingCode", "ReviewState", "ReviewOpen", "DocumentStatus")
    return f"{said}: {error}" if error else said


def _kind(kind: str | None) -> str:
    if spoken() == "en":
        return _KINDS.get(kind or "", "")
    return label(kind, spoken(), "Kind") if kind else ""


def signatures_view(documents: Sequence[SignedDocument]) -> RenderableType:
    """`signatures`: each document with its signatures."""
    parts: list[RenderableType] = []
    for document in documents:
        head = Text.assemble((document.sha256[:8], "dim"), "  ", (document.filename, "bold"))
        parts += [
            head,
            signature_table(document.signatures) if document.signatures else Text(heading("no digital signatures")),
        ]
    return Group(*(parts or [Text(heading("no digital signatures"))]))


def hits_view(found: Sequence[PaperHit], total: int, query: str) -> RenderableType:
    """`search`: each paper's best page with the words found, its other witnesses, and how many more there are."""
    if not found:
        return Text(f"{heading('no page holds')} {query}")
    parts: list[RenderableType] = []
    for paper in found:
        hit = paper.hit
        more = f" {heading('and')} {paper.pages - 1} {heading('more')}" if paper.pages > 1 else ""
        pages = f"  {heading('page')} {hit.page}{more}"
        also = f"  {heading('also in')} {', '.join(paper.others)}" if paper.others else ""
        head = Text.assemble((hit.sha256[:8], "dim"), "  ", (hit.filename, "bold"), pages, (also, "dim"))
        snippet = Text(hit.snippet)
        for start, end in hit.spans:
            snippet.stylize("bold yellow", start, end)
        parts += [head, Text("  ").append_text(_squeezed(snippet)), Text("")]
    limited = f", {heading('shown')}: {len(found)}; --limit {heading('gives more')}" if total > len(found) else ""
    parts.append(Text(f"{total} {heading('paper' if total == 1 else 'papers')}{limited}", style="dim"))
    return Group(*parts)


def document_view(
    document: DocumentRecord,
    run: dict[str, Any] | None,
    witnesses: Sequence[dict[str, Any]],
    more: Sequence[str] = (),
) -> RenderableType:
    """`show`: what the paper is, then every list of its record; of `more`, `pages` is how each page was read and
    `repairs` what was changed in its text."""
    parts: list[RenderableType] = [_head(document, run, witnesses)]
    if document.signatures:
        parts += [
            _heading(f"{heading('digital signatures')} ({len(document.signatures)})"),
            signature_table(document.signatures),
        ]
    if document.attachments:
        parts += [
            _heading(f"{heading('attachments')} ({len(document.attachments)})"),
            attachment_table(document.attachments),
        ]
    for agreement in document.agreements:
        parts += _agreement(agreement)
    if "pages" in more:
        parts += [_heading(f"{heading('pages')} ({document.page_count})"), _pages(document.pages)]
    if "repairs" in more:
        parts += [_heading(f"{heading('repairs and proposals')} ({len(document.repairs)})"), _repairs(document.repairs)]
    return Group(*parts)


def _head(document: DocumentRecord, run: dict[str, Any] | None, witnesses: Sequence[dict[str, Any]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    title = document.agreements[0].title if document.agreements else None
    table.add_row(heading("title"), Text(title or "–", style="bold"))
    for agreement in document.agreements:
        for name, value in _facts(agreement):
            table.add_row(heading(name), Text(value))
    repaired = sum(repair.applied for repair in document.repairs)
    flags = len(document.repairs) - repaired
    table.add_row(heading("file"), Text(", ".join(document.filenames)))
    table.add_row("sha256", Text(document.sha256, overflow="fold"))
    state = known(document.status, "DocumentStatus") + (f" ({document.error})" if document.error else "")
    counts = ((document.page_count, "pages"), (repaired, "repairs"), (flags, "flags"))
    counted = "".join(f", {count} {heading(what)}" for count, what in counts)
    table.add_row(heading("status"), Text.assemble((state, _STATUS[document.status]), counted))
    if run and run["message"]:
        table.add_row("", Text(run["message"]))
    if run:
        table.add_row(heading("read"), Text(f"{run['started_at']} {heading('in')} {run['seconds']:.1f} s"))
    for other in witnesses:
        mark = f" ({heading('preferred')})" if other["preferred"] else ""
        table.add_row(heading("witness"), Text(f"{other['id']} {other['filename']}{mark}"))
    return table


def _facts(agreement: AgreementRecord) -> Iterator[tuple[str, str]]:
    yield "kind", spaced(agreement.kind)
    yield "partnership", agreement.partnership or "–"
    period = agreement.period
    if period:
        basis = f" ({heading('from the day of signing')})" if period.start_basis == "signature" else ""
        yield "period", f"{period.start or '?'} {heading('to')} {period.end or '?'}{basis}"
    about = agreement.concerns
    if about:
        yield "concerns", f"{about.partnership or '?'} {about.start_year or '?'}–{about.end_year or '?'}"


def _agreement(agreement: AgreementRecord) -> Iterator[RenderableType]:
    for field in RECORD_TABLES:
        rows = getattr(agreement, field)
        if rows:
            yield _heading(f"{label(field, spoken(), 'Field')} ({len(rows)})")
            yield record_table(field, rows)
    if agreement.absent:
        gone = ", ".join(
            f"{label(name, spoken(), 'Field')} ({label(why, spoken(), 'Absence')})"
            for name, why in sorted(agreement.absent.items())
        )
        yield Text.assemble("\n", (f"{heading('nothing found for')}  ", "dim"), gone)


def _pages(pages: Sequence[PageRecord]) -> Table:
    table = plain_table("page", "source", "verdict", "quality", "ocr", "size", "why")
    for page in pages:
        size = f"{page.width:.0f}×{page.height:.0f}" if page.width else ""
        ocr = f"{page.ocr_confidence:.2f}" if page.ocr_confidence is not None else ""
        turned = f"; turned {page.rotation}°" if page.rotation else ""
        readings = f"; {len(page.readings)} readings kept" if page.readings else ""
        cells = (spaced(page.source), spaced(page.verdict), f"{page.quality:.2f}", ocr, size)
        table.add_row(str(page.number), *cells, Text(page.reason + turned + readings))
    return table


def _repairs(repairs: Sequence[RepairRecord]) -> Table:
    table = plain_table("page", "read", "became", "rule", "sure", "")
    for repair in repairs:
        cells = (repair.raw, repair.repaired, repair.rule, f"{repair.confidence:.2f}")
        proposed = Text("" if repair.applied else heading("proposed"), style="yellow")
        table.add_row(str(repair.page), *(Text(cell.replace("\n", "\u240a")) for cell in cells), proposed)
    return table


def _heading(text: str) -> Text:
    return Text.assemble("\n", (text, "bold cyan"))


def _squeezed(text: Text) -> Text:
    """Runs of white space as one space, the marked words still marked."""
    parts = text.split(" ")
    return Text(" ").join([part for part in parts if part.plain])
