"""All marks of a text, found once: lexers first, then the tables of words in one walk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parsers.marks import count_cues, cues, goal_cues, level_cues, money_cues, places, subjects, surveys
from parsers.marks.dates import find_dates
from parsers.marks.joint_offences import join_defined
from parsers.marks.mark import Mark, Marks, make_marks
from parsers.marks.money import find_broken_money, find_money, find_scales
from parsers.marks.names import party_cues
from parsers.marks.names.organisations import find_organisations
from parsers.marks.numbers import find_atoms, find_numbers
from parsers.marks.paper import (
    area_cues,
    definition_cues,
    earlier_cues,
    focus_cues,
    head_words,
    meeting_cues,
    papers,
    period_cues,
    policy_cues,
)
from parsers.marks.phrases import Term, Vocabulary, Words, find_terms, make_vocabulary, read_words
from parsers.marks.posts import POSTS, find_posts
from parsers.marks.spans import find_spans

TABLES: tuple[tuple[Term, ...], ...] = (
    subjects.OFFENCES,
    subjects.FEELINGS,
    subjects.CRIME,
    subjects.RATES,
    subjects.TIMES,
    cues.ROLES,
    cues.LABEL_HEADS,
    cues.DUES,
    cues.PARTS_OF_YEARS,
    cues.ASKS,
    cues.LOOKS_BACK,
    cues.DIRECTIONS,
    cues.PENDING,
    cues.LEVELS,
    area_cues.AREAS,
    area_cues.CONSISTS,
    area_cues.WIDENS,
    area_cues.NO_AREAS,
    meeting_cues.BODIES,
    meeting_cues.MEETS,
    meeting_cues.FREQUENCIES,
    meeting_cues.LIMITS,
    policy_cues.POLICY_WORDS,
    focus_cues.FOCUS,
    papers.PAPERS,
    papers.DEEDS,
    head_words.LETTERHEADS,
    head_words.HEAD_CUES,
    papers.CALLED,
    head_words.PLACE_CUES,
    papers.HAVING_YEARS,
    period_cues.BOUNDS,
    period_cues.MOVED,
    period_cues.RUNS,
    period_cues.RUNNERS,
    period_cues.SIGNINGS,
    period_cues.PAYS,
    period_cues.SPAN_FORBIDS,
    period_cues.SETS,
    *money_cues.TABLES,
    definition_cues.DEFINITIONS,
    count_cues.COUNTED,
    earlier_cues.EARLIER,
    POSTS,
    level_cues.POINTS,
    level_cues.BREAKS,
    level_cues.COMPARES,
    level_cues.REFERS,
    level_cues.COUNT_REFERS,
    level_cues.STARTS,
    level_cues.OTHERS,
    level_cues.ACTIVITIES,
    goal_cues.YEARS,
    goal_cues.NO_GOALS,
    places.AREAS,
    surveys.MEASURING,
    party_cues.SIGNING,
    party_cues.CONCLUDING,
    party_cues.BESIDE,
    party_cues.HEADING_PARTIES,
    party_cues.JOINING,
)


def find_marks(text: str) -> Marks:
    """What a text names, of every kind there is."""
    words = read_words(text)
    return make_marks(join_defined(text, [*_lexed(words), *find_terms(words, _vocabulary())]))


def _lexed(words: Words) -> Iterator[Mark]:
    text = words.text
    dates, scales, broken = list(find_dates(words)), list(find_scales(text)), list(find_broken_money(text))
    atoms = find_atoms(words, [mark.span for mark in (*dates, *scales, *broken)])
    money = list(find_money(text, atoms))
    yield from (*dates, *scales, *broken, *money, *find_spans(words), *find_posts(text, atoms))
    yield from find_organisations(text)
    yield from find_numbers(text, atoms, [mark.span for mark in money])
    yield from places.find_places(words)
    yield from surveys.find_surveys(text)


@cache
def _vocabulary() -> Vocabulary:
    return make_vocabulary(TABLES)
