"""Surveys and registers that figures are measured by, as they are printed.

survey     "Københavns Kommunes Tryghedsundersøgelse 2016", "kommunens årlige tryghedsmåling"     year or None
register   "politiets anmeldelsestal for partnerskabsområdet", "tal fra Nordbys Politi"            None
measures   "der måles ud fra", "kilde:", "hentes hos"    what leads to what something is measured by
monitors   "monitoreres ud fra"                          the same for what is only monitored
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.marks.mark import Mark
from parsers.marks.phrases import Term
from parsers.rules.wording import compile_danish, shown

MEASURING: tuple[Term, ...] = (
    Term(
        "measures",
        True,
        (
            "måles|målt|opgøres|opgjort|vurderes|følges|tælles ~2 ud fra",
            "måles|målt|opgøres|opgjort|vurderes|følges|aflæses|tælles ~2 på|via|af|i|med|ved|gennem|efter"
            " [grundlag|baggrund|hjælp] [af]",
            "kilde|kilder|datakilde|datakilder :",
            "kilde|kilder|datakilde|datakilder til|for ~5 :",
            "kilden|kilderne|datakilden|datakilderne ~4 er",
            "målingen|måleredskabet|målemetoden|målestokken er",
            "hentes|hentet|stammer|kommer|fås|indhentes|modtages hos|fra|i|af",
            "får|har|henter|modtager|indhenter|kender|ved|trækker vi|man|parterne ~1 fra|hos|i",
            "spørger|spørges|spurgt vi|man|parterne|beboerne ~2 i|med|gennem",
            "ifølge",
            "datagrundlag* er",
            "bygger|baserer|baseres|baseret [sig] på",
            "udarbejdes|leveres|trækkes|oplyses|indberettes|meddeles|opgives af|fra|hos|i",
            "leveret|oplyst|trukket|indhentet|modtaget|udarbejdet af|fra|hos",
        ),
        (
            "Der måles ud fra Nordby Kommunes Tryghedsmåling",
            "Kilde: Politiet",
            "Tallene hentes hos politiet",
            "Kilde til mål 1 og 2: Politiet",
            "Målingen er Nordby Borgerpanel",
            "Kilden til begge tal er Nordby Borgerpanel",
            "Anmeldelserne får vi fra politiet",
            "oplyses af politiet",
            "Om trygheden spørger vi i Nordby Kommunes Borgermåling",
        ),
        ("måler trygheden", "har vi på stierne"),
    ),
    Term(
        "monitors",
        True,
        ("monitoreres|følges ~2 ud fra", "monitoreres|følges ~2 via|på|gennem|ved"),
        ("Der monitoreres ud fra data fra politiet",),
        ("monitoreres hvert år",),
    ),
)
# Words have forty letters at most and names eight words: else a page of one word takes the square of its length.
_OWNER = (
    r"(?:(?:[A-ZÆØÅ][\wæøå-]{0,40}(?:[ \n]og)?[ \n]|[a-zæøå]{1,40}(?:ens|ets|s)[ \n]){0,8}"
    r"(?:[Kk]ommunes|[Kk]ommunens|[Kk]ommunernes|[Pp]arternes|[Pp]olitis|[Pp]olitiets|[A-ZÆØÅ][\wæøå]{1,40}s)[ \n]"
    r"(?:egen[ \n]|egne[ \n]|fælles[ \n]|\w{0,9}årlige?[ \n]|seneste[ \n]|nyeste[ \n]|store[ \n])*)?"
)
_NOUN = "undersøgelse|måling|indeks|barometer|profil|panel|survey|analyse|tjek|termometer|rundspørge"
_SURVEY = shown(
    re.compile(
        # A word is tried from its first letter on, not from each of them.
        rf"(?P<name>(?:(?<![a-zæøå])|(?=[A-ZÆØÅ]))(?:{_OWNER}|(?:[A-ZÆØÅ][\wæøå-]{{1,40}}[ \n])(?=[A-ZÆØÅ]))"
        rf"(?P<noun>(?:[A-ZÆØÅ][a-zæøå]{{1,40}}-)?[A-ZÆØÅ]?[a-zæøå]{{0,40}}(?:{_NOUN})"
        r"(?:n|en|et|rne|erne)?)(?:[ \n]om[ \n]tryghed)?)"
        # The city may stand between the survey and its year: "Trivselsmåling Rudby 2021".
        r"(?P<when>(?:[ \n][A-ZÆØÅ][\wæøå]{1,40}){0,2},?[ \n]"
        r"(?:fra[ \n]|for[ \n]|i[ \n]|af[ \n])?(?:år[ \n])?\(?(?P<year>(?:19|20)\d\d)\)?(?!-\d))?"
    ),
    examples=("Rudby Kommunes Tryghedsmåling 2023", "kommunens årlige tryghedsmåling", "Tryghedsindekset for 2012"),
    rejects=("partnerskabet",),
)
_SAFETY = shown(
    compile_danish(r"trygheds|tryghed|nabo|borger|beboer|lejer|trivsel|undersøgelse|måling|indeks|barometer"),
    examples=("Tryghedsmåling", "naboundersøgelse"),
    rejects=("udvikling",),
)
_REGISTER = shown(
    compile_danish(
        r"(?P<name>(?:(?-i:[A-ZÆØÅ])[\w-]{0,40}(?: og (?-i:[A-ZÆØÅ])[\w-]{0,40})? ){0,8}"
        r"(?:politis|politiets|kommunens|rigspolitiets)"
        r"(?: egne?| egen| årlige?| seneste| lokale?| nyeste| løbende)*"
        r" [\w-]*(?:anmeldelsestal|anmeldelsesstatistik|anmeldelsesregister"
        r"|opgørelse(?:rne|r|n)?|udtræk(?:ket)?"
        r"|statistik|tal|register|data|database|sagssystem|anmeldelser)\b"
        r"(?: over antal(?:let)?(?: af)? \w+| for \w+området| over \w+| for (?-i:[A-ZÆØÅ])[\w-]+)?"
        r"|(?:udtræk (?:af|fra) (?-i:[A-ZÆØÅ])\w+|udtræk|(?:[\w]{0,30}s)?tal|data|oplysninger|opgørelser) (?:fra|hos)"
        r" (?:(?-i:[A-ZÆØÅ])[\w-]*(?: og (?-i:[A-ZÆØÅ])[\w-]*)?s? )*"
        r"politi(?:et)?\b)"
    ),
    examples=(
        "politiets anmeldelsestal for partnerskabsområdet",
        "tal fra Nordbys Politi",
        "Fyns Politis årlige opgørelser over antal anmeldelser",
    ),
    rejects=("politiets lokale betjente",),
)


# Neither name goes over one of these signs.
_STRETCH = re.compile(r"[^.:;]+")
_TELLS = shown(re.compile(_NOUN), examples=("Rudby Kommunes Tryghedsmåling 2023",), rejects=("partnerskabet",))
_KEEPS = shown(
    re.compile(r"politi|kommunens", re.IGNORECASE), examples=("tal fra Nordbys Politi",), rejects=("beboernes tal",)
)


def find_surveys(text: str) -> Iterator[Mark]:
    """Surveys of safety with their years, and registers of crime."""
    for match in _found(_SURVEY, text, _TELLS):
        if _SAFETY.search(match["noun"]) and (match["name"][0].isupper() or match["when"] or " " in match["name"]):
            yield Mark("survey", int(match["year"]) if match["year"] else None, *match.span(), "survey-by-name")
    for match in _found(_REGISTER, text, _KEEPS):
        yield Mark("register", None, *match.span("name"), "register-by-name")


def _found(pattern: re.Pattern[str], text: str, told: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a name is found: looked for only between stops that have one of the words between them that tell it."""
    for stretch in _STRETCH.finditer(text):
        if told.search(text, *stretch.span()):
            yield from pattern.finditer(text, *stretch.span())
