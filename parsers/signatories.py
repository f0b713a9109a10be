"""Who signs: names, titles, organisations, units and dates of the signature page.

The page is read as a stream of events in reading order: title, name, organisation, unit, date. The kind that comes
first tells how its blocks are built: above the organisation or below it. In two columns whose lines stand side by side
events of one kind queue up and are dealt out in order. A line or table row that holds it all is a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.records import Kind, Party, Signatory
from parsers.body import Body
from parsers.danish_dates import DAY_DATE, read_date
from parsers.lines import PrintLine, read_lines
from parsers.organisations import UNIT, Mention, find_mentions, place_under, read_name, read_unit
from parsers.rules import Rule, Trace, compile_danish
from parsers.sections import Section, Sections

_TITLE_WORD = (
    r"(?:\w*(?:direktør|chef|formand|forkvinde|borgmester|mester|inspektør|kommissær|mester|leder|sekretær"
    r"|konsulent|koordinator"
    r"|rådmand|præsident|assistent|forstander|rektor|viceborgmester|koncernchef|ansvarlig|talsmand"
    r"|udvalgsformand|fører)|direktionsmedlem"
    r"|bestyrelsesmedlem)"
)
_PERSON = r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøå]+)?"
_NAME = rf"{_PERSON}(?: (?:[A-ZÆØÅ]\.|{_PERSON}|von|af|de|van)){{0,3}} {_PERSON}"

RULES = (
    Rule(
        "signatory-title",
        "signatories",
        re.compile(
            rf"\b(?P<title>(?:(?i:administrerende|[a-zæøå]+- og|adm\.|konstitueret|konst\.|stedfortrædende|vice"
            rf"|fungerende"
            rf"|lokal) )?(?i:{_TITLE_WORD})"
            r"(?: i [A-ZÆØÅ]{2,5}\b)?(?: for [^,|_()\n]{3,60}?(?=$| Dato|,|\||_|\())?)(?=$|[\s,|_(:])"
        ),
        lambda match: match["title"].strip(),
        examples=(
            ("Direktør Dato", "Direktør"),
            ("Chef for Kultur Vest Dato", "Chef for Kultur Vest"),
            ("Borgmester Hanne Holm", "Borgmester"),
            ("Vicepolitidirektør", "Vicepolitidirektør"),
        ),
        rejects=("Hanne Holm", "styregruppen"),
    ),
    Rule(
        "signatory-name",
        "signatories",
        re.compile(rf"(?<![\w-])(?P<name>{_NAME})(?![\w-])"),
        lambda match: match["name"],
        examples=(
            ("Hanne Holm Skovgaard (formand)", "Hanne Holm Skovgaard"),
            ("Bo P. Lund", "Bo P. Lund"),
        ),
        rejects=("NORDBY KOMMUNE", "Dato"),
    ),
    Rule(
        "signatory-date",
        "signatories",
        compile_danish(
            rf"(?:\bdato:?(?: [A-ZÆØÅ][a-zæøå]+,)?|^|\|)(?:\s*\b(?:den"
            rf"|d\.))?[\s_]*(?<![\d.])(?P<date>{DAY_DATE})(?=$|[\s|,])",
            re.I | re.M,
        ),
        lambda match: read_date(match["date"]),
        examples=(("Dato: 3. januar 2011", "2011-01-03"), ("15.02.2016", "2016-02-15")),
        rejects=("Dato", "i 2016"),
    ),
)
_TITLES, _NAMES, _DATES = RULES
_OPENS = re.compile(
    r"(?im)^[ \t#*]*(?:for [A-ZÆØÅ][^\n]{3,60}|_{5,}.*|(?:underskrift\w*|underskrevet|således vedtaget|således aftalt"
    r"|[\wæøå]+,? (?:den )?(?:\d{1,2}\. ?\w+|\d{1,2}/\d{1,2}-) ?\d{4}))[ \t:]*$"
)


@dataclass(slots=True)
class _Event:
    kind: str
    value: object
    start: int
    end: int
    line: int


@dataclass(slots=True)
class _Block:
    """A signatory in the making."""

    mention: Mention
    line: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    unit: Mention | None = None
    name: str | None = None
    title: str | None = None
    date: str | None = None
    chair: bool = False


def read_signatories(
    body: Body, sections: Sections, kind: Kind, trace: Trace, parties: Sequence[Party] = ()
) -> list[Signatory]:
    """The signatories in reading order; empty where there is no signature page.

    `parties` lends names that no form or register tells for organisations ("Almenbo").
    """
    if kind not in ("partnership_agreement", "addendum"):
        return []
    for start in _starts(body, sections):
        lines = list(read_lines(body.text, start, body.notes_start))
        blocks = _read_blocks(body.text, lines, _names_of(parties))
        if blocks and (len(blocks) > 1 or any(block.name for block in blocks)):
            return _records(body, blocks, trace)
        trace.note("signatories", "signatory-page", (start, start), len(blocks), "no blocks of signatures")
    return []


def _starts(body: Body, sections: Sections) -> Iterator[int]:
    """Where the signature page may begin: its heading, the last heading, the first line that only a signature has."""
    for section in reversed(sections.about("signatures")):
        yield _after_heading(section)
    late = len(body.text) * 0.55
    last = sections.all[-1] if len(sections) else None
    if last and not last.topics:
        yield _after_heading(last)
    match = next((m for m in _OPENS.finditer(body.text, int(late)) if last is None or m.start() >= last.start), None)
    if match:
        yield max(last.body_start if last and match.start() - last.start < 40 else 0, match.start())
    upper = re.compile(r"(?m)^[ \t]*(?:[A-ZÆØÅ@&-]{3,} ?){2,4}[ \t]*$").search(body.text, int(late))
    if upper:
        lines = list(read_lines(body.text, int(late), upper.start()))
        start = upper.start()
        for line in reversed(lines):
            if len(line.text) > 60 or line.text.endswith((".", ":")):
                break
            start = line.start
        yield start


def _after_heading(section: Section) -> int:
    return section.body_start


def _names_of(parties: Sequence[Party]) -> list[Mention]:
    """Parties by their printed names, longest first, where those are names of more than a short word."""
    known = [
        Mention(p.organisation, p.name, p.kind, 0, 0) for p in parties if p.kind in ("other", "housing_organisation")
    ]
    return sorted((mention for mention in known if len(mention.name) > 4), key=lambda m: -len(m.name))


def _read_blocks(text: str, lines: list[PrintLine], known: list[Mention]) -> list[_Block]:
    events: list[_Event] = []
    rows: list[list[_Event]] = []
    for number, line in enumerate(lines):
        if len(line.text) > 170:
            break
        row = list(_line_events(text, line, number, known))
        rows.append(row)
    blocks: list[_Block] = []
    for row in rows:
        whole = _whole_row(row)
        if whole:
            blocks += _deal(events)
            blocks.append(whole)
            events = []
        else:
            events += row
    return blocks + _deal(events)


def _whole_row(row: list[_Event]) -> _Block | None:
    """A line or table row with exactly one organisation and a name."""
    if sum(e.kind == "organisation" for e in row) != 1 or not any(e.kind == "name" for e in row):
        return None
    return next(iter(_deal(sorted(row, key=lambda e: e.kind != "organisation"))), None)


def _line_events(text: str, line: PrintLine, number: int, known: list[Mention]) -> Iterator[_Event]:
    """What a line of a signature page says, in order."""
    found: list[_Event] = []
    taken: list[tuple[int, int]] = []

    def take(kind: str, value: object, start: int, end: int) -> None:
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append((start, end))
            found.append(_Event(kind, value, start, end, number))

    for party in known:
        for match in re.finditer(rf"(?<!\w){re.escape(party.name)}(?!\w)", line.text, re.IGNORECASE):
            start, end = line.start + match.start(), line.start + match.end()
            take("organisation", replace(party, start=start, end=end), start, end)
    for mention in find_mentions(text, line.start, line.end):
        if re.search(r"\b(?:i|hos) $", text[line.start : mention.start]):
            continue
        take("unit" if mention.kind == "administration" else "organisation", mention, mention.start, mention.end)
    for match, value in _DATES.find(text, line.start, line.end):
        take("date", value, *match.span("date"))
    for match, value in _TITLES.find(text, line.start, line.end):
        take("title", value, match.start("title"), match.start("title") + len(value))
    municipal = [e for e in found if e.kind == "organisation" and getattr(e.value, "kind", "") == "municipality"]
    for match in UNIT.finditer(text, line.start, line.end):
        beside = municipal and match.start() - municipal[-1].end <= 4
        if beside or match.group() == line.text:
            take("unit", read_unit(text, *match.span("name")), *match.span("name"))
    for start, end in _gaps(line, taken):
        for match, value in _NAMES.find(text, start, end):
            take("name", value, *match.span("name"))
    if not found and re.match(r"(?i)for ", line.text):
        other = read_name(line.text[4:].strip(" :_"))
        if other:
            take("organisation", other, line.start + 4, line.end)
    for chair in re.finditer(r"(?i)\(formand\)", line.text):
        at = line.start + chair.start()
        found = [event for event in found if event.start != at + 1]
        found.append(_Event("chair", True, at, at, number))
    yield from sorted(found, key=lambda e: e.start)


def _gaps(line: PrintLine, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a line, cut at wide spaces, commas, bars and rules."""
    at = line.start
    for start, end in [*sorted(taken), (line.end, line.end)]:
        if at < start:
            for match in re.finditer(r"(?:(?! {2}|[|,_\t]).)+", line.text[at - line.start : start - line.start]):
                yield at + match.start(), at + match.end()
        at = max(at, end)


def _deal(events: list[_Event]) -> list[_Block]:
    """The blocks of a stream of events."""
    order = [event.kind for event in events if event.kind in ("title", "name", "organisation")]
    leading = next((event.kind for event in events if event.kind in ("title", "name", "date")), "name")
    if not order or "organisation" not in order:
        return []
    return _organisation_first(events) if order[0] == "organisation" else _organisation_last(events, leading)


def _organisation_first(events: list[_Event]) -> list[_Block]:
    blocks: list[_Block] = []
    band: list[_Block] = []
    for event in events:
        if event.kind == "organisation":
            if any(block.name or block.title for block in band) or _nested_ssp(band, event):
                band = [] if not _nested_ssp(band, event) else band
            if _nested_ssp(band, event):
                band[-1].mention = event.value  # type: ignore[assignment]
                band[-1].spans.append((event.start, event.end))
                continue
            block = _Block(event.value, event.line, [(event.start, event.end)])  # type: ignore[arg-type]
            band.append(block)
            blocks.append(block)
        else:
            _give(band, event)
    return blocks


def _nested_ssp(band: list[_Block], event: _Event) -> bool:
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


def _give(band: list[_Block], event: _Event) -> None:
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


def _organisation_last(events: list[_Event], leading: str) -> list[_Block]:
    blocks: list[_Block] = []
    queues: dict[str, list[_Event]] = {"title": [], "name": [], "date": []}
    chairs: list[str] = []
    closed_at = -1
    for event in _split_names(events):
        if event.kind == "organisation":
            if _nested_ssp(blocks[-1:], event):
                blocks[-1].mention = event.value  # type: ignore[assignment]
                blocks[-1].spans.append((event.start, event.end))
                continue
            blocks.append(_closed(event, queues, chairs))
            closed_at = event.line
        elif event.kind == "unit":
            open_blocks = [
                b for b in blocks if b.mention.kind == "municipality" and b.unit is None and event.line - b.line < 4
            ]
            _give(open_blocks[:1] if open_blocks else [], event)
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


def _closed(event: _Event, queues: dict[str, list[_Event]], chairs: list[str]) -> _Block:
    block = _Block(event.value, event.line, [(event.start, event.end)])  # type: ignore[arg-type]
    for key, queue in queues.items():
        if queue:
            given = queue.pop(0)
            setattr(block, key, given.value)
            block.spans.append((given.start, given.end))
    block.chair = block.name in chairs
    return block


def _split_names(events: list[_Event]) -> Iterator[_Event]:
    """Two names in one line of two columns have run into one of four words: two titles before them tell."""
    titles = 0
    for event in events:
        words = str(event.value).split() if event.kind == "name" else []
        if event.kind == "title":
            titles += 1
        if titles > 1 and len(words) == 4:
            middle = event.start + len(" ".join(words[:2]))
            yield _Event("name", " ".join(words[:2]), event.start, middle, event.line)
            yield _Event("name", " ".join(words[2:]), middle + 1, event.end, event.line)
        else:
            yield event
        if event.kind == "name":
            titles = 0


def _records(body: Body, blocks: list[_Block], trace: Trace) -> list[Signatory]:
    from corpus.organisations import find_administrators

    rows: list[Signatory] = []
    for block in blocks:
        span = block.spans[0]
        if block.mention.organisation in find_administrators():
            trace.note(
                "signatories", "signatory-block", span, block.mention.organisation, "an administrator is no signatory"
            )
            continue
        municipality = block.mention.organisation
        unit = place_under(block.unit, municipality) if block.unit else None
        trace.note("signatories", "signatory-block", span, (block.mention.organisation, block.name))
        evidence = [e for start, end in sorted(block.spans) for e in body.evidence(start, end, "signatory-block", 0.9)]
        rows.append(
            Signatory(
                name=block.name,
                title=block.title,
                organisation=block.mention.organisation,
                unit=unit.organisation if unit else None,
                chair=block.chair,
                date=block.date,
                evidence=evidence,
            )
        )
    return rows
