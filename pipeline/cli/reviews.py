"""The commands about people's decisions. Nothing heavy is imported until one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.options import DEFAULT_DATABASE, DEFAULT_LANGUAGE, AsJson, Database, Identity, Lang, read_language

Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; needed to correct or reject.")]
Reviewer = Annotated[
    str | None, typer.Option("--reviewer", metavar="NAME", help="Who decides; else $AFTALEARKIV_REVIEWER, the account.")
]


def declare(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_HELP)
    group.command("list")(_list)
    group.command("decide")(_decide)
    group.command("undo")(_undo)
    group.command("export")(_export)
    group.command("import")(_import)
    app.add_typer(group, name="review")


_HELP = """Decide about values: accept, correct, reject, add. What was read stays as it was read.

Decisions are kept in the archive and survive reading again, a better witness and updates. Exports and comparison show
the values as people decided; `export --as-read` shows them as they were read.
"""


def _list(
    identity: Annotated[str | None, typer.Argument(metavar="[ID]", help="Of one document.")] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what needs a look: read otherwise now, in conflict, or without a row.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="The whole journal, also what was taken back.")] = False,
    db: Database = DEFAULT_DATABASE,
    lang: Lang = DEFAULT_LANGUAGE,
    json: AsJson = False,
) -> None:
    """List decisions and what they are now.

    \b
      aftalearkiv review list
      aftalearkiv review list --open
    """
    from pipeline.keeping.reviewing import run_list

    run_list(identity, only_open, everything, db, json, read_language(lang))


def _decide(
    identity: Identity,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="goals[2] (its position), goals:KEY (its row_key), or period.")
    ],
    action: Annotated[str, typer.Argument(metavar="ACTION", help="accept, correct, reject, add or complete.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=VALUE", help="What it should say; for several, again.")
    ] = None,
    page: Annotated[int | None, typer.Option("--page", metavar="N", help="The page that --quote stands on.")] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="WORDS", help="The words that the value stands on.")
    ] = None,
    reason: Reason = None,
    reviewer: Reviewer = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Decide about one value.

    `complete` says of a whole field that nothing is missing from it.

    \b
      aftalearkiv review decide nordby-2018.pdf 'goals[0]' accept
      aftalearkiv review decide nordby-2018.pdf 'budgets[1]' correct --set amount_dkk=870000 --reason 'page 6'
      aftalearkiv review decide nordby-2018.pdf 'measures[4]' reject --reason 'another area'
      aftalearkiv review decide nordby-2018.pdf areas add --set name=Engbakken --page 2 --quote 'Engbakken og'
      aftalearkiv review decide nordby-2018.pdf goals complete
    """
    from pipeline.keeping.reviewing import Given, run_decide

    run_decide(identity, action, Given(value, settings or (), page, quote, reason, reviewer), db)


def _undo(
    uid: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, as `review list` shows it.")],
    reason: Reason = None,
    reviewer: Reviewer = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Take a decision back; the journal keeps both.

    \b
      aftalearkiv review undo 3f9a22c1
    """
    from pipeline.keeping.reviewing import run_undo

    run_undo(uid, reason, reviewer, db)


def _export(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write a file, not the screen.")] = None,
    names: Annotated[bool, typer.Option("--names/--no-names", help="With --no-names, leave out who decided.")] = True,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write the decisions as JSON lines, one a line, in their order.

    \b
      aftalearkiv review export --out decisions.jsonl
    """
    from pipeline.keeping.reviewing import run_export

    run_export(out, names, db)


def _import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Lines that `review export` wrote.")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Take over decisions from another archive; what is there already is passed over.

    \b
      aftalearkiv review import decisions.jsonl
    """
    from pipeline.keeping.reviewing import run_import

    run_import(file, db)
