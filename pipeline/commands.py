"""What each command does with its options: opens the archive, calls the stages, prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.labels import Language
from corpus.speech import speaking
from models.errors import ArchiveError, UsageError
from output.store.archive import Archive, open_archive
from pipeline.terminal import console, print_data, print_json

if TYPE_CHECKING:
    from corpus.labels import Language
    from pipeline.batches.slots import Readers
    from pipeline.exporting import Choice
    from pipeline.ingesting import Options


def run_ingest(
    paths: Sequence[str | Path], db: Path, options: Options, as_json: bool, scheduler: tuple[str, str] | None = None
) -> int:
    """Ingest and report; the exit code. `scheduler`: the address of a Dask scheduler, and how papers are sent."""
    from pipeline.batches.outcomes import Stop, Summary
    from pipeline.ingesting import ingest_paths
    from pipeline.progress import print_summary, summary_json, watch

    if not paths and not options.force:
        raise UsageError("name the files or folders to read; with --force alone, what the archive holds is read again")
    try:
        with open_archive(db, create=bool(paths)) as archive, watch(sys.stderr) as listener:
            readers = _cluster(*scheduler, options) if scheduler else None
            summary = ingest_paths(paths or _kept(archive), archive, options, listener, readers)
    except ArchiveError as problem:  # not even opened: a program that reads JSON is told in JSON
        summary = Summary(stop=Stop("archive", str(problem), 1))
    print_data(summary_json(summary) + "\n") if as_json else print_summary(summary)
    if summary.stop is not None:
        print(f"aftalearkiv: {summary.stop.message}; ingest again for the rest", file=sys.stderr)
    return summary.exit_code


def _cluster(address: str, ship: str, options: Options) -> Readers:
    from pipeline.batches.cluster import Cluster

    if ship not in ("bytes", "path"):
        raise UsageError(f"there is no way {ship} to send papers; --ship takes bytes or path")
    return Cluster(address, "bytes" if ship == "bytes" else "path", options.limits)


def _kept(archive: Archive) -> list[str | Path]:
    """The kept originals, to be read again; what has none is said."""
    from pipeline.ingesting import kept_originals

    found, without = kept_originals(archive)
    for name in without:
        print(f"aftalearkiv: {name} stays as it is, the archive keeps no copy of it", file=sys.stderr)
    return list(found)


def run_export(
    format_name: str, out: Path, db: Path, choice: Choice, partnerships: Sequence[str] = (), language: Language = "da"
) -> None:
    """Export and say what was written. `partnerships` and `language` are those of a site."""
    from pipeline import exporting

    exporting.refuse_unknown_format(format_name, ("pdf", "alto", "site"))
    if partnerships and format_name != "site":
        raise UsageError(f"{format_name} takes all partnerships; --format site takes some of them")
    with open_archive(db) as archive:
        if format_name in exporting.RECORD_FORMATS:
            written = exporting.export_records(archive, format_name, out, choice)
        elif format_name == "site" and not choice.hides_names:
            from pipeline.serving.site import export_site

            written = export_site(archive, out, partnerships, language)
        else:
            written = _export_copies(archive, format_name, out, not choice.hides_names)
    for place in written:
        print(place)


def _export_copies(archive: Archive, format_name: str, out: Path, names: bool) -> list[Path]:
    from pipeline import copies

    if not names:
        raise UsageError(
            f"{format_name} shows the pages themselves, names and all; --no-names and --redact take "
            "json, csv, xlsx, parquet or datapackage"
        )
    return copies.export_pdf(archive, out) if format_name == "pdf" else copies.export_alto(archive, out)


def run_problems(db: Path, as_json: bool, language: Language = "en") -> None:
    """The documents that a person should look at, and why."""
    from output.store.queue import list_problems

    with open_archive(db) as archive:
        rows = list_problems(archive.db)
    if as_json:
        print_json(rows)
        return
    from pipeline import screens

    with speaking(language):
        console().print(screens.problems_table(rows)) if rows else print("nothing needs a look")


def run_list(db: Path, stale: bool, as_json: bool, language: Language = "en") -> None:
    """The documents of the archive; with `stale` those that older rules read."""
    from output.store.lookup import list_documents
    from pipeline.versions import rules_digest

    with open_archive(db) as archive:
        rows = list_documents(archive.db, not_read_by=rules_digest() if stale else None)
        total = archive.db.execute("SELECT count(*) FROM documents").fetchone()[0]
    if as_json:
        print_json(rows)
        return
    from pipeline import screens

    if rows:
        screen = console()
        with speaking(language):
            screen.print(screens.documents_table(rows, screen.width >= screens.WIDE))
    elif total:
        print("nothing to list: every document was read by the rules of this version")
    else:
        print(f"the archive {db} is empty; fill it with `aftalearkiv ingest`")
    if rows and stale:
        print("`aftalearkiv ingest --force` reads them again from the kept originals")


def run_show(identity: str, db: Path, more: Sequence[str], as_json: bool, language: Language = "en") -> None:
    """One document; `more` is what else is shown of it, `pages` or `repairs`."""
    from output.export.json_records import document_json
    from output.store.loading import load_document
    from output.store.lookup import find_document, last_run, other_witnesses

    with open_archive(db) as archive:
        row = find_document(archive.db, identity)
        document = load_document(archive.db, row)
        run, witnesses = last_run(archive.db, row["id"]), other_witnesses(archive.db, row["id"])
    if as_json:
        print_json(document_json(document))
        return
    from pipeline import screens

    with speaking(language):
        console().print(screens.document_view(document, run, witnesses, more))


def run_signatures(identity: str, db: Path, as_json: bool, language: Language = "en") -> None:
    """The signatures of one document, or of all that have any."""
    from output.store.loading import signed_documents

    with open_archive(db) as archive:
        found = list(signed_documents(archive.db, identity or None))
    if as_json:
        print_json([document.model_dump() for document in found])
        return
    from pipeline import screens

    with speaking(language):
        console().print(screens.signatures_view(found))


def run_search(query: str, db: Path, limit: int, as_json: bool, language: Language = "en") -> None:
    """Papers by their words: each once, on its best page."""
    from output.store.paper_hits import search_papers

    with open_archive(db) as archive:
        found, total = search_papers(archive.db, query, limit)
    if as_json:
        told = [{**asdict(one.hit), "pages": one.pages, "others": list(one.others)} for one in found]
        print_json({"total": total, "pages": told})
        return
    from pipeline import screens

    with speaking(language):
        console().print(screens.hits_view(found, total, query))
