"""The command that shows the archive in a browser. Nothing heavy is imported until it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.options import DEFAULT_DATABASE, Database, Lang, read_language


def declare(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(_serve)


def _serve(
    db: Database = DEFAULT_DATABASE,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, open no browser.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Refuse all decisions.")] = False,
    lang: Lang = "da",
) -> None:
    """Show the archive in a browser: read a paper beside its values, search, see what is to be looked at.

    The server answers to this machine alone, and only to who opens the address that it prints: that brings a token.
    Nothing is fetched from elsewhere. Pages are in Danish, English by a switch. Ctrl-C ends it.

    \b
      aftalearkiv serve
      aftalearkiv serve --db archive.db --port 8080 --no-open
      aftalearkiv serve --read-only --lang en
    """
    from pipeline.serving.server import Serving, run_serve

    run_serve(db, Serving(port, not no_open, read_only, read_language(lang)))
