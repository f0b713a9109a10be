"""The events of a column of a signature page, dealt out to blocks: one organisation each, with who signs for it.

    VESTERBY KOMMUNE      organisation first: what follows is its own
    Lone Friis
    Direktør

    Lone Friis            organisation last: what stands before it is
    Direktør
    VESTERBY KOMMUNE

Both ways are tried for the whole column, and the one that leaves the least over is right. Where a dump has run columns
together, a line says several things of a kind: they wait in line and are dealt out in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, groupby, pairwise

from corpus.danish_names import is_given_name, is_listed_surname
from parsers.marks.names.organisations import Named
from parsers.parties.signature_events import Event, EventKind

_LONGEST_NAME = 5  # words
_NEAR = 3  # lines between an organisation and its unit
_SLOTS: tuple[EventKind, ...] = ("name", "title", "date")


@dataclass(slots=True)
class Block:
    """A signatory in the making: the organisation, and an event for each thing said of who signs for it."""

    organisation: Event
    slots: dict[EventKind, Event] = field(default_factory=dict)
    chair: bool = False

    @property
    def named(self) -> Named:
        """Whom it is signed for."""
        assert isinstance(self.organisation.value, Named)
        return self.organisation.value

    @property
    def lines(self) -> tuple[int, int]:
        """Its first and last line."""
        found = [event.line for event in (self.organisation, *self.slots.values())]
        return min(found), max(found)

    def lacks(self, kind: EventKind) -> bool:
        """Whether it has a place for an event of a kind; only municipalities have units."""
        kind = "unit" if kind == "words" else kind
        return kind not in self.slots and (kind != "unit" or self.named.kind == "municipality")

    def give(self, event: Event) -> None:
        """Put an event in its place."""
        self.slots["unit" if event.kind == "words" else event.kind] = event


@dataclass(frozen=True, slots=True)
class _Column:
    """The events of a column; `spaces`: blank lines before lines that have any; `doubled`: lines that say two things of
    a kind, for dumps run columns together."""

    events: list[Event]
    spaces: Mapping[int, float]
    doubled: frozenset[int]

    def parted(self, one: Event, other: Event) -> bool:
        """Whether a blank line stands between two events."""
        low, high = sorted((one.line, other.line))
        return any(low < line <= high for line in self.spaces)


def deal_out(events: Sequence[Event], spaces: Mapping[int, float]) -> list[Block]:
    """The blocks of a column. `spaces`: blank lines before each line that has any."""
    beside = _beside_each_other(events)
    doubled = frozenset(beside)
    stream = list(_with_units_of_their_own(_parted_names(events, beside)))
    chairs = _chaired(stream)
    column = _Column([event for event in stream if event.kind != "chair"], spaces, doubled)
    found = [(bonus + _worth(blocks := way(column), column), blocks) for bonus, way in _ways(column.events)]
    blocks = max(found, key=lambda one: one[0], default=(0.0, []))[1]
    for block in blocks:
        block.chair = "name" in block.slots and any(event.start in chairs for event in block.slots.values())
    return blocks


def _beside_each_other(events: Sequence[Event]) -> dict[int, int]:
    """The lines that say several things of a kind, with how many."""
    said = Counter((event.line, event.kind) for event in events if event.kind in ("title", "organisation", "name"))
    found: dict[int, int] = {}
    for (line, _), count in said.items():
        if count > 1:
            found[line] = max(count, found.get(line, 0))
    return found


def _ways(events: Sequence[Event]) -> Iterator[tuple[float, Callable[[_Column], list[Block]]]]:
    """The ways to deal, the likelier first, each with what the first and the last event say for it."""
    kinds = [event.kind for event in events if event.kind in ("organisation", "name", "title")]
    if "organisation" not in kinds:
        return
    above = 1.5 * (kinds[0] == "organisation") + 1.0 * (kinds[-1] != "organisation")
    below = 1.5 * (kinds[0] != "organisation") + 1.0 * (kinds[-1] == "organisation")
    ways = [(above, _deal_first), (below, _deal_last)]
    yield from ways if kinds[0] == "organisation" else reversed(ways)


def _worth(blocks: Sequence[Block], column: _Column) -> float:
    """How well blocks use what a column says: names and titles placed, no blank lines within a block, police with
    police."""
    placed = sum(2.0 * ("name" in block.slots) + ("title" in block.slots) for block in blocks)
    spans = [block.lines for block in blocks]
    crossed = sum(low < line <= high for low, high in spans for line in column.spaces)
    used = {id(event) for block in blocks for event in block.slots.values()}
    left = sum(event.kind in ("name", "unit") and id(event) not in used for event in column.events)
    strange = sum(3.0 * is_strange(block) + 1.0 * _lacks_police(block) for block in blocks)
    return placed - 0.4 * crossed - 1.5 * left - strange


def is_strange(block: Block) -> bool:
    """Whether somebody of the police signs for another organisation."""
    title = block.slots.get("title")
    return title is not None and "politi" in str(title.value).casefold() and block.named.kind not in ("police", "ssp")


def _lacks_police(block: Block) -> bool:
    """Whether somebody signs for the police whose title does not say so."""
    title = block.slots.get("title")
    return title is not None and "politi" not in str(title.value).casefold() and block.named.kind == "police"


def _chaired(events: Sequence[Event]) -> set[int]:
    """Where the names of those stand who sign as chair; their titles, where they are chairs by these: "Direktør
    (formand)", which may stand below the names of two."""
    found, last = set(), -1
    for before, event in pairwise([None, *events]):
        last = event.start if event and event.kind == "name" else last
        if event and event.kind == "chair":
            titled = before is not None and before.kind == "title" and before.line == event.line
            found.add(before.start if before and titled else last)
    return found


def _with_units_of_their_own(events: Iterable[Event]) -> Iterator[Event]:
    """SSP right under a municipality's name is itself the organisation."""
    held: Event | None = None
    for event in events:
        if held is not None:
            nested = _kind_of(event) == "ssp" and event.line - held.line <= 1
            if not nested:
                yield held
            held = None
        if _kind_of(event) == "municipality":
            held = event
        else:
            yield event
    if held is not None:
        yield held


def _kind_of(event: Event) -> str | None:
    return event.value.kind if event.kind == "organisation" and isinstance(event.value, Named) else None


def _parted_names(events: Sequence[Event], beside: Mapping[int, int]) -> Iterator[Event]:
    """Names that ran into one of four words or more, as many as the lines beside it say things of a kind."""
    for event in events:
        words = str(event.value).split() if event.kind == "name" else []
        count = max((count for line, count in beside.items() if abs(event.line - line) <= _NEAR), default=1)
        if len(words) < 4 or count < 2:
            if len(words) <= _LONGEST_NAME:
                yield event
            continue
        at = event.start
        for low, high in pairwise(_cuts(words, min(count, len(words) // 2))):
            name = " ".join(words[low:high])
            yield replace(event, value=name, start=at, end=at + len(name))
            at += len(name) + 1


def _cuts(words: Sequence[str], count: int) -> tuple[int, ...]:
    """Where so many names begin, and where the last ends: each with two words at least, at given names as far as there
    are any, as evenly as can be."""
    even = len(words) / count

    def cost(inner: Sequence[int]) -> tuple[int, float]:
        lengths = [high - low for low, high in pairwise((0, *inner, len(words)))]
        strange = sum(2 * is_listed_surname(words[at]) or not is_given_name(words[at]) for at in inner)
        return strange, sum(abs(length - even) for length in lengths) if min(lengths) > 1 else 1e9

    inner = min(combinations(range(2, len(words) - 1), count - 1), key=lambda at: (cost(at)[1] >= 1e9, *cost(at)))
    return (0, *inner, len(words))


def _deal_first(column: _Column) -> list[Block]:
    """Each organisation with what follows it; a second person under it is a block more."""
    blocks: list[Block] = []
    band: list[Block] = []  # the organisations of the last line that names any
    early: list[Event] = []  # a title that stands before the next person's name
    under = _under_each_other(column.events)
    for event in column.events:
        if event.kind == "organisation":
            goes_on = event.start in under or (band and band[0].organisation.line == event.line)
            band = band if goes_on else []
            band.append(Block(event))
            blocks.append(band[-1])
            continue
        lacking = next((block for block in band if block.lacks(event.kind)), None)
        if lacking is not None:
            _give_near(lacking, event)
        elif len(band) == 1 and event.kind == "title" and "name" in band[0].slots:
            early.append(event)
        elif len(band) == 1 and event.kind == "name":
            band = [Block(band[0].organisation)]
            blocks += band
            for given in chain(early, (event,)):
                band[0].give(given)
            early = []
    return blocks


def _under_each_other(events: Sequence[Event]) -> set[int]:
    """The organisations that stand under another, with as many people below them: rows of two columns, read line by
    line or one behind the other."""
    told = [event for event in events if event.kind in ("organisation", "name", "title")]
    runs = [(kind, list(run)) for kind, run in groupby(told, key=lambda event: event.kind == "organisation")]
    found: set[int] = set()
    for (are_organisations, run), (_, people) in pairwise(runs):
        counts = Counter(event.kind for event in people)
        if are_organisations and counts["name"] == len(run) and counts["title"] in (0, len(run)):
            found |= {event.start for event in run[1:]}
    return found


def _give_near(block: Block, event: Event) -> None:
    """Words are a unit only right under the municipality's name."""
    if event.kind != "words" or event.line - block.organisation.line == 1:
        block.give(event)


def _deal_last(column: _Column) -> list[Block]:
    """Each organisation with what stands before it; its unit may stand below it, and so may all the dates."""
    blocks: list[Block] = []
    waiting: list[Event] = []
    units: list[Event] = []
    trailing = _dates_trail(column.events)
    for event in column.events:
        below = bool(blocks) and all(one.start <= blocks[-1].organisation.start for one in waiting)
        if event.kind == "organisation":
            blocks += _closed(event, waiting, column)
            _give_units(blocks[-1], units)
        elif event.kind in ("unit", "words") and below:
            _place_below(event, blocks)
        elif event.kind in ("unit", "words"):
            units += [event] if event.kind == "unit" else []
        elif event.kind == "date" and trailing and below:
            blocks[-1].give(event)
        else:
            waiting.append(event)
    return blocks


def _give_units(block: Block, units: list[Event]) -> None:
    """The units that stood before an organisation are its own, where it has none."""
    for unit in units if block.lacks("unit") else ():
        block.give(unit)
    units.clear()


def _dates_trail(events: Sequence[Event]) -> bool:
    """Whether the first date stands right below the first organisation."""
    kinds = [event.kind for event in events if event.kind in ("organisation", *_SLOTS)]
    at = kinds.index("organisation")
    return "date" not in kinds[:at] and kinds[at + 1 : at + 2] == ["date"]


def _closed(organisation: Event, waiting: list[Event], column: _Column) -> Iterator[Block]:
    """The block of an organisation, or one for each person where several sign for it one under the other.

    The last of what waits is its own and nothing is left; where columns have run together, the first, and the rest
    waits for the next one.
    """
    together = any(event.line in column.doubled for event in (organisation, *waiting))
    if together:
        yield _block(organisation, waiting, first=True)
        return
    persons = _persons(waiting, column)
    for person in persons or [waiting]:
        yield _block(organisation, list(person), first=False)
    waiting.clear()


def _block(organisation: Event, waiting: list[Event], first: bool) -> Block:
    """A block that takes one of each kind from what waits."""
    block = Block(organisation)
    for kind in _SLOTS:
        found = [event for event in waiting if event.kind == kind]
        if found:
            block.give(found[0 if first else -1])
            waiting.remove(found[0 if first else -1])
    return block


def _persons(waiting: Sequence[Event], column: _Column) -> list[list[Event]]:
    """What waits, by person, where two or more stand one under the other; none where a blank line parts them."""
    names = [event for event in waiting if event.kind == "name"]
    if len(names) < 2 or any(column.parted(one, other) for one, other in pairwise(names)):
        return []
    title_first = waiting[0].kind == "title"
    persons: list[list[Event]] = []
    for event in waiting:
        opens = event.kind == ("title" if title_first else "name")
        if opens or not persons:
            persons.append([])
        persons[-1].append(event)
    return persons


def _place_below(event: Event, blocks: Sequence[Block]) -> None:
    """A unit under the first municipality above it that has none; words only right under its name."""
    near = _NEAR if event.kind == "unit" else 1
    lacking = [block for block in blocks if block.lacks("unit") and event.line - block.organisation.line <= near]
    if lacking:
        lacking[0].give(event)
