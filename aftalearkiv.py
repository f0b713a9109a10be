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
from pipeline.cli import archive as archive_commands
from pipeline.cli import batches as batch_commands
from pipeline.cli import browser as browser_commands
from pipeline.cli import research as research_commands
from pipeline.cli import reviews as review_commands
from pipeline.options import AsJson, show_version
from pipeline.terminal import harmless, prepare_streams

if TYPE_CHECKING:
    from models.document import Document
    from models.records import Agreement
    from output.store.archive import Archive
    from pipeline.batches.outcomes import Summary

__all__ = ["app", "ingest", "main", "open_archive", "parse", "read", "repair"]

app = typer.Typer(
    name="aftalearkiv",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def read(path: str | Path, *, trust_roots: str | Path | None = None) -> Document:
    """A file as a document: text with boxes, page by page, repaired; its digital signatures, judged.

    `trust_roots` names the certificates of the authorities whom signatures are trusted by.
    """
    from ingest import read_document, read_trust_roots
    from normalizers import repair_document

    roots = read_trust_roots(trust_roots) if trust_roots else None
    return repair_document(read_document(path, roots=roots))


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


def ingest(
    paths: list[str | Path], archive: str | Path, *, force: bool = False, trust_roots: str | Path | None = None
) -> Summary:
    """Files, folders and globs into an archive, which is made where there is none. `trust_roots` as for `read`."""
    from ingest import read_trust_roots
    from pipeline.batches.outcomes import Nobody
    from pipeline.ingesting import Options, ingest_paths

    options = Options(force=force, roots=read_trust_roots(trust_roots) if trust_roots else None)
    with open_archive(archive, create=True) as store:
        return ingest_paths(paths, store, options, Nobody())


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
      aftalearkiv serve                         all of it in a browser
      aftalearkiv export --format json --out out/

    Exit codes: 0 all well · 1 something failed, the rest is done · 2 wrong use
    """


batch_commands.declare(app)
archive_commands.declare(app)
browser_commands.declare(app)
review_commands.declare(app)


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


research_commands.declare(app)


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
    prepare_streams()
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
    print(harmless(f"aftalearkiv: {message}"), file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
