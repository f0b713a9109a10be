"""What each command does with its options: opens the archive, calls the stages, prints."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import ArchiveError, UsageError
from output.store.archive import Archive, open_archive

if TYPE_CHECKING:
    from pipeline.batches.slots import Readers
    from pipeline.ingesting import Options


def run_ingest(
    paths: list[str], db: Path, options: Options, as_json: bool, scheduler: tuple[str, str] | None = None
) -> int:
    """Ingest and report; the exit code. `scheduler`: the address of a Dask scheduler, and how papers are sent."""
    from pipeline.batches.outcomes import Stop, Summary
    from pipeline.ingesting import ingest_paths
    from pipeline.progress import print_summary, summary_json, watch

    try:
        with open_archive(db, create=True) as archive, watch(sys.stderr) as listener:
            readers = _cluster(*scheduler, options) if scheduler else None
            summary = ingest_paths(paths, archive, options, listener, readers)
    except ArchiveError as problem:  # not even opened: a program that reads JSON is told in JSON
        summary = Summary(stop=Stop("archive", str(problem), 1))
    print(summary_json(summary)) if as_json else print_summary(summary)
    if summary.stop is not None:
        print(f"aftalearkiv: {summary.stop.message}; ingest again for the rest", file=sys.stderr)
    return summary.exit_code


def _cluster(address: str, ship: str, options: Options) -> Readers:
    from pipeline.batches.cluster import Cluster

    if ship not in ("bytes", "path"):
        raise UsageError(f"there is no way {ship} to send papers; --ship takes bytes or path")
    return Cluster(address, "bytes" if ship == "bytes" else "path", options.limits)


def run_export(format_name: str, out: Path, db: Path, words: bool, names: bool, excel: bool) -> None:
    """Export and say what was written."""
    from pipeline import exporting

    with open_archive(db) as archive:
        if format_name == "json":
            written = exporting.export_json(archive, out, words=words, names=names)
        elif format_name == "csv":
            written = exporting.export_csv(archive, out, words=words, names=names, excel=excel)
        elif format_name in ("pdf", "alto"):
            written = _export_copies(archive, format_name, out, names)
        else:
            raise UsageError(f"there is no format {format_name}; --format takes json, csv, pdf or alto")
    for place in written:
        print(place)


def _export_copies(archive: Archive, format_name: str, out: Path, names: bool) -> list[Path]:
    from pipeline import copies

    if not names:
        raise UsageError(f"{format_name} shows the pages themselves, names and all; --no-names takes json or csv")
    return copies.export_pdf(archive, out) if format_name == "pdf" else copies.export_alto(archive, out)


def run_list(db: Path, as_json: bool) -> None:
    """The documents of the archive."""
    from output.store.lookup import list_documents

    with open_archive(db) as archive:
        rows = list_documents(archive.db)
    if as_json:
        _print_json(rows)
        return
    from pipeline import screens

    if rows:
        screen = screens.console()
        screen.print(screens.documents_table(rows, screen.width >= screens.WIDE))
    else:
        print(f"the archive {db} is empty; fill it with `aftalearkiv ingest`")


def run_show(identity: str, db: Path, pages: bool, as_json: bool) -> None:
    """One document."""
    from output.export.json_records import document_json
    from output.store.loading import load_document
    from output.store.lookup import find_document, last_run, other_witnesses

    with open_archive(db) as archive:
        row = find_document(archive.db, identity)
        document = load_document(archive.db, row)
        run, witnesses = last_run(archive.db, row["id"]), other_witnesses(archive.db, row["id"])
    if as_json:
        _print_json(document_json(document))
        return
    from pipeline import screens

    screens.console().print(screens.document_view(document, run, witnesses, pages))


def run_signatures(identity: str, db: Path, as_json: bool) -> None:
    """The signatures of one document, or of all that have any."""
    from output.store.signed_documents import signed_documents

    with open_archive(db) as archive:
        found = list(signed_documents(archive.db, identity or None))
    if as_json:
        _print_json([document.model_dump() for document in found])
        return
    from pipeline import screens

    screens.console().print(screens.signatures_view(found))


def run_search(query: str, db: Path, limit: int, as_json: bool) -> None:
    """Pages by their words."""
    from output.store.search import search_pages

    with open_archive(db) as archive:
        hits, total = search_pages(archive.db, query, limit)
    if as_json:
        _print_json({"total": total, "pages": [asdict(hit) for hit in hits]})
        return
    from pipeline import screens

    screens.console().print(screens.hits_view(hits, total, query))


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
