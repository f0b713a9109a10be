"""The words that say what an amount is: for a year or for all of them, for running the partnership or for its work."""

from __future__ import annotations

import re

from parsers.rules.rule import compile_danish

ANNUAL = compile_danish(
    # The å of the word for yearly is what a scan loses most.
    r"(?<![^\W\d_])[åaé4€]rlig(?:t|e|en)?\b|\bhelårlig\w*|\b(?:om|pr\.?|per|hvert|for hvert) (?:enkelt |eneste |helt )?"
    r"(?:kalender|budget|regnskabs|aftale)?[åa]r(?:et)?\b"
    r"|\bhvert (?:enkelt |eneste )?af (?:de |årene|aftalens )|/\s?år\b"
    r"|\bårs(?:budget|bevilling|ramme|bidrag|tilskud)\w*"
    r"|\bpå årsbasis\b|\bp\.\s?a\.|\bper annum\b"
)
TOTAL = compile_danish(
    r"\bi alt\b|\bialt\b|\bsamlet\b|\bsammenlagt\b|\btotal\w*"
    r"|\bsamle[td]e? (?!årlig)(?:\w+ )?\w*(?:bevilling|ramme|beløb|budget|udgift|bidrag|tilskud|pulje|økonomi|sum"
    r"|finansiering|støtte|pris)\w*|\b(?:over|i|for|gennem) hele (?:\w*perioden|løbetiden)\b"
    r"|\b(?:fordelt )?over (?:de |alle )?(?:\w+ )?(?:to|tre|fire|fem|seks|\d) år\b"
    r"|\b(?:to|tre|fire|fem)årig (?:bevilling|ramme|pulje)\b|\bover (?:hele )?(?:perioden|årene)\b"
    r"|\bfor perioden som helhed\b"
)
# "i alt" and the like that open a line of a list sum its lines up, whatever years those are for.
SUM_LABEL = re.compile(
    r"(?i)^\W*(?:i\s+alt|ialt|total(?:t)?|sum|samlet|samlede\s+\w+|tilsammen|til\s+sammen)\b[^\d\n]{0,30}$"
)
ADMINISTRATION = compile_danish(
    r"(?:projektle\w+|(?<!partnerskabs)sekretaria\w+)(?! (?:disponerer|råder|administrerer|forvalter|har|kan|styrer)\b)"
    r"|administra\w+|koordinat\w+|\w*koordinering\w*|projektmedarbejder\w*"
    r"|\blønudgift\w*|\bløn(?:nen|midler)?\b|tovholder\w*|\b(?:møde|styregruppe)betjening\w*"
    r"|\bbetjening(?:en)? af (?:styregruppe\w*|partnerskab\w*)|\b(?:daglig|partnerskabs)ledelse\w*|partnerskabsleder\w*"
    r"|\bdaglige? (?:ledelse|leder|drift)"
)
ACTIVITIES = compile_danish(
    r"\b\w*aktivitet\w*|\b\w*tiltag\w*|\b\w*indsats(?:er|erne|ernes|en|midler|pulje\w*)?\b(?! for partnerskab)"
    r"|\b\w*arrangement\w*|\bprojektmidler\w*|\binitiativ\w*"
)
# Weaker signs of a purpose of its own, looked for where nothing stronger is said.
SOME_WORK = compile_danish(
    r"\b\w*pulje[nr]?\b(?! til (?:partnerskab|samarbejd))"
    r"|\b(?:til|på|for) (?!partnerskab|trygheds|aftale|samarbejd|arbejde|formål|rådighed|brug|fordel|udgang|dækning"
    r"|finansier|gennemfør|områd|kvarter|bydel|den\b|det\b|de\b|og\b|ca\b|hver\b|dette|denne|disse|hele\b|samme\b|år|\w*period"
    r"|sammen\b|gengæld|måneder|projektet\b|parterne|kommunen|alle\b|både\b|i\b|løn\w*|[a-zæøå]+ sammenligning"
    r"|sammenligning|fælles (?:kasse|ramme|pulje|brug)|en (?:fælles|samlet|årlig) (?:ramme|pulje|kasse|bevilling)"
    r"|et (?:fælles|samlet))"
    r"(?-i:(?:en |et |årlig |årlige |flere |nye |fælles |lokale )?[a-zæøå]{3,}\w*)"
)
GIVES = compile_danish(
    r"\b(?:afsæt\w*|afsat\w*|bevilg\w*|bidrag\w*|finansier\w*|betale[rs]?|dækker"
    r"|stiller|yder|giver|gives|lægger|skyder|tilfører|indskyder|reserver\w*|medfinansier\w*|ydes)\b"
)
ALLOTS = compile_danish(
    r"\b(?:afsæt\w*|afsat\w*|bevilge\w*|bevilling\w*|bidrag\w*|budget\w*"
    r"|finansier\w*|stiller|tilskud\w*|medfinansier\w*"
    r"|indgår|økonomi\w*|midler\w*|pulje\w*|ramme\w*|betaler|dækker|reserver\w*|tilføre\w*|yder)\b"
)

# A label that only says what kind of money or whose it is: the row is the whole.
BARE_LABEL = re.compile(
    r"(?i)\W*(?:(?:kommunens?|kommunal[t]?|partnerskabets|aftalens|det|den|samlede?[t]?|årlige?[t]?|pr\.?|per|år(?:et)?|i|alt"
    r"|hele|for|ramme|beløb(?:et)?|bevilling(?:en)?|budget(?:tet)?|bidrag(?:et)?|tilskud(?:det)?|økonomi|økonomisk|perioden"
    r"|hvert|om|aftaleperioden|total|20\d\d|[-–]|\(|\)|kr\.?)\W*)+"
)


def basis_of(text: str, start: int, end: int) -> str | None:
    """`annual` or `total` where a stretch says so, annual first, else None."""
    if ANNUAL.search(text, start, end):
        return "annual"
    return "total" if TOTAL.search(text, start, end) else None
