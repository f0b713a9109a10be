"""The amounts of one statement, each with its own words, and what those say of its basis and its purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.records import Party
from parsers.budgets.basis_and_purpose import (
    ACTIVITIES,
    ADMINISTRATION,
    ALLOTS,
    ANNUAL,
    BARE_LABEL,
    GIVES,
    SOME_WORK,
    SUM_LABEL,
    TOTAL,
    basis_of,
)
from parsers.budgets.givers import find_givers
from parsers.budgets.refusals import OUTDATED, refuse
from parsers.budgets.statements import ITEM
from parsers.budgets.years import find_single
from parsers.older.money import Amount, declares_thousands, find_money, find_thousands
from parsers.rules.rule import Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.sentences import Span, share_out

_GIVER = re.compile(r"(?i:\bkommunen|\bbolig\w+|\bpolitiet)|\b(?:og|samt|,)\s+[A-ZÆØÅ]")
# "3) Kommunikation: 40.000 kr."
_ITEM_LABEL = re.compile(rf"(?:{ITEM.pattern})?\s*([A-ZÆØÅ][a-zæøå][^\d:.\n]{{2,40}}):\s*(?:kr\.?\s*)?$")
_SIDES = re.compile(r"(?i)kommun(?!ika)|bolig|politi|\bpart|forening|selskab|finansiering|udgift|\bår|period")
_SAME = compile_danish(r"\(\s*$|svarende til\s*$|\bdvs\.?\s*$|(?:i alt|altså|samlet)\s*$|\beller\s*$")
_PART = compile_danish(r"\b(?:heraf|hvoraf|deraf|heri)\b")
_ON_TOP = compile_danish(r"\b(?:hertil kommer|dertil kommer|derudover|herudover|desuden)\b")
_BINDS_ON = re.compile(r"(?i)(?:\(|:|\bmed|\bpå)\s*(?:kr\.?|DKK)?\s*$")
_BINDS = re.compile(r"(?i)(?:\s+[\w-]+){0,3}?\s*(?:\(|:|\bmed|\bpå|\bfor)?\s*(?:kr\.?|DKK)?\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount with the words that belong to it: `own` is its stretch of the sentence."""

    amount: Amount
    sentence: Span
    own: Span
    basis: str = "unstated"
    purpose: str = "whole"
    givers: tuple[str | None, ...] = (None,)
    fte: float | None = None


def read_statement(
    body: Body,
    sentence: Span,
    following: Span | None,
    economy: bool,
    trace: Trace,
    parties: Sequence[Party],
    thousands: bool = False,
) -> list[Entry] | None:
    """The amounts of a statement that are ours; None where it holds no amount at all.

    `thousands`: its section says that amounts are in thousands of kroner.
    """
    text = body.text
    amounts = find_thousands(text, *sentence) if thousands else []
    amounts = amounts or list(find_money(text, *sentence, bare=economy))
    if thousands and declares_thousands(text, *sentence):
        amounts = [amount for amount in amounts if amount.kroner != 1000]
    if not amounts:
        return None
    if not (economy or ALLOTS.search(text, *sentence)):
        return []
    spans = _bind(text, share_out(text, sentence, [(a.start, a.end) for a in amounts]), amounts)
    kept: list[Entry] = []
    replaced: int | None = None
    floor = sentence[0]
    for amount, own in zip(amounts, spans, strict=True):
        reason = refuse(body, (amount.start, amount.end), sentence, own, following, amount.kroner != 1000)
        trace.note("budgets", amount.rule.name, (amount.start, amount.end), amount.kroner, reason or "kept")
        if not reason:
            givers = find_givers(body, own, (amount.start, amount.end), sentence, floor, parties)
            kept.append(Entry(amount, sentence, own if replaced is None else (replaced, own[1]), givers=givers))
        replaced = own[0] if reason == OUTDATED else None
        floor = amount.end
    return _with_bases(text, _with_purposes(text, kept))


def _bind(text: str, spans: list[Span], amounts: list[Amount]) -> list[Span]:
    """A purpose right before an amount and tied to it ("aktiviteter med 400.000 kr.") is that amount's."""
    cuts = [low for low, _ in spans]
    for at, (one, other) in enumerate(pairwise(amounts), 1):
        gap = text[one.end : other.start]
        words = [*ADMINISTRATION.finditer(gap), *ACTIVITIES.finditer(gap)]
        last = max(words, key=lambda match: match.end(), default=None)
        if last is None or not _BINDS_ON.search(gap) or not _BINDS.match(gap, last.end()):
            continue
        opens = re.search(r"(?:,|;|\bog|\bsamt)\s*$", gap[: last.start()])
        cuts[at] = one.end + (opens.start() if opens else last.start())
    return list(pairwise([*cuts, spans[-1][1]]))


def _with_purposes(text: str, entries: list[Entry]) -> list[Entry]:
    done: list[Entry] = []
    for entry in entries:
        purpose = _own_purpose(text, entry)
        if purpose is None and done:
            gap = text[done[-1].amount.end : entry.amount.start]
            same = _SAME.search(gap) or not (GIVES.search(gap) or _PART.search(gap) or _ON_TOP.search(gap))
            purpose = done[-1].purpose if same and len({other.purpose for other in done}) == 1 else None
        done.append(replace(entry, purpose=purpose or "whole"))
    return _shared_tail(text, done)


def _shared_tail(text: str, entries: list[Entry]) -> list[Entry]:
    """ "A gives 100 and B 50 for activities": one verb and one purpose for all."""
    last = entries[-1].purpose if entries else "whole"
    gaps = [text[a.amount.end : b.amount.start] for a, b in pairwise(entries)]
    apart = any(GIVES.search(gap) or _PART.search(gap) or _ON_TOP.search(gap) or _SAME.search(gap) for gap in gaps)
    alone = all(entry.purpose == "whole" for entry in entries[:-1])
    each = all(_GIVER.search(gap) for gap in gaps) or all(find_single(text, *entry.own) for entry in entries[:-1])
    alone = alone and each
    if len(entries) < 2 or last == "whole" or apart or not alone:
        return entries
    return [replace(entry, purpose=last) for entry in entries]


def _own_purpose(text: str, entry: Entry) -> str | None:
    words = text[slice(*entry.own)]
    administration, activities = ADMINISTRATION.search(words), ACTIVITIES.search(words)
    if administration and activities:
        return _nearer(entry, administration, activities, words)
    if administration or activities:
        return "administration" if administration else "activities"
    before = text[entry.sentence[0] : entry.amount.start]
    if SUM_LABEL.search(before):
        return "whole"
    label = _ITEM_LABEL.match(before)
    if label and entry.givers == (None,) and not BARE_LABEL.fullmatch(label[1]) and not _SIDES.search(label[1]):
        return "activities"
    return "activities" if SOME_WORK.search(text, entry.amount.end, entry.own[1]) or _pooled(before, entry) else None


def _pooled(before: str, entry: Entry) -> bool:
    """Whether the amount is that of a fund ("en pulje på 100.000 kr.")."""
    return bool(re.search(r"(?i)\b(?!hele|samlede)\w*\s+\w*pulje[nr]?\b\s+(?:på|med)\s*(?:kr\.?\s*)?$", before))


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
    """The basis each amount's own words say, else that of the words before the first or after the last of a row."""
    bases = _sums_as_its_parts(text, entries, [_basis_near(text, entry) for entry in entries])
    if not entries or all(bases):
        return [replace(entry, basis=basis or "unstated") for entry, basis in zip(entries, bases, strict=True)]
    start, end = entries[0].sentence
    lead = basis_of(text, start, entries[0].amount.start)
    lead = bases[0] if bases[0] and lead != bases[0] else lead
    tail = basis_of(text, entries[-1].amount.end, end) if len(entries) > 1 and _coordinated(text, entries) else None
    for at in range(len(entries)):
        gap = text[entries[at - 1].amount.end : entries[at].amount.start] if at else ""
        if bases[at] or _ON_TOP.search(gap):
            continue
        single = find_single(text, *entries[at].own)
        bases[at] = bases[at - 1] if _PART.search(gap) else (lead if at else None) or (None if single else tail)
    return [replace(entry, basis=basis or "unstated") for entry, basis in zip(entries, bases, strict=True)]


def _sums_as_its_parts(text: str, entries: list[Entry], bases: list[str | None]) -> list[str | None]:
    """ "per year: 300 for A, 700 for B, in all 1,000": what sums a row up at its end is reckoned as the row is."""
    if len(entries) < 3 or bases[-1] != "total" or "total" in bases[:-1]:
        return bases
    lead = bases[0] or basis_of(text, entries[0].sentence[0], entries[0].amount.start)
    row = sum(entry.amount.kroner for entry in entries[:-1])
    return [*bases[:-1], None] if lead == "annual" and entries[-1].amount.kroner < 1.5 * row else bases


def _coordinated(text: str, entries: list[Entry]) -> bool:
    gaps = pairwise(entries)
    return all(re.search(r"\b(?:og|samt)\b|,", text[a.amount.end : b.amount.start]) for a, b in gaps)


def _basis_near(text: str, entry: Entry) -> str | None:
    low, high = max(entry.own[0], entry.amount.start - 90), min(entry.own[1], entry.amount.end + 140)
    found = [
        (min(abs(m.start() - entry.amount.end), abs(entry.amount.start - m.end())), kind)
        for kind, pattern in (("annual", ANNUAL), ("total", TOTAL))
        for m in pattern.finditer(text, low, high)
    ]
    return min(found)[1] if found else None
