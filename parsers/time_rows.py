"""Tables whose rows are times of day: "Hele døgnet", "Aften og nat", under a caption that says what people feel."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.table_entries import Subject
from parsers.tables import Cell
from parsers.terms import ALL_DAY, DAY, EVENING, read_feeling

_FILLING = re.compile(
    r"\b(?:aften\w*|nat\w*|i|om|og|eller|hele|døgnet|kl|dag|dagen|året|samlet|alle|tidspunkter)\b|[\W\d_]+",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:hele\s+)?døgnet|hele\s+dagen|alle\s+tidspunkter|samlet|dag\s+og\s+nat", re.IGNORECASE)


def read_time_label(label: str) -> str | None:
    """The time of day a label names and nothing else; None where it says more, or no time."""
    rest = label
    for pattern in (ALL_DAY, EVENING, DAY, _FILLING):
        rest = pattern.sub("", rest)
    if rest or not label:
        return None
    if _WHOLE.match(label) or ALL_DAY.search(label):
        return "all"
    if EVENING.search(label):
        return "evening_night"
    return "day" if re.search(r"\bdag", label, re.IGNORECASE) else None


def time_subjects(caption: str, rows: Sequence[tuple[Cell, ...]]) -> list[Subject | None]:
    """Rows that are times of day, of what the caption says people feel; rows of another kind are None."""
    feeling = read_feeling(caption)
    times = [read_time_label(row[0].text) if row[0].spans else None for row in rows]
    return [
        Subject(None, feeling, time, False, row[0].spans) if feeling and time else None
        for row, time in zip(rows, times, strict=True)
    ]
