"""The codebook: every table, view and column of an archive and its exports, and every code, in two languages.

English descriptions of what the records hold stand with the fields of the models, Danish ones in
`corpus/codebook.toml`, which has both for what the models do not hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
from corpus.labels import LANGUAGES, Language, load_labels
from models.codes import FINDING_CODES
from models.records import (
    AgreementRecord,
    Attachment,
    DocumentRecord,
    Evidence,
    PageRecord,
    Record,
    RepairRecord,
    Signature,
)
from output.codebook.columns import Column, record_columns
from output.schema.tables import VALUE_TABLES, row_record

if TYPE_CHECKING:
    from sqlite_utils import Database

# The record whose fields a table's columns are.
_RECORDS: dict[str, type[Record]] = {
    "documents": DocumentRecord,
    "pages": PageRecord,
    "repairs": RepairRecord,
    "signatures": Signature,
    "attachments": Attachment,
    "agreements": AgreementRecord,
    "evidence": Evidence,
    **{table: row_record(table) for table in VALUE_TABLES},
}
# The table whose columns a view's are, beside its own.
_SOURCES = {
    "compare_sequence": "agreements",
    "compare_papers": "agreements",
    "compare_goals": "goals",
    "compare_parties": "parties",
    "compare_areas": "areas",
    "compare_focus_areas": "focus_areas",
    "compare_figures": "measures",
    "compare_met": "measures",
    "compare_series": "measures",
    "compare_budgets": "budgets",
}


# Fields of records that are tables of their own, or several columns.
_NESTED = frozenset(
    (
        *("pages", "repairs", "signatures", "attachments", "agreements", "words", "evidence", "concerns", "period"),
        *VALUE_TABLES,
    )
)

# Sections of labels that are words of our own pages and screens, and no codes of an archive.
_OUR_WORDS = frozenset(("Page", "Screen", "Certificate"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A column of a table or view, what it holds, and the vocabulary of its codes, if it has one."""

    table: str
    column: str
    type: str
    vocabulary: str
    danish: str
    english: str

    def told(self, language: Language) -> str:
        """What it holds."""
        return self.danish if language == "da" else self.english


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a vocabulary with its names."""

    vocabulary: str
    code: str
    danish: str
    english: str
    meaning: str = ""


@cache
def _texts() -> Mapping[str, Mapping[str, str | Sequence[str]]]:
    place = Path(corpus.__file__).parent / "codebook.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def describe_table(table: str, language: Language) -> str:
    """What a table or view holds. Errors: KeyError for one that nobody described."""
    texts = _texts()["tables"]
    if table not in texts and table.startswith("current_"):
        held = texts[table.removeprefix("current_")][LANGUAGES.index(language)].rstrip(".")
        more = "; med menneskers afgørelser." if language == "da" else "; with people's decisions."
        return held + more
    return texts[table][LANGUAGES.index(language)]


def describe_column(table: str, column: str, language: Language) -> str:
    """What a column holds. Errors: KeyError for one that nobody described."""
    base = table.removeprefix("current_")
    bases = [base, *([_SOURCES[base]] if base in _SOURCES else [])]
    texts = _texts()["columns"]
    found = next((texts[f"{one}.{column}"] for one in bases if f"{one}.{column}" in texts), None) or texts[column]
    if not isinstance(found, str):
        return found[LANGUAGES.index(language)]
    return found if language == "da" else _field_text(bases, column)


def _field_text(bases: Sequence[str], column: str) -> str:
    """What the model says of the field."""
    for base in bases:
        field = _RECORDS[base].model_fields.get(column) if base in _RECORDS else None
        if field is not None and field.description:
            return field.description
    raise KeyError(f"{bases[0]}.{column}")


def database_entries(db: Database) -> Iterator[Entry]:
    """The columns of every table and view of an archive, in order."""
    names = db.query(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND name NOT LIKE '\\_sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    for row in sorted(names, key=lambda found: _order(found["name"])):
        typed = typed_columns(row["name"])
        for column in db.query("SELECT name, type FROM pragma_table_info(?)", [row["name"]]):
            known = typed.get(column["name"])
            type_ = (column["type"] or "").lower() or (known.type if known else "")
            yield _entry(row["name"], column["name"], type_, known)


def export_entries(name: str, columns: Sequence[Column]) -> Iterator[Entry]:
    """The columns of a table of an export."""
    for column in columns:
        yield _entry(name, column.name, column.type, column)


def _entry(table: str, name: str, type_: str, known: Column | None) -> Entry:
    danish, english = (describe_column(table, name, language) for language in LANGUAGES)
    return Entry(table, name, type_, (known.vocabulary or "") if known else "", danish, english)


def _order(table: str) -> tuple[int, int]:
    """The contract's tables first, then the views of rows as decided, then comparison."""
    names = list(_texts()["tables"])
    base = table.removeprefix("current_") if table not in names else table
    return (table.startswith("current_") + 2 * table.startswith("compare_"), names.index(base))


@cache
def typed_columns(table: str) -> Mapping[str, Column]:
    """The columns of a table or view that are fields of records, with their types."""
    base = table.removeprefix("current_")
    record = _RECORDS.get(_SOURCES.get(base, base))
    if record is None:
        return {}
    return {column.name: column for column in record_columns(base, record, without=_NESTED)}


def all_codes() -> Iterator[Code]:
    """Every code of every vocabulary, with its names; of findings what they mean, too."""
    for vocabulary, codes in load_labels().items():
        if vocabulary in _OUR_WORDS:
            continue
        for code, (danish, english) in codes.items():
            meaning = FINDING_CODES.get(code, "") if vocabulary == "FindingCode" else ""
            yield Code(vocabulary, code, danish, english, meaning)
