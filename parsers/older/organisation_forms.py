"""The forms by which names of organisations and of a municipality's units tell themselves."""

from __future__ import annotations

import re

from parsers.structure.lines import OPENERS

_CAP = rf"(?!(?:{OPENERS}|Mellem|Og|Af|Samt|Fra|Dato|Hvad|Hvorfor)\b)[A-ZÆØÅ@][\w&'@-]*(?:\.\w+)?"
_ESTATE = rf"(?:(?:Sct|Skt|Sankt)\.? {_CAP}|{_CAP}|\d+[A-ZÆØÅ]+|fsb)"
_BEFORE_PLACE = r"(?:Høje|Gamle|Store|Lille|Nye|Ny|Sankt|Vester|Øster|Nørre|Sønder|Region)"
_HOUSING_BEFORE = (
    r"(?i:boligforening|boligselskab|boligorganisation|boligkontor|almenboligforening)(?i:en|et)"
    r"|(?i:andelsboligforeningen|andelsselskabet|lejerforeningen|ejerforeningen|grundejerforeningen|beboerforeningen"
    r"|(?:afdelingsbestyrelsen|beboerrådet)(?: i| for)?)"
)
_HOUSING_WORDS = (
    "Boligselskab|Boligforening|Boligorganisation|Andelsboligforening|Andels-Boligforening|Byggeforening"
    "|Ejerforening|Grundejerforening"
    "|Lejerforening|Boligselskaber|Boliger|Bolig|Andelsboliger|Boligkontor"
)
_HOUSING_AFTER = rf"(?:{_HOUSING_WORDS}|{_HOUSING_WORDS.upper()})"
# "og" inside one name, not between two: "Lunden og Omegns Boligselskab", "Tømrernes og Murernes Byggeforening".
_PLACE = r"[A-ZÆØÅ][a-zæøå-]{3,}s(?= og [A-ZÆØÅ][\w-]+s (?i:politi)\b)"
_AND_WITHIN = r"(?: og(?= Omegns? )|(?<=[^\W\d]s) og|(?<=-) og)"
FORM = re.compile(
    rf"(?P<housing>\b(?P<form>{_HOUSING_BEFORE})"
    rf" +(?P<estate>{_ESTATE}(?: (?!(?i:kommune|politi|ssp)\b)(?:{_ESTATE}))*))"
    rf"|(?P<municipality>\b(?:{_BEFORE_PLACE} )?(?!{_BEFORE_PLACE} ){_CAP} +(?:Kommune|KOMMUNE)(?=[sS]?\b))"
    rf"|(?P<police>(?<![\w@])(?:[A-ZÆØÅ]\w+- (?i:og) |(?<![\w-] ){_PLACE} og |(?<=[a-zæøå] ){_PLACE} og )?{_CAP} +"
    r"(?:(?i:Vestegns) +)?(?:Politi|POLITI)(?=[sS]?\b)(?:kreds)?)"
    rf"|(?P<ssp>\bSSP[ -](?!\w+ (?i:politi|kommune)\b)(?!\w*(?:koordinator|konsulent|leder|medarbejder)\b){_CAP})"
    rf"|(?P<administration>\b(?:[A-ZÆØÅ@]\w+-(?:, [A-ZÆØÅ]\w+-)* +og +)?[A-ZÆØÅ@]\w*forvaltn\w+)"
    rf"|(?P<named>\b{_CAP}(?:{_AND_WITHIN}? {_CAP}| [Aa]lmene| [Aa]lmennyttige| [FMS]\.){{0,3}}?{_AND_WITHIN}?"
    rf"(?: | {{2,12}}(?=[\w-]*(?i:forening|selskab|organisation))){_HOUSING_AFTER}(?=s?\b))"
)
_UNIT_WORDS = (
    r"B[øo]rn|Social|Sundhed|Teknik|Kultur|Beskæftigelse|Job|By|Miljø|Skole|Ældre|Borger(?:service|e?\b)|Økonomi|Plan"
    r"|Familie|Unge"
    r"|Uddannelse|Integration|Arbejdsmarked|Velfærd|Fritid|Omsorg|Udvikling"
)
# The same and their like as whole words: what names of units are joined from.
_FIELD = (
    rf"(?:(?:{_UNIT_WORDS}|Ungdom|Familier|Skoler|Dagtilbud|Sociale Forhold|Land|Byg|Klima|Erhverv|Natur|Trafik|Vej"
    r"|Veje|Ejendomme|Handicap|Psykiatri|Læring|Trivsel|Voksne|Forebyggelse|Borgere?|Borgerservice"
    r"|Idræt|Medborgerskab|Drift)\b(?!-))"
)
_CENTRE = (
    r"(?:(?:(?:Fagc|C)enter(?:et)?|Fagområdet?|Direktørområdet?|Sekretariatet?)(?: for)?"
    r"|(?:Stab(?:en)?|Afdeling(?:en)?|Forvaltning(?:en)?|Område(?:t)?) for)"
)
_UNIT_WORD = rf"(?!{_CENTRE} )[A-ZÆØÅ][\w-]+\b(?! (?:Kommune|Politi))"
UNIT = re.compile(
    r"(?:Magistratsafdelingen for )?(?P<name>"
    rf"{_CENTRE} {_UNIT_WORD}(?: {_UNIT_WORD})*(?:(?:, {_UNIT_WORD})* (?:og|&) {_UNIT_WORD})?"
    rf"|(?:{_UNIT_WORDS})\w*-(?:, \w+-)* og [A-ZÆØÅ]?\w+"
    rf"|(?:{_UNIT_WORDS})[\w-]*(?: {_UNIT_WORD})*(?:(?:, {_FIELD})* (?:og|&) {_FIELD})?)"
)
# A unit where no municipality stands before it tells itself only as a pair: "Børn og Unge", "By, Land og Kultur".
LISTED_UNIT = re.compile(
    r"(?:(?<=[,:;(|•·–-] )|(?<=\b[a-h1-9][.)] )|(?<= og )|(?<=gennem )|(?<= ved )|(?<= v/ )|(?<=deltager )|(?<= af )"
    r"|(?<= med )|(?<= samt )"
    r"|(?<= side )|(?<= er )|(?<= mellem )"
    rf"|^|(?<=\n)|(?<=[(|]))(?P<name>{_FIELD}(?:, {_FIELD})*(?: og | & ){_FIELD}"
    rf"|{_CENTRE} {_UNIT_WORD}(?: {_UNIT_WORD})*(?:(?:, {_UNIT_WORD})* (?:og|&) {_UNIT_WORD})?)"
    r"(?=\s*(?:[,;.)|]|$|og |samt |(?:i|fra|hos) (?:[A-ZÆØÅ@][\w-]+ Kommune|$)))"
)
# The same where it opens an item of a list and something is said about it.
LEADING_UNIT = re.compile(rf"{_FIELD}(?:, {_FIELD})*(?: og | & ){_FIELD}(?=,? ?\(?(?:herunder|med|inkl)|[.,;]?\s*$)")
UNITS_GO_ON = re.compile(r",? samt (?:ved )?| og (?:ved )?|, (?:ved )?")
UNIT_OPENING = re.compile(
    r"\s?(?:(?:[,(:–-]\s?)?(?:repræsenteret ved|bestående af|ved|v/)|[,(:–-])\s?"
    rf"|s (?={_CENTRE} |(?:[\w-]+ og )?\w+(?:afdeling|område|center|stab)(?:en|et)?\b"
    rf"|{_FIELD}(?:, {_FIELD})* (?:og|&) {_FIELD})"
)
