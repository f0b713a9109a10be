"""The paper against its digital signatures: who signed and is not on it, who is on it and did not, what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.person_names import fold_name, is_person, is_same_person
from models.codes import Severity
from models.document import REMOVED
from models.records import Agreement, Evidence, Finding, Signatory, Signature
from parsers.findings.stated import quote_first_line, state_finding
from parsers.structure.body import Body
from parsers.structure.paper import Paper

_SURE = 0.95
_CHANGED = frozenset(("changed-after-signing", "bytes-after-signature"))
_SIGNED_KINDS = frozenset(("partnership_agreement", "addendum"))


def find_signature_faults(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """What the digital signatures say against the paper, or against the file. Nothing where it has none."""
    body = paper.body
    for signature in body.document.signatures:
        yield from _of_one(signature, body)
    removed = int(body.document.pages[0].facts.get(REMOVED, 0)) if body.document.pages else 0
    if removed:
        yield from _finding(body, "signature-removed", "error", {"count": removed} if removed > 1 else {}, None)
    people = [found for found in body.document.signatures if _is_of_a_person(found)]
    if people:
        yield from _strangers(people, agreement, body)
        yield from _unsigned(people, agreement)


def _is_of_a_person(signature: Signature) -> bool:
    """Whether a person signed: no seal, no time stamp, and no signature that is broken."""
    if signature.kind == "timestamp" or signature.signer is None or signature.intact is False:
        return False
    return is_person(signature.signer, signature.organisation)


def _of_one(signature: Signature, body: Body) -> Iterator[Finding]:
    pages = signature.changed_pages
    if signature.intact is False or signature.problem == "byte-range-gap":
        broken = {"signer": signature.signer, "problem": signature.problem}
        yield from _finding(body, "signature-broken", "error", broken, signature)
    if pages or signature.modified_after_signing or signature.problem in _CHANGED:
        severity: Severity = "error" if pages else "info"
        details = {"signer": signature.signer, "pages": list(pages)}
        yield from _finding(body, "changed-after-signing", severity, details, signature)


def _strangers(people: Sequence[Signature], agreement: Agreement, body: Body) -> Iterator[Finding]:
    """Signers whom the paper does not name, neither as signatories nor anywhere else."""
    printed = fold_name(body.text)
    for signature in _each_once(people):
        name = signature.signer or ""
        known = any(is_same_person(row.name, name) for row in agreement.signatories if row.name)
        if not known and not _stands_in(fold_name(name), printed):
            yield from _finding(body, "signer-not-on-paper", "warning", {"signer": name}, signature)


def _each_once(people: Sequence[Signature]) -> list[Signature]:
    return list({tuple(fold_name(found.signer or "")): found for found in people}.values())


def _stands_in(name: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the words of a name stand one after the other in a text."""
    firsts = (at for at, word in enumerate(printed) if word == name[0])
    return any(list(printed[at : at + len(name)]) == list(name) for at in firsts)


def _unsigned(people: Sequence[Signature], agreement: Agreement) -> Iterator[Finding]:
    """Signatories without a digital signature. Where not one of them has any they may have signed by hand."""
    if agreement.kind not in _SIGNED_KINDS:
        return
    named = [row for row in agreement.signatories if row.name]
    without = [row for row in named if not any(_signed(row, found) for found in people)]
    severity: Severity = "warning" if len(without) < len(named) else "info"
    for row in without:
        yield state_finding("signatory-not-signed", severity, {"name": row.name}, row.evidence[:1])


def _signed(row: Signatory, signature: Signature) -> bool:
    return is_same_person(row.name or "", signature.signer or "")


def _finding(
    body: Body, code: str, severity: Severity, details: dict[str, Any], signature: Signature | None
) -> Iterator[Finding]:
    """A finding, where the file has any print that it can quote."""
    quote = _changed_page(body, signature) or _place_of_signer(body, signature) or quote_first_line(body, 0)
    if quote:
        yield state_finding(code, severity, details, [quote])


def _changed_page(body: Body, signature: Signature | None) -> Evidence | None:
    """The first line of the first page that looks otherwise than it was signed."""
    return quote_first_line(body, signature.changed_pages[0]) if signature and signature.changed_pages else None


def _place_of_signer(body: Body, signature: Signature | None) -> Evidence | None:
    """Where the signer's name is printed last: in the signature's own field, or above the line to sign on."""
    name = signature.signer if signature else None
    for page in reversed(body.document.pages) if name else ():
        at = page.text.text.rfind(name or "")
        if at >= 0:
            return body.quote(page.number, at, at + len(name or ""), "", _SURE)
    return None
