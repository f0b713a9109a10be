"""How long an agreement runs: dates in every dress, spans of years, durations, halves and quarters of a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tests.variations.dates import DATE_FORMS, worded
from tests.variations.forms.registry import Form, add, form, silent
from tests.variations.paper import Cell, Lines, Said, Table, said
from tests.variations.plain import den
from tests.variations.rows import period
from tests.variations.world import World


def of(start: date | None, end: date, *blocks: str | Lines | Table) -> Said:
    basis = "stated" if start else "signature"
    return said(*blocks, period=period(start.isoformat() if start else None, end.isoformat(), basis))


def spring(world: World) -> tuple[date, date]:
    """The first of May of the first year to the last of April after the last: dates that no default can guess."""
    return date(world.start.year, 5, 1), date(world.end.year + 1, 4, 30)


def _dated(write: Callable[[date], str]) -> Callable[[World], Said]:
    def term(world: World) -> Said:
        start, end = spring(world)
        return of(start, end, f"Aftalen gælder fra {write(start)} til {write(end)}.")

    return term


for _name, _write in DATE_FORMS.items():
    add(Form(f"period/fra {_name} til", places={"period": _dated(_write)}))


# Bare years run from 1 January to 31 December.
YEARS: Mapping[str, str] = {
    "i perioden 2024-2027": "Aftalen gælder i perioden {first}-{last}.",
    "i perioden 2024–2027": "Aftalen gælder i perioden {first}–{last}.",
    "i perioden 2024 - 2027": "Aftalen er gældende i perioden {first} - {last}.",
    "i årene 2024 til 2027": "Aftalen gælder i årene {first} til {last}.",
    "fra 2024 til og med 2027": "Aftalen gælder fra {first} til og med {last}.",
    "for perioden 2024-27": "Aftalen gælder for perioden {first}-{short}.",
    "funktionsperiode": "Aftalens funktionsperiode er {first} til {last}.",
    "aftaleperioden dækker": "Aftaleperioden dækker årene {first}-{last}.",
    "fra begyndelsen til udgangen": "Aftalen løber fra begyndelsen af {first} til udgangen af {last}.",
    "primo og ultimo": "Aftalen gælder fra primo {first} til ultimo {last}.",
}
# The day before the anniversary, or the day that is printed; {from} and {to} are worded dates without "den".
DAYS: Mapping[str, str] = {
    "ophører uden yderligere varsel": "Aftalen træder i kraft den {from} og ophører uden yderligere varsel den {to}.",
    "bortfalder uden opsigelse": "Aftalen træder i kraft den {from} og bortfalder uden opsigelse den {to}.",
    "har virkning fra": "Aftalen har virkning fra den {from} og udløber den {to}.",
    "løbetid streg": "Aftalens løbetid er {from} – {to}.",
    "løber fra og til og med": "Aftalen løber fra og med den {from} til og med den {to}.",
    "til den regnet fra": "Aftalen er gældende til og med den {to}, regnet fra den {from}.",
    "startdato og slutdato": "Startdato: {from}. Slutdato: {to}.",
    "note ved dato": "Aftalen gælder fra den {from} til den {to}². Den kan genforhandles.",
    "evalueres imellem": "Aftalen begynder den {from}. Den evalueres efter et år og slutter den {to}.",
    "varsel imellem": (
        "Aftalen gælder fra den {from}. Den kan opsiges med seks måneders varsel og udløber uden videre den {to}."
    ),
}


def _yearly(sentence: str) -> Callable[[World], Said]:
    def term(world: World) -> Said:
        first, last = world.start.year, world.last
        text = sentence.format(first=first, last=last, short=f"{last % 100:02}")
        return of(date(first, 1, 1), date(last, 12, 31), text)

    return term


def _daily(sentence: str) -> Callable[[World], Said]:
    def term(world: World) -> Said:
        start, end = spring(world)
        return of(start, end, sentence.format_map({"from": worded(start), "to": worded(end)}))

    return term


for _name, _sentence in YEARS.items():
    add(Form(f"period/{_name}", places={"period": _yearly(_sentence)}))
for _name, _sentence in DAYS.items():
    add(Form(f"period/{_name}", places={"period": _daily(_sentence)}))

NUMBERS = {3: "tre", 4: "fire", 5: "fem"}


def _lasting(sentence: str) -> Callable[[World], Said]:
    """A stated duration of three or four years, that ends the day before the anniversary."""

    def term(world: World) -> Said:
        years = world.last - world.start.year + 1
        start = date(world.start.year, 3, 1)
        end = start.replace(year=start.year + years) - timedelta(days=1)
        return of(start, end, sentence.format_map({"from": worded(start), "years": NUMBERS[years]}))

    return term


DURATIONS: Mapping[str, str] = {
    "løber i tre år fra": "Aftalen løber i {years} år fra den {from}.",
    "træder i kraft og er gældende i tre år": "Aftalen træder i kraft den {from} og er gældende i {years} år.",
    "er treårig": "Aftalen er {years}årig og begynder den {from}.",
    "indgås for en periode på": "Aftalen indgås for en periode på {years} år med virkning fra den {from}.",
    "varighed": "Aftalens varighed er {years} år regnet fra den {from}.",
}
for _name, _sentence in DURATIONS.items():
    add(Form(f"period/{_name}", places={"period": _lasting(_sentence)}))

# An agreement that runs from the day of signing has no start.
SIGNING: Mapping[str, str] = {
    "ved underskrift, december måned": (
        "Aftalen træder i kraft ved underskrift og udløber med udgangen af december måned {last}."
    ),
    "fra underskrivelsen": "Aftalen gælder fra underskrivelsen og til udgangen af {last}.",
    "fra den dag alle har skrevet under": (
        "Aftalen gælder fra den dag, hvor alle parter har skrevet under, og frem til den 31. december {last}."
    ),
    "når den er underskrevet": "Aftalen træder i kraft, når den er underskrevet, og slutter den 31. december {last}.",
}


def _from_signing(sentence: str) -> Callable[[World], Said]:
    return lambda world: of(None, date(world.last, 12, 31), sentence.format(last=world.last))


for _name, _sentence in SIGNING.items():
    add(Form(f"period/{_name}", places={"period": _from_signing(_sentence)}))


@form("period/fra 3. kvartal")
def quarters(world: World) -> Said:
    first, last = world.start.year, world.last
    text = f"Aftalen gælder fra 3. kvartal {first} og frem til udgangen af 2. kvartal {last}."
    return of(date(first, 7, 1), date(last, 6, 30), text)


@form("period/fra 2. halvår")
def halves(world: World) -> Said:
    first, last = world.start.year, world.last
    text = f"Aftalen løber fra 2. halvår {first} til og med 1. halvår {last}."
    return of(date(first, 7, 1), date(last, 6, 30), text)


@form("period/mærkat")
def labelled(world: World) -> Said:
    start, end = spring(world)
    return of(start, end, Lines((f"Aftaleperiode: {worded(start)} - {worded(end)}",)))


@form("period/mærkater under hinanden")
def labelled_twice(world: World) -> Said:
    start, end = spring(world)
    return of(start, end, Lines((f"Ikrafttrædelse: {start:%d.%m.%Y}", f"Udløb: {end:%d.%m.%Y}")))


@form("period/tabel", media=("text", "markdown", "tabs", "pdf", "pdf-open"))
def in_a_table(world: World) -> Said:
    start, end = spring(world)
    body = (
        (Cell("Gældende fra"), Cell(worded(start))),
        (Cell("Gældende til"), Cell(worded(end))),
        (Cell("Genforhandles"), Cell("Når parterne er enige om det")),
    )
    return of(start, end, Table((), body))


@form("period/forlænges i to år", kind="addendum", budgets=silent)
def extended(world: World) -> Said:
    first = world.last + 1
    text = f"Partnerskabet forlænges i to år fra den 1. januar {first} til den 31. december {first + 1}."
    return of(date(first, 1, 1), date(first + 1, 12, 31), text)


@form("period/gammel aftale nævnt")
def after_an_earlier(world: World) -> Said:
    first = world.start.year
    text = f"Aftalen afløser aftalen for {first - 4}-{first - 1} og gælder fra {den(world.start)} til {den(world.end)}."
    return of(world.start, world.end, text)
