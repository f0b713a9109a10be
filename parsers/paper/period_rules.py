"""Rules for when an agreement runs: from a day or the day of signing, to a day, for a number of years, or in years."""

from __future__ import annotations

import re
from typing import Literal

from parsers.older.dates import ANY_DATE, DAY_DATE, YEAR, add_years, read_date
from parsers.rules.patterns import Pattern
from parsers.rules.rule import Rule, compile_danish

_NUMBERS = {"et": 1, "ét": 1, "en": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8}
_NUMBERS |= {"ni": 9, "ti": 10, "halvandet": 1, "halvandet år": 1}
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_TO = (
    r"(?:(?:og )?(?:indtil|til)(?: og med)?(?: (?:aftalens )?(?:udgangen af|udløb|ophør))?|t\.o\.m\.|tom\.|frem til"
    r"|–|-|—|med udløb)"
)
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


def _within_a_year(match: re.Match[str]) -> Value | None:
    start = read_date(match["start"] or match["year"])
    return (start, f"{start[:4]}-12-31", "stated") if start else None


def _until(match: re.Match[str]) -> Value | None:
    end = read_date(match["end"], last=True)
    return (None, end, None) if end else None


_DURATION = rf"(?:en )?(?:periode på )?(?P<count>{_COUNT})[- ]?(?P<unit>års?|årig\w*|måneders?|måneder)"
_DURATION += rf"(?: og (?P<more>{_COUNT}) måneder)?(?: periode)?"

# Order is priority: a rule that gives both ends comes before one that gives the last day only.
SAID: tuple[Rule, ...] = (
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
            rf"(?<![\d.])(?:nytår )?(?P<start>{ANY_DATE}),?"
            r"(?: (?:og|er|gælder|løber|gyldig|der|som|samt|med|hvorefter|gældende|udløber|ophører"
            r"|slutter|varer)\b[^.;\d]{0,50}?)?"
            rf"\s*(?:{_TO}|udløber|ophører|slutter|med udgangen af)"
            rf"(?:(?: uden \w+)?(?: den| udgangen af| med| udløbet af| ved| årets udgang"
            rf"| året| ultimo))*\s*(?P<end>{ANY_DATE})(?!\d)"
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
            ("primo 2020 til ultimo 2022", ("2020-01-01", "2022-12-31", "stated")),
        ),
        rejects=("31. april 2018 til 3", "2021-2014", "den 3. maj 2012"),
        confidence=0.95,
    ),
    Rule(
        "period-lasting",
        "period",
        compile_danish(
            rf"(?:i|for|over|på|er|har|en|løber|gælder|til)(?: yderligere| foreløbig)? {_DURATION}[^.\d]{{0,40}}?"
            rf" (?:fra(?: og med)?|regnet fra|begyndende|begynder|starter|træder i kraft|med virkning fra|med start)"
            rf"(?: den)? (?P<start>{ANY_DATE})"
        ),
        _lasting,
        examples=(
            ("løber i tre år fra den 1. juni 2015", ("2015-06-01", "2018-05-31", "stated")),
            ("Perioden er fire år, regnet fra 1. januar 2020", ("2020-01-01", "2023-12-31", "stated")),
            ("Aftalen er toårig og begynder 1. juli 2019", ("2019-07-01", "2021-06-30", "stated")),
            ("gælder for en periode på 18 måneder fra 1. januar 2020", ("2020-01-01", "2021-06-30", "stated")),
        ),
        rejects=("i tre år fremover",),
        confidence=0.95,
    ),
    Rule(
        "period-lasting-after",
        "period",
        compile_danish(
            rf"(?:fra(?: og med)?|kraft|virkning|begynder(?: at løbe)?|starter|pr\.?)(?: den)? (?P<start>{DAY_DATE})"
            rf"[^.\d]{{0,60}}? (?:i|for|over|varighed på|løbetid på|er|varer) {_DURATION}"
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
        "period-years-ahead",
        "period",
        compile_danish(
            rf"(?:fra(?: og med)?|pr\.?)(?: den)? (?P<start>{DAY_DATE}),? og (?:de næste )?{_DURATION} frem\w*"
        ),
        _lasting,
        examples=(("Fra den 1. juli 2019 og to år frem arbejder vi", ("2019-07-01", "2021-06-30", "stated")),),
        rejects=("fra den 1. juli 2019 og to år gamle børn",),
        confidence=0.9,
    ),
    Rule(
        "period-years-listed",
        "period",
        compile_danish(
            rf"(?:årene|år|perioden|kalenderår[ ]?:?) (?P<start>{YEAR})(?:, {YEAR})+(?:,? og|-) (?P<end>{YEAR})"
        ),
        _two_dates,
        examples=(("gælder for årene 2020, 2021 og 2022", ("2020-01-01", "2022-12-31", "stated")),),
        rejects=("i årene 2020 og 2022",),
        confidence=0.88,
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
        "period-to-years-end",
        "period",
        compile_danish(
            rf"(?:(?:fra(?: og med)?|kraft|virkning|begynder|starter|pr\.?|gælder)(?: den)? (?P<start>{DAY_DATE})"
            rf"|(?:gælder|løber|virker)(?: kun)? (?:i|for|hele)(?: hele)?(?: kalenderåret| året)? (?P<year>{YEAR}))"
            r"[^.;\d]{0,60}? (?:til|med|ved|indtil) (?:samme års|kalenderårets|årets) (?:udgang|udløb|slutning)"
            rf"(?!,? (?:\w+ ){{0,3}}{YEAR})"
        ),
        _within_a_year,
        examples=(
            ("gælder fra den 1. marts 2023 og til årets udgang", ("2023-03-01", "2023-12-31", "stated")),
            ("løber i 2023 og ophører ved kalenderårets udgang", ("2023-01-01", "2023-12-31", "stated")),
        ),
        rejects=("gælder fra 1. marts 2023 til årets udgang i 2025", "evalueres ved årets udgang"),
        confidence=0.88,
    ),
    Rule(
        "period-until",
        "period",
        compile_danish(
            r"(?:\b(?:løber|rækker) ind|\btil(?: og med)?(?: udgangen af)?|indtil|udløber|udløb|ophører"
            r"|bortfalder|slutter|slut(?:dato\w*)?|med udgangen af|frem til)"
            r"(?: (?:den|med|ved|i|i året|årets udgang|udgangen af|automatisk|således|nu|herefter|dog|senest|er"
            r"|uden \w+)|[ ]?:)*[\s|\"”“»]+"
            rf"(?P<end>{ANY_DATE})(?!\d)"
        ),
        _until,
        examples=(
            ("gælder til udgangen af 2019", (None, "2019-12-31", None)),
            ("gælder til og med 31. december 2019", (None, "2019-12-31", None)),
            ("udløber med udgangen af marts 2020", (None, "2020-03-31", None)),
            ("udløber ved årets udgang i 2024", (None, "2024-12-31", None)),
            ("ophører i 2025 ved årets udgang", (None, "2025-12-31", None)),
            ("Udløb: 31. december 2023", (None, "2023-12-31", None)),
            ("ophører automatisk den 31. december 2022", (None, "2022-12-31", None)),
        ),
        rejects=("siden 2019",),
        confidence=0.85,
    ),
)
TITLE_YEARS = Rule(
    "period-in-title",
    "period",
    Pattern(rf"(?P<start>{YEAR})\s*(?:-|–|—|til(?: og med)?|/)\s*(?P<end>{YEAR})", re.IGNORECASE),
    _two_dates,
    examples=(("Partnerskab for Engen 2020-2023", ("2020-01-01", "2023-12-31", "stated")),),
    rejects=("Vedtaget 2020",),
    confidence=0.75,
)
# Where a paper says the first day in one sentence or line, and the last day in another.
BEGINS = Rule(
    "period-begins",
    "period",
    compile_danish(
        r"\b(?:i?kraft|virkning|begynder|start(?:er|dato)?|ikrafttræd\w+|gælder|gældende|gyldig|løber)"
        rf"(?:[ ]?:| (?:er|fra|og med|den|pr\.?|fastsat til|allerede)|[ ]?\|)*[\s|]+(?P<start>{DAY_DATE})(?!\d)"
    ),
    lambda match: (read_date(match["start"]), None, "stated") if read_date(match["start"]) else None,
    examples=(
        ("Aftalen træder i kraft den 1. januar 2019.", ("2019-01-01", None, "stated")),
        ("Ikrafttrædelse: 1. januar 2020", ("2020-01-01", None, "stated")),
    ),
    rejects=("gælder til 1. januar 2020", "vedtaget den 1. maj 2012"),
    confidence=0.85,
)
RULES = (*SAID, TITLE_YEARS, BEGINS)
