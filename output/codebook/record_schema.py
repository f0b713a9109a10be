"""The JSON schema of the records as `export --format json` writes them: from the models, with a version of its own."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from models.records import DocumentRecord

# Of the records, not of the program: the first number rises where a reader of older ones would fail, the second where
# fields or codes come in. `docs/records.schema.json` holds it, and a test holds the two together.
VERSION = "1.1"


def record_schema() -> str:
    """The schema of `documents.json` (JSON Schema 2020-12) as text."""
    told = TypeAdapter(list[DocumentRecord]).json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:aftalearkiv:records:{VERSION}",
        "title": "Records of an archive of agreements",
    }
    return json.dumps(head | told, ensure_ascii=False, indent=1) + "\n"
