"""From a partnership's name as people write it to the partnership of the archive: "Folehaven", "tingbjerg"."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.slugs import make_slug
from models.errors import UsageError

if TYPE_CHECKING:
    from sqlite_utils import Database

_SUGGESTED = 5


def list_partnerships(db: Database) -> list[str]:
    """The partnerships of which the archive has a paper, or a goal in a paper about several."""
    return [row["partnership"] for row in db.query("SELECT DISTINCT partnership FROM partnership_papers ORDER BY 1")]


def find_partnership(db: Database, name: str) -> str:
    """The partnership that is meant: by its slug, by the slug of what was written, by the beginning or a part of it.

    Errors: UsageError where there is none or more than one; it names those that are near.
    """
    known = list_partnerships(db)
    slug = make_slug(name)
    if slug in known:
        return slug
    parts = [one for one in known if slug and slug in one.split("-")]
    for found in ([one for one in known if slug and one.startswith(f"{slug}-")], parts, _beginning(known, slug)):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name} can be {_listed(found)}; write more of it")
    near = difflib.get_close_matches(slug, known, _SUGGESTED, 0.6)
    said = f"did you mean {_listed(near)}?" if near else f"there is: {_listed(known) or 'none'}"
    raise UsageError(f"there is no partnership {name} to compare; {said}")


def _beginning(known: Sequence[str], slug: str) -> list[str]:
    return [one for one in known if slug and one.startswith(slug)]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SUGGESTED])
    more = len(names) - _SUGGESTED
    return f"{shown} and {more} more" if more > 0 else shown


def printed_names(db: Database) -> dict[str, str]:
    """The partnerships' names as their latest preferred papers print them, where one does."""
    rows = db.query(
        "SELECT partnership, partnership_name FROM agreements WHERE preferred = 1 AND partnership_name IS NOT NULL"
        " ORDER BY partnership, start_year, document"
    )
    return {row["partnership"]: row["partnership_name"] for row in rows}
