"""Tables as a Frictionless data package: CSV files, and `datapackage.json` that says what every column holds.

Types, codes, keys and what may be missing come from the record models, so that a program can check the tables against
them; each file's size and sha256 are in it too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.labels import load_labels
from output.codebook.columns import Column, ExportTable, Row
from output.export.csv_tables import pour_csv
from output.export.whole import WholeFiles, whole_files

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write_datapackage(
    rows: Iterable[tuple[str, Row]],
    tables: Sequence[ExportTable],
    folder: Path,
    name: str,
    more: Mapping[str, str] | None = None,
) -> list[Path]:
    """The package in `folder`; `more` are texts that go with it, by their names. Errors: Unwritable."""
    with whole_files(folder) as files:
        pour_datapackage(rows, tables, files, name, more or {})
        return files.finish()


def pour_datapackage(
    rows: Iterable[tuple[str, Row]],
    tables: Sequence[ExportTable],
    files: WholeFiles,
    name: str,
    more: Mapping[str, str],
    path: str = "",
) -> None:
    """The same among other files that come into being together; the tables under `path`."""
    inner = WholeFilesUnder(files, path)
    pour_csv(rows, tables, inner)
    for filename, text in more.items():
        files.partial(filename).write_text(text, encoding="utf-8", newline="\n")
    resources = [_resource(table, inner, path) for table in tables]
    package = {"$schema": _PROFILE, "name": name, "resources": resources}
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    files.partial("datapackage.json").write_text(text, encoding="utf-8", newline="\n")


class WholeFilesUnder(WholeFiles):
    """The files of a folder inside another, which come into being with the others."""

    def __init__(self, files: WholeFiles, path: str) -> None:
        super().__init__(files.folder)
        self._files, self._path = files, path

    def partial(self, name: str) -> Path:
        """Where to write the file of this name until all are done."""
        return self._files.partial(self._path + name)


def _resource(table: ExportTable, files: WholeFiles, path: str) -> dict[str, Any]:
    place = files.partial(f"{table.name}.csv")
    with place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    schema: dict[str, Any] = {
        "fields": [_field(column, table.key) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.parent:
        parent = {"resource": table.parent, "fields": ["sha256"]}
        schema["foreignKeys"] = [{"fields": ["sha256"], "reference": parent}]
    return {
        "name": table.name,
        "path": f"{path}{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": place.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(column: Column, key: Sequence[str]) -> dict[str, Any]:
    # A text that is always there may be empty, which CSV cannot tell from missing; a code or a key may not.
    told = column.type != "string" or column.name in key or (column.vocabulary and not column.several)
    constraints: dict[str, Any] = {"required": True} if column.required and told else {}
    if column.vocabulary and not column.several and column.vocabulary != "FindingCode":
        constraints["enum"] = list(load_labels()[column.vocabulary])
    found: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.type == "boolean":
        found |= {"trueValues": ["1"], "falseValues": ["0"]}
    return {**found, "constraints": constraints} if constraints else found
