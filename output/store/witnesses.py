"""One agreement in several files: which file is the best witness, and where the witnesses differ. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.finding_messages import finding_message
from models.records import Agreement, Evidence, Finding, Severity, Signature
from output.store.rows import Rows, value_rows

CODE = "witness-conflict"
# Best first: a digital copy, a scan, a text dump.
SOURCES = ("digital", "scan", "dump")
# And before that: a copy that is what was signed, one that nobody signed, one that was altered after it was signed.
SIGNINGS = ("signed", "unsigned", "altered")

_ABOUT_AGREEMENTS = frozenset(("addendum", "status_report", "reporting_basis"))

PageFacts = tuple[str, str, float, int]


@dataclass(frozen=True, slots=True)
class Witness:
    """One file's reading of an agreement. `source` is one of `SOURCES`, `quality` 0..1 over its pages, `signing` one
    of `SIGNINGS`."""

    document: int
    sha256: str
    filename: str
    source: str
    quality: float
    agreement: Agreement
    signing: str = "unsigned"


@dataclass(frozen=True, slots=True)
class Settled:
    """The key of the preferred witness, and the rows of the findings about the differences."""

    preferred: int | None
    rows: Rows = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is compared in a field: rows with the same `key` should have the same `value`."""

    field: str
    key: Callable[[Any], Hashable]
    value: Callable[[Any], Hashable]


def _plain(text: str | None) -> str:
    return re.sub(r"[\W_]+", " ", (text or "").casefold()).strip()


ASPECTS = (
    Aspect("areas", lambda r: _plain(r.name), lambda r: r.change),
    Aspect("parties", lambda r: r.organisation, lambda r: r.administrator),
    Aspect("focus_areas", lambda r: _plain(r.title), lambda r: r.number),
    Aspect(
        "goals",
        lambda r: (r.number, r.indicator, tuple(sorted(r.offences))),
        lambda r: (r.direction, r.target_value, r.deadline, r.baseline_year, r.reference_area),
    ),
    Aspect(
        "measures",
        lambda r: (r.role, r.indicator, r.offence, _plain(r.area), r.time_of_day, r.year),
        lambda r: (r.value, r.unit, r.change_percent),
    ),
    Aspect(
        "budgets",
        lambda r: (r.purpose, r.basis, r.start_year, r.end_year, r.payer),
        lambda r: (r.amount_dkk, "" if r.adds else "part of another"),
    ),
    Aspect("meetings", lambda r: r.body, lambda r: (r.min_per_year, r.max_per_year)),
    Aspect("signatories", lambda r: (r.organisation, r.unit, _plain(r.name)), lambda r: (_plain(r.title), r.chair)),
    Aspect("decisions", lambda r: (_plain(r.body), r.date), lambda r: ()),
    Aspect("policies", lambda r: _plain(r.title), lambda r: ()),
    Aspect("definitions", lambda r: (_plain(r.term), r.offence), lambda r: _plain(r.text)),
    Aspect("related", lambda r: (r.partnership, r.start_year, r.end_year), lambda r: ()),
)


def witness_name(agreement: Agreement) -> str | None:
    """Which agreement a document is a witness of; None where the paper does not say enough to tell.

    Kind, partnership and end of period say it. A paper about agreements (an addendum, a report, a reporting basis) may
    have no partnership or no period: two of them are the same where all of title, agreement concerned, dates of
    decisions and years of figures are.
    """
    end = agreement.period.end if agreement.period else None
    if agreement.partnership and end:
        return f"{agreement.kind}/{agreement.partnership}/{end}"
    if agreement.kind not in _ABOUT_AGREEMENTS or not agreement.title:
        return None
    about = agreement.concerns
    concerned = (about.partnership, about.start_year, about.end_year) if about else ()
    decided = sorted({row.date for row in agreement.decisions})
    years = sorted({row.year for row in agreement.measures if row.year})
    named = [agreement.kind, agreement.partnership, end, _plain(agreement.title), *concerned, *decided, *years]
    return "/".join("" if part is None else str(part) for part in named)


def judge_source(pages: Sequence[PageFacts]) -> tuple[str, float]:
    """What kind of witness a document is, and how good, from (source, verdict, quality, characters) of its pages.

    The kind is that of most of its text; a layer that a machine read is a scan's.
    """
    weight: dict[str, int] = dict.fromkeys(SOURCES, 0)
    for source, verdict, _, length in pages:
        digital = source == "text_layer" and verdict != "machine_layer"
        weight["dump" if source == "plain_text" else "digital" if digital else "scan"] += length
    total = sum(length for *_, length in pages)
    quality = sum(quality * length for _, _, quality, length in pages) / total if total else 0.0
    return max(SOURCES, key=lambda name: weight[name]), round(quality, 6)


def judge_signing(signatures: Sequence[Signature], removed: bool) -> str:
    """Whether a file is what was signed, by the signatures over it (those in attachments are over other files).

    Signed is one whose signatures are all whole, with nothing after them but other signatures and what proves them,
    and none of them by somebody whom the user's roots do not know. `removed`: a signature was taken out of it.
    """
    over = [found for found in signatures if found.kind != "attached"]
    if removed or any(map(_is_altered, over)):
        return "altered"
    own = [found for found in over if found.kind != "timestamp"]
    whole = all(found.intact and found.modified_after_signing is False and found.trusted is not False for found in own)
    return "signed" if own and whole else "unsigned"


def _is_altered(signature: Signature) -> bool:
    broken = signature.intact is False or signature.modified_after_signing is True
    return broken or signature.problem in ("byte-range-gap", "bytes-after-signature")


def rank_of(witness: Witness) -> str:
    """A witness's place among others as text, the best first: signed before unsigned before altered, digital before
    scan before dump, then quality, then the hash. It is stored, so that the database itself knows who is next."""
    places = f"{SIGNINGS.index(witness.signing)} {SOURCES.index(witness.source)}"
    return f"{places} {1 - witness.quality:.6f} {witness.sha256}"


def choose(group: Iterable[Witness]) -> Witness | None:
    """The best witness, whatever their order."""
    return min(group, key=rank_of, default=None)


def settle(group: Sequence[Witness], first_evidence: int) -> Settled:
    """The preferred witness of a group, and findings for it and each of the others where they differ from it."""
    best = choose(group)
    if best is None:
        return Settled(None)
    found: dict[int, list[Finding]] = {witness.document: [] for witness in group}
    for other in sorted(group, key=lambda w: w.sha256):
        if other is not best:
            found[best.document] += differences(best, other)
            found[other.document] += differences(other, best)
    return Settled(best.document, _rows(group, found, first_evidence))


def settle_one(best: Witness, other: Witness, hashes: Mapping[str, str], first_evidence: int) -> Settled:
    """The same for one witness that came or was read again, where another stays preferred: what the preferred one says
    of all the others stands in its findings already. `hashes` are the sha256 of the witnesses by their names, which
    must be different ones.
    """
    kept = [one for one in best.agreement.findings if one.code == CODE and one.details["file"] != other.filename]
    about = sorted([*kept, *differences(best, other)], key=lambda one: hashes[one.details["file"]])
    found = {best.document: about, other.document: differences(other, best)}
    return Settled(best.document, _rows([best, other], found, first_evidence))


def _rows(group: Sequence[Witness], found: Mapping[int, list[Finding]], first_evidence: int) -> Rows:
    """The rows of the findings of each witness, after those of its own."""
    rows: Rows = {"findings": [], "evidence": []}
    for witness in group:
        own = sum(finding.code != CODE for finding in witness.agreement.findings)
        first = first_evidence + len(rows["evidence"])
        more = value_rows("findings", found[witness.document], (witness.document, own), first)
        rows = {table: rows[table] + more[table] for table in rows}
    return rows


def differences(here: Witness, there: Witness) -> list[Finding]:
    """Where `here` says something else than `there`: each finding quotes `here`, and names the place in `there`."""
    found = _single_differences(here, there)
    for aspect in ASPECTS:
        found += _listed_differences(aspect, here, there)
    return found


def _single_differences(here: Witness, there: Witness) -> list[Finding]:
    found: list[Finding] = []
    ours, theirs = here.agreement, there.agreement
    if ours.title and theirs.title and _plain(ours.title) != _plain(theirs.title):
        said = {"field": "title", "here": ours.title, "there": theirs.title, "file": there.filename}
        found += _finding(said, ours.evidence.get("title", []), "info")
    start, other = (side.period.start if side.period else None for side in (ours, theirs))
    if start and other and start != other:
        said = {"field": "period", "here": start, "there": other, "file": there.filename}
        found += _finding(said, ours.evidence.get("period", []), "warning")
    return found


def _listed_differences(aspect: Aspect, here: Witness, there: Witness) -> list[Finding]:
    ours, theirs = _grouped(aspect, here.agreement), _grouped(aspect, there.agreement)
    found: list[Finding] = []
    for key in sorted(ours.keys() & theirs.keys(), key=repr):
        values = [sorted((aspect.value(row) for row in side[key]), key=repr) for side in (ours, theirs)]
        if values[0] != values[1]:
            evidence = [quote for row in ours[key] for quote in row.evidence[:1]]
            text = [_words([key, *_unpacked(value)]) for value in values]
            said = {"field": aspect.field, "here": text[0], "there": text[1], "file": there.filename}
            found += _finding(said, evidence, "warning")
    alone = [row for key in sorted(ours.keys() - theirs.keys(), key=repr) for row in ours[key]]
    evidence = [quote for row in alone for quote in row.evidence[:1]]
    return [*found, *_finding({"field": aspect.field, "count": len(alone), "file": there.filename}, evidence, "info")]


def _grouped(aspect: Aspect, agreement: Agreement) -> Mapping[Hashable, list[Any]]:
    found: dict[Hashable, list[Any]] = defaultdict(list)
    for row in getattr(agreement, aspect.field):
        found[aspect.key(row)].append(row)
    return found


def _unpacked(values: list[Hashable]) -> list[Hashable]:
    return values[0:1] if len(values) == 1 else [tuple(values)]


def _words(value: Any) -> str:
    """Keys and values as one readable line, nothing for what is not given."""
    if isinstance(value, (tuple, list)):
        return " ".join(part for part in map(_words, value) if part)
    return "" if value is None or value is False else "yes" if value is True else str(value)


def _finding(details: dict[str, Any], evidence: list[Evidence], severity: Severity) -> list[Finding]:
    """The finding that these details make, or none where nothing on this paper shows it."""
    quotes = [quote.model_copy(update={"rule": CODE}) for quote in evidence]
    message = finding_message(CODE, details)
    return [Finding(code=CODE, severity=severity, message=message, details=details, evidence=quotes)] if quotes else []
