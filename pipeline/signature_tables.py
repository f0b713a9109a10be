"""Digital signatures as `signatures` and `show` print them: who signed, when, and whether it still is that paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from corpus.labels import label
from corpus.signed_since import since_text
from corpus.speech import heading, spoken
from pipeline.record_tables import plain_table

if TYPE_CHECKING:
    from models.records import Attachment, Signature

_TRUST = {True: "yes", False: "not trusted", None: "not asked"}
_WHOLE = {True: "yes", False: "broken", None: "not checked"}
_COLUMNS = ("signer", "for", "kind", "signed", "whole", "since then", "trusted", "problem", "in")


def signature_table(rows: Sequence[Signature]) -> Table:
    """One line for each signature, in words."""
    lines = [_line(row) for row in rows]
    used = [at for at in range(len(_COLUMNS)) if any(line[at] for line in lines)]
    table = plain_table(*(_COLUMNS[at] for at in used))
    for row, line in zip(rows, lines, strict=True):
        table.add_row(*(Text(line[at]) for at in used), style="red" if row.intact is False else "")
    return table


def _line(row: Signature) -> tuple[str, ...]:
    return (
        row.signer or "–",
        row.organisation if row.organisation and row.organisation != row.signer else "",
        label(row.kind, spoken(), "SignatureKind") if row.kind else "",
        _when(row),
        heading(_WHOLE[row.intact]),
        since_text(row.changes, row.modified_after_signing, row.changed_pages, spoken()),
        heading(_TRUST[row.trusted]),
        label(row.problem, spoken(), "SignatureProblem") if row.problem else "",
        row.container or "",
    )


def _when(row: Signature) -> str:
    """The time, and whose word it is: a day that the signer gives may be any day."""
    if not row.signed_at:
        return "–"
    said = f", {label(row.time, spoken(), 'SignatureTime')}" if row.time else ""
    return f"{row.signed_at[:16].replace('T', ' ')} UTC{said}"


def attachment_table(rows: Sequence[Attachment]) -> Table:
    """One line for each file inside the file."""
    table = plain_table("name", "what it is", "media type", "bytes")
    for row in rows:
        table.add_row(
            Text(row.name), label(row.role, spoken(), "AttachmentRole"), row.media_type or "", f"{row.bytes:,}"
        )
    return table
