"""Which share of the activities was done together with partners, as a paper that looks back tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Measure
from parsers.figures.area_of_figure import OWN
from parsers.figures.later_years import year_told_behind
from parsers.older.numbers import PERCENTAGES
from parsers.older.offences_and_feelings import ACTIVITIES, read_feeling
from parsers.rules.confidence import weigh
from parsers.rules.rule import Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.lines import BLANK_LINE
from parsers.structure.sections import Sections
from parsers.structure.sentences import Span, find_prose, outside

_ASKED = compile_danish(
    r"\b(?:mindst|minimum|som minimum|skal|bør|målet (?:er|var|om)|mål(?:tal|sætning)?(?:et|en)?(?: \w+){0,3}"
    r"|kravet(?: \w+){0,2}|over|under)\b[^.,;:]{0,30}$"
)
_GOAL = compile_danish(r"\b(?:skal|bør)\b")
_HELD = compile_danish(
    r"\b(?:var|havde|har haft|involverede|blev|er (?:gennemført|blevet|sket|lavet|udført)|har involveret"
    r"|inddrog|tallet)\b"
)
_REFERS = compile_danish(r"\b(?:den|det|andelen|tallet|resultatet)\b")
_IN_YEAR = re.compile(r"\b(20\d\d)\b")


def find_activity_shares(body: Body, sections: Sections, taken: list[Span], trace: Trace) -> Iterator[Measure]:
    """One observation for each sentence that tells the share reached; what is asked for is a goal's threshold."""
    text = body.text
    before: Span | None = None
    for whole in find_prose(text, sections, body.notes_start):
        near, before = before, whole
        if near and BLANK_LINE.search(text, near[1], whole[0]):
            near = None
        sentence = outside(text, whole, taken)
        if sentence is None:
            continue
        told = near is not None and bool(ACTIVITIES.search(text, *near)) and bool(_REFERS.search(text, *sentence))
        told = (
            told and near is not None and not _GOAL.search(text, *near) and read_feeling(text[slice(*sentence)]) is None
        )
        if not (told or ACTIVITIES.search(text, *sentence)) or not _HELD.search(text, *sentence):
            continue
        if _GOAL.search(text, *sentence):
            continue
        for rule in PERCENTAGES[:2]:
            found = [
                (m, value)
                for m, value in rule.find(text, *sentence)
                if not _ASKED.search(text[sentence[0] : m.start()])
            ]
            if not found:
                continue
            match, value = found[0]
            years = _IN_YEAR.findall(text[slice(*sentence)]) or (_IN_YEAR.findall(text[slice(*near)]) if near else [])
            later = None if years else year_told_behind(text, sentence[1])
            trace.note("measures", "activity-share", match.span(), value)
            yield Measure(
                role="observation",
                indicator="activities_with_partners",
                area=OWN,
                year=int(years[-1]) if len(set(years)) == 1 else later[0] if later else None,
                value=value,
                unit="percent",
                evidence=[
                    *body.evidence(*match.span(), "activity-share", weigh(body, 0.85, *match.span())),
                    *body.evidence(*sentence, "activity-share-context", 0.85),
                ],
            )
            break
