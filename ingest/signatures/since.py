"""What happened to a signed file since: nothing, what pyHanko sees in its objects, and what pdfium draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.signatures import byte_ranges
from ingest.signatures.attempts import attempt
from ingest.signatures.fields import Field, SignedFile
from ingest.signatures.looks import changed_pages
from ingest.signatures.revisions import Compared, compare_revisions

HARMLESS = frozenset(("none", "validation_data", "signatures"))
_UNKNOWN = Compared(None)


@dataclass(frozen=True, slots=True)
class Since:
    """Whether all of the file is signed, what changed, the pages that look otherwise, and what is wrong (a code)."""

    covers: bool
    compared: Compared
    pages: tuple[int, ...] = ()
    problem: str | None = None


def look_at_broken(data: bytes, numbers: Sequence[int], contents: bytes) -> Since:
    """Of a broken signature nobody knows the file that was signed."""
    whole = byte_ranges.covers_all(data, numbers) and byte_ranges.is_gap_clean(data, numbers, contents)
    return Since(whole, _UNKNOWN)


def look_since(field: Field, file: SignedFile, numbers: Sequence[int], contents: bytes) -> Since:
    """The same of an intact signature, whose file can be had as it was."""
    data = file.data
    clean = byte_ranges.is_gap_clean(data, numbers, contents)
    if clean and byte_ranges.is_padded_only(data, numbers):
        return Since(byte_ranges.covers_all(data, numbers), Compared("none"))
    problem = _structural_problem(data, numbers, clean)
    compared = _UNKNOWN if problem else attempt(_UNKNOWN, compare_revisions, file.reader, field, file.names)
    if compared.changes in HARMLESS:
        return Since(False, compared, (), "changed-after-signing" if compared.forbidden else None)
    before = byte_ranges.as_signed(data, numbers, contents) if len(numbers) == 4 else data
    pages = changed_pages(before, data, file.passwords)
    if problem is None and compared.changes is None and pages:  # where the comparison stops, the eye is enough
        compared = Compared("other", forbidden=True)
    return Since(False, compared, pages, problem or _problem_of(compared))


def _structural_problem(data: bytes, numbers: Sequence[int], clean: bool) -> str | None:
    if not clean:
        return "byte-range-gap"
    return "bytes-after-signature" if byte_ranges.has_loose_end(data, numbers) else None


def _problem_of(compared: Compared) -> str | None:
    if compared.changes is None:
        return "changes-not-checked"
    return "changed-after-signing" if compared.forbidden else None
