"""The signatures in the fields of a PDF, each judged on its own: one that is broken costs none of the others."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ingest.signatures import byte_ranges
from ingest.signatures.attempts import attempt
from ingest.signatures.chains import Roots
from ingest.signatures.fields import (
    Field,
    SignedFile,
    field_names,
    filled_fields,
    open_reader,
    read_store,
    usage_rights,
)
from ingest.signatures.judging import judge_field
from ingest.signatures.records import malformed
from models.records import Signature

_BEYOND = 1 << 62  # where a signature that does not say what it covers stands in the order of signing

# Both tell on standard error what they make of broken files, with tracebacks: here that is part of the record.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def read_embedded(data: bytes, roots: Roots, passwords: Sequence[str]) -> tuple[tuple[Signature, ...], int]:
    """The signatures in order of signing, and how many the file still holds that no field shows any more.

    Raises nothing but MemoryError. A file that pyHanko cannot open, but that holds a signature, gives one that is
    malformed, and so does a form that breaks off in the midst of its fields.
    """
    reader = attempt(None, open_reader, data, passwords)
    if reader is None:
        strays = byte_ranges.find_removed(data, ())
        return (malformed("approval", None, roots),) * min(1, strays), 0
    fields: list[Field] = []
    broken = attempt("broken", fields.extend, filled_fields(reader))
    names = attempt(frozenset[str](), field_names, reader)
    file = SignedFile(data, reader, names, read_store(reader), roots, tuple(passwords))
    fields.sort(key=lambda field: (_end(field), field.name))
    found = [judge_field(field, file) for field in fields]
    if broken:
        return (*found, malformed("approval", None, roots)), 0
    held = [attempt(b"", field.contents) for field in fields]
    lost = byte_ranges.find_removed(data, [*held, *usage_rights(reader)])
    return tuple(found), max(0, lost - held.count(b""))  # a field that lost its entry still has it in the file


def _end(field: Field) -> int:
    """Where what the field signs ends; beyond all where it does not say."""
    numbers = attempt(None, field.byte_range)
    return byte_ranges.end_of(numbers) if numbers and len(numbers) > 1 else _BEYOND
