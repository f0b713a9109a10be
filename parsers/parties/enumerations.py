"""Organisations one after the other: in a sentence, a list, a table or on bare lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.slugs import make_slug
from parsers.older.organisation_forms import LEADING_UNIT, LISTED_UNIT
from parsers.older.organisations import (
    Mention,
    find_administrator,
    find_mentions,
    find_units,
    flatten,
    read_name,
    read_unit,
)
from parsers.structure.body import Body
from parsers.structure.lines import OPENERS, PrintLine, read_lines
from parsers.structure.lists import Item, find_lists
from parsers.structure.sections import Sections
from parsers.structure.tables import find_grids

HEADER = re.compile(
    r"(?i)(?:aftale)?(?:part(?:er|ner|nere)?|organisation(?:er)?|deltagere?|myndighed(?:er)?|aktør(?:er)?)\b"
)
MARKER = re.compile(r"(?:(?P<number>\d{1,2}|[a-h])[.)]|[•*–-])\s+(?=\S)")
# A line that cannot end a name: the text runs on over it.
_RUNS_ON = re.compile(r"\s(?:for|og|samt|med|af)$|\w-$")
UNIT_HEADER = re.compile(r"(?i)(?:forvaltning(?:er)?|magistratsafdeling|center|fagområde|enhed|afdeling)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in a passage that names the parties. `aside`: it stands after "herunder"."""

    mention: Mention
    rule: str
    aside: bool = False


_CLAUSE_END = re.compile(
    r"\.(?=[\"”»“]?(?:\s+[^\sa-zæøå]|\s*$))|;(?=\s|$)|,? (?:med det formål|om at|om et|om en|som |der |for at|har |vil "
    r"|er enige|er enig|er der |er hermed|er dags|slutter |indgår|indgås|, at )"
    rf"|(?<=\S) (?=(?:{OPENERS}) [a-zæøå])"
)


def read_enumeration(text: str, start: int, end: int, rule: str) -> Iterator[Found]:
    """The organisations of an enumeration: those known by register or form, and plain names between the commas."""
    flat = flatten(text)
    mentions = [_with_place(flat, mention, end) for mention in find_mentions(flat, start, end)]
    housing = bool(re.search(r"(?i)bolig(?:organisation|selskab|forening)(?:erne|er)\b", flat[start:end]))
    aside = flat.find("herunder", start, end)
    found: list[Mention] = []
    at = start
    for mention in [*mentions, None]:
        if mention and mention.start < at:
            continue
        stop = mention.start if mention else end
        before = found[-1].kind if found else None
        opens_units = before in ("municipality", "administration")
        units = find_units(flat, at, stop, before == "administration") if opens_units else []
        found += units
        found += _plain_names(flat, units[-1].end if units else at, stop, housing)
        if mention:
            found.append(mention)
            at = mention.end
    for mention in found:
        if mention.start > aside >= 0 and mention.kind not in ("ssp", "administration", "other"):
            aside = -1  # the next party ends what "herunder" lists
        yield Found(mention, rule, 0 <= aside < mention.start)


def _with_place(text: str, mention: Mention, end: int) -> Mention:
    """A branch of an organisation: "Lejerbo Strandby" is not Lejerbo, nor "XYZ Strandby" XYZ in Strandby Kommune."""
    printed = text[mention.start : mention.end]
    following = re.compile(r" ([A-ZÆØÅ][a-zæøå]+)(?=[\s,.;|)*]|$)").match(text, mention.end, end)
    if not following or mention.kind != "housing_organisation":
        return mention
    own_town = re.fullmatch(r"[A-ZÆØÅ]{2,5}", printed) and re.search(rf"\b{following[1]}s? Kommune\b", text)
    if not own_town and not re.fullmatch(r"[A-ZÆØÅ][a-zæøå]{4,}", printed):
        return mention
    name = f"{printed} {following[1]}"
    return find_administrator(replace(mention, organisation=make_slug(name), name=name, end=following.end()), text, end)


def _plain_names(text: str, start: int, end: int, housing: bool) -> Iterator[Mention]:
    """Names between commas that no register or form tells, and pairs of fields that name a municipality's unit."""
    explained = re.search(r" [–—-] ", text[start:end])
    end = start + explained.start() if explained else end
    at = start
    for unit in LISTED_UNIT.finditer(text, start, end):
        yield from _pieces(text, at, unit.start(), housing)
        yield read_unit(text, *unit.span("name"))
        at = unit.end()
    yield from _pieces(text, at, end, housing)


# "Tangen v/ Ib Friis": who speaks for it is no party.
_THROUGH = re.compile(r"\s+(?:v/?|ved)$")


def _pieces(text: str, start: int, end: int, housing: bool) -> Iterator[Mention]:
    at = start
    pieces = re.split(r"(,|;| og | samt |\(|\)|:|/|\|)", text[start:end])
    for before, piece in zip([None, *pieces], pieces, strict=False):
        through = before == "/" and _THROUGH.search(text[start:at])
        if len(piece.strip()) > 1 and not through:
            name = read_name(_THROUGH.sub("", piece), housing)
            if name and not name.name.casefold().startswith(("boligforening", "boligselskab", "boligorganisation")):
                yield replace(name, start=at + name.start, end=at + name.end)
        at += len(piece)


def are_names(found: list[Found]) -> bool:
    """Whether at least two of them are organisations by register or form, not just capitalised words."""
    return sum(f.mention.kind != "other" for f in found) > 1


def find_clause_end(text: str, start: int) -> int:
    """Where an enumeration that begins at `start` ends at the latest: its sentence, or a clause of another kind."""
    flat = flatten(text)
    for match in _CLAUSE_END.finditer(flat, start, min(len(text), start + 900)):
        following = find_mentions(flat, match.end(), match.end() + 60) if match.group() == ";" else []
        if not following or following[0].start - match.end() > 4:
            return match.start()
    return min(len(text), start + 400)


def read_after(body: Body, at: int, sections: Sections, rule: str) -> Iterator[Found]:
    """What stands after "following parties": a list, table rows, bare lines or the rest of the sentence."""
    text = body.text
    section = sections.at(at)
    stop = section.end if section else next((part.start for part in sections if part.start > at), len(text))
    lines = list(read_lines(text, at, stop))
    if lines and HEADER.match(lines[0].text):
        column = list(_column(body, at, stop, rule))
        if column:
            yield from column
            return
    lists = find_lists(text, at, stop)
    if lists and _leads_in(text[at : lists[0].start].strip()) and _are_short(lists[0].items):
        for item in lists[0].items:
            yield from read_item(text, item.start, item.end, rule, item.level)
        tail = flatten(text)[lists[0].end : lists[0].end + 300].split("  ")[0]
        if "\n" not in text[at : lists[0].end].strip() and tail.strip():
            yield from read_enumeration(text, lists[0].end, min(stop, find_clause_end(text, lists[0].end)), rule)
        return
    if lines and "|" in text[lines[0].start - 2 : lines[0].end]:
        for line in lines:
            cell = text[line.start : line.end].split("|")[0]
            if "|" in text[line.start - 2 : line.end]:
                yield from read_item(text, line.start, line.start + len(cell), rule, 0)
    elif lines and _RUNS_ON.search(lines[0].text):
        yield from read_enumeration(text, at, min(stop, find_clause_end(text, at)), rule)
    elif len(lines) > 1 and "\n" in text[at : lines[0].start] and _is_bare(lines[0].text):
        heads = {other.start for other in sections}
        for place, line in enumerate(lines):
            parted = place > 1 and line.gap and not lines[1].gap
            if not _is_bare(line.text) or line.start in heads or parted:
                break
            marker = MARKER.match(line.text)
            nested = place > 0 and (not marker["number"] if marker else _inset(text, line) > _inset(text, lines[0]) + 1)
            found = list(read_item(text, line.start + (marker.end() if marker else 0), line.end, rule, int(nested)))
            if place and line.gap and not nested and all(f.mention.kind == "other" for f in found):
                break
            yield from found
    else:
        yield from read_enumeration(text, at, min(stop, find_clause_end(text, at)), rule)


def _is_bare(line: str) -> bool:
    return len(line) < 95 and not _is_sentence(line)


def _inset(text: str, line: PrintLine) -> int:
    return line.start - text.rfind("\n", 0, line.start)


def _leads_in(words: str) -> bool:
    """Whether a list follows at once, or after no more than the end of the sentence that announces it."""
    return len(words) < 12 or (words.endswith(":") and len(words) < 60 and "." not in words)


def _are_short(items: Sequence[Item]) -> bool:
    """Whether items are names with a word or two about them, not numbered paragraphs."""
    return sum(not _is_sentence(item.text) for item in items) > len(items) / 2


def _is_sentence(item: str) -> bool:
    return len(item) > 110 or (item.endswith(".") and len(item.split()) > 9)


def _column(body: Body, start: int, end: int, rule: str) -> Iterator[Found]:
    """The column of a table that its header says holds the parties, and the column of their units beside it."""
    for grid in find_grids(body, start, end):
        place = next((at for at, cell in enumerate(grid.rows[0]) if HEADER.match(cell.text)), None)
        if place is None:
            continue
        beside = next((at for at, cell in enumerate(grid.rows[0]) if UNIT_HEADER.match(cell.text)), None)
        for row in grid.rows[1:]:
            if row[place].spans:
                yield from read_item(body.text, row[place].spans[0][0], row[place].spans[-1][1], rule, 0)
            told = beside is not None and row[beside].text.strip(" -–—.")
            if row[place].spans and beside is not None and told:
                yield Found(read_unit(body.text, row[beside].spans[0][0], row[beside].spans[-1][1]), rule)
        yield from _rows_below(body.text, grid.end, end, rule) if place == 0 else ()
        return


def _rows_below(text: str, start: int, end: int, rule: str) -> Iterator[Found]:
    """Rows right below a table whose other cells are all empty: a lone organisation on each line."""
    for line in read_lines(text, start, end):
        found = list(read_enumeration(text, line.start, line.end, rule))
        if line.gap or len(found) != 1 or found[0].mention.kind == "other" or len(line.text) > 70:
            return
        yield from found


def read_item(text: str, start: int, end: int, rule: str, level: int) -> Iterator[Found]:
    unit = LEADING_UNIT.match(text, start, end) if level else None
    if unit:
        yield Found(read_unit(text, *unit.span()), rule)
        yield from read_enumeration(text, unit.end(), end, rule)
        return
    found = list(read_enumeration(text, start, end, rule))
    if level and (not found or all(f.mention.kind == "other" for f in found)):
        name = " ".join(text[start:end].split()).strip(" .,;")
        if name and len(name) < 70:
            yield Found(read_unit(text, start, start + len(text[start:end].rstrip(" .,;\n"))), rule)
        return
    yield from found
