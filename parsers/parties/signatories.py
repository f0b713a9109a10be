"""Who signs: the region of a paper where organisations and people stand together, its blocks as records.

A name counts only as far as it can be one: what a scan made of strokes and stamps is no name, and then the block has
none, unless the paper names elsewhere who stands for the organisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.organisations import find_administrators
from corpus.slugs import make_slug
from models.codes import Kind
from models.records import Evidence, Party, Signatory
from parsers.marks.mark import Span
from parsers.marks.names.organisations import Named
from parsers.parties.enumerations import Speaker
from parsers.parties.legible_names import UNLIKELY, read_confidence, read_name
from parsers.parties.signature_blocks import Block, deal_out, is_strange
from parsers.parties.signature_columns import read_blocks
from parsers.parties.signature_events import Event, PieceReader
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper
from parsers.structure.printed_pieces import PageLine, Piece, read_pieces
from parsers.structure.signature_page import Region, find_regions

RULE = "signatory-block"
_SURE, _ELSEWHERE, _NO_NAME = 0.9, 0.75, 0.4
_RESOLVED = ("housing_organisation", "other", "police", "ssp")
_LETTERS_PER_FAULT = 6
_LATE = 0.5
_LINE = 150  # letters between two places where a paper is signed that are one


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A region of a paper and its lines."""

    region: Region
    lines: list[PageLine]


_Signed = tuple[Region, list[Block]]


def read_pages(paper: Paper, kind: Kind) -> list[SignedPage]:
    """Where a paper of a kind may be signed; only where something says so in a report. A heading with nothing but signs
    below it is no such place."""
    regions = [region for region in find_regions(paper) if region.headed or kind != "status_report"]
    pages = (SignedPage(region, read_pieces(paper, region.lines)) for region in regions)
    return [page for page in pages if page.lines]


def find_blocks(paper: Paper, pages: Sequence[SignedPage], parties: Sequence[Party]) -> list[Block]:
    """The blocks of the page that names most people, with those a line before or behind it; without one, of a sentence
    that says who has signed."""
    reader = PieceReader(paper, parties)
    found = [(page.region, read_blocks(page.lines, reader)) for page in pages]
    found = [(region, list(_without_empty(paper, blocks))) for region, blocks in found]
    worthy = [(region, blocks) for region, blocks in found if _is_signed(paper, region, blocks)]
    if worthy:
        best = max(worthy, key=lambda one: (_is_headed(*one), _count_names(one[1]), len(one[1])))
        return _with_near(paper, worthy, best)
    return _in_prose(paper, reader)


def _with_near(paper: Paper, signed: Sequence[_Signed], best: _Signed) -> list[Block]:
    """The blocks of a page with those that others sign in before or behind it, parted by a line that says so:
    "Med venlig hilsen / Anne Bo, Egebo", "Vi er enige i det, der står i brevet / Per Friis, Nordby Kommune"."""
    low = high = signed.index(best)
    while low and _is_one_place(paper, signed[low - 1][0], signed[low][0]):
        low -= 1
    while high + 1 < len(signed) and _is_one_place(paper, signed[high][0], signed[high + 1][0]):
        high += 1
    own = {block.named.id for block in best[1]}
    near = signed[low : high + 1]
    return [block for one in near for block in one[1] if one is best or block.named.id not in own]


def _is_one_place(paper: Paper, above: Region, below: Region) -> bool:
    """Whether a line parts two places where a paper is signed, and no appendix begins between them."""
    between = above.span[1], below.span[0]
    return between[1] - between[0] < _LINE and not paper.marks.has("no_signature", between)


def _without_empty(paper: Paper, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without those that say nothing but an organisation for which somebody signs in another, be it that
    strokes hide the name: a letterhead, a table of money above."""
    empty = {id(block) for block in blocks if not block.slots or _is_letterhead(paper, block)}
    signed = {block.named.id for block in blocks if id(block) not in empty}
    return (block for block in _united(blocks) if id(block) not in empty or block.named.id not in signed)


def _is_letterhead(paper: Paper, block: Block) -> bool:
    """Whether a block is an organisation with a unit, and no more, that is printed so elsewhere too: the head of each
    page."""
    if set(block.slots) != {"unit"}:
        return False
    low, high = block.organisation.start, block.slots["unit"].end
    return low < high and paper.text.count(paper.text[low:high]) > 1


def _united(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, one that only dates what the one before it signs for the same organisation put to it: a letterhead
    over "Anne Bo / Direktør, Egebo / Dato: 6. januar 2025" is named twice."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept and kept[-1].named.id == block.named.id else None
        if before and before.lacks("date") and set(block.slots) == {"date"}:
            before.slots.update(block.slots)
        else:
            kept.append(block)
    return kept


def make_signatories(
    paper: Paper, blocks: Sequence[Block], parties: Sequence[Party], speakers: Mapping[str, Speaker], trace: Trace
) -> list[Signatory]:
    """The blocks as records, in reading order."""
    whom = [_resolved(block.named, parties) for block in blocks]
    if any(page.source == "ocr" for page in paper.document.pages) and parties:
        whom = _by_elimination(whom, blocks, parties)
    rows = (_row(paper, block, named, parties, speakers, trace) for block, named in zip(blocks, whom, strict=True))
    return [row for row in rows if row is not None]


def _by_elimination(whom: Sequence[Named], blocks: Sequence[Block], parties: Sequence[Party]) -> list[Named]:
    """In a scan the one organisation that is no party may be the one party that nobody else signs for."""
    ids = {party.organisation for party in parties}
    strange = [named for named in whom if named.id not in ids and named.kind in _RESOLVED]
    signed = {named.id for named in whom}
    missing = [party for party in parties if party.organisation not in signed and party.kind in _RESOLVED]
    if len(strange) == len(missing) == 1:
        found = Named(missing[0].organisation, missing[0].name, missing[0].kind)
        return [found if named is strange[0] else named for named in whom]
    return list(whom)


def _is_headed(region: Region, blocks: Sequence[Block]) -> bool:
    """Whether a region that says it is signed names two people or more: no list of contacts outdoes it."""
    return region.headed and _count_names(blocks) > 1


def _count_names(blocks: Sequence[Block]) -> int:
    return sum("name" in block.slots for block in blocks)


def _is_signed(paper: Paper, region: Region, blocks: Sequence[Block]) -> bool:
    """Whether blocks are signatures: people sign in them, or something says so and there are several."""
    if _count_names(blocks):
        return region.headed or len(blocks) > 1 or _count_names(blocks) > 1
    last = not paper.text[region.span[1] : paper.end].strip()
    return len(blocks) > 1 and (region.headed or (last and len(blocks) * 3 >= len(region.lines)))


def _in_prose(paper: Paper, reader: PieceReader) -> list[Block]:
    """The blocks of a sentence near the end that says who has signed for whom; empty where it names fewer than two."""
    for start, end in paper.sentences:
        section = paper.sections.at(start)
        told = paper.marks.has("signs", (start, end)) or (section is not None and "signatures" in section.topics)
        if start > paper.end * _LATE and told:
            events = reader.read(Piece(start, end, 0, 0), 0)
            blocks = [block for block in deal_out(events, {}) if "name" in block.slots]
            if len(blocks) > 1:
                return _all_on(blocks, [event for event in events if event.kind == "date"])
    return []


def _all_on(blocks: list[Block], days: Sequence[Event]) -> list[Block]:
    """The blocks of a sentence; the one day it tells is the day of all."""
    for block in blocks if len(days) == 1 else ():
        block.give(days[0])
    return blocks


def _row(
    paper: Paper, block: Block, named: Named, parties: Sequence[Party], speakers: Mapping[str, Speaker], trace: Trace
) -> Signatory | None:
    span = block.organisation.start, block.organisation.end
    if named.id in find_administrators() and named.id not in (party.organisation for party in parties):
        trace.note("signatories", RULE, span, named.id, "an administrator is no signatory")
        return None
    evidence = [quote for low, high in _spans(block) for quote in paper.body.evidence(low, high, RULE, _SURE)]
    name, title, more = _person(paper, block, speakers.get(named.id), trace)
    date = block.slots.get("date")
    trace.note("signatories", RULE, span, (named.id, name))
    return Signatory(
        name=name,
        title=title,
        organisation=named.id,
        unit=_unit(block, named.id, parties),
        chair=block.chair,
        date=str(date.value) if date else None,
        evidence=[*evidence, *more],
    )


def _spans(block: Block) -> list[Span]:
    """Where a block stands, its name apart."""
    events = [block.organisation, *(event for kind, event in block.slots.items() if kind != "name")]
    return sorted(span for event in events for span in ((event.start, event.end), *event.more))


def _person(
    paper: Paper, block: Block, speaker: Speaker | None, trace: Trace
) -> tuple[str | None, str | None, list[Evidence]]:
    """Name and title, and the evidence for the name: a doubtful one gives way to one that is told elsewhere."""
    title, event = block.slots.get("title"), block.slots.get("name")
    said = str(title.value) if title else None
    name, share = read_name(paper, str(event.value), (event.start, event.end)) if event else ("", 0.0)
    if event and is_strange(block) and read_confidence(paper, (event.start, event.end)) is not None:
        share = UNLIKELY  # a scan has lost the organisation between
    if event and share > UNLIKELY:
        return name, said, paper.body.evidence(event.start, event.end, RULE, round(share, 3))
    if event:
        trace.note("signatories", RULE, (event.start, event.end), event.value, "no name that could be read")
    if speaker is not None:
        return (
            speaker.name,
            said or speaker.title,
            paper.body.evidence(*speaker.span, "signatory-told-elsewhere", _ELSEWHERE),
        )
    unread = (event.start, event.end) if event else _unread_beside(paper, title)
    return None, said, paper.body.evidence(*unread, "signatory-unreadable", _NO_NAME) if unread else []


def _unread_beside(paper: Paper, title: Event | None) -> Span | None:
    """What a scan has on the line of a title, where a name would stand, and no name can be told in it.

    Ole PrEsthus, inspektør      null for a name, and "Ole PrEsthus" to show why
    """
    if title is None:
        return None
    start = paper.text.rfind("\n", 0, title.start) + 1
    printed = paper.text[start : title.start].strip(" \t,:")
    at = paper.text.find(printed, start)
    span = at, at + len(printed)
    return span if printed and read_confidence(paper, span) is not None else None


def _unit(block: Block, municipality: str, parties: Sequence[Party]) -> str | None:
    """The id of the unit, in the spelling that the list of parties has."""
    event = block.slots.get("unit")
    if event is None:
        return None
    own = event.value.id if isinstance(event.value, Named) else make_slug(str(event.value))
    units = [party.organisation for party in parties if party.part_of == municipality]
    near = [unit for unit in units if _is_near(own, unit.partition("/")[2])]
    return near[0] if len(near) == 1 else f"{municipality}/{own}"


def _is_near(one: str, other: str) -> bool:
    """Whether one letter in six, or fewer, tells two units apart."""
    from rapidfuzz.distance import Levenshtein

    allowed = len(other) // _LETTERS_PER_FAULT
    return Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def _resolved(named: Named, parties: Sequence[Party]) -> Named:
    """The party it must mean: "AAB" signs for the one party "AAB Strandby"."""
    own = named.id
    if named.kind not in _RESOLVED or own in (row.organisation for row in parties):
        return named
    administered = [party for party in parties if named.administrator and party.administrator == named.administrator]
    if len(administered) == 1:
        return replace(named, id=administered[0].organisation)
    alike = [
        party
        for party in parties
        if party.kind in _RESOLVED
        and (party.kind == named.kind or named.kind == "other")
        and _means(own, party.organisation)
    ]
    return replace(named, id=alike[0].organisation, name=alike[0].name) if len(alike) == 1 else named


def _means(own: str, party: str) -> bool:
    """Whether an id is the other's beginning, or its genitive ("på Boligforeningen Tangens vegne")."""
    return party.startswith(f"{own}-") or own.startswith(f"{party}-") or own == f"{party}s"
