"""Records without the names of people, for exports that leave the archive.

Every letter of a known name becomes `█`, so no offset moves and every evidence still quotes its page exactly. Known are
the names of signatories and of digital signers, in this document; they are found in full and word by word, in any case
and across line ends, in all text: pages, quotes, repairs, words, titles, messages. What the page said before repair is
hidden at the same places. Second readings of a page are left out: a name may stand there in any spelling. A person who
is only mentioned, and signs nothing, is not known to the archive and is not hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from corpus.person_names import is_organisation
from models.records import AgreementRecord, DocumentRecord, PageRecord, RepairRecord, Signature, WordRecord
from models.text import Repair, undo

MASK = "█"
_LETTER = re.compile(r"[^\W_]")
_PARTICLES = frozenset(("af", "de", "den", "der", "la", "le", "og", "van", "von"))

Span = tuple[int, int]


def redact(document: DocumentRecord) -> DocumentRecord:
    """A document without names of people; the same where it holds none."""
    known = names_of(document)
    pattern = names_pattern(known)
    if pattern is None:
        return document
    found = {page.number: _spans(page, document, pattern) for page in document.pages}
    repairs = [_redact_repair(repair, found.get(repair.page, []), pattern) for repair in document.repairs]
    pages = [_redact_page(page, found[page.number], repairs, pattern) for page in document.pages]
    texts = {page.number: page.text for page in pages}
    return document.model_copy(
        update={
            "pages": pages,
            "repairs": repairs,
            "filename": hide(document.filename, pattern),
            "filenames": [hide(name, pattern) for name in document.filenames],
            "signatures": [_redact_signature(signature, pattern) for signature in document.signatures],
            "attachments": [
                attached.model_copy(update={"name": hide(attached.name, pattern)}) for attached in document.attachments
            ],
            "agreements": [_redact_agreement(agreement, pattern, texts) for agreement in document.agreements],
        }
    )


def names_of(document: DocumentRecord) -> list[str]:
    """The names of people that the record holds."""
    signers = [found.signer for found in document.signatures if not _is_seal(found)]
    signatories = [row.name for agreement in document.agreements for row in agreement.signatories]
    return sorted({name for name in (*signers, *signatories) if name and _LETTER.search(name)})


def _is_seal(signature: Signature) -> bool:
    """Whether an organisation signed: its name is no person's, and stands in the paper for other reasons."""
    return signature.signer is not None and is_organisation(signature.signer, signature.organisation)


def _redact_signature(signature: Signature, pattern: re.Pattern[str]) -> Signature:
    """A signature without its signer, nor the certificate that anybody who holds it knows the signer by."""
    told = ("field", "organisation", "issuer", "container")
    texts = {name: hide(text, pattern) for name in told if (text := getattr(signature, name))}
    return signature.model_copy(update={**texts, "signer": None, "certificate_sha256": None})


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Whole names with any white space between their words, and their words alone where these begin with a capital."""
    full: set[str] = set()
    words: set[str] = set()
    for name in names:
        parts = re.findall(r"[^\W_]+(?:[-.'’][^\W_]+)*", name)
        full.add(r"[\W_]{1,6}".join(re.escape(part) for part in parts))
        words |= {re.escape(part) for part in parts if len(part) > 1 and part.casefold() not in _PARTICLES}
    if not full:
        return None
    choices = "|".join(sorted(full, key=lambda text: (-len(text), text)))
    single = "|".join(sorted(words, key=lambda text: (-len(text), text)))
    capital = rf"|(?-i:(?=[^\W\d_a-zæøåéü]))(?:{single})" if single else ""
    return re.compile(rf"(?<![^\W_])(?:{choices}{capital})(?:(?=s\b)|(?![^\W_]))", re.IGNORECASE)


def hide(text: str, pattern: re.Pattern[str]) -> str:
    """The text with the letters of names masked, of the same length."""
    return pattern.sub(lambda match: _LETTER.sub(MASK, match[0]), text)


def _spans(page: PageRecord, document: DocumentRecord, pattern: re.Pattern[str]) -> list[Span]:
    """Where names stand in a page's text. A signatory whose quote does not hold the name as it is written in the record
    (it was read through damage) is hidden with the whole quote."""
    spans = [match.span() for match in pattern.finditer(page.text)]
    for row in (row for agreement in document.agreements for row in agreement.signatories if row.name):
        if not any(pattern.search(quote.verbatim) for quote in row.evidence):
            spans += [(quote.start, quote.end) for quote in row.evidence if quote.page == page.number]
    return spans


def _redact_page(
    page: PageRecord, spans: list[Span], repairs: list[RepairRecord], pattern: re.Pattern[str]
) -> PageRecord:
    text = _mask(page.text, spans)
    own = [
        Repair(r.start, r.end, r.raw, r.repaired, r.rule, applied=r.applied) for r in repairs if r.page == page.number
    ]
    raw_text = undo(text, own)
    hidden = {word for word, masked in zip(page.raw_text.split(), raw_text.split(), strict=True) if word != masked}
    words = None if page.words is None else [_redact_word(word, hidden, pattern) for word in page.words]
    return page.model_copy(update={"text": text, "raw_text": raw_text, "readings": [], "words": words})


def _redact_word(word: WordRecord, hidden: set[str], pattern: re.Pattern[str]) -> WordRecord:
    """A word as the engine read it, hidden where it is one of those that hold a name in the text before repair."""
    text = _LETTER.sub(MASK, word.text) if word.text in hidden else hide(word.text, pattern)
    return word.model_copy(update={"text": text})


def _redact_repair(repair: RepairRecord, spans: list[Span], pattern: re.Pattern[str]) -> RepairRecord:
    """A repair that touches a name: what stood there before and after is hidden."""
    if not any(start < max(repair.end, repair.start + 1) and repair.start < end for start, end in spans):
        changes = {"raw": hide(repair.raw, pattern), "repaired": hide(repair.repaired, pattern)}
        return repair.model_copy(update=changes)
    now = _mask(
        repair.repaired if repair.applied else repair.raw, [(s - repair.start, e - repair.start) for s, e in spans]
    )
    hidden = _LETTER.sub(MASK, repair.raw if repair.applied else repair.repaired)
    return repair.model_copy(
        update={"repaired": now, "raw": hidden} if repair.applied else {"raw": now, "repaired": hidden}
    )


def _mask(text: str, spans: Iterable[Span]) -> str:
    chars = list(text)
    for start, end in spans:
        for at in range(max(0, start), min(end, len(chars))):
            if _LETTER.match(chars[at]):
                chars[at] = MASK
    return "".join(chars)


def _redact_agreement(agreement: AgreementRecord, pattern: re.Pattern[str], texts: dict[int, str]) -> AgreementRecord:
    found = _redact_value(agreement.model_dump(), pattern, texts)
    for row in found["signatories"]:
        row["name"] = None
    return AgreementRecord.model_validate(found)


# Values that are identifiers of ours, never running text.
_OURS = frozenset(("organisation", "unit", "part_of", "administrator", "payer", "partnership", "rule", "kind", "code"))


def _redact_value(value: Any, pattern: re.Pattern[str], texts: dict[int, str]) -> Any:
    if isinstance(value, str):
        return hide(value, pattern)
    if isinstance(value, list):
        return [_redact_value(item, pattern, texts) for item in value]
    if not isinstance(value, dict):
        return value
    if "verbatim" in value:
        return {**value, "verbatim": texts[value["page"]][value["start"] : value["end"]]}
    return {
        name: item if name in _OURS and isinstance(item, str) else _redact_value(item, pattern, texts)
        for name, item in value.items()
    }
