"""Who the parties are: the passages that have a ground for it, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from models.codes import Kind
from models.records import Evidence, Party
from parsers.marks.names.organisations import Named
from parsers.parties.changes import read_changed
from parsers.parties.enumerations import Entry, Speaker
from parsers.parties.grounds import JOINTLY, ON_BEHALF, Found, Ground, Grounded, find_grounded
from parsers.parties.passages import Passage
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper

_UNITS = Ground("parties-units", 0.88, lambda _paper, _passage: False)
_FIRST = Ground("parties-first-of-others", 0.88, lambda _paper, _passage: False)
_REACH = 8000
_TOLD = ("parties-between", "parties-are")


def read_parties(paper: Paper, kind: Kind, passages: Sequence[Passage], signed: Set[str], trace: Trace) -> list[Party]:
    """The parties in the order they stand; a report has those it says the partnership is between, other papers none.

    `signed`: ids of the organisations that somebody signs for.
    """
    if kind == "partnership_agreement":
        return _merged(paper, _of_agreement(paper, passages, signed, trace), trace)
    if kind == "addendum":
        return _merged(paper, read_changed(paper, passages), trace)
    return _merged(paper, _told(paper, passages), trace) if kind == "status_report" else []


def _of_agreement(paper: Paper, passages: Sequence[Passage], signed: Set[str], trace: Trace) -> list[Found]:
    """Those of the sentence that makes the agreement, and of the fullest list that says who the parties are."""
    grounded = find_grounded(paper, passages)
    opening = _opening(grounded)
    listed = max((one for one in grounded if not one[1].opens), key=_fullness, default=None)
    if opening is None and listed is None:
        return _less_surely(paper, passages, signed)
    chosen = [*_units_told(paper, passages)]
    for passage, ground in filter(None, (listed, opening)):
        chosen += [*_first_of_others(paper, passage), *(Found(entry, ground) for entry in passage.run.entries)]
    sure = {entry.named.id for entry in opening[0].run.entries if not entry.aside} if opening else set()
    return list(_without_asides(chosen, sure | signed, trace))


def _opening(grounded: Sequence[Grounded]) -> Grounded | None:
    """The first that makes the agreement; where it is an item of a list, the list."""
    opens = [one for one in grounded if one[1].opens]
    within = (one for one in opens if one[0].run.start <= opens[0][0].run.start < one[0].run.end)
    return max(within, key=_fullness, default=None)


def _fullness(grounded: Grounded) -> tuple[int, int]:
    run = grounded[0].run
    return run.count(), len(run.entries)


def _without_asides(found: Iterable[Found], named: Set[str], trace: Trace) -> Iterator[Found]:
    """What stands only after "herunder" is a party where the opening sentence or the signatures name it too; units are
    parties wherever they are listed."""
    for one in found:
        entry = one.entry
        if not entry.aside or entry.named.kind == "administration" or entry.named.id in named:
            yield one
        else:
            reason = "only after 'herunder', named nowhere else"
            trace.note("parties", one.ground.rule, (entry.start, entry.end), entry.named.id, reason)


def _less_surely(paper: Paper, passages: Sequence[Passage], signed: Set[str]) -> list[Found]:
    """Those whom a sentence joins in an agreement, whatever its verb; else those for whom somebody signs."""
    held = next((one for one in passages if JOINTLY.holds(paper, one) and one.run.count() > 1), None)
    if held:
        return [Found(entry, JOINTLY) for entry in held.run.entries]
    behalf = [entry for one in passages if ON_BEHALF.holds(paper, one) for entry in one.run.entries]
    marks = paper.marks.of("organisation", (0, paper.end))
    behalf += [Entry(mark.value, mark.start, mark.end) for mark in marks if mark.value.id in signed]
    first = {entry.named.id: entry for entry in reversed(behalf) if entry.named.kind != "administration"}
    found = sorted(first.values(), key=lambda entry: entry.start)
    return [Found(entry, ON_BEHALF) for entry in found] if len(found) > 1 else []


def _first_of_others(paper: Paper, passage: Passage) -> Iterator[Found]:
    """The one organisation that the sentence before "de øvrige parter er …" tells of the partnership."""
    if "øvrige" not in paper.text[slice(*passage.lead)].casefold():
        return
    before = paper.sentence_at(max(0, passage.lead[0] - 2))
    marks = paper.marks.of("organisation", before) if before else ()
    if before and len(marks) == 1 and paper.marks.has("pact", before):
        yield Found(Entry(marks[0].value, marks[0].start, marks[0].end), _FIRST)


def _units_told(paper: Paper, passages: Sequence[Passage]) -> Iterator[Found]:
    """The units with which a municipality takes part: "Kommunen deltager med to centre: …"."""
    for passage in passages:
        units_alone = all(entry.named.kind == "administration" for entry in passage.run.entries)
        if units_alone and paper.marks.has("units_follow", passage.lead):
            for mark in paper.marks.of("organisation", passage.lead):
                yield Found(Entry(mark.value, mark.start, mark.end), _UNITS)
            yield from (Found(entry, _UNITS) for entry in passage.run.entries)
            return


def _told(paper: Paper, passages: Sequence[Passage]) -> list[Found]:
    """Those a report says the partnership is between; whom the agreement it reports on is between, that one tells."""
    for passage, ground in find_grounded(paper, passages):
        of_agreement = paper.marks.has("agreement", passage.lead)
        if passage.place == "sentence" and ground.rule in _TOLD and not of_agreement:
            return [Found(entry, ground) for entry in passage.run.entries]
    return []


def find_speakers(passages: Sequence[Passage]) -> dict[str, Speaker]:
    """Who stands for each organisation where it is listed: "repræsenteret ved borgmester Lone Friis"."""
    entries = (entry for passage in passages for entry in passage.run.entries)
    return {entry.named.id: entry.speaker for entry in entries if entry.speaker}


def _merged(paper: Paper, found: Iterable[Found], trace: Trace) -> list[Party]:
    """One party for each organisation, with all its places as evidence."""
    every = list(found)
    towns = [one.entry for one in every if one.entry.named.kind == "municipality"]
    parties: dict[str, Party] = {}
    for one in every:
        span = one.entry.start, one.entry.end
        named = _placed(paper, one.entry, towns)
        if named is None:
            trace.note("parties", one.ground.rule, span, one.entry.named.name, "a unit of an unknown municipality")
            continue
        trace.note("parties", one.ground.rule, span, named.id)
        quotes = paper.body.evidence(*span, one.ground.rule, one.ground.confidence)
        parties[named.id] = _with(parties.get(named.id), named, quotes)
    return [_administered(paper, party) for party in parties.values()]


def _placed(paper: Paper, entry: Entry, towns: Sequence[Entry]) -> Named | None:
    """The organisation; a unit under the municipality before it, else behind it, else the paper's first one."""
    if entry.named.kind != "administration":
        return entry.named
    before = [town.named.id for town in towns if town.start < entry.start]
    behind = [town.named.id for town in towns if town.start > entry.start]
    first = (mark.value.id for mark in paper.marks.of("organisation", (0, _REACH)) if mark.value.kind == "municipality")
    home = next(iter([*before[-1:], *behind[:1], *first]), None)
    return replace(entry.named, id=f"{home}/{entry.named.id}") if home else None


def _with(before: Party | None, named: Named, quotes: Sequence[Evidence]) -> Party:
    """A party with one more place."""
    kept = before.evidence if before else []
    return Party(
        organisation=named.id,
        name=before.name if before else named.name,
        kind=named.kind,
        part_of=named.id.partition("/")[0] if named.kind == "administration" else None,
        administrator=(before.administrator if before else None) or named.administrator,
        evidence=[*kept, *(quote for quote in quotes if quote not in kept)],
    )


def _administered(paper: Paper, party: Party) -> Party:
    """The party with its administrator, where another place names that beside it."""
    if party.administrator or party.kind not in ("housing_organisation", "other"):
        return party
    marks = paper.marks.of("organisation", (0, len(paper.text)))
    told = next((mark for mark in marks if mark.value.id == party.organisation and mark.value.administrator), None)
    if told is None:
        return party
    quotes = paper.body.evidence(*told.span, "organisation-administrator", 0.9)
    change = {"administrator": told.value.administrator, "evidence": [*party.evidence, *quotes]}
    return party.model_copy(update=change)
