"""Signature blocks out of what the lines of the page say.

The page is read as a stream of events in reading order: title, name, organisation, unit, date. The kind that comes
first tells how its blocks are built: above the organisation or below it. In two columns whose lines stand side by side
events of one kind queue up and are dealt out in order. A line or table row that holds it all is a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from parsers.older.organisations import Mention
from parsers.parties.signature_lines import Event, read_events
from parsers.rules.once import once_each
from parsers.structure.lines import PrintLine

# What comes after the signatures.
_APPENDIX = re.compile(r"(?:Bilag|Appendiks|Kontakt(?:personer|oplysninger)?|Fordeling|Kopi|Godkendt politisk)\b")


@dataclass(slots=True)
class Block:
    """A signatory in the making."""

    mention: Mention
    line: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    unit: Mention | None = None
    name: str | None = None
    title: str | None = None
    date: str | None = None
    chair: bool = False


def read_blocks(text: str, lines: list[PrintLine], known: list[Mention]) -> list[Block]:
    """The blocks of a signature page, up to the first line too long to be part of one."""
    events: list[Event] = []
    rows: list[list[Event]] = []
    running = False
    for number, line in enumerate(lines):
        if len(line.text) > 170 or (rows and _APPENDIX.match(line.text)):
            break
        running = is_prose(line.text) or (running and not line.gap and not lines[number - 1].text.endswith((".", ":")))
        if running:
            continue
        row = list(read_events(text, line, number, known))
        goes_on = text[line.start - 1 : line.start] == "\t" or (rows and _names_its_unit(row, rows[-1]))
        if rows and goes_on and not line.gap:  # the row's cell goes on
            rows[-1] += row
        else:
            rows.append(row)
    blocks: list[Block] = []
    for row in rows:
        whole = _whole_row(row)
        if whole:
            blocks += deal_out(events)
            blocks.append(whole)
            events = []
        else:
            events += row
    return blocks + deal_out(events)


def _names_its_unit(row: list[Event], above: list[Event]) -> bool:
    """Whether a line holds no more than the unit of the municipality in the table row above it."""
    organisations = [getattr(event.value, "kind", "") for event in above if event.kind == "organisation"]
    kinds = {event.kind for event in above}
    return (
        [event.kind for event in row] == ["unit"]
        and organisations == ["municipality"]
        and {"name", "title"} <= kinds
        and "unit" not in kinds
        and above[0].kind == "organisation"
        and len({event.line for event in above}) == 1
    )


def read_sentence(text: str, start: int, end: int, known: list[Mention]) -> list[Block]:
    """The blocks of a sentence that says who signs; `text` has no line feeds."""
    line = PrintLine(start, end, text[start:end], False)
    return deal_out(list(read_events(text, line, 0, known)))


@once_each
def is_prose(line: str) -> bool:
    """Whether a line is running text: many words, few of them with a capital."""
    words = re.findall(r"(?<!\S)[^\W\d_]\S*", line)
    return len(words) > 7 and sum(word[0].islower() for word in words) > 0.64 * len(words)


def _whole_row(row: list[Event]) -> Block | None:
    """A line or table row with exactly one organisation and a name."""
    if sum(e.kind == "organisation" for e in row) != 1 or not any(e.kind == "name" for e in row):
        return None
    return next(iter(deal_out(sorted(row, key=lambda e: e.kind != "organisation"))), None)


def deal_out(events: list[Event]) -> list[Block]:
    """The blocks of a stream of events."""
    order = [event.kind for event in events if event.kind in ("title", "name", "organisation")]
    leading = next((event.kind for event in events if event.kind in ("title", "name", "date")), "name")
    if not order or "organisation" not in order:
        return []
    return _organisation_first(events) if order[0] == "organisation" else _organisation_last(events, leading)


def _organisation_first(events: list[Event]) -> list[Block]:
    blocks: list[Block] = []
    band: list[Block] = []
    leading = [title for title, name in pairwise(events) if (title.kind, name.kind) == ("title", "name")]
    for event in chain.from_iterable(_shared_out(event, band) for event in events):
        if event.kind == "organisation":
            if any(block.name or block.title for block in band) or _nested_ssp(band, event):
                band = [] if not _nested_ssp(band, event) else band
            if _nested_ssp(band, event):
                band[-1].mention = event.value  # type: ignore[assignment]
                band[-1].spans.append((event.start, event.end))
                continue
            block = Block(event.value, event.line, [(event.start, event.end)])  # type: ignore[arg-type]
            band.append(block)
            blocks.append(block)
        elif len(band) == 1 and band[0].name and band[0].title and (event.kind == "name" or event in leading):
            # A second person for the same organisation.
            band = [Block(band[0].mention, event.line, [*band[0].spans[:1]])]
            blocks += band
            _give(band, event)
        else:
            _give(band, event)
    return blocks


def _shared_out(event: Event, band: list[Block]) -> Iterator[Event]:
    """Two names in one line of two columns have run into one of four words: two blocks that wait for names tell."""
    words = str(event.value).split() if event.kind == "name" else []
    if len(words) == 4 and sum(block.name is None for block in band) > 1:
        yield from _halves(event, words)
    else:
        yield event


def _halves(event: Event, words: list[str]) -> Iterator[Event]:
    middle = event.start + len(" ".join(words[:2]))
    yield Event("name", " ".join(words[:2]), event.start, middle, event.line)
    yield Event("name", " ".join(words[2:]), middle + 1, event.end, event.line)


def _nested_ssp(band: list[Block], event: Event) -> bool:
    """A unit with an id of its own under the municipality's name on the line before."""
    mention = event.value
    return bool(
        isinstance(mention, Mention)
        and mention.kind == "ssp"
        and band
        and band[-1].mention.kind == "municipality"
        and band[-1].unit is None
        and band[-1].line == event.line - 1
    )


def _give(band: list[Block], event: Event) -> None:
    """Hand an event to the first block of the band that still lacks it."""
    key = event.kind
    if key == "chair":
        named = [block for block in band if block.name]
        if named:
            named[-1].chair = True
        return
    for block in band:
        if getattr(block, key) is None and (key != "unit" or block.mention.kind == "municipality"):
            setattr(block, key, event.value)
            block.spans.append((event.start, event.end))
            return


def _organisation_last(events: list[Event], leading: str) -> list[Block]:
    blocks: list[Block] = []
    queues: dict[str, list[Event]] = {"title": [], "name": [], "date": []}
    chairs: list[str] = []
    pending: list[Event] = []
    closed_at = -1
    for event in _split_names(events):
        if event.kind == "organisation":
            if _nested_ssp(blocks[-1:], event):
                blocks[-1].mention = event.value  # type: ignore[assignment]
                blocks[-1].spans.append((event.start, event.end))
                continue
            blocks.append(_closed(event, queues, chairs))
            while pending:
                _give(blocks[-1:], pending.pop(0))
            closed_at = event.line
        elif event.kind == "unit":
            open_blocks = [
                b for b in blocks if b.mention.kind == "municipality" and b.unit is None and event.line - b.line < 4
            ]
            if _has_begun(queues, blocks):
                pending.append(event)
            else:
                _give(open_blocks[:1], event)
        elif event.kind == "chair":
            before = [named for named in queues["name"] if named.start < event.start]
            chairs += [str(before[-1].value)] if before else []
        else:
            if event.kind == leading and 0 <= closed_at < event.line:
                for queue in queues.values():
                    queue.clear()
                closed_at = -1
            queues[event.kind].append(event)
    return blocks


def _has_begun(queues: dict[str, list[Event]], blocks: list[Block]) -> bool:
    """Whether a block whose organisation is still to come has begun: what is queued stands after the last one's."""
    last = blocks[-1].spans[0][0] if blocks else -1
    return not blocks or any(event.start > last for queue in queues.values() for event in queue)


def _closed(event: Event, queues: dict[str, list[Event]], chairs: list[str]) -> Block:
    block = Block(event.value, event.line, [(event.start, event.end)])  # type: ignore[arg-type]
    for key, queue in queues.items():
        if queue:
            given = queue.pop(0)
            setattr(block, key, given.value)
            block.spans.append((given.start, given.end))
    block.chair = block.name in chairs
    return block


def _split_names(events: list[Event]) -> Iterator[Event]:
    """Two names in one line of two columns have run into one of four words: two titles before them tell."""
    titles = 0
    for event in events:
        words = str(event.value).split() if event.kind == "name" else []
        if event.kind == "title":
            titles += 1
        if titles > 1 and len(words) == 4:
            yield from _halves(event, words)
        else:
            yield event
        if event.kind == "name":
            titles = 0
