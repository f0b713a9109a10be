"""The records as CSV, one file per table, for spreadsheets and statistics programs.

Every row names its document by sha256 and file name, and its place in the record's list; lists within a cell are JSON.
Nothing of the database's own numbering is in it, so the same documents give the same bytes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from models.records import AgreementRecord, DocumentRecord, Evidence
from output.export import records_columns
from output.schema.tables import VALUE_TABLES, value_columns

Row = dict[str, Any]


def write_csv(
    documents: Iterable[DocumentRecord], folder: Path, *, words: bool = False, excel: bool = False
) -> list[Path]:
    """Write `folder/TABLE.csv` for every table, empty ones too; UTF-8, commas, and a dot in decimals.

    `excel` is for a Danish Excel: a byte-order mark, semicolons, and a comma in decimals. A file that was there stays
    until the new one is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    columns = {name: found for name, found in records_columns.COLUMNS.items() if words or name != "words"}
    partial = {name: folder / f"{name}.csv.part" for name in columns}
    with ExitStack() as stack:
        writers = {}
        for name, place in partial.items():
            encoding = "utf-8-sig" if excel else "utf-8"
            file = stack.enter_context(place.open("w", encoding=encoding, newline=""))
            delimiter = ";" if excel else ","
            writers[name] = csv.DictWriter(file, columns[name], delimiter=delimiter, lineterminator="\n")
            writers[name].writeheader()
        for document in documents:
            for name, row in table_rows(document):
                if name in writers:
                    writers[name].writerow({key: _cell(value, excel) for key, value in row.items()})
    return [place.replace(folder / f"{name}.csv") for name, place in partial.items()]


def table_rows(document: DocumentRecord) -> Iterator[tuple[str, Row]]:
    """Every row of a document with the name of its table, in order."""
    yield "documents", {name: getattr(document, name) for name in records_columns.COLUMNS["documents"]}
    key = {"document": document.sha256, "filename": document.filename}
    for page in document.pages:
        found = page.model_dump(mode="json")
        words = found.pop("words") or []
        yield "pages", {**key, **found}
        for position, word in enumerate(words):
            box = word["box"] or {}
            place = {"page": page.number, "position": position}
            yield "words", {**key, **place, "text": word["text"], "confidence": word["confidence"], **box}
    for name in ("repairs", "signatures", "attachments"):
        for position, record in enumerate(getattr(document, name)):
            yield name, {**key, "position": position, **record.model_dump(mode="json")}
    for agreement in document.agreements:
        yield from _agreement_rows(key, agreement)


def _agreement_rows(key: Row, agreement: AgreementRecord) -> Iterator[tuple[str, Row]]:
    period, concerns = agreement.period, agreement.concerns
    yield (
        "agreements",
        {
            **key,
            **{name: getattr(agreement, name) for name in ("title", "kind", "partnership", "preferred", "absent")},
            **{f"concerns_{name}": value for name, value in (concerns or ())},
            **{f"period_{name}": value for name, value in (period or ())},
        },
    )
    for field in sorted(agreement.evidence):
        yield from _evidence_rows(key, field, 0, agreement.evidence[field])
    for table in VALUE_TABLES:
        for position, record in enumerate(getattr(agreement, table)):
            yield table, {**key, "position": position, **{name: getattr(record, name) for name in value_columns(table)}}
            yield from _evidence_rows(key, table, position, record.evidence)


def _evidence_rows(key: Row, field: str, position: int, found: list[Evidence]) -> Iterator[tuple[str, Row]]:
    for ordinal, evidence in enumerate(found):
        place = {"field": field, "position": position, "ordinal": ordinal}
        yield "evidence", {**key, **place, **evidence.model_dump(mode="json")}


def _cell(value: Any, excel: bool) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=isinstance(value, dict))
    if excel and isinstance(value, float):
        return repr(value).replace(".", ",")
    return value
