"""Time between the end of the earlier agreement that a paper names and its own start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.records import Agreement, Finding
from parsers.findings.stated import state_finding
from parsers.older.dates import DAY_DATE, MONTH_DATE, read_date
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body
from parsers.structure.paper import Paper
from parsers.structure.sentences import find_sentences

_NAMED = compile_danish(
    r"\b(?:trygheds)?(?:partnerskab(?:et|er)?|samarbejde(?:t)?)\b|\b(?!budget|udlicit|lejeaft)\w*aftale[nrs]{0,3}\b"
    r"|\b(?:partnerskabs|aftale|første|forrige|tidligere|sidste|seneste)\s?periode\w*"
)
_EARLIER = compile_danish(
    r"\b(?:tidligere|forrige|hidtidige|foregående|første|seneste|sidste|forudgående|nuværende|gamle|oprindelige|forgænger\w*)\b"
    r"|\b(?:afløser|erstatter|viderefører|fortsætter|fornyer|forlænger|efterfølger|afløses|erstattes|fornyes)\b"
    r"|\b(?:fortsættelse|forlængelse|videreførelse|fornyelse) af\b|\bbygger (?:videre )?på\b|\bi forlængelse af\b"
    r"|\b(?:løb|gjaldt|udløb|sluttede|ophørte|varede|dækkede|havde|eksisterede|omfattede)\b"
    r"|\bvar (?:[\w-]+ ){0,6}?(?:omfattet|del|med i|dækket)\b|\b(?:har|havde) (?:\w+ )?(?:før|tidligere)\b"
)
_ENDS = compile_danish(r"\b(?:udløb\w*|ophør\w*|slutte\w*|gjaldt|løb|varede|dækkede|afsluttes?|afsluttet|endte)\b")
_GOES_ON = compile_danish(
    r"(?:det|den|aftalen|partnerskabet|samarbejdet) "
    r"(?:udløb|ophørte|sluttede|løb|gjaldt|endte|varede)\b"
)
_OTHERS = compile_danish(
    r"\b\w*(?:strategi|politik|program|helhedsplan|undersøgelse|måling|budgetaftale|politiaftale|byfornyelse)\w*\b"
)
_ONE = rf"(?:{DAY_DATE}|{MONTH_DATE}|(?<![\d.])20\d\d)"
_RANGE = compile_danish(
    rf"(?P<first>{_ONE})\s*(?:[-–—/]|,? (?:og )?(?:frem )?til(?: og med)?(?: (?:den|udgangen af|ultimo))?"
    rf"|(?:, 20\d\d)*,? og)\s*(?P<last>{_ONE})(?!\d)"
)
_LAST = compile_danish(
    rf"\b(?:den|til|pr\.?|i|udgangen af|ultimo|slutningen af|udløbet af|med|og med)\s+(?P<last>{_ONE})(?!\s*[-–/]\s*\d)"
)
_YEAR = re.compile(r"20\d\d")
# The years of an agreement stand this near the words that name it.
_REACH = 160


@dataclass(frozen=True, slots=True)
class _End:
    """The day an earlier agreement ended, and where the paper says so."""

    day: date
    start: int
    end: int


def find_period_gaps(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """A gap between the latest earlier agreement that is named and this one, where they do not meet or overlap."""
    body, period = paper.body, agreement.period
    if period is None or period.start is None or agreement.kind != "partnership_agreement":
        return
    start = date.fromisoformat(period.start)
    close = date.fromisoformat(period.end) if period.end else date.max
    ends = [end for end in _earlier_ends(body) if end.day < close]
    if not ends:
        return
    last = max(ends, key=lambda end: end.day)
    if last.day + timedelta(days=1) < start:
        own = agreement.evidence.get("period", [])
        details = {"ended": last.day.isoformat(), "begins": start.isoformat()}
        evidence = [*body.evidence(last.start, last.end, "period-gap", 0.75), *own]
        yield state_finding("period-gap", "info", details, evidence)


def _earlier_ends(body: Body) -> Iterator[_End]:
    text = body.text
    spoken = False
    for start, end in find_sentences(text, 0, body.notes_start):
        dated = _YEAR.search(text, start, end)
        goes_on = dated and spoken and _GOES_ON.match(text, start, end)
        spoken = bool(_NAMED.search(text, start, end)) and bool(_EARLIER.search(text, start, end))
        if dated and (spoken or goes_on):
            yield from _ends_in(text, start, end)


def _ends_in(text: str, start: int, end: int) -> Iterator[_End]:
    """The last days that a sentence about an earlier agreement names."""
    cues = [*_NAMED.finditer(text, start, end), *_EARLIER.finditer(text, start, end)]
    taken = start
    for match in _RANGE.finditer(text, start, end):
        taken = match.end()
        if _is_of(text, start, match) and any(abs(cue.start() - match.start()) < _REACH for cue in cues):
            yield from _end(match)
    for verb in _ENDS.finditer(text, taken, end):
        last = _LAST.search(text, verb.end(), min(end, verb.end() + 50))
        if last and _is_of(text, start, last):
            yield from _end(last)
            return


def _is_of(text: str, start: int, years: re.Match[str]) -> bool:
    """Whether years are those of an agreement and not of a strategy or a plan that is named nearer to them."""
    other = [match.end() for match in _OTHERS.finditer(text, start, years.start())]
    named = [match.end() for match in _NAMED.finditer(text, start, years.start())]
    return not other or bool(named and max(named) > max(other))


def _end(match: re.Match[str]) -> Iterator[_End]:
    printed = read_date(" ".join(match["last"].split()), last=True)
    if printed:
        yield _End(date.fromisoformat(printed), match.start(), match.end())
