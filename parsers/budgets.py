"""What the partnership costs and who pays.

The amounts of the section on money, or where there is none, of sentences that set money aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from models.records import Budget, Period
from parsers.body import Body
from parsers.budget_tables import read_budget_rows
from parsers.confidence import weigh
from parsers.full_time import read_full_time
from parsers.money import Amount, find_money
from parsers.organisations import find_mentions, flatten
from parsers.rules import Trace, compile_danish
from parsers.sections import Sections
from parsers.sentences import Span, find_sentences, share_out

ALLOTS = compile_danish(
    r"\b(?:afsæt\w*|afsat\w*|bevilge\w*|bevilling\w*|bidrag\w*|budget\w*"
    r"|finansier\w*|stiller|tilskud\w*|medfinansier\w*"
    r"|indgår|økonomi\w*|midler\w*|pulje\w*|ramme\w*|betaler|dækker|reserver\w*|tilføre\w*)\b"
)
_GIVES = compile_danish(
    r"\b(?:afsæt\w*|afsat\w*|bevilg\w*|bidrag\w*|finansier\w*|betaler|dækker"
    r"|stiller|yder|giver|lægger|skyder|tilfører|indskyder|reserver\w*)\b"
)
_ANNUAL = compile_danish(r"\bårlig(?:t|e)?\b|\b(?:om|pr\.?|per|hvert) år(?:et)?\b|/ ?år\b|\bårsbudget\w*")
_TOTAL = compile_danish(
    r"\bi alt\b|\bialt\b|\bsamle[td]e?\b|\bsammenlagt\b|\btotal\w*|\b(?:over|i|for) hele (?:\w*perioden|løbetiden)\b"
    r"|\bover (?:de )?(?:\w+ )?(?:to|tre|fire|fem|seks|\d) år\b|\b(?:to|tre|fire|fem)årig bevilling\b"
)
_ADMINISTRATION = compile_danish(
    r"projektle\w+|(?<!partnerskabs)sekretaria\w+|administra\w+|koordinator\w*|koordinering\w*|projektmedarbejder\w*"
    r"|lønudgift\w*|\bløn\b|tovholder\w*"
)
_ACTIVITIES = compile_danish(r"\w*aktivitet\w*|\w*tiltag\b|\bindsatser(?:ne)?\b|\barrangementer\b|\bprojektmidler\b")
_FOREIGN = compile_danish(
    r"\bhelhedsplan\w*|\bområdefornyelse\w*|\bområdeløft\w*|\bLandsbyggefond\w*|\bsatspulje\w*|\btil sammenligning\b"
    r"|\b(?:andre|andet|anden|øvrige|tidligere|forrige|sidste|hidtidige|foregående|daværende) (?:\w+ )?"
    r"(?:partnerskab\w*|tryghedspartnerskab\w*|aftale\w*|periode\w*|projekt\w*|aftaleperiode\w*)"
    r"|\brenovering\w*|\banlægs\w+|\bnybyggeri\w*|\bprojektet [»\"”“]|\bbyggeri\w*|\bbøde\w*"
)
_OURS = compile_danish(r"\btil (?:tryghedsp|p)artnerskabet\b|\bpartnerskabets (?:aktiviteter|indsatser|arbejde)")
_OTHER_NAME = re.compile(r"\b([A-ZÆØÅ][\w/-]+) (?:[Tt]ryghedsp|[Pp])artnerskab(?:et|s)?\b")
_LIMIT = compile_danish(
    r"(?:op til|over|under|højst|maksimalt|mere end|mindre end) $|(?:op til|højst|maksimalt) (?:kr\.?)?$"
)
_LIMITED = compile_danish(
    r"\bansøg\w*|\bgodkend\w*|\bbeslut\w*|\bforelægge\w*"
    r"|\bpr\.? (?:aktivitet|projekt|ansøgning|beboer|bolig|lejemål|time|person)"
)
_REPLACED = compile_danish(
    r"\b(?:hidtidige|tidligere|nuværende|oprindelige|gamle|gældende) "
    r"(?:beløb|bevilling|bidrag|ramme|budget|pulje|tilskud)\w*\b[^.]{0,40}$"
    r"|\b(?:i stedet for|erstatter|afløser) (?:de |det |den )?(?:\w+ )?$"
)
_LAPSES = compile_danish(r"[^.]{0,60}\b(?:bortfalder|ophører|udgår|erstattes|afløses|er ophørt)\b")
_RAISED_FROM = compile_danish(
    r"\b(?:hæve\w*|forhøje\w*|øge\w*|nedsætte\w*|sænke\w*|ændre\w*|reducere\w*|løfte\w*"
    r"|sættes (?:op|ned)|stiger|vokser)\b[^.]{0,80}\bfra (?:kr\.? )?$"
)
_OUTDATED = "an amount that is replaced"
_SPENT = compile_danish(
    r"(?:de |det |den |disse |dette |hele )?(?:forhøjelse\w*|beløb\w*|midler\w*|penge\w*|tilskud\w*|bidrag\w*"
    r"|bevilling\w*|pulje\w*|ramme\w*|de|det|den) (?:\w+ ){0,2}?(?:bruges|anvendes|går|er afsat|er øremærket"
    r"|øremærkes|dækker|skal bruges|skal gå|finansierer|er tiltænkt|gives)\b"
)
_UNIT = compile_danish(r"\b(?:beløb|tal|opgjort|angivet)\w* (?:er )?(?:opgjort |angivet )?i (?:hele )?$")
_SAME = compile_danish(r"\(\s*$|svarende til\s*$|\bdvs\.?\s*$|(?:i alt|altså)\s*$|\beller\s*$")
_PART = compile_danish(r"\b(?:heraf|hvoraf|deraf|heri|hertil kommer)\b")
_YEAR = r"(?:\d{1,2}\.\s*\w+\s+)?(20\d\d)"
_YEARS = compile_danish(
    rf"{_YEAR}\s*(?:-|–|til(?: og med)?|t\.?o\.?m\.?|frem til(?: og med)?|og)\s*(?:udgangen af )?{_YEAR}"
)
_LISTED_YEARS = compile_danish(r"\b(20\d\d)(?:, 20\d\d)+,? og (20\d\d)\b")
_IN_YEAR = compile_danish(
    r"\b(?:i|for|fra|budget) (20\d\d)\b(?!\s*(?:-|–|til|og)\s*(?:med )?(?:udgangen af )?(?:\d{1,2}\. \w+ )?20\d\d)"
)
_IN_PERIOD = compile_danish(
    r"\b(?:aftale|partnerskabs|projekt)perioden\b|\b(?:aftalens|partnerskabets) (?:løbetid|periode)\b|\bhele perioden\b"
)


_ITEM = re.compile(r"[•▪●*=o–-]\s|\d{1,2}[.)]\s|[a-h]\)\s")


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount with the words that belong to it: `own` is its stretch of the sentence."""

    amount: Amount
    sentence: Span
    own: Span
    basis: str = "unstated"
    purpose: str = "whole"


def read_budgets(body: Body, sections: Sections, period: Period | None, trace: Trace) -> list[Budget]:
    """The agreement's own amounts, in the order they are printed; empty where it names none."""
    budgets = [
        row
        for part in sections.about("economy")
        for row in _read_zone(body, (part.body_start, part.end), part.start, period, trace)
    ]
    if not budgets:
        budgets = list(_read_zone(body, (0, body.notes_start), None, period, trace))
    return _without_repeats(budgets)


def _read_zone(body: Body, zone: Span, heading: int | None, period: Period | None, trace: Trace) -> Iterator[Budget]:
    """The amounts of a stretch; `heading` is where the heading of a section on money begins, None outside of one."""
    economy = heading is not None
    years = _find_years(body.text, (heading, zone[1]), period, False) if heading is not None else None
    tables, taken = read_budget_rows(body, zone, years) if economy else ([], [])
    lead: Span | None = None
    spoken = list(find_sentences(body.text, *zone))
    for start, end in spoken:
        if any(low < end and start < high for low, high in taken):
            continue
        if body.text[end - 1] == ":":
            lead = (start, end)
        elif not _ITEM.match(body.text[start : start + 4]):
            lead = None
        entries = _led(body.text, lead, _read_sentence(body, (start, end), economy, trace))
        following = spoken[spoken.index((start, end)) + 1 :]
        for entry in _told_after(body.text, entries, following[0] if following else None):
            own = _find_years(body.text, entry.own, period) or _find_years(body.text, entry.sentence, period)
            yield _make(body, entry, own or years or (None, None))
    yield from tables


def _told_after(text: str, entries: list[Entry], following: Span | None) -> list[Entry]:
    """An amount without a purpose takes it from a next sentence, without figures, that says what it is spent on."""
    spent = _SPENT.match(text, *following) if following else None
    words = text[slice(*following)] if following and spent else ""
    if len(entries) != 1 or entries[0].purpose != "whole" or re.search(r"\d", words):
        return entries
    administration, activities = bool(_ADMINISTRATION.search(words)), bool(_ACTIVITIES.search(words))
    if administration == activities:
        return entries
    return [replace(entries[0], purpose="administration" if administration else "activities")]


def _led(text: str, lead: Span | None, entries: list[Entry]) -> list[Entry]:
    """Items of a list: what the line before it says of basis and purpose holds where they say nothing."""
    if lead is None:
        return entries
    basis = _first_kind(text, *lead) or "unstated"
    words = text[slice(*lead)]
    about = (
        "administration" if _ADMINISTRATION.search(words) else "activities" if _ACTIVITIES.search(words) else "whole"
    )
    return [
        replace(
            entry,
            basis=basis if entry.basis == "unstated" else entry.basis,
            purpose=about if entry.purpose == "whole" else entry.purpose,
        )
        for entry in entries
    ]


def _read_sentence(body: Body, sentence: Span, economy: bool, trace: Trace) -> list[Entry]:
    text = body.text
    amounts = list(find_money(text, *sentence, bare=economy))
    if not amounts or not (economy or ALLOTS.search(text, *sentence)):
        return []
    spans = share_out(text, sentence, [(a.start, a.end) for a in amounts])
    kept: list[Entry] = []
    replaced: int | None = None
    for amount, own in zip(amounts, spans, strict=True):
        reason = _refusal(body, amount, sentence, own)
        trace.note("budgets", amount.rule.name, (amount.start, amount.end), amount.kroner, reason or "kept")
        if not reason:
            kept.append(Entry(amount, sentence, own if replaced is None else (replaced, own[1])))
        replaced = own[0] if reason == _OUTDATED else None
    return _with_bases(text, _with_purposes(text, kept))


def _refusal(body: Body, amount: Amount, sentence: Span, own: Span) -> str | None:
    """Why an amount is none of the partnership's budget, or None."""
    text = body.text
    before, after = text[sentence[0] : amount.start], text[amount.end : own[1]]
    if _LIMIT.search(before) and _LIMITED.search(text, *sentence):
        return "a limit, no allotment"
    if re.match(r"\s*(?:pr\.?|per)\s+(?:aktivitet|projekt|ansøgning|beboer|bolig|lejemål|time|person)", after):
        return "a rate, no allotment"
    if _UNIT.search(before):
        return "the unit of a table"
    if _REPLACED.search(before) or _LAPSES.match(after) or (_RAISED_FROM.search(before) and " til " in after):
        return _OUTDATED
    clause = before[-200:] + after[:60]
    if _FOREIGN.search(clause) and not _OURS.search(clause):
        return "another project's money"
    head = body.text[:600].casefold()
    others = [m[1] for m in _OTHER_NAME.finditer(clause) if m[1].casefold() not in head]
    return "another partnership's money" if others else None


def _with_purposes(text: str, entries: list[Entry]) -> list[Entry]:
    done: list[Entry] = []
    for entry in entries:
        words = text[slice(*entry.own)]
        administration, activities = _ADMINISTRATION.search(words), _ACTIVITIES.search(words)
        if administration and activities:
            purpose = _nearer(entry, administration, activities, words)
        elif administration or activities:
            purpose = "administration" if administration else "activities"
        else:
            same = done and _SAME.search(text[done[-1].amount.end : entry.amount.start])
            purpose = done[-1].purpose if same else "whole"
        done.append(replace(entry, purpose=purpose))
    return done


def _nearer(entry: Entry, administration: re.Match[str], activities: re.Match[str], words: str) -> str:
    """Both named: joined by "og" they are the whole, else the one said after the amount counts, or the nearer one."""
    first, last = sorted((administration, activities), key=lambda m: m.start())
    if re.fullmatch(r"\s*(?:,|og|samt|/|og til|samt til)?\s*(?:\w+\s+)?", words[first.end() : last.start()]):
        return "whole"
    at = entry.amount.start - entry.own[0]
    after = [m for m in (first, last) if m.start() > at]
    chosen = after[0] if after else last
    return "administration" if chosen is administration else "activities"


def _with_bases(text: str, entries: list[Entry]) -> list[Entry]:
    bases = [_basis_near(text, entry) for entry in entries]
    if entries and not all(bases):
        start, end = entries[0].sentence
        lead = _first_kind(text, start, entries[0].amount.start)
        tail = _first_kind(text, entries[-1].amount.end, end) if len(entries) > 1 else None
        lead = bases[0] if bases[0] and lead != bases[0] else lead
        parts = False
        for at, entry in enumerate(entries):
            part = _PART.search(text, entries[at - 1].amount.end, entry.amount.start) if at else None
            parts = parts or part is not None
            joined = bool(at) and part is None
            bases[at] = bases[at] or (lead if at else None) or (bases[at - 1] if parts else None)
            if not bases[at] and (joined or at == 0):
                bases[at] = tail if _coordinated(text, entries) else None
    return [replace(entry, basis=basis or "unstated") for entry, basis in zip(entries, bases, strict=True)]


def _coordinated(text: str, entries: list[Entry]) -> bool:
    gaps = pairwise(entries)
    return all(re.search(r"\b(?:og|samt)\b|,", text[a.amount.end : b.amount.start]) for a, b in gaps)


def _basis_near(text: str, entry: Entry) -> str | None:
    found = [
        (min(abs(m.start() - entry.amount.end), abs(entry.amount.start - m.end())), kind)
        for kind, pattern in (("annual", _ANNUAL), ("total", _TOTAL))
        for m in pattern.finditer(
            text, max(entry.own[0], entry.amount.start - 90), min(entry.own[1], entry.amount.end + 140)
        )
    ]
    return min(found)[1] if found else None


def _first_kind(text: str, start: int, end: int) -> str | None:
    if _ANNUAL.search(text, start, end):
        return "annual"
    return "total" if _TOTAL.search(text, start, end) else None


def _find_years(
    text: str, span: Span, period: Period | None, alone: bool = True
) -> tuple[int | None, int | None] | None:
    """First and last year that a stretch names; a single year counts only for its own sentence (`alone`)."""
    listed = _LISTED_YEARS.search(text, *span)
    if listed and int(listed[1]) <= int(listed[2]):
        return int(listed[1]), int(listed[2])
    match = _YEARS.search(text, *span)
    if match and int(match[1]) <= int(match[2]):
        return int(match[1]), int(match[2])
    single = _IN_YEAR.search(text, *span) if alone else None
    if single:
        return int(single[1]), int(single[1])
    if period and _IN_PERIOD.search(text, *span):
        return _year(period.start), _year(period.end)
    return None


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _make(body: Body, entry: Entry, years: tuple[int | None, int | None]) -> Budget:
    low, high = max(entry.own[0], entry.amount.start - 120), min(entry.own[1], entry.amount.end + 120)
    fte = read_full_time(body.text, low, high)
    rule = entry.amount.rule
    evidence = body.evidence(
        entry.amount.start, entry.amount.end, rule.name, weigh(body, rule, entry.amount.start, entry.amount.end)
    )
    return Budget(
        amount_dkk=entry.amount.kroner,
        basis=entry.basis,  # type: ignore[arg-type]
        purpose=entry.purpose,  # type: ignore[arg-type]
        fte=fte,
        payer=_payer(body, entry),
        start_year=years[0],
        end_year=years[1],
        evidence=[*evidence, *body.evidence(*entry.sentence, "budget-sentence", rule.confidence)],
    )


def _payer(body: Body, entry: Entry) -> str | None:
    """The organisation that is said to give the amount: the last one named before it in its own words."""
    text = flatten(body.text)
    found = [m for m in find_mentions(text, entry.own[0], entry.amount.start) if m.kind != "administration"]
    if not found or not (_GIVES.search(text, *entry.sentence) or ":" in text[found[-1].end : entry.amount.start]):
        return None
    return found[-1].organisation


def _without_repeats(budgets: list[Budget]) -> list[Budget]:
    """An amount said twice is one row; the statement that says its basis is kept."""
    kept: list[Budget] = []
    for row in budgets:
        at = next((place for place, other in enumerate(kept) if _repeats(other, row)), None)
        if at is None:
            kept.append(row)
        elif kept[at].basis == "unstated" and row.basis != "unstated":
            kept[at] = row
    return kept


def _repeats(one: Budget, other: Budget) -> bool:
    same = ("amount_dkk", "purpose", "payer", "start_year", "end_year")
    if any(getattr(one, name) != getattr(other, name) for name in same):
        return False
    return one.basis == other.basis or "unstated" in (one.basis, other.basis)
