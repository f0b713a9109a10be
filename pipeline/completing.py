"""What the shell offers when Tab is pressed: names of files and partnerships that the archive holds.

`aftalearkiv --install-completion` sets it up. Nothing is said where there is no archive, or it cannot be read.
"""

from __future__ import annotations

from pathlib import Path

import typer

from models.errors import AftalearkivError


def complete_identity(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of documents; where eight digits of an id are written, ids."""
    names = _offered(ctx, incomplete, "SELECT DISTINCT value FROM documents, json_each(filenames) ORDER BY 1")
    return names or _offered(ctx, incomplete, "SELECT sha256 FROM documents ORDER BY 1")


def complete_partnership(ctx: typer.Context, incomplete: str) -> list[str]:
    """Partnerships that the archive has papers of."""
    return _offered(ctx, incomplete.lower(), "SELECT DISTINCT partnership FROM partnership_papers ORDER BY 1")


def complete_field(incomplete: str) -> list[str]:
    """Fields of a record."""
    from output.explain.values import FIELDS

    return [field for field in FIELDS if field.startswith(incomplete)]


def _offered(ctx: typer.Context, incomplete: str, query: str) -> list[str]:
    """The values of a query that begin with what is written."""
    from output.store.archive import open_archive

    try:
        with open_archive(Path(ctx.params.get("db") or "aftalearkiv.db")) as archive:
            found = [row[0] for row in archive.db.execute(query).fetchall()]
    except AftalearkivError:
        return []
    return [value for value in found if value and value.startswith(incomplete)]
