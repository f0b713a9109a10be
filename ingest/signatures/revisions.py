"""What later revisions of the file did to what was signed, by pyHanko's comparison of its objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from ingest.signatures.fields import Field
from models.codes import SignatureChanges

_LEVELS: dict[ModificationLevel, SignatureChanges] = {
    ModificationLevel.NONE: "none",
    ModificationLevel.LTA_UPDATES: "validation_data",
    ModificationLevel.FORM_FILLING: "form_filling",
}


# Every later revision is compared with the signed one: forty signatures take 4 s, twice as many four times that.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Compared:
    """`changes` as in the record, None where the comparison itself failed; whether the signer forbade them."""

    changes: SignatureChanges | None
    forbidden: bool = False


def compare_revisions(reader: PdfFileReader, field: Field, signature_fields: frozenset[str]) -> Compared:
    """What was changed since this signature. `signature_fields` are the names of the file's signature fields.

    Signing a second time counts as filling in a form there; here it is told from a filled-in amount. A file of more
    than a hundred later revisions is not compared. Raises what pyHanko raises.
    """
    embedded: Any = EmbeddedPdfSignature(reader, field.field, field.name)
    if reader.xrefs.total_revisions - embedded.signed_revision > _MOST:
        return Compared(None)
    embedded.coverage = embedded.evaluate_signature_coverage()
    found = embedded.evaluate_modifications(DEFAULT_DIFF_POLICY)
    if not isinstance(found, DiffResult):
        return Compared("other", forbidden=True)
    level = found.modification_level
    changes = _LEVELS.get(level, "other")
    if changes == "form_filling" and found.changed_form_fields <= signature_fields:
        changes = "signatures"
    allowed = embedded.docmdp_level
    forbidden = changes == "other" or (allowed is not None and level.value > allowed.value)
    return Compared(changes, forbidden)
