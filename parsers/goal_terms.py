"""What a sentence about a goal says: which way, by when, from which year. Rules as tables."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.rules import Rule, compile_danish


def _constant(value: str) -> Callable[[re.Match[str]], str]:
    return lambda match: value


def _direction(name: str, words: str, examples: tuple[str, ...], rejects: tuple[str, ...] = ()) -> Rule:
    return Rule(
        f"direction-{name.replace('_', '-')}",
        "goals",
        compile_danish(words),
        _constant(name),
        tuple((text, name) for text in examples),
        rejects,
    )


# Order is priority where a sentence says several.
DIRECTIONS: tuple[Rule, ...] = (
    _direction(
        "maintain",
        r"\bfasthold\w*|\bbevar(?:es|e)\b|\bmå ikke (?:stige|overstige|vokse|øges|blive)|\bikke (?:overstige|stige)\b"
        r"|\bholdes? (?:på|sig på)|\buændret\b|\bpå niveau med\b|\bpå samme niveau\b|\bstabilisere\w*|\bvedligehold\w*",
        ("Tallet skal som minimum fastholdes", "kriminaliteten må ikke stige", "skal holdes på niveau med 2019"),
        ("skal falde",),
    ),
    _direction(
        "monitor",
        r"\bmonitore?r\w*|\bmoniter\w*|\bovervåge\w*|\bfølge[rs] (?:årligt|løbende|år for år|fra år til år|hvert \w+"
        r"|hver \w+|med en årlig)"
        r"|\b(?:årligt|løbende) følges\b|\bfølger\b[^.]{0,80}\b(?:år for år|fra år til år)\b"
        r"|\b(?:holde[rs]?|holdt) (?:\w+ )?øje med\b",
        (
            "Vi følger tallet for tyveri fra år til år",
            "der holdes øje med hærværket",
            "Årlig monitorering af hærværk",
            "Udviklingen i chikane monitoreres",
        ),
        ("følges op af kommunen",),
    ),
)
MOVES: tuple[Rule, ...] = (
    _direction(
        "increase",
        r"\bstige(?:r|t)?\b|\bstigning\w*|\b(?:for)?øges?\b|\b(?:for)?øget\b"
        r"|\bvokse\w*|(?<!eller\s)\bflere\b(?! samarbejds| end to)"
        r"|\bhøjere\b|\bløftes?\b|\bforbedres?\b|\bhæves?\b|\bstørre andel\b|\bskal op\b|\bbringes op\b",
        ("skal årligt stige", "der skal ske en stigning i trygheden", "skal øges år for år"),
        ("skal falde", "stigende"),
    ),
    _direction(
        "decrease",
        r"\bfalde(?:r|t)?\b|\b(?:et )?fald\b|\bnedbring\w*|\bnedbragt\w*|\bnedsætte\w*|\breducer\w*"
        r"|\bmindske[st]?\b|\bsænke[st]?\b"
        r"|\bfærre\b|\blavere\b|\bbegrænse[st]?\b|\bhalvere\w*|\bformindske\w*"
        r"|\bnedgang\b|\bskal ned\b|\b(?:bringes|bragt|kommet?|komme) ned\b|\bned på\b",
        (
            "ned på 40 sager",
            "være bragt ned under 10",
            "skal nedbringes",
            "være faldet til",
            "færre indbrud",
            "et fald i hærværk",
        ),
        ("skal øges",),
    ),
    _direction("approach", r"\bnærme sig\b|\bnærmer sig\b", ("skal nærme sig byens niveau",), ("i nærheden",)),
    _direction(
        "decrease_to",
        r"\b(?:højst|ikke mere end|(?:være|komme|holdes?) under|maksimalt)\b",
        ("må højst være 15 %",),
        ("mindst 15 %",),
    ),
    _direction(
        "at_least",
        r"\b(?:mindst|minimum|som minimum)\b",
        ("Mindst 60 % af aktiviteterne",),
        ("højst 60 %",),
    ),
)


def read_direction(text: str) -> tuple[str, int, int] | None:
    """The direction a statement asks for, and where it says so; None where it asks for none."""
    for rule in DIRECTIONS:
        for match, value in rule.find(text):
            return str(value), match.start(), match.end()
    moves = [(m.start(), str(v), m.end()) for rule in MOVES[:2] for m, v in rule.find(text)]
    if moves:
        start, value, end = min(moves)
        return value, start, end
    for rule in MOVES[2:]:
        for match, value in rule.find(text):
            return str(value).removesuffix("_to"), match.start(), match.end()
    return None


def _read_year(match: re.Match[str]) -> int:
    return int(match["year"])


_Y = r"(?P<year>20\d\d)"
BASELINE_YEARS: tuple[Rule, ...] = (
    Rule(
        "baseline-range",
        "goals",
        compile_danish(rf"\bfra (?:år )?{_Y} (?:og )?(?:frem )?til (?:og med |udgangen af |år )?20\d\d\b"),
        _read_year,
        examples=(("skal reduceres fra 2016 til 2019", 2016),),
        rejects=("fra 20 til 18 i 2019",),
    ),
    Rule(
        "baseline-year",
        "goals",
        compile_danish(
            rf"\b{_Y}[-\s]*niveau\w*"
            r"|\b(?:niveauet|samme niveau) (?:som )?(?:fra|i|for) (?P<y2>20\d\d)"
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(
            ("fastholdes på 2019-niveau", 2019),
            ("på niveauet fra 2017", 2017),
            ("højst samme niveau som i 2018", 2018),
        ),
        rejects=("niveau med byen i 2024",),
    ),
    Rule(
        "baseline-compared",
        "goals",
        compile_danish(
            rf"\b(?:i forhold til|ift\.?|sammenlignet med|set i forhold til|målt mod|end|siden|på niveau med|målt fra)"
            rf" (?:niveauet |antallet |tallet |resultatet |baseline |målingen )?(?:i |fra |for |år )?{_Y}"
        ),
        _read_year,
        examples=(
            ("i forhold til 2020", 2020),
            ("færre indbrud end i 2015", 2015),
            ("sammenlignet med niveauet i 2018", 2018),
        ),
        rejects=("inden udgangen af 2024",),
    ),
    Rule(
        "baseline-named",
        "goals",
        compile_danish(
            rf"\b(?:baseline|udgangspunkt\w*|basisår\w*|referenceår\w*)(?: er| i| for|:)?(?: fra)? \(?{_Y}"
            rf"|\bmed {_Y.replace('year', 'y2')} som (?:baseline|udgangspunkt|basisår|referenceår)"
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(("baseline for 2021 er 40", 2021), ("med 2019 som basisår", 2019)),
        rejects=("mål for 2025",),
    ),
)
DEADLINES: tuple[Rule, ...] = (
    Rule(
        "deadline-range",
        "goals",
        compile_danish(rf"\bfra (?:år )?20\d\d (?:og )?(?:frem )?til (?:og med |udgangen af |år )?{_Y}\b"),
        _read_year,
        examples=(("skal reduceres fra 2016 til 2019", 2019),),
        rejects=("fra 20 til 18 i 2019",),
    ),
    Rule(
        "deadline",
        "goals",
        compile_danish(
            rf"\b(?:inden|senest|med|ved|til) (?:med )?(?:udgangen|udløbet|slutningen) af (?:år )?{_Y}"
            rf"|\b(?:inden|senest(?: i)?|ultimo|frem (?:mod|til)|i slutningen af) {_Y.replace('year', 'y2')}"
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(("med udgangen af 2016", 2016), ("senest i 2025", 2025), ("ultimo 2024", 2024)),
        rejects=("end i 2015",),
    ),
    Rule(
        "deadline-in",
        "goals",
        compile_danish(
            r"(?<!end\s)(?<!til\s)(?<!fra\s)(?<!niveauet\s)(?<!med\s)(?<!som\s)"
            rf"(?:\bi (?:år )?|\b[1lI](?=20[0-4]\d\b)){_Y}\b(?!-|\s?niveau)"
        ),
        _read_year,
        examples=(("nærme sig byens niveau i 2028", 2028), ("nærme sig byens niveau 12028", 2028)),
        rejects=("færre end i 2015", "fra 2015"),
        confidence=0.85,
    ),
)
RULES: tuple[Rule, ...] = DIRECTIONS + MOVES + BASELINE_YEARS + DEADLINES


def first_year(rules: tuple[Rule, ...], text: str, avoid: tuple[int, ...] = ()) -> int | None:
    """The first year that one of the rules reads, in the rules' order."""
    for rule in rules:
        for _, value in rule.find(text):
            if value not in avoid:
                return int(value)
    return None
