"""The title of a paper: its first heading, or the lines of its cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.body import Body
from parsers.danish_dates import YEAR
from parsers.lines import PrintLine, goes_on, read_lines, usual_width
from parsers.rules import Trace
from parsers.sections import find_topics

_PAGE_NUMBER = re.compile(r"(?i)\s{2,}\S.*$|\s*\bside \d+(?: af \d+)?$")
_LETTERHEAD = re.compile(
    r"(?i)(?:(?:bilag|notat|pressemeddelelse|indhold\w*|udkast|version)[\s\d.:]*$"
    rf"|(?-i:[A-ZÆØÅ]\w+)(?: (?-i:[A-ZÆØÅ]\w+))? kommune, (?:den )?(?:\d{{1,2}}\. ?)?(?:[a-z]+ )?{YEAR}$"
    r"|(?:dato|sagsnr|dokumentnr|dokument nr|til|fra|side|j\.?nr|journal|[\w ]+ kommune|[\wæøå]+, (?:den )?\d)\b"
    r"[\s\w.:/-]{0,40}$)"
)
_TYPE = re.compile(
    r"(?i)\w*(?:aftale|partnerskab|tillæg|status|grundlag|samarbejd|tryghed|allonge|rapport|evaluering)\w*"
)
# A line that only says what kind of paper it is wants the next one to say whose.
_ONLY_TYPE = re.compile(r"(?i)\w*(?:aftale|tillæg|allonge|rapport|status)$")
AGREEMENT_WORD = re.compile(r"(?i)\b\w*aftale\w*")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title and where it stands; `text` is one line, None where no line reads as a title."""

    text: str | None
    start: int = 0
    end: int = 0


def read_title(body: Body, trace: Trace) -> Heading:
    """The first heading or the lines of the cover, page numbers left out."""
    lines = list(read_lines(body.text, 0, min(len(body.text), 3000)))
    groups = _title_groups([replace(line, text=_PAGE_NUMBER.sub("", line.text)) for line in lines[:14]])
    for group in groups:
        trace.note("title", "title-lines", (group[0].start, group[-1].end), _joined(group), "candidate")
    chosen = next((group for group in groups if _TYPE.search(_joined(group))), None) or (groups[0] if groups else None)
    if chosen is None:
        return Heading(None)
    text = re.sub(r"(?<=\d) \d{1,2}$", "", _joined(chosen))
    return Heading(text, chosen[0].start, chosen[-1].end)


def _title_groups(lines: list[PrintLine]) -> list[list[PrintLine]]:
    """Runs of short lines at the head of the paper that belong together, letterhead left out."""
    groups: list[list[PrintLine]] = []
    width = usual_width(lines)
    loose = sum(line.gap for line in lines) > 0.7 * len(lines)
    for before, line in zip([None, *lines], lines, strict=False):
        if len(line.text) > 140 or (len(line.text) > 60 and line.text.endswith((".", ","))):
            break
        if _LETTERHEAD.match(line.text) and not (before and groups and goes_on(before, line, width)):
            continue
        joins = groups and before is groups[-1][-1] and _same_title(groups[-1], line, loose, width)
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_title(group: list[PrintLine], line: PrintLine, loose: bool, width: int) -> bool:
    text = _joined(group)
    if re.match(r"(?i)mellem ", line.text):
        return False
    if goes_on(group[-1], line, width) and not re.match(r"\d+[.)]|§", line.text):
        return True
    if _ONLY_TYPE.match(text) and not re.match(r"[\d§(•*-]", line.text):
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
