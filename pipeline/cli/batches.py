"""The commands that read many files, as they stand on the command line. Nothing heavy is imported until one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.options import CORES, DEFAULT_DATABASE, AsJson, Database, Passwords, RootsPath, Workers


def declare(app: typer.Typer) -> None:
    """Add the commands, in the order in which help shows them."""
    app.command("ingest")(_ingest)
    app.command("watch")(_watch)
    app.command("report")(_report)


def _ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH…", help="Files, folders or globs of PDF, TIFF, PNG, JPEG, TXT, MD."),
    ] = None,
    db: Database = DEFAULT_DATABASE,
    force: Annotated[
        bool,
        typer.Option("--force", help="Read again what the archive holds, and replace it; without PATH all of it."),
    ] = False,
    originals: Annotated[
        bool, typer.Option("--originals/--no-originals", help="Keep a copy of every file beside the archive.")
    ] = True,
    workers: Workers = CORES,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Use earlier OCR of the same page images.")] = True,
    password: Passwords = None,
    timeout: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Processor time for one paper; 20 s more for each page.")
    ] = 300.0,
    memory: Annotated[
        int, typer.Option(min=0, metavar="MB", help="Memory for one paper; 0 for no limit. Linux only.")
    ] = 2048,
    trust_roots: RootsPath = None,
    quiet_known: Annotated[
        bool, typer.Option("--quiet-known", help="Failures that the archive knows already are no failures.")
    ] = False,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Read on the workers of a Dask scheduler.")
    ] = None,
    ship: Annotated[
        str, typer.Option("--ship", metavar="bytes|path", help="Send them the bytes, or paths they share with us.")
    ] = "bytes",
    json: AsJson = False,
) -> None:
    """Read files into the archive.

    What is in it already is passed over, what was removed too; what failed before is tried again. Each file is stored
    whole or not at all: Ctrl-C, or a file that fails, costs nothing but that file. Each is read in a process of its
    own, which is ended where it takes too long or needs too much memory. Digital signatures are judged as on the day of
    signing, offline; whether they are trusted is said only where --trust-roots names whom you trust.

    \b
      aftalearkiv ingest agreements/
      aftalearkiv ingest 'scans/*.pdf' notes.txt --db safety.db
      aftalearkiv ingest --force                      after an update: from the kept originals
      aftalearkiv ingest agreements/ --quiet-known    every night: only what is new can fail
      aftalearkiv ingest signed/ --trust-roots roots/ --force
      aftalearkiv ingest agreements/ --scheduler tcp://host:8786
      aftalearkiv ingest agreements/ --json | jq -r '.outcomes[].error'
    """
    from ingest import open_cache, read_trust_roots
    from pipeline.batches.guard import Limits
    from pipeline.commands import run_ingest
    from pipeline.ingesting import Options

    kept = open_cache() if cache else None
    limits = Limits(timeout, memory=memory << 20)
    roots = read_trust_roots(trust_roots) if trust_roots else None
    options = Options(force, originals, workers, kept, tuple(password or ()), limits, quiet_known, roots)
    raise typer.Exit(run_ingest(paths or (), db, options, json, (scheduler, ship) if scheduler else None))


def _watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where people put papers.")],
    db: Database = DEFAULT_DATABASE,
    done: Annotated[
        Path | None, typer.Option("--done", metavar="DIR", help="What was read goes here.", show_default="FOLDER/done")
    ] = None,
    failed: Annotated[
        Path | None, typer.Option("--failed", metavar="DIR", help="What was not.", show_default="FOLDER/failed")
    ] = None,
    every: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Look this often.")] = 5.0,
    settle: Annotated[
        float, typer.Option(min=0.0, metavar="SECONDS", help="A file must stay the same for so long.")
    ] = 10.0,
    once: Annotated[bool, typer.Option("--once", help="Read what is there, and end.")] = False,
    workers: Workers = CORES,
    timeout: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Processor time for one paper; 20 s more for each page.")
    ] = 300.0,
    memory: Annotated[
        int, typer.Option(min=0, metavar="MB", help="Memory for one paper; 0 for no limit. Linux only.")
    ] = 2048,
    trust_roots: RootsPath = None,
    json: AsJson = False,
) -> None:
    """Read what is put into a folder, for as long as it runs.

    A file is taken when it has stayed the same for a while. What was read goes to done/YYYY-MM, what was not to failed,
    with a note beside it that says why and what to do, in Danish and English; put back, it is tried again. Full disks
    and locked archives are waited out. SIGTERM ends it after the paper that is being read; nothing is taken twice.

    \b
      aftalearkiv watch /srv/papers --db /srv/archive.db
      aftalearkiv watch /srv/papers --once            from cron or a task scheduler
    """
    from ingest import open_cache, read_trust_roots
    from pipeline.batches.guard import Limits
    from pipeline.ingesting import Options
    from pipeline.watch.ends import Ends
    from pipeline.watch.loop import Post, watch_folder

    roots = read_trust_roots(trust_roots) if trust_roots else None
    limits = Limits(timeout, memory=memory << 20)
    options = Options(workers=workers, cache=open_cache(), limits=limits, roots=roots)
    post = Post(folder, Ends(done or folder / "done", failed or folder / "failed"), every, settle, once)
    raise typer.Exit(watch_folder(post, db, options, json))


def _report(
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on: 2026-11-23.")],
    db: Database = DEFAULT_DATABASE,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to the day before.", show_default="to now")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="da|en", help="The report's language.")] = "da",
    format: Annotated[str, typer.Option("--format", metavar="text|html", help="What to write.")] = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write a file, not the screen.")] = None,
) -> None:
    """Tell what came into the archive: what was read, what failed and why, what a person should look at.

    \b
      aftalearkiv report --since 2026-11-23
      aftalearkiv report --since 2026-11-23 --format html --out uge48.html
    """
    from pipeline.reporting import run_report

    run_report(since, until, lang, format, out, db)
