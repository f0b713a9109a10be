"""A reading certificate: one page per paper that says what was read, by what, how well, and what is to be minded.

It stands alone: no script, nothing fetched, everything that came from a paper escaped. It is no signature; it names the
hashes of the paper and of its record, which the package's own list of hashes holds too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from corpus.finding_messages import finding_message
from corpus.labels import Language, label
from corpus.signed_since import since_text
from corpus.wording import number_text
from corpus.words import say_code

if TYPE_CHECKING:
    from models.records import DocumentRecord, Finding, Signature

_STYLE = """
body { font: 15px/1.45 sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: .4rem 0 1.2rem; font-size: 13px; width: 100%; }
th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }
td { overflow-wrap: break-word; } th { white-space: nowrap; } p.note { color: #555; font-size: 13px; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate tells besides the record: the last reading (`started_at`, `versions`), the sha256 of the file
    of the record, whether the original is in the package, how many decisions of people the record holds."""

    run: Mapping[str, Any] | None
    record_sha256: str
    original: bool
    decisions: int


def certificate_page(document: DocumentRecord, known: Certified, language: Language) -> str:
    """The certificate of one paper as HTML."""
    title = f"{_say('certificate', language)}: {document.filename}"
    parts = [f"<h1>{escape(title)}</h1>", _facts(document, known, language)]
    for name, rows in _sections(document, known, language):
        if rows:
            parts.append(f"<h2>{escape(_say(name, language))}</h2>{_table(_HEADS[name], rows, language)}")
    parts.append(f'<p class="note">{escape(_say("note", language))}</p>')
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


_HEADS = {
    "pages": ("page", "source", "verdict", "quality", "OCR", "why"),
    "repairs": ("rule", "repairs", "proposals"),
    "findings": ("severity", "finding"),
    "signatures": ("signer", "signed at", "whole", "since then", "trusted", "problem"),
    "values": ("field", "values", "lowest confidence"),
    "versions": ("part", "version"),
}


def _facts(document: DocumentRecord, known: Certified, language: Language) -> str:
    read = known.run["started_at"] if known.run else ""
    title = next((agreement.title for agreement in document.agreements), None)
    facts = (
        ("title", title or "–"),
        ("file names", ", ".join(document.filenames)),
        ("sha256 of the file", document.sha256),
        ("size", f"{number_text(document.bytes, language)} bytes, {document.media_type}"),
        ("original", _say("in the package" if known.original else "not kept", language)),
        ("status", say_code(document.status, language) + (f" ({document.error})" if document.error else "")),
        ("read at", read),
        ("decisions", number_text(known.decisions, language)),
        ("sha256 of the record", known.record_sha256),
    )
    rows = "".join(f"<tr><th>{escape(_say(name, language))}</th><td>{escape(value)}</td></tr>" for name, value in facts)
    return f"<table>{rows}</table>"


def _sections(document: DocumentRecord, known: Certified, language: Language) -> Iterator[tuple[str, list[Cells]]]:
    """The tables of a certificate by their names; those without rows are left out by whoever asks."""
    agreements = document.agreements
    yield "pages", list(_pages(document, language))
    yield "repairs", list(_repairs(document))
    yield "values", [row for agreement in agreements for row in _values(dict(agreement), language)]
    yield "findings", [_finding(finding, language) for agreement in agreements for finding in agreement.findings]
    yield "signatures", [_signature(signature, language) for signature in document.signatures]
    versions = json.loads(known.run["versions"]) if known.run else {}
    yield "versions", [(name, version) for name, version in sorted(versions.items())]


def _pages(document: DocumentRecord, language: Language) -> Iterator[Cells]:
    for page in document.pages:
        ocr = "" if page.ocr_confidence is None else number_text(round(page.ocr_confidence, 2), language)
        quality = number_text(round(page.quality, 2), language)
        source, verdict = say_code(page.source, language), say_code(page.verdict, language)
        yield str(page.number), source, verdict, quality, ocr, page.reason


def _repairs(document: DocumentRecord) -> Iterator[Cells]:
    """Repairs and proposals by rule, most of them first."""
    done = Counter(repair.rule for repair in document.repairs if repair.applied)
    open_ = Counter(repair.rule for repair in document.repairs if not repair.applied)
    for rule in sorted(done.keys() | open_.keys(), key=lambda name: (-done[name], name)):
        yield rule, str(done[rule]), str(open_[rule])


def _values(agreement: Mapping[str, Any], language: Language) -> Iterator[Cells]:
    """How many values each list holds, and the least that any of their quotes is sure of."""
    for field, rows in agreement.items():
        if field == "findings" or not isinstance(rows, list) or not rows:
            continue
        sure = [evidence.confidence for row in rows for evidence in row.evidence]
        lowest = number_text(round(min(sure), 2), language) if sure else ""
        yield label(field, language, "Field"), str(len(rows)), lowest


def _finding(finding: Finding, language: Language) -> Cells:
    said = finding_message(finding.code, finding.details, language, finding.message)
    return label(finding.severity, language, "Severity"), f"{label(finding.code, language, 'FindingCode')}: {said}"


def _signature(signature: Signature, language: Language) -> Cells:
    return (
        signature.signer or signature.field or "–",
        signature.signed_at or "–",
        _yes(signature.intact, language),
        since_text(signature.changes, signature.modified_after_signing, signature.changed_pages, language) or "–",
        _yes(signature.trusted, language),
        label(signature.problem, language, "SignatureProblem") if signature.problem else "–",
    )


def _yes(value: bool | None, language: Language) -> str:
    return "–" if value is None else _say("yes" if value else "no", language)


def _table(head: Cells, rows: Iterable[Cells], language: Language) -> str:
    heads = "".join(f"<th>{escape(_say(name, language))}</th>" for name in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _say(name: str, language: Language) -> str:
    return label(name, language, "Certificate")
