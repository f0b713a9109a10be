"""`review`: people's decisions about values, from the command line and as files of lines."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.labels import Language
from corpus.speech import heading, known, speaking
from models.errors import Unreadable, UsageError
from output.reviews.journal import Review, from_line, to_line
from output.store.archive import Archive, open_archive
from output.store.deciding import (
    Decider,
    Picked,
    decide_complete,
    decide_on_row,
    decide_to_add,
    decide_to_undo,
    find_quote,
    read_settings,
)
from output.store.lookup import find_document
from output.store.reviews import list_reviews, read_reviews
from pipeline.files import write_whole
from pipeline.keeping.people import account_name, now, person_name, program
from pipeline.terminal import print_json

if TYPE_CHECKING:
    from rich.table import Table

_VALUE = re.compile(r"(?P<field>\w+)(?:\[(?P<position>\d+)\]|:(?P<key>[0-9a-f]{16}(?:-\d+)?))?")
_ON_ROWS = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says: `goals[2]`, `goals:KEY` or `period`, columns to set, words of a page, who, why."""

    value: str
    settings: Sequence[str] = ()
    page: int | None = None
    quote: str | None = None
    reason: str | None = None
    reviewer: str | None = None
    queue: str | None = None


def run_decide(identity: str, action: str, given: Given, db: Path) -> None:
    """Record one decision and say what it is."""
    with open_archive(db) as archive:
        document = find_document(archive.db, identity)
        review = _decision(archive, document, action, given)
        archive.record([review])
    print(f"{review.uid[:8]}  {document['filename']}  {given.value}: {action}")


def _decision(archive: Archive, document: dict[str, Any], action: str, given: Given) -> Review:
    read = _VALUE.fullmatch(given.value)
    if read is None:
        raise UsageError(f"{given.value} names no value; write a field with its place, goals[2], or its key, goals:KEY")
    field, decider = read["field"], _decider(given.reason, given.reviewer, given.queue)
    picked = _picked(archive, document, given)
    if action == "complete":
        return decide_complete(archive.db, document, field, decider)
    if action == "add":
        return decide_to_add(archive.db, document, field, read_settings(field, given.settings), decider, picked)
    if action not in _ON_ROWS:
        raise UsageError(f"there is no action {action}; there is: {', '.join((*_ON_ROWS, 'add', 'complete'))}")
    key = read["key"] or int(read["position"] or 0)
    patch = read_settings(field, given.settings) if given.settings else None
    return decide_on_row(archive.db, document, field, key, action, decider, patch, picked)


def _decider(reason: str | None, reviewer: str | None, queue: str | None = None) -> Decider:
    return Decider(now(), program(), person_name(reviewer), account_name(), reason, queue)


def _picked(archive: Archive, document: dict[str, Any], given: Given) -> Picked | None:
    if given.quote is None:
        return None
    if given.page is None:
        raise UsageError("--quote needs --page, the page that it stands on")
    return find_quote(archive.db, document, given.page, given.quote)


def run_undo(uid: str, reason: str | None, reviewer: str | None, db: Path) -> None:
    """Take a decision back."""
    with open_archive(db) as archive:
        found = list(read_reviews(archive.db, "substr(uid, 1, ?) = ?", [len(uid), uid])) if len(uid) >= 4 else []
        if len(found) != 1:
            raise UsageError(
                f"{uid} names {len(found) or 'no'} decision{'s' * (len(found) > 1)}; see `review list --all`"
            )
        archive.record([decide_to_undo(found[0], _decider(reason, reviewer))])
    print(f"{found[0].uid[:8]} is taken back")


def run_list(
    identity: str | None, only_open: bool, everything: bool, db: Path, as_json: bool, language: Language = "en"
) -> None:
    """What was decided and what it is now; those that need a look; or the whole journal."""
    with open_archive(db) as archive:
        sha256 = find_document(archive.db, identity)["sha256"] if identity else None
        rows = list_reviews(archive.db, sha256, only_open=only_open, everything=everything)
    if as_json:
        print_json(rows)
        return
    from pipeline.terminal import console

    with speaking(language):
        if rows:
            console().print(_table(rows))
        else:
            print(heading("no decision needs a look" if only_open else "nothing has been decided"))


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    from rich.text import Text

    from pipeline.record_tables import plain_table

    table = plain_table("id", "file", "value", "action", "now", "change", "who", "why")
    for row in rows:
        patch = json.loads(row["patch"]) if row["patch"] else {}
        change = ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in patch.items())
        told = [_told(row[name]) for name in ("field", "action", "now")]
        cells = (row["filename"] or row["sha256"][:8], *told, change)
        table.add_row(row["uid"][:8], *map(Text, (*cells, row["reviewer"] or "", row["reason"] or "")))
    return table


def _told(code: str | None) -> str:
    """A field, an action or what became of it."""
    return known(code, "Field", "ReviewAction", "ReviewState", "ReviewOpen") if code else ""


def run_export(out: Path | None, names: bool, db: Path) -> None:
    """The journal as lines of JSON, to a file or to standard output."""
    with open_archive(db) as archive:
        lines = "".join(to_line(review, names=names) + "\n" for review in read_reviews(archive.db))
    if out is None:
        print(lines, end="")
    else:
        print(write_whole(out, lines))


def run_import(file: Path, db: Path) -> None:
    """Lines that `review export` wrote, each once."""
    try:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{file} cannot be read ({error}); give a file that `review export` wrote") from error
    reviews = [from_line(line, number) for number, line in enumerate(lines, 1)]
    with open_archive(db) as archive:
        added = archive.record(reviews)
        waiting = archive.db.execute("SELECT count(*) FROM review_open").fetchone()[0]
    print(f"{added} new, {len(reviews) - added} known already")
    if waiting:
        print(f"{waiting} found no row to stand on; `aftalearkiv review list --open` shows them")
