"""Options that several commands share. The command line imports this at its start: nothing heavy belongs here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from corpus.labels import LANGUAGES, Language
from models.errors import UsageError
from pipeline.completing import complete_identity

DEFAULT_DATABASE = Path("aftalearkiv.db")
Database = Annotated[
    Path, typer.Option("--db", envvar="AFTALEARKIV_DB", metavar="FILE", help="The archive.", show_envvar=True)
]
Identity = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The first eight or more digits of the sha256, or the name of the file.",
        autocompletion=complete_identity,
    ),
]
RootsPath = Annotated[
    Path | None,
    typer.Option(
        "--trust-roots",
        envvar="AFTALEARKIV_TRUST_ROOTS",
        metavar="FILE|DIR",
        help="Certificates (PEM, DER) of the authorities that you trust signatures by.",
        show_envvar=True,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: JSON on standard output.")]


DEFAULT_LANGUAGE = "en"
Lang = Annotated[
    str, typer.Option("--lang", envvar="AFTALEARKIV_LANG", metavar="da|en", help="Danish or English.", show_envvar=True)
]
CORES = os.cpu_count() or 1
Workers = Annotated[
    int, typer.Option(min=1, max=64, help="Papers read at a time, or pages of one.", show_default="one per core")
]
Passwords = Annotated[
    list[str] | None, typer.Option("--password", metavar="WORD", help="Try it on PDFs that ask for one.")
]


def read_language(name: str) -> Language:
    """The language that is meant. Errors: UsageError."""
    for language in LANGUAGES:
        if language == name:
            return language
    raise UsageError(f"there is no language {name}; --lang takes {' or '.join(LANGUAGES)}")


def show_version(wanted: bool) -> None:
    """What `--version` does."""
    if wanted:
        from pipeline.versions import own_version

        print(f"aftalearkiv {own_version()}")
        raise typer.Exit
