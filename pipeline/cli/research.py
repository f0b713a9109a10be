"""Commands that compare, score and explain what an archive holds. Nothing heavy is imported until one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.errors import UsageError
from pipeline.completing import complete_field, complete_partnership
from pipeline.options import DEFAULT_DATABASE, DEFAULT_LANGUAGE, AsJson, Database, Identity, Lang, read_language


def declare(app: typer.Typer) -> None:
    """Add the commands, in the order in which help shows them."""
    app.command("compare")(_compare)
    app.command("evaluate")(_evaluate)
    app.command("explain")(_explain)
    app.command("rules")(_rules)
    app.command("codebook")(_codebook)


def _compare(
    partnerships: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PARTNERSHIP]…", help="All of them where none is named.", autocompletion=complete_partnership
        ),
    ] = None,
    db: Database = DEFAULT_DATABASE,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="NAME",
            help="papers, changes, goals, series, budgets, budget_totals, parties, areas or focus_areas; all.",
        ),
    ] = None,
    first: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="Nothing before this year.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Nothing after this year.")] = None,
    offence: Annotated[
        str | None, typer.Option("--offence", metavar="CODE", help="One kind of crime, with what it breaks with.")
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="table, json, csv, md, xlsx, parquet, datapackage, html or svg (charts)."
        ),
    ] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write files, not the screen.")] = None,
    lang: Lang = DEFAULT_LANGUAGE,
    excel: Annotated[bool, typer.Option("--excel", help="CSV as a Danish Excel opens it.")] = False,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="With --no-names, hide signatories and signers.")
    ] = True,
    redact: Annotated[
        bool, typer.Option("--redact", help="Hide also CPR numbers, phones, e-mails and contact persons.")
    ] = False,
) -> None:
    """Lay the agreements of a partnership side by side over the years.

    Goals and what changed in them, figures in one series with breaks in definition marked, budgets per year, parties
    that joined and left. Only the preferred witness of an agreement counts. The same tables are views in the database.
    Goals are quoted and files named as they are: --no-names and --redact hide people there, as `export` does.

    \b
      aftalearkiv compare
      aftalearkiv compare Nordby --table series
      aftalearkiv compare nordby --offence burglary --from 2018
      aftalearkiv compare --format csv --out tables/
      aftalearkiv compare nordby --format json | jq .compare_budgets
      aftalearkiv compare --format xlsx --redact --out public/
      aftalearkiv compare --format html --lang da --out sider/
    """
    from output.compare.over_years import Asked
    from pipeline.comparing import Shown, run_compare

    asked = Asked(partnerships or (), tables or (), first, last, offence)
    run_compare(asked, Shown(format, out, read_language(lang), excel, names, redact), db)


def _evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="[GOLD_DIR]", help="A folder with records/*.json, and text/*.txt.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Against people's decisions, not against gold.")] = False,
    only_present: Annotated[bool, typer.Option("--only-present", help="Leave out gold of absent documents.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List every row missed or wrong.")] = False,
    before: Annotated[
        Path | None, typer.Option("--compare", metavar="FILE", help="Gains and losses since that report.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the report as JSON, too.")] = None,
    min_f1: Annotated[
        float, typer.Option("--min-f1", metavar="F1", help="Exit 1 where the overall F1 is lower.")
    ] = 0.0,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """Score the archive against records made by hand, or against people's decisions.

    With --reviewed: of the values that people looked at, how many were right; what was missed, in fields that somebody
    called complete; and whether confidence is worth its name, by decisions from the random sample alone.

    \b
      aftalearkiv evaluate corpus/samples/gold
      aftalearkiv evaluate gold/ --misses
      aftalearkiv evaluate gold/ --out before.json
      aftalearkiv evaluate gold/ --compare before.json
      aftalearkiv evaluate gold/ --min-f1 0.95
      aftalearkiv evaluate --reviewed
    """
    from pipeline.research import run_evaluate, run_reviewed

    language = read_language(lang)
    if reviewed == (gold is not None):
        raise UsageError("give a folder of gold records, or --reviewed for people's decisions")
    if gold is None:
        run_reviewed(db, out, json, language)
        return
    f1 = run_evaluate(
        gold, db, only_present=only_present, misses=misses, before=before, out=out, as_json=json, language=language
    )
    raise typer.Exit(int(f1 < min_f1))


def _explain(
    identity: Identity,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="budgets, period, … as in the records; measures[3] is one of them.",
            autocompletion=complete_field,
        ),
    ],
    db: Database = DEFAULT_DATABASE,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """Say where a value comes from: which rule, which text, on which page, what lost and why.

    The document's stored text is parsed again, so it is explained with the rules of this version.

    \b
      aftalearkiv explain agreement.pdf budgets
      aftalearkiv explain agreement.pdf 'measures[3]'
      aftalearkiv explain 1a2b3c4d period --json
    """
    from pipeline.explaining import run_explain

    run_explain(identity, field, db, json, read_language(lang))


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


def _codebook(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A table, column or code; everything.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, md, csv or schema.")] = "table",
    lang: Lang = DEFAULT_LANGUAGE,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write a file, not the screen.")] = None,
) -> None:
    """Say what every table, view, column and code means.

    \b
      aftalearkiv codebook goals
      aftalearkiv codebook --lang da
      aftalearkiv codebook --format csv --out codebook.csv
      aftalearkiv codebook --format schema          the JSON schema of what `export --format json` writes
    """
    from pipeline.codebook import run_codebook

    run_codebook(name, format, read_language(lang), out)
