"""Who signs: where the signature page begins, and its blocks as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.organisations import find_administrators
from models.records import Kind, Party, Signatory
from parsers.older.organisations import Mention, flatten, place_under
from parsers.parties.signature_blocks import Block, is_prose, read_blocks, read_sentence
from parsers.parties.signature_columns import Strip, find_strips, join_wrapped
from parsers.parties.signature_lines import find_known
from parsers.rules.once import once_each
from parsers.rules.rule import Trace
from parsers.structure.body import Body
from parsers.structure.lines import read_lines
from parsers.structure.sections import Sections

_OPENS = re.compile(
    r"(?im)^[ \t#*]*(?:for [A-ZÆØÅ][^\n]{3,60}(?:[ ]{2,}for [A-ZÆØÅ][^\n]{3,60})?"
    r"|_{5,}.*|(?:underskrift\w*|underskrevet|således vedtaget|således aftalt"
    r"|[\wæøå]+,? (?:den )?(?:\d{1,2}\. ?\w+|\d{1,2}/\d{1,2}-) ?\d{4}))[ \t:]*$"
)
# A line that says who signs in the ones below it.
_ANNOUNCING = re.compile(r"(?m)^[^\n:]*:[ \t]*$")
_SIGNED_BY = re.compile(
    r"(?i)\b(?:underskr[ie]ve[ts]|tiltrådt|tiltrædes|godkendt|vedtaget|indgået)\b[^\n:]*\b(?:af|for|den)\b"
)
_SIGNED_PROSE = re.compile(
    r"(?i)\b(?:underskrevet|underskrives|tiltrådt|tiltrædes|undertegnet)\b"
    r"(?:[^.]|(?<=\d)\.(?= [a-zæøå])){20,900}\.(?= |$)"
)


def read_signatories(
    body: Body, sections: Sections, kind: Kind, trace: Trace, parties: Sequence[Party] = ()
) -> list[Signatory]:
    """The signatories in reading order; empty where there is no signature page.

    `parties` lends names that no form or register tells for organisations ("Almenbo").
    """
    if kind not in ("partnership_agreement", "addendum", "status_report"):
        return []
    known = find_known(parties)
    for starts in _starts(body, sections) if kind != "status_report" else [_told(body, sections)]:
        pages = [_read_page(body.text, start, body.notes_start, known) for start in starts]
        blocks = max(pages, key=lambda page: sum(block.name is not None for block in page), default=[])
        if blocks and (len(blocks) > 1 or any(block.name for block in blocks)):
            return _records(body, [_resolved(block, parties) for block in blocks], trace)
        for start in starts:
            trace.note("signatories", "signatory-page", (start, start), len(blocks), "no blocks of signatures")
    blocks = _in_prose(body, known) if kind != "status_report" else []
    return _records(body, [_resolved(block, parties) for block in blocks], trace)


def _in_prose(body: Body, known: list[Mention]) -> list[Block]:
    """The blocks of a sentence near the end that says who has signed for whom; empty where it names fewer than two."""
    flat = flatten(body.text)
    for match in _SIGNED_PROSE.finditer(flat, int(len(flat) * 0.55)):
        blocks = [block for block in read_sentence(flat, *match.span(), known) if block.name]
        if len(blocks) > 1:
            return blocks
    return []


def _read_page(text: str, start: int, end: int, known: list[Mention]) -> list[Block]:
    """The blocks of a page, its columns one after the other."""
    strips, joined = _columns(text, start, end, tuple(m.name for m in known if m.kind != "administration"))
    blocks: list[Block] = []
    for strip in strips:
        column = join_wrapped(strip.text, 0, len(strip.text))
        found = read_blocks(column, list(read_lines(column)), known)
        for block in found:
            block.spans = [real for span in block.spans for real in strip.spans(*span)]
        blocks += found
    if strips:
        return blocks
    return read_blocks(joined, list(read_lines(joined, start, end)), known)


# The signatures are read before the parties and again when those are known: the same page where no name is new.
@once_each
def _columns(text: str, start: int, end: int, names: tuple[str, ...]) -> tuple[list[Strip], str]:
    """The columns of a page, and its text with broken names joined for where there are none."""
    strips = find_strips(text, list(read_lines(text, start, end)), names)
    return strips, "" if strips else join_wrapped(text, start, end)


def _resolved(block: Block, parties: Sequence[Party]) -> Block:
    """The block under the party it must mean: "AAB" signs for the one party "AAB Strandby"."""
    own = block.mention.organisation
    if not parties or any(party.organisation == own for party in parties):
        return block
    kind = block.mention.kind
    alike = [
        party
        for party in parties
        if party.kind == kind
        and (
            party.organisation.startswith(f"{own}-")
            or own.startswith(f"{party.organisation}-")
            or own == f"{party.organisation}s"  # "på Boligforeningen Tangens vegne"
        )
    ]
    if len(alike) == 1 and kind in ("housing_organisation", "other", "police"):
        block.mention = replace(block.mention, organisation=alike[0].organisation, name=alike[0].name)
    return block


def _starts(body: Body, sections: Sections) -> Iterator[list[int]]:
    """Where the signature page may begin: its heading, the last heading, the first line that only a signature has.

    Each group holds places of one kind, of which the one that gives most is right: a form prints "Underskrift" often.
    """
    late = len(body.text) * 0.55
    yield _told(body, sections)
    last = sections.all[-1] if len(sections) else None
    if last:
        yield list(_below_prose(body.text, max(int(late), last.start)))
    if last and not last.topics:
        yield [last.body_start]
    match = next((m for m in _OPENS.finditer(body.text, int(late)) if last is None or m.start() >= last.start), None)
    if match:
        yield [max(last.body_start if last and match.start() - last.start < 40 else 0, match.start())]
    upper = re.compile(r"(?m)^[ \t]*(?:[A-ZÆØÅ@&-]{3,} ?){2,4}[ \t]*$").search(body.text, int(late))
    if upper:
        lines = list(read_lines(body.text, int(late), upper.start()))
        start = upper.start()
        for line in reversed(lines):
            if len(line.text) > 60 or line.text.endswith((".", ":")):
                break
            start = line.start
        yield [start]
    yield [_after_prose(body)]


def _after_prose(body: Body) -> int:
    """Where the last running text ends."""
    late = int(len(body.text) * 0.55)
    return max(
        (line.end for line in read_lines(body.text, late, body.notes_start) if is_prose(line.text)), default=late
    )


def _told(body: Body, sections: Sections) -> list[int]:
    """Where a heading or a line says that the signatures follow, the last first."""
    late = int(len(body.text) * 0.55)
    headed = [section.body_start for section in sections.about("signatures") if section.end > late]
    lines = _ANNOUNCING.finditer(body.text, late)
    return sorted({*headed, *(line.end() for line in lines if _SIGNED_BY.search(line.group()))}, reverse=True)


def _below_prose(text: str, start: int) -> Iterator[int]:
    """A line of place and day right below running text: there the section ends and the signatures begin."""
    for match in _OPENS.finditer(text, start):
        if text[: match.start()].rstrip().endswith(".") and re.search(r"\d{4}\W*$", match.group()):
            yield match.end()
            return


def _records(body: Body, blocks: list[Block], trace: Trace) -> list[Signatory]:
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
