"""Goals: verbs of every direction, with and without levels, how they are numbered, and what is no goal.

The statement is the first of a list; the others are those of the plain paper. Its offences are not in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.variations.forms.registry import Form, add, form, silent
from tests.variations.paper import Items, Row, Said, said
from tests.variations.plain import goal_items, goal_rows
from tests.variations.rows import goal, measure
from tests.variations.tables import counted, target_table
from tests.variations.world import World

SHARE = "Andelen af beboere, der føler sig trygge, "
UNSAFE = "Andelen af utrygge beboere "
COUNT = "Antallet af anmeldelser om vold "
RATE = "Det samlede antal anmeldelser om straffelovskriminalitet pr. 1.000 indbyggere "

Gold = Callable[[World], Row]
Levels = Callable[[World], list[Row]]
safe, unsafe, counts, rates = "feels_safe", "feels_unsafe", "reported_offences", "reported_offences_per_1000"


def words(world: World) -> dict[str, object]:
    """What the sentences may name."""
    return {
        "town": world.town,
        "place": world.place,
        "base": world.base,
        "last": world.last,
        "years": f"{world.start.year}-{world.last}",
        "safe": world.before.safe,
        "safer": world.before.safe + 8,
        "unsafe": world.before.unsafe,
        "less": world.before.unsafe - 6,
        "night": world.before.safe_night,
        "count": counted(world, "violence", 0),
        "fewer": counted(world, "violence", -15),
        "rate": f"{world.rate:.1f}".replace(".", ","),
        "lower": f"{world.rate - 5:.1f}".replace(".", ","),
        "share": world.activities,
    }


def _goal(indicator: str, direction: str, base: bool = False, last: bool = False, **more: object) -> Gold:
    """A first goal with the base year, the last year, or both."""

    def row(world: World) -> Row:
        years = {"baseline_year": world.base if base else None, "deadline": world.last if last else None}
        return goal("1", indicator, direction, **years, **more)

    return row


def violence(direction: str, base: bool = False, last: bool = False) -> Gold:
    return _goal(counts, direction, base, last, offences=["violence"])


# Name -> (sentence, its row). None of these names a level.
PLAIN: Mapping[str, tuple[str, Gold]] = {
    "skal øges": (SHARE + "skal øges frem mod {last}.", _goal(safe, "increase", last=True)),
    "stigende tendens": (SHARE + "skal vise en stigende tendens frem til {last}.", _goal(safe, "increase", last=True)),
    "være stigende": (SHARE + "skal være stigende i hele perioden.", _goal(safe, "increase")),
    "være højere i": (SHARE + "skal være højere i {last} end i {base}.", _goal(safe, "increase", True, True)),
    "flere skal føle": (
        "Flere beboere skal føle sig trygge i {last} end i {base}.",
        _goal(safe, "increase", True, True),
    ),
    "trygheden skal styrkes": (
        "Beboernes oplevelse af tryghed skal styrkes frem mod {last}.",
        _goal(safe, "increase", last=True),
    ),
    "stige og nærme sig": (
        SHARE + "skal årligt stige og nærme sig niveauet for hele {town} i {last}.",
        _goal(safe, "increase", last=True, reference_area="{town}"),
    ),
    "også aften": (
        SHARE + "skal stige frem mod {last}. Det gælder også i aften- og nattetimerne.",
        _goal(safe, "increase", last=True, times_of_day=["all", "evening_night"]),
    ),
    "kun aften": (
        "Andelen af beboere, der føler sig trygge i aften- og nattetimerne, skal stige frem mod {last}.",
        _goal(safe, "increase", last=True, times_of_day=["evening_night"]),
    ),
    "skal falde": (UNSAFE + "skal falde frem mod {last}.", _goal(unsafe, "decrease", last=True)),
    "skal nedbringes": (UNSAFE + "skal nedbringes inden {last}.", _goal(unsafe, "decrease", last=True)),
    "skal reduceres": (UNSAFE + "skal reduceres frem mod {last}.", _goal(unsafe, "decrease", last=True)),
    "skal mindskes": (UNSAFE + "skal mindskes frem mod {last}.", _goal(unsafe, "decrease", last=True)),
    "faldende tendens": (
        UNSAFE + "skal vise en faldende tendens frem til {last}.",
        _goal(unsafe, "decrease", last=True),
    ),
    "være faldende": (UNSAFE + "skal være faldende i hele perioden.", _goal(unsafe, "decrease")),
    "falde og nærme sig": (
        UNSAFE + "skal være faldende år for år og nærme sig gennemsnittet for hele {town}.",
        _goal(unsafe, "decrease", reference_area="{town}"),
    ),
    "færre skal": ("Færre beboere skal føle sig utrygge i {last} end i {base}.", _goal(unsafe, "decrease", True, True)),
    "nærme sig": (
        UNSAFE + "skal nærme sig niveauet for hele {town} i {last}.",
        _goal(unsafe, "approach", last=True, reference_area="{town}"),
    ),
    "ligge under niveauet": (
        COUNT + "skal i {last} ligge under niveauet i {base}.",
        violence("decrease", True, True),
    ),
    "være lavere i": (COUNT + "skal være lavere i {last} end i {base}.", violence("decrease", True, True)),
    "bringes ned": (COUNT + "skal bringes ned frem mod {last}.", violence("decrease", last=True)),
    "være på vej ned": (COUNT + "skal være aftagende i hele aftaleperioden.", violence("decrease")),
    "fastholdes på niveau": (
        COUNT + "skal som minimum fastholdes på {base}-niveau.",
        violence("maintain", base=True),
    ),
    "fastholdes som i": (
        COUNT + "skal fastholdes på samme niveau som i {base}.",
        violence("maintain", base=True),
    ),
    "monitoreres": ("Udviklingen i anmeldelser om vold monitoreres årligt.", violence("monitor")),
    "følges hvert år": ("Antallet af anmeldelser om vold følges hvert år.", violence("monitor")),
    "følges uden mål": ("Anmeldelser om vold følges hvert år uden en fast målsætning.", violence("monitor")),
    "opfølgning": (
        "Partnerskabet foretager hvert år en opfølgning på antallet af anmeldelser om vold.",
        violence("monitor"),
    ),
    "holder øje": ("Parterne holder løbende øje med udviklingen i anmeldelser om vold.", violence("monitor")),
    "mindst af aktiviteterne": (
        "Mindst {share} pct. af aktiviteterne skal have to eller flere samarbejdspartnere.",
        lambda world: goal("1", "activities_with_partners", "at_least", target_value=world.activities),
    ),
    "eller flere procent": (
        "{share} % eller flere af aktiviteterne skal gennemføres i samarbejde mellem to eller flere parter.",
        lambda world: goal("1", "activities_with_partners", "at_least", target_value=world.activities),
    ),
    "minimum procent": (
        "Minimum {share} procent af aktiviteterne i planen skal løses af to eller flere parter sammen.",
        lambda world: goal("1", "activities_with_partners", "at_least", target_value=world.activities),
    ),
}


def _felt(role: str, year: str, value: str, indicator: str = safe, **more: object) -> Levels:
    return lambda world: [measure(role, indicator, getattr(world, year), words(world)[value], **more)]  # type: ignore[arg-type]


def _both(indicator: str, first: str, then: str, **more: object) -> Levels:
    """A baseline in the base year and a target in the last."""

    def rows(world: World) -> list[Row]:
        said_words = words(world)
        return [
            measure("baseline", indicator, world.base, _number(said_words[first]), **more),
            measure("target", indicator, world.last, _number(said_words[then]), **more),
        ]

    return rows


def _number(value: object) -> float | int:
    return float(str(value).replace(",", ".")) if isinstance(value, str) else int(str(value))


def _aimed(indicator: str, direction: str, then: str, **more: object) -> Gold:
    """A first goal with both years and a value to reach."""
    return lambda world: goal(
        "1",
        indicator,
        direction,
        baseline_year=world.base,
        deadline=world.last,
        target_value=_number(words(world)[then]),
        **more,
    )


RISE = _aimed(safe, "increase", "safer")
FALL = _aimed(unsafe, "decrease", "less")
FEWER = _aimed(counts, "decrease", "fewer", offences=["violence"])
LOWER = _aimed(rates, "decrease", "lower", offences=["total_penal_code"])
SAFE = _both(safe, "safe", "safer")
LESS = _both(unsafe, "unsafe", "less")
VIOLENCE = _both(counts, "count", "fewer", offence="violence")
PENAL = _both(rates, "rate", "lower", offence="total_penal_code")


def _with_change(world: World) -> list[Row]:
    first, then = VIOLENCE(world)
    return [first, {**then, "change_percent": -15}]


# Name -> (sentence, its row, its levels).
LEVELS: Mapping[str, tuple[str, Gold, Levels]] = {
    "fra i til i": (SHARE + "skal stige fra {safe} % i {base} til {safer} % i {last}.", RISE, SAFE),
    "pct.": (SHARE + "skal stige fra {safe} pct. i {base} til {safer} pct. i {last}.", RISE, SAFE),
    "procent": (SHARE + "skal stige fra {safe} procent i {base} til {safer} procent i {last}.", RISE, SAFE),
    "uden mellemrum": (SHARE + "skal stige fra {safe}% i {base} til {safer}% i {last}.", RISE, SAFE),
    "år i parentes": (SHARE + "skal stige fra {safe} % ({base}) til {safer} % ({last}).", RISE, SAFE),
    "til i fra i": (SHARE + "skal i {last} være {safer} % mod {safe} % i {base}.", RISE, SAFE),
    "udgangspunkt i parentes": (
        SHARE + "skal være {safer} % i {last} (udgangspunkt {base}: {safe} %).",
        RISE,
        SAFE,
    ),
    "var og skal være": (SHARE + "var {safe} % i {base} og skal være {safer} % i {last}.", RISE, SAFE),
    "med procentpoint": (
        UNSAFE + "skal falde med 6 procentpoint fra {unsafe} % i {base} til {less} % i {last}.",
        FALL,
        LESS,
    ),
    "inden udgangen af": (
        UNSAFE + "skal ned fra {unsafe} % i {base} til {less} % inden udgangen af {last}.",
        FALL,
        LESS,
    ),
    "antal fra til": (COUNT + "skal falde fra {count} i {base} til {fewer} i {last}.", FEWER, VIOLENCE),
    "antal med procent": (COUNT + "skal falde fra {count} i {base} til {fewer} i {last} (-15 %).", FEWER, _with_change),
    "anmeldelser": (
        COUNT + "skal ned fra {count} anmeldelser i {base} til {fewer} anmeldelser i {last}.",
        FEWER,
        VIOLENCE,
    ),
    "højst": (COUNT + "må højst være {fewer} i {last}. I {base} var det {count}.", FEWER, VIOLENCE),
    "pr. 1.000": (RATE + "skal falde fra {rate} i {base} til {lower} i {last}.", LOWER, PENAL),
    "2023-niveau (77,4)": (
        RATE + "skal som minimum fastholdes på {base}-niveau ({rate}).",
        _goal(rates, "maintain", base=True, offences=["total_penal_code"]),
        lambda world: PENAL(world)[:1],
    ),
}


def _resolved(row: Row, world: World) -> Row:
    return {key: value.format(town=world.town) if isinstance(value, str) else value for key, value in row.items()}


def _first(text: str, row: Gold, levels: Levels | None = None) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        items = (text.format(**words(world)), *goal_items(world)[1:])
        rows = [_resolved(row(world), world), *goal_rows(world)[1:]]
        measures = levels(world) if levels else []
        return said("Parterne er enige om disse mål:", Items(items), goals=rows, measures=measures)

    return write


for _name, (_text, _row) in PLAIN.items():
    add(Form(f"goals/{_name}", places={"goals": _first(_text, _row)}))
for _name, (_text, _row, _levels) in LEVELS.items():
    add(Form(f"goals/{_name}", places={"goals": _first(_text, _row, _levels)}))


NEED = "Behovet for tryghedsskabende indsatser i {place} skal nedbringes fra "


def _need(first: str, then: str, text: str) -> Callable[[World], Said]:
    aim = _goal("need_for_safety_measures", "decrease", True, True, target_value=then)

    def levels(world: World) -> list[Row]:
        more = {"unit": "category"}
        indicator = "need_for_safety_measures"
        return [
            measure("baseline", indicator, world.base, first, **more),
            measure("target", indicator, world.last, then, **more),
        ]

    return _first(text, aim, levels)


for _name, _text in {
    "kategori med år": NEED + "markant i {base} til begrænset i {last}.",
    "kategori med år i parentes": NEED + "markant ({base}) til begrænset ({last}).",
}.items():
    add(Form(f"goals/{_name}", places={"goals": _need("markant", "begrænset", _text)}))


# ---- numbering ----

MARKERS = {"1)": "{})", "Mål 1.": "Mål {}.", "Mål 1:": "Mål {}:", "Målsætning 1:": "Målsætning {}:"}


def _numbered(marker: str) -> Callable[[World], Said]:
    return lambda world: said(
        "Parterne er enige om disse mål:", Items(goal_items(world), marker), goals=goal_rows(world)
    )


for _name, _marker in MARKERS.items():
    add(Form(f"goals/nummer {_name}", places={"goals": _numbered(_marker)}))


def _unnumbered(marker: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        rows = [{**row, "number": None} for row in goal_rows(world)]
        return said("Parterne er enige om disse mål:", Items(goal_items(world), marker), goals=rows)

    return write


add(Form("goals/punkter", places={"goals": _unnumbered("•")}))
add(Form("goals/streger", places={"goals": _unnumbered("-")}))


@form("goals/streger under et nummer", figures=silent)
def dashes_under_a_number(world: World) -> Said:
    """The dashes carry the content: the first under 2 is 2.1."""
    items = (
        f"Andelen af beboere, der føler sig trygge, skal stige frem mod {world.last}.",
        "Kriminaliteten i området skal udvikle sig således:",
    )
    under = (
        f"Antallet af anmeldelser om vold skal som minimum fastholdes på {world.base}-niveau.",
        "Anmeldelser om trusler monitoreres årligt.",
    )
    rows = [
        goal("1", safe, "increase", deadline=world.last),
        goal("2.1", counts, "maintain", offences=["violence"], baseline_year=world.base),
        goal("2.2", counts, "monitor", offences=["threats"]),
    ]
    return said("Parterne er enige om disse mål:", Items(items, under={1: under}), goals=rows)


# ---- what is no goal ----


@form("goals/vurdering er intet mål")
def no_goal_of_judging(world: World) -> Said:
    text = "Målene under 1 og 2 vurderes ud fra politiets anmeldelsesregister og nedbringes sammen med beboerne."
    return said("Parterne er enige om disse mål:", Items(goal_items(world)), text, goals=goal_rows(world))


@form("figures/mål efter tabel")
def goal_after_the_table(world: World) -> Said:
    table = target_table(world)
    text = "Desuden skal " + RATE[0].lower() + RATE[1:] + "som minimum fastholdes på {base}-niveau ({rate})."
    row = goal(None, rates, "maintain", offences=["total_penal_code"], baseline_year=world.base)
    more = said(text.format(**words(world)), goals=[row], measures=PENAL(world)[:1])
    return said(
        *table.blocks,
        *more.blocks,
        goals=more.rows["goals"],
        measures=[*table.rows["measures"], *more.rows["measures"]],
    )
