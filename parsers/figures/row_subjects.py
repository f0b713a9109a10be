"""What a table's row is about: its label as an offence, a feeling or the need for safety measures."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.figures.table_entries import TOTAL, Subject
from parsers.older.offences_and_feelings import (
    ACTIVITIES,
    NEED,
    PER_1000,
    SAFE,
    UNSAFE,
    find_offences,
    read_feeling,
    read_joint,
    read_time,
)
from parsers.rules.rule import compile_danish
from parsers.structure.sentences import Span
from parsers.structure.tables import Cell

# "Oplæg om vold", "lys mod indbrud": what is done about an offence, no count of it, unless reports are named.
_ABOUT = re.compile(r"\b(?:mod|imod|om|omkring|vedrørende|til|ved|af|for|i)\s+(?:[\w-]+\s+og\s+)?$", re.IGNORECASE)
_DAY = re.compile(r"\b(?:dag|dagtid)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:andel\w*|føler|oplever|beboer\w*|borger\w*|svarer)\b", re.IGNORECASE)
_COUNTED = compile_danish(
    r"\banmeld\w*|\bsager\b|\btilfælde\b|\bkriminalitet\w*|\bantal\w*|\bfald\b|\bfærre\b|\breduktion\b|\bstigning\b"
    r"|\bniveau\w*|\bforekomst\w*|\budvikling\w*|\bmål\b|\bomfang\w*|\bforhold\b|\bsigtelser\b|\bomfattet\b"
)


def read_label(label: str, spans: tuple[Span, ...]) -> Subject | None:
    """A label as a subject; None where it names nothing measured, or a sum."""
    if not label or TOTAL.match(label) or not spans:
        return None
    if NEED.search(label):
        return Subject(None, "need_for_safety_measures", None, False, spans)
    if ACTIVITIES.search(label):
        return Subject(None, "activities_with_partners", None, False, spans)
    offence = read_joint(label)
    indicator = None if offence else read_feeling(label)
    if (offence is None and indicator is None) or _is_remedy(label):
        return None
    time = read_time(label) or ("day" if indicator and _DAY.search(label) else None)
    return Subject(offence, indicator, time, bool(PER_1000.search(label)), spans)


def _is_remedy(label: str) -> bool:
    """Whether a label names something that is done about an offence."""
    mention = next(find_offences(label), None)
    feeling = SAFE.search(label) or UNSAFE.search(label)
    start = mention.start if mention else feeling.start() if feeling else 0
    before = label[:start]
    return bool(_ABOUT.search(before)) and not _COUNTED.search(before) and not _ASKED.search(before)


def with_row(subject: Subject | None, row: tuple[Cell, ...], label: int) -> Subject | None:
    """A subject with what other cells of its row say of it: its number before the label, its unit in a column."""
    if subject is None:
        return None
    before = row[:label]
    number = next((cell.text.rstrip(".") for cell in before if re.fullmatch(r"\d{1,2}(?:\.\d)?\.?", cell.text)), None)
    units = [cell.text for at, cell in enumerate(row) if at != label and len(cell.text) < 40]
    per = subject.per_1000 or any(PER_1000.match(unit.lstrip("(")) for unit in units)
    return replace(subject, number=number or subject.number, per_1000=per)
