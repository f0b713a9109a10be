"""The names of areas in an enumeration: in a sentence, after a label, on lines of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.older.organisation_forms import FORM
from parsers.older.organisations import flatten
from parsers.structure.lines import read_lines
from parsers.structure.sentences import sentence_at

_DOT = "\u2024"  # stands in for the stop of an abbreviation ("Gl. Lund"), so that it ends no sentence
_ABBREVIATED = re.compile(
    r"(?<=\bGl|\bSt|\bLl|\bNr|\bVr|\bDr)\.(?= [A-ZÆØÅ])|(?<=\bSct|\bSkt|\bSdr|\bNdr|\bKgs|\bChr)\.(?= [A-ZÆØÅ])"
)
_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
# Where the list of names ends: a relative clause, a purpose, the end of the sentence.
_STOP = re.compile(
    r"[.;:!?](?=\s|$)|,? (?:som|hvor|med|jf\.?|i|på|fra|til|ved|er|har|skal|vil|altså|dvs\.?|og som|mellem|inden|under"
    r"|hos|der (?:er|har|ligger|grænser|udgør|danner|tilsammen|i alt)|udgør|danner) |[()\"”»]"
)
# What follows is another thing: a blank line after a finished list of names, or the label of the next line.
_BREAK = re.compile(
    r"(?<![,/-])(?<!\bog)(?<!\bsamt)[ \t]*\n[ \t]*\n(?=\s*[A-ZÆØÅ\d§#(•*-])"
    r"|\n[ \t|*-]*(?=[A-ZÆØÅ][a-zæøå]+(?: [a-zæøå]+){0,3}(?::|[ ]{3,}|[ ]*\t|[ ]*\|))"
)
# Streets between which an area lies are its borders, not its parts.
_BORDERS = re.compile(r"\s*(?:hele )?(?:området|kvarteret|arealet)?\s*(?:mellem|afgrænset af|imellem)\b", re.IGNORECASE)
_STREETS = re.compile(r"\w+(?:vej|gade|all[eé]|sti|bane|å|motorvej|boulevard|jernbane|stræde)(?:e?n)?$")
_CALLED = re.compile(r"\bden del af [\wæøå-]+,? (?:der|som) (?:hedder|kaldes|udgøres af) ", re.IGNORECASE)
_NAME = re.compile(
    rf"[A-ZÆØÅ][\wæøå'’-]*{_DOT}?(?: (?:[A-ZÆØÅ][\wæøå-]*{_DOT}?|\d{{1,3}}[A-Z]?(?:-\d{{1,3}})?(?!\d)))*"
)
_NOT_AREAS = re.compile(
    r"(?:Partnerskab|Tryghed|Område|Kommune|Politi|Aftale|Bolig|Parterne|Bilag|Kort\b)", re.IGNORECASE
)
# What stands between two names; the second may be said to come second.
_JOINS = re.compile(
    r"(,? men også | og (?:desuden|derudover|dernæst|sekundært|endvidere|delvis) |, | og | samt |/| [·|] )"
)
_LISTED = re.compile(r"[^.\n]{0,60}:[ \t]*\n|[ \t]*\n(?=\s*[•*·▪–-] )")
_MARKER = re.compile(r"(?:[•·▪●*=+–—-]|\d{1,2}[.)]|[a-h][.)]|[oe](?=\s))\s+")
_LISTED_NAME = re.compile(
    rf"(?:[a-zæøå]+ (?:\d+ ?[:,-]? )?){{0,3}}(?P<name>{_NAME.pattern})(?: ?\([^()]*\))?"
    r"(?:[.,;]| og| samt|, og)?[\"”«]?\.?$"
)


@dataclass(frozen=True, slots=True)
class AreaText:
    """A text and the same, character for character, on one line and without brackets and abbreviations' stops."""

    text: str
    flat: str

    @classmethod
    def of(cls, text: str, brackets: bool = False) -> AreaText:
        """Prepare a text for `read_names`; `brackets`: leave in what stands in them."""
        masked = text if brackets else _BRACKETS.sub(lambda match: " " * len(match.group()), text)
        return cls(text, _ABBREVIATED.sub(_DOT, flatten(masked)))


def read_names(
    source: AreaText, start: int, *, borders: bool = False, parties: bool = False
) -> list[tuple[str, int, int]]:
    """The names of the enumeration that begins at `start`, with their places; organisations and common nouns left out.

    `borders`: streets alone are taken for what the area lies between, and give nothing. `parties`: so does an
    enumeration with an organisation in it.
    """
    listed = _LISTED.match(source.text, start)
    if listed:
        found = read_lines_of_names(source, listed.end())
        if found:
            return found
    flat, limit = source.flat, _limit(source, start)
    if _BORDERS.match(flat, start):
        start = flat.find("herunder", start, limit)
        if start < 0:
            return []
    called = [(match.start(), match.end()) for match in _CALLED.finditer(flat, start, limit)]
    stop = next((m.start() for m in _STOP.finditer(flat, start, limit) if not _inside(m.start(), called)), limit)
    if parties and FORM.search(flat, start, stop):
        return []
    found = _pieces(source, start, stop, called)
    return [] if borders and all(_STREETS.match(name) for name, _, _ in found) else found


def _limit(source: AreaText, start: int) -> int:
    """How far an enumeration can reach: its sentence, its paragraph, its line before the next label."""
    end = max(sentence_at(source.flat, start)[1], start)
    begun = start + len(source.flat[start:end]) - len(source.flat[start:end].lstrip())
    label = _BREAK.search(source.text, begun, end)
    return label.start() if label else end


def _pieces(source: AreaText, start: int, stop: int, called: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    flat = source.flat
    found: list[tuple[str, int, int]] = []
    at = start
    for piece in _JOINS.split(flat[start:stop]):
        begin = at
        at += len(piece)
        while begin < at and _inside(begin + len(flat[begin:at]) - len(flat[begin:at].lstrip()), called):
            begin += 1
        match = _NAME.search(flat, begin, at)
        if match is None or FORM.search(flat, begin, at) or _NOT_AREAS.search(match.group()):
            continue
        if flat[match.end() : at].strip(" ,.|") or _is_housing(flat[begin : match.start()]):
            continue
        found.append(_named(source, match.start(), match.end()))
    return found


def read_lines_of_names(source: AreaText, start: int) -> list[tuple[str, int, int]]:
    """Names on lines of their own, two or more, all with a bullet, all numbered in order, or all bare."""
    found: list[tuple[str, int, int]] = []
    first: str | None = None
    for line in read_lines(source.text, start, min(len(source.text), start + 1500)):
        begin = source.text.rfind("\n", 0, line.start) + 1
        marker = _MARKER.match(source.text[begin : line.end].lstrip())
        sign = marker.group().strip() if marker else ""
        number = int(sign[:-1]) if sign[:-1].isdigit() else None
        first = sign if first is None else first
        if bool(sign) != bool(first) or (number is not None and number != len(found) + 1):
            break
        own = _MARKER.match(source.flat[line.start : line.end])
        at = line.start + (own.end() if own else 0)
        match = _LISTED_NAME.match(source.flat[at : line.end].rstrip())
        if match is None or _NOT_AREAS.search(match["name"]) or FORM.search(match["name"]):
            break
        found.append(_named(source, at + match.start("name"), at + match.end("name")))
    return found if len(found) > 1 else []


def _named(source: AreaText, start: int, end: int) -> tuple[str, int, int]:
    return " ".join(source.text[start:end].split()), start, end


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _is_housing(before: str) -> bool:
    return bool(re.search(r"(?i)\b(?:boligafdelinger i|afdelinger i|ejet af)", before))
