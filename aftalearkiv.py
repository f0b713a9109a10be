"""Danish safety-partnership agreements, from PDF, scan or text dump to an archive with evidence for every value.

On the command line `aftalearkiv --help`; in Python `from aftalearkiv import read, repair, parse, open_archive, ingest`.
Each command calls one function of `pipeline`; what a command does not use is not imported.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import AftalearkivError, UsageError
from pipeline import batch_commands
from pipeline.options import DEFAULT_DATABASE, AsJson, Database, Identity, show_version

if TYPE_CHECKING:
    from models.document import Document
    from models.records import Agreement
    from output.store.archive import Archive
    from pipeline.batches.outcomes import Summary

__all__ = ["app", "ingest", "main", "open_archive", "parse", "read", "repair"]

app = typer.Typer(
    name="aftalearkiv",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def read(path: str | Path) -> Document:
    """A file as a document: text with boxes, page by page, repaired."""
    from ingest import read_document
    from normalizers import repair_document

    return repair_document(read_document(path))


def repair(text: str) -> str:
    """Damaged Danish repaired, line for line."""
    from normalizers import repair_text

    return repair_text(text).text


def parse(document: Document) -> Agreement:
    """What a document says, with evidence for every value."""
    from parsers import parse as parse_document

    return parse_document(document)


def open_archive(path: str | Path, *, create: bool = False) -> Archive:
    """An archive, for use in a `with` statement."""
    from output.store.archive import open_archive as open_file

    return open_file(path, create=create)


def ingest(paths: list[str | Path], archive: str | Path, *, force: bool = False) -> Summary:
    """Files, folders and globs into an archive, which is made where there is none."""
    from pipeline.batches.outcomes import Nobody
    from pipeline.ingesting import Options, ingest_paths

    with open_archive(archive, create=True) as store:
        return ingest_paths(paths, store, Options(force=force), Nobody())


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads Danish safety-partnership agreements (PDF, scan, OCR dump) into an archive with evidence for every value.

    Begin here:

    \b
      aftalearkiv doctor                        is everything installed?
      aftalearkiv ingest agreements/            read a folder into aftalearkiv.db
      aftalearkiv list                          what is in the archive
      aftalearkiv show NAME.pdf                 one agreement, value by value
      aftalearkiv compare                       agreements side by side
      aftalearkiv export --format json --out out/

    Exit codes: 0 all well · 1 something failed, the rest is done · 2 wrong use
    """


batch_commands.declare(app)


@app.command("export")
def _export(
    format: Annotated[str, typer.Option("--format", metavar="json|csv|pdf|alto", help="What to write.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path(),
    db: Database = DEFAULT_DATABASE,
    words: Annotated[bool, typer.Option("--words", help="Every word with its box, too (large).")] = False,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="With --no-names, hide the names of people everywhere.")
    ] = True,
    excel: Annotated[bool, typer.Option("--excel", help="CSV as a Danish Excel opens it.")] = False,
) -> None:
    """Write the records to files.

    The same documents give the same bytes, whenever and in whatever order they came in.

    \b
      aftalearkiv export --format json --out out/      out/documents.json
      aftalearkiv export --format csv --out out/       out/goals.csv, out/measures.csv, …
      aftalearkiv export --format csv --excel --out out/
      aftalearkiv export --format json --no-names --out public/
      aftalearkiv export --format pdf --out copies/    searchable copies of the originals
      aftalearkiv export --format alto --out alto/     ALTO 4, one file for each page
    """
    from pipeline.commands import run_export

    run_export(format, out, db, words, names, excel)


@app.command("repair")
def _repair(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="A text file; - is standard input.")] = "-",
    explain: Annotated[bool, typer.Option("--explain", help="JSON lines, one for each repair or flag.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="The changed lines, before and after.")] = False,
) -> None:
    """Repair the Danish of a text, line for line.

    The text goes to standard output as UTF-8. No archive is needed, and none is touched.

    \b
      aftalearkiv repair dump.txt > repaired.txt
      pdftotext old.pdf - | aftalearkiv repair
      aftalearkiv repair dump.txt --diff
      aftalearkiv repair dump.txt --explain | jq 'select(.applied | not)'
    """
    from pipeline.repairing import run_repair

    run_repair(file, explain, diff)


@app.command("list")
def _list(db: Database = DEFAULT_DATABASE, json: AsJson = False) -> None:
    """List the documents by partnership and period.

    \b
      aftalearkiv list
      aftalearkiv list --json | jq -r '.[].filename'
    """
    from pipeline.commands import run_list

    run_list(db, json)


@app.command("show")
def _show(
    identity: Identity,
    db: Database = DEFAULT_DATABASE,
    pages: Annotated[bool, typer.Option("--pages", help="How each page was read, and why.")] = False,
    json: AsJson = False,
) -> None:
    """Show one document: every value, its page, and how sure it is.

    \b
      aftalearkiv show nordby-2018.pdf
      aftalearkiv show 3f9a22c1 --pages
      aftalearkiv show 3f9a22c1 --json | jq '.agreements[0].goals'
    """
    from pipeline.commands import run_show

    run_show(identity, db, pages, json)


@app.command("search")
def _search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help="Words; all must stand on the page.")],
    db: Database = DEFAULT_DATABASE,
    limit: Annotated[int, typer.Option(min=1, max=10000, help="At most this many pages.")] = 20,
    json: AsJson = False,
) -> None:
    """Find pages by their words.

    Capitals do not matter. økonomi and oekonomi are the same, so are år and aar; ar and år are not.

    \b
      aftalearkiv search tryghed økonomi             both words
      aftalearkiv search '"tryg by"'                 one after the other
      aftalearkiv search 'boligfor*' OR kommunen     beginning so; one or the other
      aftalearkiv search -- tyveri -røveri           without the second
    """
    from pipeline.commands import run_search

    run_search(" ".join(query), db, limit, json)


@app.command("compare")
def _compare(
    partnerships: Annotated[
        list[str] | None, typer.Argument(metavar="[PARTNERSHIP]…", help="All of them where none is named.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table", metavar="NAME", help="papers, changes, goals, series, budgets, parties or focus_areas; all."
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, json, csv or md.")] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write files, not the screen.")] = None,
) -> None:
    """Lay the agreements of a partnership side by side over the years.

    Goals and what changed in them, figures in one series with breaks in definition marked, budgets per year, parties
    that joined and left. Only the preferred witness of an agreement counts. The same tables are views in the database.

    \b
      aftalearkiv compare
      aftalearkiv compare nordby --table series
      aftalearkiv compare --format csv --out tables/
      aftalearkiv compare nordby --format json | jq .compare_budgets
    """
    from pipeline.research import run_compare

    run_compare(partnerships or (), tables or (), format, out, db)


@app.command("evaluate")
def _evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder with records/*.json, and text/*.txt.")],
    db: Database = DEFAULT_DATABASE,
    only_present: Annotated[bool, typer.Option("--only-present", help="Leave out gold of absent documents.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List every row missed or wrong.")] = False,
    before: Annotated[
        Path | None, typer.Option("--compare", metavar="FILE", help="Gains and losses since that report.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the report as JSON, too.")] = None,
    min_f1: Annotated[
        float, typer.Option("--min-f1", metavar="F1", help="Exit 1 where the overall F1 is lower.")
    ] = 0.0,
    json: AsJson = False,
) -> None:
    """Score the archive against records made by hand.

    \b
      aftalearkiv evaluate corpus/samples/gold
      aftalearkiv evaluate gold/ --misses
      aftalearkiv evaluate gold/ --out before.json
      aftalearkiv evaluate gold/ --compare before.json
      aftalearkiv evaluate gold/ --min-f1 0.95
    """
    from pipeline.research import run_evaluate

    f1 = run_evaluate(gold, db, only_present=only_present, misses=misses, before=before, out=out, as_json=json)
    raise typer.Exit(int(f1 < min_f1))


@app.command("explain")
def _explain(
    identity: Identity,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="budgets, period, parties, … as in the records.")],
    db: Database = DEFAULT_DATABASE,
    json: AsJson = False,
) -> None:
    """Say where a value comes from: which rule, which text, on which page, what lost and why.

    The document's stored text is parsed again, so it is explained with the rules of this version.

    \b
      aftalearkiv explain agreement.pdf budgets
      aftalearkiv explain 1a2b3c4d period --json
    """
    from pipeline.explaining import run_explain

    run_explain(identity, field, db, json)


@app.command("rules")
def _rules(
    db: Database = DEFAULT_DATABASE,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="GOLD_DIR", help="Also: right, wrong, and carried alone.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Report where each rule fired over the archive, which gold it alone carries, and what never matched in a parse.

    \b
      aftalearkiv rules
      aftalearkiv rules --gold corpus/samples/gold
    """
    from pipeline.explaining import run_rules

    run_rules(db, gold, json)


@app.command("doctor")
def _doctor(json: AsJson = False) -> None:
    """Show what is installed, what is missing, and how to get it.

    \b
      aftalearkiv doctor
    """
    from pipeline.tools import run_doctor

    raise typer.Exit(run_doctor(json))


@app.command("cache")
def _cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything it holds.")] = False, json: AsJson = False
) -> None:
    """Show what the OCR cache holds, or clear it.

    It is in $AFTALEARKIV_CACHE, else in the user's cache folder. Clearing it costs nothing but time.

    \b
      aftalearkiv cache
      aftalearkiv cache --clear
    """
    from pipeline.tools import run_cache

    run_cache(clear, json)


def main() -> None:
    """The entry point: an error becomes one sentence on standard error and an exit code. Nothing else catches all."""
    try:
        app(prog_name="aftalearkiv")
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing more to say, and nothing to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except AftalearkivError as error:
        _complain(str(error), 2 if isinstance(error, UsageError) else 1)
    except Exception as error:
        if os.environ.get("AFTALEARKIV_DEBUG"):
            raise
        said = f"{type(error).__name__}: {error}"
        _complain(f"a fault of aftalearkiv, {said}; please report it, with AFTALEARKIV_DEBUG=1 for the place", 1)


def _complain(message: str, code: int) -> None:
    print(f"aftalearkiv: {message}", file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
