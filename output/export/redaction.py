"""Records without the names of people, for exports that leave the archive.

Every letter of a known name becomes `█`, so no offset moves and every evidence still quotes its page exactly. Known are
the names of signatories and of digital signers, in this document; they are found in full and word by word, in any case
and across line ends, in all text: pages, quotes, repairs, words, titles, messages. What the page said before repair is
hidden at the same places. Second readings of a page are left out: a name may stand there in any spelling. A person who
is only mentioned, and signs nothing, is not known to the archive and is not hidden.

With `personal`, CPR numbers, phone numbers, e-mail addresses and names of contact persons are hidden, too. What may be
a phone number or a row of figures ("12 34 56 78") is hidden where no value quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from corpus.person_names import is_organisation
from corpus.personal_data import find_contacts, find_personal
from models.records import AgreementRecord, DocumentRecord, PageRecord, RepairRecord, Signature, WordRecord
from models.text import Repair, undo

MASK = "█"
_LETTER = re.compile(r"[^\W_]")
_PARTICLES = frozenset(("af", "de", "den", "der", "la", "le", "og", "van", "von"))

Span = tuple[int, int]
# Where a text holds what is to be hidden.
Find = Callable[[str], Sequence[Span]]
# Lists whose quotes are figures, however much they look like a phone number.
_FIGURES = ("measures", "budgets", "goals", "meetings", "decisions")


def redact(document: DocumentRecord, *, personal: bool = False) -> DocumentRecord:
    """A document without names of people, and with `personal` without what else belongs to a person; the same where it
    holds nothing of it."""
    names = _known_names(document, personal)
    find = _finder(names, personal)
    found = {page.number: _spans(page, document, find, personal) for page in document.pages}
    if names is None and not any(found.values()) and not _holds(document, find):
        return document
    repairs = [_redact_repair(repair, found.get(repair.page, []), find) for repair in document.repairs]
    pages = [_redact_page(page, found[page.number], repairs, find) for page in document.pages]
    texts = {page.number: page.text for page in pages}
    return document.model_copy(
        update={
            "pages": pages,
            "repairs": repairs,
            "filename": hide(document.filename, find),
            "filenames": [hide(name, find) for name in document.filenames],
            "signatures": [_redact_signature(signature, find) for signature in document.signatures],
            "attachments": [
                attached.model_copy(update={"name": hide(attached.name, find)}) for attached in document.attachments
            ],
            "agreements": [_redact_agreement(agreement, find, texts) for agreement in document.agreements],
        }
    )


def finder_of(document: DocumentRecord, *, personal: bool = False) -> Find:
    """What finds, in any text about a document, what `redact` hides in its own."""
    return _finder(_known_names(document, personal), personal)


def _known_names(document: DocumentRecord, personal: bool) -> re.Pattern[str] | None:
    contacts = [name for page in document.pages for name in find_contacts(page.text)] if personal else []
    return names_pattern([*names_of(document), *contacts])


def names_of(document: DocumentRecord) -> list[str]:
    """The names of people that the record holds."""
    signers = [found.signer for found in document.signatures if not _is_seal(found)]
    signatories = [row.name for agreement in document.agreements for row in agreement.signatories]
    return sorted({name for name in (*signers, *signatories) if name and _LETTER.search(name)})


def _is_seal(signature: Signature) -> bool:
    """Whether an organisation signed: its name is no person's, and stands in the paper for other reasons."""
    return signature.signer is not None and is_organisation(signature.signer, signature.organisation)


def _redact_signature(signature: Signature, find: Find) -> Signature:
    """A signature without its signer, nor the certificate that anybody who holds it knows the signer by."""
    told = ("field", "organisation", "issuer", "container")
    texts = {name: hide(text, find) for name in told if (text := getattr(signature, name))}
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


def _finder(names: re.Pattern[str] | None, personal: bool) -> Find:
    """Finds names, and of numbers and addresses those that are surely a person's."""

    def find(text: str) -> list[Span]:
        spans = [match.span() for match in names.finditer(text)] if names else []
        return spans + [(one.start, one.end) for one in find_personal(text) if personal and one.sure]

    return find


def hide(text: str, find: Find) -> str:
    """The text with the letters and digits of what is found masked, of the same length."""
    return _mask(text, find(text))


def _holds(document: DocumentRecord, find: Find) -> bool:
    """Whether anything beside its pages is to be hidden: a name of a file, the text of a repair."""
    texts = [*document.filenames, *(attached.name for attached in document.attachments)]
    texts += [text for repair in document.repairs for text in (repair.raw, repair.repaired)]
    return any(find(text) for text in texts)


def _spans(page: PageRecord, document: DocumentRecord, find: Find, personal: bool) -> list[Span]:
    """What is to be hidden of a page's text. A signatory whose quote does not hold the name as it is written in the
    record (it was read through damage) is hidden with the whole quote."""
    spans = [*find(page.text), *(_possible_phones(page, document) if personal else ())]
    for row in (row for agreement in document.agreements for row in agreement.signatories if row.name):
        if not any(find(quote.verbatim) for quote in row.evidence):
            spans += [(quote.start, quote.end) for quote in row.evidence if quote.page == page.number]
    return spans


def _possible_phones(page: PageRecord, document: DocumentRecord) -> Iterator[Span]:
    """What looks like a phone number and is no figure that a value quotes."""
    quoted = [
        (quote.start, quote.end)
        for agreement in document.agreements
        for field in _FIGURES
        for row in getattr(agreement, field)
        for quote in row.evidence
        if quote.page == page.number
    ]
    for one in find_personal(page.text):
        if not one.sure and not any(start < one.end and one.start < end for start, end in quoted):
            yield one.start, one.end


def _redact_page(page: PageRecord, spans: list[Span], repairs: list[RepairRecord], find: Find) -> PageRecord:
    text = _mask(page.text, spans)
    own = [
        Repair(r.start, r.end, r.raw, r.repaired, r.rule, applied=r.applied) for r in repairs if r.page == page.number
    ]
    raw_text = undo(text, own)
    pairs = list(zip(page.raw_text.split(), raw_text.split(), strict=True))
    words = None if page.words is None else list(_redact_words(page.words, pairs, find))
    return page.model_copy(update={"text": text, "raw_text": raw_text, "readings": [], "words": words})


def _redact_words(words: Sequence[WordRecord], pairs: Sequence[tuple[str, str]], find: Find) -> Iterator[WordRecord]:
    """Words as the engine read them, masked as the text before repair is: word by word where both are the same words,
    else each that is masked anywhere."""
    if [word.text for word in words] == [read for read, _ in pairs]:
        yield from (word.model_copy(update={"text": now}) for word, (_, now) in zip(words, pairs, strict=True))
        return
    hidden = {read for read, now in pairs if read != now}
    for word in words:
        text = _LETTER.sub(MASK, word.text) if word.text in hidden else hide(word.text, find)
        yield word.model_copy(update={"text": text})


def _redact_repair(repair: RepairRecord, spans: list[Span], find: Find) -> RepairRecord:
    """A repair that touches a name: what stood there before and after is hidden."""
    if not any(start < max(repair.end, repair.start + 1) and repair.start < end for start, end in spans):
        changes = {"raw": hide(repair.raw, find), "repaired": hide(repair.repaired, find)}
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


def _redact_agreement(agreement: AgreementRecord, find: Find, texts: dict[int, str]) -> AgreementRecord:
    found = _redact_value(agreement.model_dump(), find, texts)
    for row in found["signatories"]:
        row["name"] = None
    return AgreementRecord.model_validate(found)


# Values that are identifiers of ours, never running text.
OURS = frozenset(("organisation", "unit", "part_of", "administrator", "payer", "partnership", "rule", "kind", "code"))


def _redact_value(value: Any, find: Find, texts: dict[int, str]) -> Any:
    if isinstance(value, str):
        return hide(value, find)
    if isinstance(value, list):
        return [_redact_value(item, find, texts) for item in value]
    if not isinstance(value, dict):
        return value
    if "verbatim" in value:
        return {**value, "verbatim": texts[value["page"]][value["start"] : value["end"]]}
    return {
        name: item if name in OURS and isinstance(item, str) else _redact_value(item, find, texts)
        for name, item in value.items()
    }
