"""Areas in running text: the partnership's own, the whole city, the country, and places by their names.

own_area   "partnerskabsområdet", "kvarteret"            the partnership's own area
city       "hele byen", "kommunens gennemsnit"           the whole city, whose name the paper tells elsewhere
country    "på landsplan"                                the print
place      "i bydelen Vesterby", "i Rudby Kommune"       the name; only behind words that lead to one
lies       "hvor partnerskabet ligger"                   what makes the place before it the partnership's own
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.marks.mark import Mark
from parsers.marks.phrases import Term, Words
from parsers.rules.wording import shown

AREAS: tuple[Term, ...] = (
    Term(
        "own_area",
        True,
        (
            "partnerskabsområde*|aftaleområde*|projektområde*|indsatsområdet",
            "partnerskabet|tryghedspartnerskabet|partnerskab|tryghedspartnerskab",
            "området|områdets|boligområdet|boligområdets|bydelen|bydelens|kvarteret|kvarterets|lokalområdet|bebyggelsen"
            "|bebyggelsens",
            "området som helhed",
        ),
        ("beboerne i partnerskabsområdet", "Trygheden i kvarteret"),
        ("parterne", "naboområdet", "hvor partnerskabet ligger"),
        unless_after=("ligger|hører|udvides", "er placeret|beliggende|en"),
    ),
    Term(
        "city",
        True,
        (
            "hele byen|kommunen",
            "byen|kommunen som helhed",
            "byen generelt",
            "byens|kommunens gennemsnit*|niveau*|snit|tal|borgere|indbyggere|beboere",
            "bygennemsnit*|kommunegennemsnit*|byniveau*|kommuneniveau*|københavnerniveau*",
            "gennemsnit* i|for|af byen|kommunen|kommunens|byens",
            "i|for byen",
            "resten af kommunen|byen",
            "i|for kommunen",
        ),
        ("end i hele byen", "kommunen som helhed", "nærme sig kommunens gennemsnit"),
        ("kommunen betaler",),
    ),
    Term(
        "country",
        True,
        ("hele landet", "landsplan", "landsgennemsnit*", "i danmark"),
        ("på landsplan", "i hele landet"),
        ("landet rundt",),
    ),
    Term(
        "lies",
        True,
        (
            "partnerskabet|tryghedspartnerskabet|partnerskabsområdet er placeret|beliggende",
            "partnerskabet|tryghedspartnerskabet|partnerskabsområdet|området ligger|hører",
            "partnerskabet|tryghedspartnerskabet|partnerskabsområdet|området er [en] del af",
        ),
        ("distrikt 18, hvor partnerskabsområdet er placeret", "som partnerskabet ligger i"),
        ("partnerskabet mødes",),
        unless_before=("af|for|i|til|om",),
    ),
    Term(
        "area_head",
        True,
        (
            "afdeling*|område|områder|delområde*|bydel|bydele|boligområde*|kvarter|distrikt|sted|geografi*|bebyggelse*|lokalområde*",
        ),
        ("Afdeling", "Område"),
        ("indsatsområde",),
        capital=True,
    ),
)

# Names that are no places though they stand behind a preposition.
_NO_PLACE = (
    r"(?!(?i:(?:Antal|Andel|Gerning|Kategori|Indikator|Område|Justits|Rigs|Tabel|Figur|Skema|Bilag|Tryghed|Partnerskab|Januar|Februar|Marts|April|Maj|Juni|Juli|August"
    r"|September|Oktober|November|December|Aftale|Styregruppe|Arbejdsgruppe|Parterne|Byråd|Økonomiudvalg|Socialudvalg"
    r"|SSP|Politiet|Dato|Baseline|Målene|Måltal)\w*|(?:Nr|Stk|Pkt|Kl|Mål)\b)"
    r"|[A-ZÆØÅ]\w*(?:undersøgelse|måling|indeks|panel|analyse|barometer|strategi|politik|plan|profil|udvalg|forvaltning)\w*)"
)
_WORD = r"[A-ZÆØÅ][\wæøåé]*(?:-[A-ZÆØÅ][\wæøå]+)*"
_GAP = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"  # no blank line
_SIDE = r"(?:Vest|Øst|Nord|Syd|Midt|By|Park|Bakke|Strand|Torv|Vænge|Gård|Kvarter|Bydel)"
_NAME = (
    rf"{_NO_PLACE}{_WORD}\b(?:\s{_SIDE}\b|[ ](?!Politi|Kommune){_NO_PLACE}[A-ZÆØÅ][a-zæøå]{{3,}}\b"
    rf"(?!s?\s(?:Politi|Kommune)))?(?:/{_WORD}\b)?"
)
_KIND = (
    r"(?:hele\s+|(?:området|bydelen|bydelene|kvarteret|boligområdet|boligområderne|afdelingen|afdelingerne|bebyggelsen"
    r"|bebyggelserne|distriktet|områderne|byen|lokalområdet|boligafdelingerne|nabo[a-zæøå]+|sognet"
    rf"|resten\saf){_GAP}){{0,3}}"
)
_LED = shown(
    re.compile(
        rf"(?i:i|på|for|fra|angik|angår|vedrørte|vedrører|end|omkring|mod|hele|af|under|over|blandt|efter|resten\s+af|til(?=(?:\s[A-ZÆØÅ]\w*){{1,3}}\ssom\shelhed))\s+(?P<kind>{_KIND})"
        rf"(?P<name>(?:{_NAME}\s+Kommune\b|{_NAME}(?:\s+og\s+(?:i\s+|på\s+)?{_NAME})*))"
        r"(?!s?\s+(?:Kommunes|Politi|Politis)\b)"
    ),
    examples=(
        "til Nordby Kommune som helhed",
        "i bydelen Vesterby",
        "end i Rudby Kommune",
        "på Nørre Vang",
        "hele Nordby",
    ),
    rejects=("i Tryghedsmåling 2023", "fra Nordby Politi", "i marts"),
)
_LEADS = frozenset(
    (
        "i",
        "på",
        "for",
        "fra",
        "angik",
        "angår",
        "vedrørte",
        "vedrører",
        "end",
        "omkring",
        "mod",
        "hele",
        "af",
        "under",
        "over",
        "blandt",
        "efter",
        "resten",
        "til",
    )
)


def find_places(words: Words) -> Iterator[Mark]:
    """Places by name, behind a word that leads to them; the mark begins with what kind of place they are."""
    end = 0
    for form, start in zip(words.forms, words.starts, strict=True):
        match = _LED.match(words.text, start) if start >= end and form in _LEADS else None
        if match:
            end = match.end()
            low = start if form in ("hele", "resten") else match.start("kind" if match["kind"] else "name")
            name = " ".join(match["name"].split())
            rest = form == "resten" or "resten" in match["kind"]
            yield Mark("place", f"resten af {name}" if rest else name, low, end, "place-by-name")
