"""How names of places are printed: one to four capitalised words, and how damage to them shows."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from corpus.calendar import MONTHS
from corpus.misreadings import is_reading_of
from parsers.structure.body import Body

# Capitalised words that begin or follow a name in a heading and are no part of it.
_NO_NAME = (
    r"\w*aftale\w*|\w*partnerskab\w*|tillæg\w*|allonge|\w*status\w*|\w*rapport\w*|evaluering\w*|opfølgning|samarbejd\w*"
    r"|tryg|trygt|trygge|tryggere|tryghed\w*|sikker\w*|levende|lokalt?|hverdag\w*|fremtid\w*|liv"
    r"|naboskab\w*|fællesskab\w*|trivsel|nyt?|nye|fælles|sammen|stort|vores|det|dette|den|denne|de|et|en"
    r"|kommunen?s?|politi\w*|bilag|udvikling|forebyggelse|kriminalitet\w*|referat|notat|orientering|resultat\w*|mål"
    r"|styregruppe\w*|arbejdsgruppe\w*|beboer\w*|parter(?:ne)?|byrådet?s?|formål|baggrund|indledning|indhold|periode"
    r"|hvad|hvor\w*|hvem|sådan|alle|mere|bedre|punkt|side|dato|udkast|mellem|og|i|for|om|af|på|til|med|vedr|samt|ved"
    rf"|fra|the|gældende|gyldig|indgået|bydelen|kvarteret|boligområdet|området|(?:{'|'.join(MONTHS)})"
)
_WORD = rf"(?!(?:{_NO_NAME})\b)(?-i:[A-ZÆØÅ@])[\w'’]*(?![\w'’])"
_ABBREVIATED = r"(?:(?:Sct|Skt|Sdr|Ndr|Gl|Kgs|St|Ll|Nr|Vr|Chr|Dr)\.[ ]|(?-i:[A-ZÆØÅ])\.[ ]?(?:(?-i:[A-ZÆØÅ])\.[ ]?)?)"
_ORGANISED = r"(?![ ](?:kommune|politi|boligforening|boligselskab|boligorganisation|byggeforening)s?\b)"
_JOINT = r"(?:[ ]?[-/–][ ]?|[ ])"
# A name stays on one line; a figure may end it ("Birkevang 2"), a year may not.
PLACE_NAME = (
    rf"(?:{_ABBREVIATED})?{_WORD}{_ORGANISED}(?:{_JOINT}(?:{_ABBREVIATED})?{_WORD}{_ORGANISED}){{0,3}}"
    r"(?:[ ]\d{1,2}\b(?![.\d]))?"
)
_STOPS = '.,;:()»«”"'
_NEAR_NAME = 88  # of 100: two of thirteen letters too many
# "Ost" ends no name of a place.
_EAST = re.compile(r"(?<=[ -])[O@]st$")
_DANISH_WORD = re.compile(r"(?<![\w-])(?=[A-ZÆØÅ])[\w-]*[æøåÆØÅ][\w-]*")


def mend_name(name: str, body: Body) -> str:
    """The name with the letters that a clean occurrence of it elsewhere in the paper gives ("Sglund" -> "Sølund")."""
    name = _EAST.sub("Øst", name)
    return re.sub(r"[A-ZÆØÅ@][\w@-]{3,}", lambda match: _mend_word(match.group(), body.text), name)


def as_said(name: str, body: Body, place: int) -> str:
    """The name as the paper says it elsewhere, twice at least, where the engine read it so only here: large letters of
    a title are read worst ("RønNnnevænget" for "Rønnevænget")."""
    if body.by_number[body.pages[place]].source != "ocr":
        return name
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    counts = Counter(word.strip(_STOPS) for word in body.text.split())
    said = {word: word.casefold() for word, count in counts.items() if count > 1 and word[:1].isupper()}
    if name.casefold() in said.values() or counts[name] > 1:
        return name
    near = extractOne(name.casefold(), said, scorer=ratio, score_cutoff=_NEAR_NAME)
    return str(near[2]) if near else name


def _mend_word(word: str, text: str) -> str:
    return next((clean for clean in _danish_words(text) if word != clean and is_reading_of(clean, word)), word)


@lru_cache(maxsize=2)
def _danish_words(text: str) -> tuple[str, ...]:
    """Capitalised words of a text with a Danish letter, longest first."""
    words = {bare for match in _DANISH_WORD.findall(text) for bare in (match, match.removesuffix("s")) if len(bare) > 4}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
