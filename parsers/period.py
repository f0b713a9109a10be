"""When an agreement runs: from a stated day or the day of signing, to a day, for a number of years, or in years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from models.records import Evidence, Kind, Period
from parsers.body import Body
from parsers.danish_dates import ANY_DATE, DAY_DATE, YEAR, add_years, read_date
from parsers.rules import Rule, Trace, compile_danish
from parsers.sections import Sections
from parsers.sentences import sentence_at
from parsers.windows import find_windows

_NUMBERS = {"et": 1, "ét": 1, "en": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8}
_NUMBERS |= {"ni": 9, "ti": 10, "halvandet": 1, "halvandet år": 1}
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_TO = r"(?:(?:og )?(?:indtil|til)(?: og med)?(?: udgangen af)?|t\.o\.m\.|tom\.|frem til|–|-|—|med udløb)"
_SIGNED = (
    r"(?:underskriftsdato\w*|underskrift\w*|underskrivelse\w*|(?:datoen for )?(?:aftalens )?(?:underskrivelse"
    r"|indgåelse)\w*"
    r"|parternes underskrift\w*|ved underskrift\w*"
    r"|(?:den )?dag(?:en)?,? (?:hvor |da |som )?(?:alle |samtlige )?(?:parter|parterne) (?:har )?"
    r"(?:skrevet under|skriver under|skrev under|undertegne[rt]|undertegnede|underskriver|underskrevet))"
)

Value = tuple[str | None, str | None, Literal["stated", "signature"] | None]


def _two_dates(match: re.Match[str]) -> Value | None:
    end = read_date(match["end"], last=True)
    if end is None:
        return None
    start = read_date(match["start"], year=int(end[:4]))
    if start is None or start >= end or int(end[:4]) - int(start[:4]) > 15:
        return None
    return start, end, "stated"


def _signed(match: re.Match[str]) -> Value | None:
    end = read_date(match["end"], last=True)
    return (None, end, "signature") if end else None


def _lasting(match: re.Match[str]) -> Value | None:
    start = read_date(match["start"])
    if start is None:
        return None
    count = match["count"].casefold()
    number = int(count) if count.isdigit() else _NUMBERS[count]
    months = 6 if count == "halvandet" else 0
    if match["unit"].casefold().startswith("måned"):
        number, months = 0, number
    more = (match["more"] or "0").casefold()
    months += int(more) if more.isdigit() else _NUMBERS[more]
    return start, add_years(start, number, months), "stated"


def _until(match: re.Match[str]) -> Value | None:
    end = read_date(match["end"], last=True)
    return (None, end, None) if end else None


_DURATION = rf"(?:en )?(?:periode på )?(?P<count>{_COUNT})[- ]?(?P<unit>års?|årig\w*|måneders?|måneder)"
_DURATION += rf"(?: og (?P<more>{_COUNT}) måneder)?(?: periode)?"

# Order is priority: a rule that gives both ends comes before one that gives the last day only.
_SAID: tuple[Rule, ...] = (
    Rule(
        "period-end-moved",
        "period",
        compile_danish(
            r"(?:slutdato|udløbsdato|udløb|ophør)\w* (?:flyttes|ændres|udskydes|rykkes|forlænges)"
            rf" (?:fra(?: den)? {ANY_DATE} )?til(?: den)? (?P<end>{ANY_DATE})\.?[^.]{{0,60}}? kraft(?: den)?"
            rf" (?P<start>{ANY_DATE})"
        ),
        _two_dates,
        examples=(
            (
                "slutdato rykkes fra 31. maj 2019 til 31. maj 2021. Ændringen træder i kraft den 1. april 2019",
                ("2019-04-01", "2021-05-31", "stated"),
            ),
        ),
        rejects=("slutdato er 31. maj 2019",),
        confidence=0.93,
    ),
    Rule(
        "period-addendum-runs-on",
        "period",
        compile_danish(
            r"(?:tillægget|allongen|ændringen) (?:virker|gælder|har virkning|træder i kraft)(?: fra(?: og med)?)?"
            rf"(?: den)? (?P<start>{DAY_DATE})\..{{0,170}}? (?:slutter|udløber|ophører)(?: nu| herefter| i stedet)?"
            rf" (?:med udgangen af|den) (?P<end>{ANY_DATE})"
        ),
        _two_dates,
        examples=(
            (
                "Allongen gælder fra den 1. maj 2019. Samarbejdet fortsætter og ophører nu med udgangen af juni 2021",
                ("2019-05-01", "2021-06-30", "stated"),
            ),
        ),
        rejects=("Allongen gælder fra den 1. maj 2019. Resten er uændret",),
        confidence=0.9,
    ),
    Rule(
        "period-from-signing",
        "period",
        compile_danish(
            rf"(?:fra|ved|med|efter|på|pr\.?)(?: den| dagen for)? {_SIGNED}[^.]{{0,60}}? (?:{_TO}|udløber|ophører)"
            rf"(?: den| med| ved| udgangen af| årets udgang)*\s*(?P<end>{ANY_DATE})"
        ),
        _signed,
        examples=(
            ("gælder fra underskriftsdatoen til og med 31. december 2019", (None, "2019-12-31", "signature")),
            ("træder i kraft ved underskrift og løber til og med den 30. juni 2022", (None, "2022-06-30", "signature")),
            ("fra parternes underskrift og indtil udgangen af 2020", (None, "2020-12-31", "signature")),
            ("fra den dag, alle parter skriver under, og til udgangen af maj 2020", (None, "2020-05-31", "signature")),
        ),
        rejects=("underskrevet den 3. maj 2012",),
        confidence=0.96,
    ),
    Rule(
        "period-two-dates",
        "period",
        compile_danish(
            rf"(?<![\d.])(?P<start>{ANY_DATE}),?"
            r"(?: (?:og|er|gælder|løber|gyldig|der|som|samt|med|hvorefter|gældende|udløber|ophører"
            r"|slutter|varer)\b[^.;\d]{0,50}?)?"
            rf"\s*(?:{_TO}|udløber|ophører|slutter|med udgangen af)"
            rf"(?:(?: uden \w+)?(?: den| udgangen af| med| udløbet af| ved| årets udgang"
            rf"| året))*\s*(?P<end>{ANY_DATE})(?!\d)"
        ),
        _two_dates,
        examples=(
            ("fra 1. januar 2019 til og med 31. december 2023", ("2019-01-01", "2023-12-31", "stated")),
            ("i perioden 2011-2014", ("2011-01-01", "2014-12-31", "stated")),
            ("fra 1. marts til 31. december 2018", ("2018-03-01", "2018-12-31", "stated")),
            ("træder i kraft den 1. marts 2016 og gælder til udgangen af 2019", ("2016-03-01", "2019-12-31", "stated")),
            ("fra den 1. februar 2022 til den 31. januar 2025", ("2022-02-01", "2025-01-31", "stated")),
            (
                "gælder pr. 1. januar 2024 og udløber uden varsel den 31. december 2026",
                ("2024-01-01", "2026-12-31", "stated"),
            ),
            ("træder i kraft 1. maj 2017 og udløber den 30. april 2020", ("2017-05-01", "2020-04-30", "stated")),
            ("01.01.2019 - 31.12.2022", ("2019-01-01", "2022-12-31", "stated")),
            ("2022 til 2025", ("2022-01-01", "2025-12-31", "stated")),
        ),
        rejects=("31. april 2018 til 3", "2021-2014", "den 3. maj 2012"),
        confidence=0.95,
    ),
    Rule(
        "period-lasting",
        "period",
        compile_danish(
            rf"(?:i|for|over|på) {_DURATION}[^.\d]{{0,40}}? (?:fra(?: og med)?|regnet fra|begyndende"
            rf"|med virkning fra|med start)"
            rf"(?: den)? (?P<start>{ANY_DATE})"
        ),
        _lasting,
        examples=(
            ("løber i tre år fra den 1. juni 2015", ("2015-06-01", "2018-05-31", "stated")),
            ("gælder for en periode på 18 måneder fra 1. januar 2020", ("2020-01-01", "2021-06-30", "stated")),
        ),
        rejects=("i tre år fremover",),
        confidence=0.95,
    ),
    Rule(
        "period-lasting-after",
        "period",
        compile_danish(
            rf"(?:fra(?: og med)?|kraft|virkning|begynder|starter|pr\.?)(?: den)? (?P<start>{DAY_DATE})"
            rf"[^.\d]{{0,60}}? (?:i|for|over|varighed på|løbetid på|er) {_DURATION}"
        ),
        _lasting,
        examples=(
            ("træder i kraft den 1. august 2019 og gælder i fire år", ("2019-08-01", "2023-07-31", "stated")),
            ("begynder 1. april 2012 og har en varighed på 3 år og 9 måneder", ("2012-04-01", "2015-12-31", "stated")),
            ("med virkning fra 1. januar 2018 og har en varighed på 2 år", ("2018-01-01", "2019-12-31", "stated")),
        ),
        rejects=("siden den 1. maj 2012",),
        confidence=0.93,
    ),
    Rule(
        "period-years-gone",
        "period",
        compile_danish(
            rf"(?:fra(?: og med)?|kraft|virkning|begynder|starter|pr\.?)(?: den)? (?P<start>{DAY_DATE})"
            rf"[^.\d]{{0,40}}? (?:udløber|ophører|slutter|bortfalder),? (?:når der er gået|efter) {_DURATION}"
        ),
        _lasting,
        examples=(
            (
                "gælder fra og med den 1. maj 2016 og ophører, når der er gået to år",
                ("2016-05-01", "2018-04-30", "stated"),
            ),
            ("begynder den 1. juli 2019 og udløber efter tre år", ("2019-07-01", "2022-06-30", "stated")),
        ),
        rejects=("begynder den 1. juli 2019 og evalueres efter tre år",),
        confidence=0.93,
    ),
    Rule(
        "period-years",
        "period",
        compile_danish(
            rf"(?:perioden|årene|periode)(?: fra)? (?P<start>{YEAR})\s*(?:-|–|—|til(?: og med)?|og)\s*(?P<end>{YEAR})"
        ),
        _two_dates,
        examples=(("aftaleperioden 2015 til og med 2018", ("2015-01-01", "2018-12-31", "stated")),),
        rejects=("fra 2015",),
        confidence=0.9,
    ),
    Rule(
        "period-until",
        "period",
        compile_danish(
            r"(?:til(?: og med)?(?: udgangen af)?|indtil|udløber|ophører|med udgangen af|frem til)(?: den| med"
            r"| ved| udgangen af)*\s+"
            rf"(?P<end>{ANY_DATE})(?!\d)"
        ),
        _until,
        examples=(
            ("gælder til udgangen af 2019", (None, "2019-12-31", None)),
            ("gælder til og med 31. december 2019", (None, "2019-12-31", None)),
            ("udløber med udgangen af marts 2020", (None, "2020-03-31", None)),
        ),
        rejects=("siden 2019",),
        confidence=0.85,
    ),
)
_TITLE_YEARS = Rule(
    "period-in-title",
    "period",
    re.compile(rf"(?P<start>{YEAR})\s*(?:-|–|—|til(?: og med)?|/)\s*(?P<end>{YEAR})", re.IGNORECASE),
    _two_dates,
    examples=(("Partnerskab for Engen 2020-2023", ("2020-01-01", "2023-12-31", "stated")),),
    rejects=("Vedtaget 2020",),
    confidence=0.75,
)
RULES = (*_SAID, _TITLE_YEARS)
_YEAR = re.compile(YEAR)
# Years alone in the title name the agreement; what the text says of its run goes before them.
_BARE_YEARS = re.compile(rf"{YEAR}\s*(?:-|–|—|til(?: og med)?)\s*{YEAR}")
# Sentences that say how long the agreement runs.
_SUBJECT = re.compile(
    r"(?i)(?:aftale\w*|partnerskab\w*|tillæg\w*|samarbejde\w*|den|perioden)[^.]{0,90}?\b(?:gælder|gældende|løber"
    r"|træder i kraft"
    r"|ikraft\w*|varer|virker|virkning|udløber|ophører|slutter|begynder|indgå(?:s|et) for|strækker sig|dækker"
    r"|forlænge[st]\w*"
    r"|løbetid|varighed|gyldig\w*)"
)
_SIGNING = re.compile(r"(?i)(?:kraft|gælder|gældende|gyldig|virkning|løber)\b[^.]{0,40}\bunderskr[ei]\w+")
# The opening sentence: who makes which partnership, and for which years.
_MADE = re.compile(r"(?i)\bindgår\b[^.]{0,60}\b(?:aftale|partnerskab|samarbejde)\b")
_EARLIER = re.compile(
    r"(?i)\b(?:første|tidligere|forrige|hidtidige|oprindelige|seneste|gamle)\b[^.]{0,40}(?:periode|aftale"
    r"|partnerskab)"
)
_OF_ANOTHER = re.compile(r"(?i)(?:strategi|politik|plan|planen|program|handleplan|undersøgelse)\s+$")
_MONEY = re.compile(r"(?i)\b(?:kr\.|kroner|mio\.|afsat|bevilget|baseline|anmeldelser|strategi)")


def read_period(
    body: Body, sections: Sections, kind: Kind, title: tuple[int, int] | None, trace: Trace
) -> tuple[Period | None, list[Evidence]]:
    """The period and its evidence; None in papers that set none, and where nothing says it."""
    if kind not in ("partnership_agreement", "addendum"):
        return None, []
    places = [(section.body_start, section.end) for section in sections.about("validity")]
    best = None
    for rank, rule in enumerate(_SAID):
        for match, value in _find_near_years(rule, body):
            in_title = title is not None and title[0] <= match.start() < title[1]
            said = 0 if in_title and _BARE_YEARS.fullmatch(match.group()) else _says_so(body.text, match, places)
            trace.note(
                "period", rule.name, match.span(), value, "candidate" if said else "not about the agreement's run"
            )
            order = (value[0] is None and value[2] is None, -said, rank, match.start())
            if said and (best is None or order < best[0]):
                best = order, rule, match, value
    if best is None and title is not None and kind == "partnership_agreement":
        for match, value in _TITLE_YEARS.find(body.text, *title):
            best = (True, True, 9, match.start()), _TITLE_YEARS, match, value
    if best is None:
        return None, []
    _, rule, match, value = best
    trace.note("period", rule.name, match.span(), value)
    basis = value[2] or ("signature" if _from_signing(body.text, match) else None)
    period = Period(start=value[0], end=value[1], start_basis=basis)
    return period, body.evidence(*match.span(), rule.name, rule.confidence)


def _find_near_years(rule: Rule, body: Body) -> Iterator[tuple[re.Match[str], Value]]:
    """The rule's matches, looked for only around printed years: no period is without one."""
    for start, end in find_windows(_YEAR, body.text, 0, body.notes_start, before=110, after=90):
        yield from rule.find(body.text, start, end)


def _from_signing(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence, or the one beside it, has the agreement run from the day of signing."""
    start, end = sentence_at(text, match.start())
    return bool(_SIGNING.search(text, max(0, start - 160), min(len(text), end + 160)))


def _says_so(text: str, match: re.Match[str], places: list[tuple[int, int]]) -> int:
    """2 where the sentence says how long the agreement runs, 1 where only its section does, else 0."""
    start, end = sentence_at(text, match.start())
    sentence = text[start:end]
    if _OF_ANOTHER.search(text, max(start, match.start() - 60), match.start()):
        return 0
    inside = any(first <= match.start() < last for first, last in places)
    if _EARLIER.search(text, start, match.start()) or _MONEY.search(sentence):
        return int(inside)
    made = match.start() < 1500 and _MADE.search(sentence)
    return 2 if _SUBJECT.search(sentence) else int(inside or bool(made))
