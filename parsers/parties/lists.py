"""Parties told by lists and tables: under a heading or an introducing line, beside a key, above the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.older.organisations import find_mentions, flatten, read_unit
from parsers.parties.enumerations import HEADER as _HEADER
from parsers.parties.enumerations import MARKER, Found, are_names, read_after, read_enumeration, read_item
from parsers.parties.enumerations import UNIT_HEADER as _UNIT_HEADER
from parsers.parties.statements import ARE, FOLLOWING, PARTY
from parsers.parties.tables import read_tabled
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body
from parsers.structure.lines import PrintLine, read_lines
from parsers.structure.lists import find_lists
from parsers.structure.sections import Sections
from parsers.structure.sentences import sentence_at

_UNITS = r"(?:forvaltninger|magistratsafdelinger|centre|fagcentre|afdelinger|fagområder|direktørområder|enheder)"

RULES = (
    Rule(
        "party-units",
        "parties",
        compile_danish(
            r"\b[\wæøå]*kommunen? (?:deltager|indgår|er med|medvirker|(?:er )?repræsentere(?:s|t)) (?:\w+ )?(?:med|ved"
            rf"|af|gennem|i form af) (?:\w+ ){{0,3}}{_UNITS}(?: \w+){{0,4}}:"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(
            ("Kommunen deltager med to centre:", "Kommunen deltager med to centre:"),
            (
                "Nordby Kommune er repræsenteret ved følgende forvaltninger:",
                "Kommune er repræsenteret ved følgende forvaltninger:",
            ),
        ),
        rejects=("Kommunen deltager med to medarbejdere:", "Kommunen har tre forvaltninger:"),
        confidence=0.9,
    ),
    Rule(
        "party-units-told",
        "parties",
        compile_danish(
            r"\b(?:fra|for|på vegne af) (?P<who>(?-i:[A-ZÆØÅ])[\w-]+(?: (?-i:[A-ZÆØÅ])[\w-]+)? kommune) (?:deltager"
            r"|medvirker|indgår|er) (?P<units>[^.:\n]{5,200}(?:\n[^.:\n]{3,200})?)(?=\.)"
            r"|\bkommunen (?:deltager|repræsenteres|er repræsenteret|indgår|medvirker|er med) (?:i \w+ )?"
            r"(?:ved|med|gennem|af) (?P<own>[^.:]{5,200})(?=\.)"
        ),
        lambda match: " ".join((match["units"] or match["own"]).split()),
        examples=(
            ("Fra Nordby Kommune deltager Børn og Unge samt By og Land.", "Børn og Unge samt By og Land"),
            ("Kommunen er repræsenteret ved Børn og Unge.", "Børn og Unge"),
        ),
        rejects=("Fra Nordby Kommune kommer pengene.",),
        confidence=0.88,
    ),
    Rule(
        "parties-introduced",
        "parties",
        compile_danish(
            r"^[^\n]{0,100}?\b(?:(?:aftale|samarbejds|partnerskabs)?(?:part(?:er|erne|nere|nerne)|deltager(?:e|ne|kreds\w*)?)"
            r"|deltagende|medvirkende|medvirker|indgået mellem|indgås mellem|aftale mellem|partnerskab mellem"
            r"|samarbejde mellem|undertegnede|består af|omfatter|hvem|er med)\b[^\n.]{0,60}$",
            re.IGNORECASE | re.MULTILINE,
        ),
        lambda match: " ".join(match.group().split()),
        examples=(
            ("I partnerskabet deltager:\n", "I partnerskabet deltager:"),
            ("Aftalen har tre parter:\n", "Aftalen har tre parter:"),
        ),
        rejects=("Mål for 2019:\n",),
        confidence=0.9,
    ),
    Rule(
        "parties-beside-key",
        "parties",
        compile_danish(
            r"^[ \t|*-]*(?:Aftalens |De |Deltagende )?(?:parter|partnere|deltagere|aftaleparter|samarbejdsparter"
            r"|samarbejdspartnere|partskreds|partnerkreds|hvem|hvem er med)(?:ne)?"
            r"(?: (?:i|bag) \w+)?[*]*(?:[ ]*:[*]*[ \t]*|[ ]*\t[ \t]*|[ ]*\|[ ]*|[ ]{2,})(?P<who>\S[^\n]*)",
            re.IGNORECASE | re.MULTILINE,
        ),
        lambda match: match["who"].strip(),
        examples=(("Parter:   Nordby Kommune og Domea", "Nordby Kommune og Domea"),),
        rejects=("Parterne mødes hver måned",),
        confidence=0.9,
    ),
    Rule(
        "parties-above",
        "parties",
        compile_danish(
            r"\b(?:ovenstående|ovennævnte|ovenanførte|førnævnte) (?:aftale|samarbejds)?(?:parter|partnere"
            r"|organisationer)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Ovenstående parter aftaler", "Ovenstående parter"),),
        rejects=("de ovenstående mål",),
        confidence=0.92,
    ),
)
PARTY_UNITS, _UNITS_TOLD, _INTRODUCED, _BESIDE_KEY, PARTIES_ABOVE = RULES
_THE_OTHERS = compile_danish(rf"\b(?:(?:de|aftalens) )?øvrige {PARTY}(?:ne)?(?: (?:er|i \w+ er)|:)(?=\s)")
_OF_IT = compile_danish(r"\b(?:partnerskab\w*|aftale\w*|samarbejde\w*|part(?:er|en)?)\b")
# Signatures and those who are merely told or heard are introduced alike.
_NOT_PARTIES = re.compile(r"(?i)underskr|tiltr[åæ]d|godkendt|inviter|indby|kopi|orienter|fordel|^\W*kontaktp|ikke part")


def read_listed(body: Body, sections: Sections) -> Iterator[Found]:
    """The list, table or sentence that says who the parties are."""
    text = body.text
    starts = [(match.end(), rule.name) for rule in (ARE, FOLLOWING) for match, _ in rule.find(text)]
    starts += [(section.body_start, "parties-section") for section in sections.about("parties")]
    told: list[Found] = []
    for at, name in sorted(starts):
        if name != "parties-section" and "signatures" in getattr(sections.at(at), "topics", ()):
            continue
        rows = list(_rows(body, at, sections))
        found = rows if are_names(rows) else list(read_after(body, at, sections, name))
        if len(found) > 1 and (are_names(found) or (name == ARE.name and found[0].mention.kind != "other")):
            told = found
            break
    tabled = read_tabled(body, sections, _INTRODUCED.name)
    yield from max((told, _beside_key(body), tabled, _introduced(body, sections)), key=_count)


def _count(found: list[Found]) -> int:
    """How many organisations by register or form, and how many of a municipality's units."""
    return len({f.mention.organisation for f in found if f.mention.kind != "other" and not f.aside})


def _beside_key(body: Body) -> list[Found]:
    """What stands beside a key such as "Parter:", and on the lines below it that carry it on."""
    for match, _ in _BESIDE_KEY.find(body.text):
        start, end = match.span("who")
        column = start - body.text.rfind("\n", 0, start) - 1
        before = match
        for line in read_lines(body.text, end, min(len(body.text), end + 600)):
            inset = line.start - body.text.rfind("\n", 0, line.start) - 1
            carried = inset >= column - 2 > 4 or body.text[before.start() : end].rstrip().endswith(
                (",", " og", "samt", "/")
            )
            carried = carried or body.text[line.start - 1] == "\t"
            if line.gap or not carried or ":" in line.text:
                break
            end = line.end
        found = list(read_enumeration(body.text, start, end, _BESIDE_KEY.name))
        if len(found) > 1 and are_names(found):
            return found
    return []


def _introduced(body: Body, sections: Sections) -> list[Found]:
    """What a line that speaks of parties or of taking part introduces, where organisations stand below it."""
    flat = flatten(body.text)
    best: list[Found] = []
    for match, _ in _INTRODUCED.find(body.text):
        if _NOT_PARTIES.search(match.group()) or "signatures" in getattr(sections.at(match.end()), "topics", ()):
            continue
        below = list(read_lines(body.text, match.end(), min(len(body.text), match.end() + 700)))[:6]
        led = [line for line in below if _leads(flat, line.start, line.end)]
        if len(led) < 2 or led[0] not in below[:2]:
            continue
        found = list(_rows(body, match.end(), sections)) or list(
            read_after(body, match.end(), sections, _INTRODUCED.name)
        )
        if are_names(found) and _count(found) > _count(best):
            best = found
    return best


def _leads(flat: str, start: int, end: int) -> bool:
    """Whether an organisation opens the line, a marker apart."""
    first = next(iter(find_mentions(flat, start, end)), None)
    return first is not None and first.kind != "administration" and not re.search(r"\w{2,}", flat[start : first.start])


def _rows(body: Body, at: int, sections: Sections) -> Iterator[Found]:
    """Rows set with commas, bars, tabs or wide blanks below a head that names the columns."""
    text, heads = body.text, {section.start for section in sections}
    lines = list(read_lines(text, at, min(len(text), at + 3000)))
    if not lines or not _HEADER.match(lines[0].text):
        return
    sign = next((sign for sign in ("|", "\t", "  ", ",") if sign in lines[0].text), None)
    if sign is None:
        return
    head = _cells(text, lines[0], sign)
    place = next((n for n, cell in enumerate(head) if _UNIT_HEADER.match(text[slice(*cell)])), None)
    for line in lines[1:]:
        if line.gap and (sign == "," or line.start in heads):
            break
        if not re.search(r"\w", line.text):
            continue
        row = _cells(text, line, sign)
        if sign == "  ":
            row = _lined_up(text, head, row)
        if not row or row[0][0] == row[0][1]:
            if place and place < len(row) and len(text[slice(*row[place])]) > 3:  # one more unit of the party above
                yield Found(read_unit(text, *row[place]), _INTRODUCED.name)
            continue
        marker = MARKER.match(text, *row[0])
        found = list(
            read_item(text, marker.end() if marker else row[0][0], row[0][1], _INTRODUCED.name, int(bool(marker)))
        )
        filled = sum(end > start for start, end in row)
        if not found or (filled < 2 and all(f.mention.kind == "other" for f in found)):
            break
        yield from found
        if place is not None and place < len(row) and text[slice(*row[place])].strip(" -–."):
            start, end = row[place]
            bracket = text.find("(", start, end)
            yield Found(read_unit(text, start, bracket if bracket > 0 else end), _INTRODUCED.name)


def _cells(text: str, line: PrintLine, sign: str) -> list[tuple[int, int]]:
    """Start and end of the cells of a line, white space left out."""
    cut = re.compile(r" {2,}" if sign == "  " else re.escape(sign))
    bounds = [line.start, *(at for m in cut.finditer(text, line.start, line.end) for at in m.span()), line.end]
    cells = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        bare = text[start:end].strip()
        low = start + text[start:end].find(bare) if bare else start
        cells.append((low, low + len(bare)))
    return cells


def _lined_up(text: str, head: list[tuple[int, int]], row: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cells of a row under the head's cells that they stand under; empty ones where nothing stands."""
    column = [start - text.rfind("\n", 0, start) for start, _ in head]
    placed = [(row[0][0], row[0][0]) if row else (0, 0)] * len(head)
    for start, end in row:
        at = start - text.rfind("\n", 0, start)
        placed[min(range(len(head)), key=lambda n: abs(column[n] - at))] = (start, end)
    return placed


def read_listed_units(body: Body) -> Iterator[Found]:
    """The administrations in the list that says with which of them the municipality takes part."""
    for match, _ in PARTY_UNITS.find(body.text):
        lists = find_lists(body.text, match.end(), min(len(body.text), match.end() + 1500))
        if not lists or body.text[match.end() : lists[0].start].strip(" \n\t*_"):
            continue
        for item in lists[0].items:
            end = item.start + len(body.text[item.start : item.end].rstrip(" .,;\n"))
            if item.level == 0 and len(item.text) < 80:
                yield Found(read_unit(body.text, item.start, end), PARTY_UNITS.name)
        break
    for match, _ in _UNITS_TOLD.find(body.text):
        group = "units" if match["units"] else "own"
        found = list(
            read_enumeration(
                body.text, match.start("who" if match["units"] else group), match.end(), "party-units-told"
            )
        )
        if any(f.mention.kind == "administration" for f in found):
            yield from found
            return


def read_first_of_others(body: Body) -> Iterator[Found]:
    """The one organisation that the sentence before "the other parties are …" tells of the partnership."""
    for match in _THE_OTHERS.finditer(body.text):
        start = sentence_at(body.text, match.start())[0]
        before = sentence_at(body.text, max(start - 2, 0))
        mentions = find_mentions(flatten(body.text), *before)
        if len(mentions) == 1 and mentions[0].kind != "administration" and _OF_IT.search(body.text, *before):
            yield Found(mentions[0], _INTRODUCED.name)


def read_parties_above(body: Body) -> Iterator[Found]:
    """The organisations that stand on lines of their own before the sentence that calls them the parties above."""
    match = next((match for match, _ in PARTIES_ABOVE.find(body.text)), None)
    if match is None:
        return
    flat = flatten(body.text)
    for line in read_lines(body.text, 0, match.start()):
        mentions = find_mentions(flat, line.start, line.end)
        if len(mentions) == 1 and _fills(mentions[0].end - mentions[0].start, line.text):
            yield Found(mentions[0], PARTIES_ABOVE.name)


def _fills(length: int, line: str) -> bool:
    return len(re.sub(r"^(?:\d{1,2}[.)]|[•*–-])\s+", "", line).strip(" .,;")) - length < 4
