"""The title of a paper: its first heading, or the lines of its cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.older.dates import YEAR
from parsers.paper.letterhead import PAPER, is_letterhead
from parsers.rules.rule import Trace
from parsers.structure.body import Body
from parsers.structure.lines import PrintLine, goes_on, read_lines, usual_width
from parsers.structure.sections import find_topics

_PAGE_NUMBER = re.compile(r"(?i)\s{2,}\S.*$|\s*\bside \d+(?: af \d+)?$")
_KEY = re.compile(r"(?i)(?:emne|vedr(?:ørende)?\.?|titel|overskrift|sag)\s*:\s*(?=\S)")
_TYPE = re.compile(r"(?i)\w*(?:aftale|partnerskab|tillæg|status|grundlag|samarbejd|tryg|allonge|rapport|evaluering)\w*")
_YEARS = re.compile(rf"\(?(?:for )?(?:perioden |årene )?{YEAR}\s*(?:[-–—/]|til)\s*{YEAR}\)?")
# A line that only says what kind of paper it is wants the next one to say whose.
_ONLY_TYPE = re.compile(
    rf"(?i)\w*(?:aftale|tillæg|allonge|addendum|rapport|status|statusnotat|beretning)(?: nr\.? ?\d+| {YEAR})?$"
)
_BARE_KIND = re.compile(rf"{_ONLY_TYPE.pattern[:-1]}(?: {_YEARS.pattern})?")
# Who makes it is said under a title that names the place.
_MADE_BETWEEN = re.compile(r"(?i)\w*aftale(?: indgået)? mellem\b")
AGREEMENT_WORD = re.compile(r"(?i)\b\w*aftale\w*")
_BETWEEN = re.compile(
    r"(?i)(?:er |der er )?(?:indgået |indgås |sluttet )?(?:af og )?mellem\b|(?:aftalens )?parter(?:ne)?\b"
)
# A clause tells something; a title at most asks.
_TELLS = re.compile(r"(?i)\b(?:er|har|skal|vil|bliver|blev|indgår|indgås|gælder|mødes|afsætter|består)\b(?!.*\?)")
_NUMBERED = re.compile(r"(?:§\s*)?\d{1,2}(?:\.\d+)*[.)]?\s+[A-ZÆØÅ]|§|[IVX]{1,4}\.\s")
_HEAD_LINES = 24
# A width no line reaches: then only its words tell whether a line goes on.
_NEVER_FULL = 1000


@dataclass(frozen=True, slots=True)
class Heading:
    """The title and where it stands; `text` is one line, None where no line reads as a title.

    `beside`: other lines of the head that are no letterhead, each from its beginning to its end.
    """

    text: str | None
    start: int = 0
    end: int = 0
    beside: tuple[tuple[int, int], ...] = ()


def read_title(body: Body, trace: Trace) -> Heading:
    """The first heading or the lines of the cover, page numbers and letterhead left out.

    A line that names a kind of paper goes before one that only speaks of partnership or safety, and that before others;
    one that says no more than its kind and its years ("Partnerskabsaftale 2020-2023") gives way to one that does.
    """
    groups = _title_groups(_head_lines(body.text))
    for group in groups:
        trace.note("title", "title-lines", (group[0].start, group[-1].end), _joined(group), "candidate")
    named = [group for group in groups if _names_paper(_joined(group))]
    whole = (group for group in named if not _BARE_KIND.fullmatch(_joined(group)))
    spoken = (group for group in groups if _TYPE.search(_joined(group)))
    chosen = next(whole, None) or next(iter(named), None) or next(spoken, None) or (groups[0] if groups else None)
    if chosen is None:
        return Heading(None)
    text = re.sub(r"(?<=\d) \d{1,2}$", "", _joined(chosen))
    beside = tuple((group[0].start, group[-1].end) for group in groups if group is not chosen)
    return Heading(text, chosen[0].start, chosen[-1].end, beside)


def _names_paper(text: str) -> bool:
    return bool(PAPER.search(text)) and not _TELLS.search(text) and not _MADE_BETWEEN.match(text)


def _head_lines(text: str) -> list[PrintLine]:
    """The lines before the first running text or numbered heading, without page numbers and keys ("Emne:")."""
    lines = list(read_lines(text, 0, min(len(text), 3000)))[:_HEAD_LINES]
    head: list[PrintLine] = []
    for at, line in enumerate(lines):
        if _is_prose(lines, at) or (
            head and _NUMBERED.match(line.text) and find_topics(line.text.lstrip("§0123456789. "))
        ):
            break
        key = _KEY.match(line.text)
        start = line.start + (key.end() if key else 0)
        bare = _PAGE_NUMBER.sub("", line.text[key.end() if key else 0 :])
        head.append(replace(line, start=start, text=bare))
    return [line for line in head if re.search(r"\w", line.text)]


def _is_prose(lines: list[PrintLine], at: int) -> bool:
    """Whether a line begins a paragraph of running text: long, or wrapped, and ended by a full stop."""
    line = lines[at]
    if len(line.text) > 140 or (len(line.text) > 60 and line.text.endswith((".", ","))):
        return True
    last = at
    while last + 1 < len(lines) and not lines[last + 1].gap:
        last += 1
    begins = at == 0 or line.gap
    return begins and last > at and lines[last].text.endswith(".") and len(line.text) > 60


def _title_groups(lines: list[PrintLine]) -> list[list[PrintLine]]:
    """Runs of short lines at the head of the paper that belong together, letterhead left out."""
    groups: list[list[PrintLine]] = []
    width = usual_width(lines)
    loose = sum(line.gap for line in lines) > 0.7 * len(lines)
    for before, line in zip([None, *lines], lines, strict=False):
        follows = bool(groups) and before is groups[-1][-1]
        if is_letterhead(line.text) and not (follows and before and goes_on(before, line, _NEVER_FULL)):
            continue
        if follows and _same_title(groups[-1], line, loose, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_title(group: list[PrintLine], line: PrintLine, loose: bool, width: int) -> bool:
    text = _joined(group)
    if _BETWEEN.match(line.text):
        return False
    if goes_on(group[-1], line, width) and not re.match(r"\d+[.)]|§", line.text):
        return True
    if _ONLY_TYPE.match(text) and not re.match(r"[\d§(•*-]", line.text):
        return True
    if _YEARS.fullmatch(line.text):
        return True
    if line.gap and not (loose and len(line.text) < 30 and len(group) < 3):
        return False
    if re.match(r"[\d§(•*-]", line.text) and not re.match(YEAR, line.text):
        return False
    if AGREEMENT_WORD.search(text) and AGREEMENT_WORD.search(line.text):
        return False
    topics = find_topics(line.text)
    return (
        len(group) < 4 and len(line.text) < 70 and (not topics or topics == ("purpose",)) and line.text[-1] not in ".:"
    )


def _joined(group: list[PrintLine]) -> str:
    text = ""
    for line in group:
        divided = text.endswith("-") and line.text[:1].islower()
        text = text[:-1] + line.text if divided else f"{text} {line.text}"
    return " ".join(re.sub(r"[*_#]+", "", text).split()).strip(" :|")
