"""What a stretch of a paper is about: the offence, feeling or other thing that is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.records import Indicator, Offence
from parsers.levels.figures import Kind
from parsers.levels.level import CRIME, Subject
from parsers.marks.mark import Span
from parsers.marks.subjects import JOINT_LABELS, OFFENCES
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_JOINED = shown(re.compile(r"\s*(?:og|samt|eller|/|&|,)\s*"), examples=(" og ", "/"), rejects=("mod",))
_LONG = 6  # letters of a word that two may be misread in
_SHORTEST_GUESS = 5  # letters of a word that a lost one leaves recognizable
# Offences by the one word that a label says: what stands in the tables of words without a star.
_BARE_OFFENCES: dict[str, Offence] = {
    word.strip("*"): term.value
    for term in OFFENCES
    for phrase in term.phrases
    if " " not in phrase
    for word in phrase.split("|")
    if not word.startswith("*")
}


def find_subjects(paper: Paper, span: Span) -> list[Subject]:
    """All that a stretch names, in order; "vold og trusler" as two."""
    marks = paper.marks
    crime = _crime(paper, span)
    found = [Subject(crime, mark.value, mark.span) for mark in marks.of("offence", span)]
    found += [Subject(mark.value, None, mark.span) for mark in marks.of("feeling", span)]
    found += [Subject(mark.value, None, mark.span) for mark in marks.of("need", span)]
    found += list(_activities(paper, span))
    return sorted(found, key=lambda subject: subject.span)


def find_measured(paper: Paper, span: Span, kind: Kind, *, last: bool) -> Subject | None:
    """The last thing, or the first, of those in a stretch that a figure of a kind measures; the others are not looked
    at, for a stretch may be long and hold many figures."""
    marks = paper.marks
    edge = marks.last if last else marks.first
    if kind == "number":
        mark = edge("offence", span)
        return Subject(_crime(paper, span), mark.value, mark.span) if mark else None
    named = edge("need" if kind == "level" else "feeling", span)
    found = [Subject(named.value, None, named.span)] if named else []
    if kind == "share":
        found += _activities(paper, span)
    return (max if last else min)(found, key=lambda subject: subject.span, default=None)


def _crime(paper: Paper, span: Span) -> Indicator:
    return CRIME[1] if paper.marks.has("per_1000", span) else CRIME[0]


def read_label(paper: Paper, spans: Sequence[Span]) -> Subject | None:
    """The one series that the cells of a label name together, the innermost last; None where they name several."""
    named = (found for span in reversed(spans) if (found := find_subjects(paper, span)))
    innermost = next(named, None)
    return _joint(paper, innermost) if innermost else None


def guess_label(words: str) -> Offence | None:
    """The offence that a misread label stands for: "Tyeri" is theft; None where none is one letter away."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extractOne

    word = words.strip(" *:.").casefold()
    if len(word) < _SHORTEST_GUESS or not word.isalpha():
        return None
    found = extractOne(word, list(_BARE_OFFENCES), scorer=Levenshtein.distance, score_cutoff=1 + (len(word) > _LONG))
    return _BARE_OFFENCES[found[0]] if found else None


def _activities(paper: Paper, span: Span) -> Iterator[Subject]:
    """Activities that several partners carry out: both words must stand there."""
    activity, partner = paper.marks.first("activity", span), paper.marks.first("partner", span)
    if activity and partner:
        yield Subject("activities_with_partners", None, activity.span)


def _joint(paper: Paper, found: Sequence[Subject]) -> Subject | None:
    """Several subjects of one label as the series they are together: "Tyveri og røveri"."""
    offences = [subject for subject in found if subject.offence]
    codes = frozenset(subject.offence for subject in offences if subject.offence)
    if len(codes) > 1:
        return _joined(paper, found, codes)
    alike = len({subject.indicator for subject in found}) == 1
    return offences[0] if offences else found[-1] if alike else None


def _joined(paper: Paper, found: Sequence[Subject], codes: frozenset[Offence]) -> Subject | None:
    """Offences that are one series where "og" or the like stands between them."""
    joined = _JOINED.fullmatch(paper.text, found[0].span[1], found[1].span[0])
    joint = JOINT_LABELS.get(codes) if joined else None
    return Subject(found[0].indicator, joint, (found[0].span[0], found[-1].span[1])) if joint else None
