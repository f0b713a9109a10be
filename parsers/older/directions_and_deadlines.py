"""What a sentence about a goal says: which way, by when, from which year. Rules as tables."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.rules.once import once_each
from parsers.rules.rule import Rule, compile_danish


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
        r"\bfasthold\w*|\bingen (?:stigning|vækst|forøgelse|forværring)\b|\bbevar(?:es|e|et)\b|\bopretholde\w*"
        r"|\b(?:må|skal|bør|vil)(?: \w+)? ikke (?:stige|overstige|vokse|øges|overskride|ligge|være|komme"
        r"|forværres|falde|blive)"
        r"\b(?! (?:flere|mere|større|over|under) end \d)"
        r"|\bikke (?:overstige|stige|overskride|forværres|blive (?:højere|større|flere|værre))\b"
        r"|\bholdes? (?:på|sig på|i ro|nede på|stabil\w*|uændret)\b|\buændret\b|\bforblive\b"
        r"|\bpå niveau med (?=20\d\d|i dag|år|baseline|udgangs|resultat|niveau)"
        r"|\bpå (?:det )?samme niveau(?! som (?:i )?(?:hele|byen|resten))"
        r"|\bstabilisere\w*|\bstabil[te]?\b|\bvedligehold\w*|\bhøjst (?:det |på )?samme niveau",
        (
            "Tallet skal som minimum fastholdes",
            "kriminaliteten må ikke stige",
            "skal holdes på niveau med 2019",
            "må ikke ligge højere end i 2020",
            "skal forblive uændret",
        ),
        ("skal falde", "må ikke være mere end 40"),
    ),
)
MONITORS: tuple[Rule, ...] = (
    _direction(
        "monitor",
        r"\bmonitore?r\w*|\bmoniter\w*|\bovervåge\w*"
        r"|\bfølge[rs]?\b(?=(?: \w+){0,2}? (?:årligt|løbende|tæt|nøje|år for år|fra år til år|hvert \w+|hver \w+"
        r"|med en årlig|én gang|en gang|uden|dog|blot|alene|gennem|via|ved))"
        r"|\bfølges(?=\W*$|,| og | af politiet| i (?:politiet|den årlige|hele|partnerskab|perioden))"
        r"|\b(?:årligt|løbende|nøje|tæt|alene|blot|hvert år) følge[rs]?\b"
        r"|\bfølger\b[^.]{0,80}\b(?:år for år|fra år til år|uden)\b"
        r"|\b(?:vi|politiet|parterne|partnerskabet|kommunen"
        r"|der) følge[rs] (?:\w+ ){0,2}?(?:med i )?udviklingen\b|\budviklingen\b[^.]{0,80}\bfølges\b"
        r"|\b(?:holde[rs]?|holdt) (?:\w+ )?øje med\b|\bopgøres (?:hvert år|årligt|løbende)"
        r"|\bregistreres (?:hvert år|årligt|løbende)|\bopgøres?\b[^.]{0,60}\buden\b"
        r"|\buden (?:at der |et |noget )?(?:\w+ ){0,3}mål(?:tal)?\b|\b(?:ikke|ingen"
        r"|intet) (?:\w+ ){0,2}mål(?:tal)?\b",
        (
            "Vi følger tallet for tyveri fra år til år",
            "vil vi hvert år følge udviklingen i hærværk",
            "der holdes øje med hærværket",
            "Årlig monitorering af hærværk",
            "Udviklingen i chikane monitoreres",
            "Trusler følges tæt",
            "Anmeldelser af chikane opgøres hvert år",
            "der er ikke sat måltal for trusler",
        ),
        ("følges op af kommunen",),
    ),
)
MOVES: tuple[Rule, ...] = (
    _direction(
        "increase",
        r"\bstige(?:r|t|nde)?\b(?! (?:indbrud|kriminalitet))|\bsteget\b|\bstigning\w*|\b(?:for)?øges?\b"
        r"|\b(?:for)?øget\b"
        r"|\b(?:for)?øgning\w*|\bvokse\w*|(?<!eller\s)(?<!for\s)\bflere\b(?! samarbejds| end to| part| akt"
        r"| gernings| indsats| mål| år| end \d+(?! (?:%|pct|procent)|%|\d))"
        r"|\bhøjere\b|\bløfte[st]?\b|\bforbedre[st]?\b|\bforbedring\w*|\bhæve[st]?\b|\bstørre (?:(?:an)?del"
        r"|tryghed)\b|\bskal op\b"
        r"|\b(?:bringes|kommer?|komme|gå|nå|være|løftes) op\b|\bstyrkes\b|\bfremgang\b|\btiltage\b|\bmere trygge?\b"
        r"|\bbedre tryghed|\bop (?:på|fra|til)\b",
        ("skal årligt stige", "der skal ske en stigning i trygheden", "skal øges år for år", "er steget til"),
        ("skal falde",),
    ),
    _direction(
        "decrease",
        r"\bfalde(?:r|t)?\b|\b(?:et )?fald\b|\bnedbring\w*|\bnedbragt\w*|\bnedsætte\w*|\bnedsat\b|\breducer\w*"
        r"|\breduktion\w*"
        r"|\bmindske[st]?\b|\bsænke[st]?\b|\bmindre (?:utryg\w*|(?:an)?del\b)"
        r"|\bfærre\b|\blavere\b|\bbegrænse[st]?\b|\bhalvere\w*|\bformindske\w*|\bdæmpes?\b|\baftage\b"
        r"|\bnedgang\b|\btilbagegang\b|\bskal(?: \w+){0,3}? ned\b|\b(?:bringes|bragt|kommet?|komme|trykkes"
        r"|presses|skæres|gå|være) ned\b"
        r"|\bned(?:e)? (?:på|til|under|fra)\b|\bkommer? ned\b|\bned i\b",
        (
            "ned på 40 sager",
            "være bragt ned under 10",
            "skal nedbringes",
            "være faldet til",
            "færre indbrud",
            "en mindre andel skal være utrygge",
            "et fald i hærværk",
        ),
        ("skal øges",),
    ),
    _direction(
        "approach",
        r"\bnærme\w* sig\b|\btilnærme\w*|\btættere på\b|\bpå (?:niveau|højde|linje) med\b|\bpå samme niveau som\b"
        r"|\b(?:svare|svarer) til\b|\budligne[st]?\b|\bnå (?:op på |ned på )?(?:niveauet|gennemsnittet|byens)\b",
        ("skal nærme sig byens niveau", "skal komme tættere på byens niveau", "ligge på niveau med hele byen"),
        ("i nærheden",),
    ),
    _direction(
        "decrease_to",
        r"\b(?:højst|højest|ikke (?:\w+ ){0,3}?(?:mere|flere) end|ikke over|ikke overstige|(?:være|komme|holdes?) under"
        r"|maksimalt|maks\."
        r"|mindre end)(?!\w)|\bunder (?=\d)",
        ("må højst være 15 %", "mindre end 10 %"),
        ("mindst 15 %",),
    ),
    _direction(
        "at_least",
        r"\b(?:mindst|minimum|som minimum|ikke færre end|ikke under|ikke mindre end|mere end|over (?=\d))",
        ("Mindst 60 % af aktiviteterne",),
        ("højst 60 %",),
    ),
)
_ASKS = compile_danish(r"\b(?:skal|bør|må|målet|mål|ønske\w*)\b")


_NEXT_CLAUSE = compile_danish(r", (?:og|mens|men) [^,.;]{0,60}?\bskal\b[^,.;]*$")


def _another_before(text: str, match: re.Match[str]) -> bool:
    """Whether a level is kept only in a later clause, behind one that has a figure and goes up or down itself."""
    clause = _NEXT_CLAUSE.search(text, 0, match.start())
    if clause is None or not re.search(r"\d", text[: clause.start()]):
        return False
    return any(True for rule in MOVES[:2] for _ in rule.find(text[: clause.start()]))


@once_each
def read_direction(text: str) -> tuple[str, int, int] | None:
    """The direction a statement asks for, and where it says so; None where it asks for none."""
    for rule in DIRECTIONS:
        for match, value in rule.find(text):
            if _another_before(text, match):
                break
            return str(value), match.start(), match.end()
    moves = [(m.start(), str(v), m.end()) for rule in MOVES[:2] for m, v in rule.find(text)]
    watched = next(((m.start(), "monitor", m.end()) for m, _ in MONITORS[0].find(text)), None)
    asked = _ASKS.search(text)
    if watched and not (moves and min(moves) < watched and asked and asked.start() < min(moves)[0]):
        return watched[1], watched[0], watched[2]
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
            rf"\b{_Y}[-\s]*(?:niveau\w*|tal\b|tallet|tallene)"
            r"|\b(?:(?<!byens\s)niveauet|samme niveau|på niveau|\w*baseline-?niveau\w*|udgangsniveau\w*"
            r"|tallet|tallene|antallet|resultatet)"
            r",? (?:som )?(?:det var )?(?:fra|i|for|ved|ultimo|målt i|opgjort i)? ?\(?(?P<y2>20\d\d)".replace(
                " ?\\(", r"\s?\("
            )
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(
            ("fastholdes på 2019-niveau", 2019),
            ("på niveauet fra 2017", 2017),
            ("højst samme niveau som i 2018", 2018),
            ("på baselineniveau 2023", 2023),
        ),
        rejects=("niveau med byen i 2024",),
    ),
    Rule(
        "baseline-compared",
        "goals",
        compile_danish(
            rf"\b(?:i forhold til|ift\.?|sammenlignet med|set i forhold til|målt mod|målt op mod|end|siden"
            rf"|på niveau med|målt fra"
            r"|målt i forhold til|med udgangspunkt i|ud fra)"
            r"(?: (?!hele\b|byens?\b|kommunen|resten|gennemsnit)[a-zæøåA-ZÆØÅ]+){0,4}?"
            rf" (?:i |fra |for |år )?\(?{_Y}"
        ),
        _read_year,
        examples=(
            ("i forhold til 2020", 2020),
            ("færre indbrud end i 2015", 2015),
            ("sammenlignet med niveauet i 2018", 2018),
            ("i forhold til Nordby Tryghedsmåling 2019", 2019),
        ),
        rejects=("inden udgangen af 2024", "end i hele byen i 2024"),
    ),
    Rule(
        "baseline-named",
        "goals",
        compile_danish(
            rf"\b(?:baseline\w*|udgangspunkt\w*|basisår\w*|referenceår\w*|basis|udgangsår\w*)(?: er| i| for"
            rf"|:)?(?: fra| året)?"
            rf"[ ]?\(?{_Y}"
            rf"|\bmed {_Y.replace('year', 'y2')} som (?:baseline|udgangspunkt|basisår|referenceår)"
            rf"|\b{_Y.replace('year', 'y3')} (?:er|udgør|bruges som|er valgt som) (?:baseline|udgangspunkt"
            rf"|basisår|referenceår)"
            rf"|\(?(?:baseline|udgangspunkt\w*|basis)[ :]+{_Y.replace('year', 'y4')}"
        ),
        lambda m: int(m["year"] or m["y2"] or m["y3"] or m["y4"]),
        examples=(("baseline for 2021 er 40", 2021), ("med 2019 som basisår", 2019), ("(baseline 2023)", 2023)),
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
            rf"\b(?:inden|senest|med|ved|til|i) (?:ved |med )?(?:udgangen|udløbet|slutningen|løbet|opgørelsen"
            rf"|målingen) (?:af|i|for)"
            rf" (?:år )?{_Y}"
            rf"|\b(?:inden|senest(?: i)?|ultimo|primo|frem (?:mod|til)|i slutningen af) (?:år |ultimo "
            rf"|med )?{_Y.replace('year', 'y2')}"
            rf"|\b(?:inden|senest|pr\.?|til|til og med)(?: den)? \d{{1,2}}\. \w+ {_Y.replace('year', 'y3')}"
            rf"|\b(?:i|inden for) (?:aftale)?perioden (?:20\d\d)\s?(?:-|–|til)\s*{_Y.replace('year', 'y4')}"
        ),
        lambda m: int(m["year"] or m["y2"] or m["y3"] or m["y4"]),
        examples=(
            ("med udgangen af 2016", 2016),
            ("senest i 2025", 2025),
            ("ultimo 2024", 2024),
            ("inden den 31. december 2027", 2027),
            ("i løbet af 2026", 2026),
        ),
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
    Rule(
        "deadline-survey",
        "goals",
        compile_danish(rf"\btil (?:\w+,? ){{1,4}}?(?:målt )?i (?:(?-i:[A-ZÆØÅ])\w+ ){{1,3}}{_Y}\b(?!-)"),
        _read_year,
        examples=(("falde fra højt til lavt i Nordby Tryghedsindeks 2027", 2027),),
        rejects=("var 70 % i Nordby Tryghedsmåling 2023",),
        confidence=0.7,
    ),
)
RULES: tuple[Rule, ...] = DIRECTIONS + MONITORS + MOVES + BASELINE_YEARS + DEADLINES


def first_year(rules: tuple[Rule, ...], text: str, avoid: tuple[int, ...] = ()) -> int | None:
    """The first year that one of the rules reads, in the rules' order."""
    for rule in rules:
        for _, value in rule.find(text):
            if value not in avoid:
                return int(value)
    return None
