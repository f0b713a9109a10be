"""Commands that look into an archive and take out of it. Nothing heavy is imported until one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.options import (
    CORES,
    DEFAULT_DATABASE,
    DEFAULT_LANGUAGE,
    AsJson,
    Database,
    Identity,
    Lang,
    Passwords,
    RootsPath,
    Workers,
    read_language,
)


def declare(app: typer.Typer) -> None:
    """Add the commands, in the order in which help shows them."""
    app.command("export")(_export)
    app.command("list")(_list)
    app.command("show")(_show)
    app.command("signatures")(_signatures)
    app.command("search")(_search)
    app.command("remove")(_remove)
    app.command("removals")(_removals)
    app.command("verify")(_verify)
    app.command("package")(_package)


def _export(
    format: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="json, csv, xlsx, parquet, datapackage, pdf, alto or site."),
    ],
    partnerships: Annotated[
        list[str] | None, typer.Argument(metavar="[PARTNERSHIP]…", help="Of a site: these alone; all of them.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path(),
    db: Database = DEFAULT_DATABASE,
    words: Annotated[bool, typer.Option("--words", help="Every word with its box, too (large).")] = False,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="With --no-names, hide signatories, signers and reviewers.")
    ] = True,
    redact: Annotated[
        bool,
        typer.Option("--redact", help="Hide also CPR numbers, phones, e-mails and contact persons."),
    ] = False,
    as_read: Annotated[
        bool, typer.Option("--as-read", help="Values as they were read, without people's decisions.")
    ] = False,
    every_witness: Annotated[
        bool,
        typer.Option("--all-witnesses/--preferred", help="In tables, values of every file, or of the preferred ones."),
    ] = False,
    excel: Annotated[bool, typer.Option("--excel", help="CSV as a Danish Excel opens it.")] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="da|en", help="Language of a site.")] = "da",
) -> None:
    """Write the records to files.

    Values are as people decided them (see `aftalearkiv review`), and say so. The same documents and decisions give the
    same bytes, whenever and in whatever order they came in. `aftalearkiv codebook` says what the columns mean.

    --no-names hides the names of signatories, of digital signers and of those who decided about values, wherever they
    stand: in texts, quotes, repairs, file names. --redact hides also CPR numbers, phone numbers, e-mail addresses and
    the names of contact persons. Each hidden letter is █, so that no offset moves. Somebody who is only mentioned is
    not known to the archive, and stays: read what you publish.

    \b
      aftalearkiv export --format json --out out/      out/documents.json
      aftalearkiv export --format csv --out out/       out/goals.csv, out/measures.csv, …
      aftalearkiv export --format csv --excel --out out/
      aftalearkiv export --format xlsx --out out/      one workbook, the codebook first
      aftalearkiv export --format datapackage --out out/
      aftalearkiv export --format json --no-names --out research/
      aftalearkiv export --format csv --redact --out public/
      aftalearkiv export --format pdf --out copies/    searchable copies of the originals
      aftalearkiv export --format alto --out alto/     ALTO 4, one file for each page
      aftalearkiv export --format site --out site/ nordby   pages for a browser, without a server
    """
    from pipeline.commands import run_export
    from pipeline.exporting import Choice

    choice = Choice(words, names, as_read, excel, every_witness, redact)
    run_export(format, out, db, choice, partnerships or (), read_language(lang))


def _list(
    db: Database = DEFAULT_DATABASE,
    stale: Annotated[bool, typer.Option("--stale", help="Only what rules of another version read.")] = False,
    problems: Annotated[bool, typer.Option("--problems", help="Only what a person should look at, and why.")] = False,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """List the documents by partnership and years.

    With --problems: what failed or was read in part, findings of weight, decisions that no longer fit.

    \b
      aftalearkiv list
      aftalearkiv list --problems
      aftalearkiv list --stale                       what `ingest --force` would read with other rules
      aftalearkiv list --json | jq -r '.[].filename'
    """
    from pipeline.commands import run_list, run_problems

    language = read_language(lang)
    run_problems(db, json, language) if problems else run_list(db, stale, json, language)


def _show(
    identity: Identity,
    db: Database = DEFAULT_DATABASE,
    pages: Annotated[bool, typer.Option("--pages", help="How each page was read, and why.")] = False,
    repairs: Annotated[bool, typer.Option("--repairs", help="What was repaired in its text, and proposed.")] = False,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """Show one document: every value, its page, and how sure it is.

    \b
      aftalearkiv show nordby-2018.pdf
      aftalearkiv show 3f9a22c1 --pages
      aftalearkiv show 3f9a22c1 --repairs
      aftalearkiv show 3f9a22c1 --json | jq '.agreements[0].goals'
    """
    from pipeline.commands import run_show

    more = [name for name, asked in (("pages", pages), ("repairs", repairs)) if asked]
    run_show(identity, db, more, json, read_language(lang))


def _signatures(
    identity: Annotated[
        str, typer.Argument(metavar="[ID]", help="As for show; all documents where none is named.")
    ] = "",
    db: Database = DEFAULT_DATABASE,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """List digital signatures: who signed what and when, and whether it still is what was signed.

    Signatures are judged when a file is read, as on the day of signing. To judge them again by other roots, ingest the
    file again with --trust-roots and --force.

    
      aftalearkiv signatures
      aftalearkiv signatures nordby-2018.pdf
      aftalearkiv signatures --json | jq '.[] | select(.signatures[].problem)'
    """
    from pipeline.commands import run_signatures

    run_signatures(identity, db, json, read_language(lang))


def _search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help="Words; all must stand on the page.")],
    db: Database = DEFAULT_DATABASE,
    limit: Annotated[int, typer.Option(min=1, max=10000, help="At most this many papers.")] = 20,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """Find papers by the words of their pages.

    A paper stands once, with its best page; other files that hold it are named. Capitals do not matter. økonomi and
    oekonomi are the same, so are år and aar; ar and år are not.

    \b
      aftalearkiv search tryghed økonomi             both words
      aftalearkiv search '"tryg by"'                 one after the other
      aftalearkiv search 'boligfor*' OR kommunen     beginning so; one or the other
      aftalearkiv search -- tyveri -røveri           without the second
    """
    from pipeline.commands import run_search

    run_search(" ".join(query), db, limit, json, read_language(lang))


def _remove(
    identity: Identity,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the archive.")],
    removed_by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who, where that is not the account.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Take a document out of the archive, with a trace.

    Its pages, words and values go, and the kept copy of its original; a line of who, when and why stays. The next best
    witness of its agreement is preferred at once. What was removed is not read again, unless with --force.

    \b
      aftalearkiv remove nordby-2018.pdf --reason 'sent to us by mistake'
    """
    from pipeline.keeping.removing import run_remove

    run_remove(identity, reason, removed_by, db)


def _removals(db: Database = DEFAULT_DATABASE, json: AsJson = False) -> None:
    """List what was taken out of the archive: who, when, why.

    \b
      aftalearkiv removals
    """
    from pipeline.keeping.removing import run_removals

    run_removals(db, json)


def _verify(
    identities: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="All documents where none; or one package.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="What is stored against itself; nothing is read again.")
    ] = False,
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, metavar="N", help="So many documents, the same ones each time.")
    ] = None,
    allow_versions: Annotated[
        bool, typer.Option("--allow-versions", help="What other versions read otherwise is no fault.")
    ] = False,
    workers: Workers = CORES,
    password: Passwords = None,
    trust_roots: RootsPath = None,
    db: Database = DEFAULT_DATABASE,
    json: AsJson = False,
) -> None:
    """Check that nothing was altered, and that the originals still give what is stored.

    Copies are held against their hashes, rows against their keys and seals, quotes against their pages, repairs against
    the text they came from, decisions against their digests. Without --quick every original is read again, without the
    cache of OCR, and compared field by field: that takes as long as reading them did. Where another version made it,
    the difference says which.

    A folder that `package` wrote is checked by itself, without an archive: its list of hashes, the quotes and repairs
    of its records, its certificates.

    \b
      aftalearkiv verify --quick
      aftalearkiv verify --sample 50
      aftalearkiv verify nordby-2018.pdf
      aftalearkiv verify handover/                   a package
    """
    from ingest import read_trust_roots
    from pipeline.keeping.verifying import Asked, run_verify

    roots = read_trust_roots(trust_roots) if trust_roots else None
    asked = Asked(identities or (), quick, sample, workers, allow_versions, password or (), roots)
    raise typer.Exit(run_verify(asked, db, json))


def _package(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to make; it must not be there yet.")],
    identities: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="All documents where none.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="bag.")] = "bag",
    with_db: Annotated[bool, typer.Option("--with-db", help="The archive's database, too.")] = False,
    lang: Lang = "da",
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Pack papers to hand over: originals, records, tables, events and a reading certificate for each.

    The package is a BagIt bag: any tool for bags checks it, so does sha256sum, and `aftalearkiv verify OUT` checks the
    records in it, too. Values are as people decided them. The same archive gives the same bytes. A package holds names
    of people, as the originals do; what leaves the house without them is made by `export --no-names`.

    \b
      aftalearkiv package handover/
      aftalearkiv package handover/ nordby-2018.pdf nordby-2022.pdf --with-db
      aftalearkiv verify handover/
      cd handover && sha256sum -c manifest-sha256.txt
    """
    from pipeline.keeping.packaging import Wanted, run_package

    run_package(out, format, Wanted(identities or (), with_db, read_language(lang)), db)
