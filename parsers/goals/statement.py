"""One stretch of text as a goal: what is measured, which way, from where, to where, by when.

Andelen af trygge beboere skal stige til 80 % i 2027. I 2023 var den 71 %.
subject                   direction  target, deadline  start: told in what explains it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.records import Direction, Indicator, Offence, Role
from parsers.goals.directions import compared, read_direction, wished
from parsers.goals.units import Unit, listed_offences
from parsers.goals.years import years_told
from parsers.levels.areas import Gazetteer
from parsers.levels.figures import Figure, find_figures
from parsers.levels.level import OWN, Level, Subject, unit_of
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import Number, tidy
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_AIMS = shown(
    compile_danish(r"\b(?:mål|målet|målsætning\w*|måltal\w*|ambition\w*|skal|bør|må)\b"),
    examples=("Målet er",),
    rejects=("var",),
)
_TITLE = shown(
    re.compile(r"(?P<title>[A-ZÆØÅ][^\n.:;]{8,70}?)[ \t]*\n\s*(?=[A-ZÆØÅ][a-zæøå]+ )"),
    examples=("Flere skal være trygge\nAndelen af",),
    rejects=("Antallet skal falde. Det",),
)
_THE_GOAL = shown(
    compile_danish(r"(?:målet|dette mål|det|dette|niveauet|tallet) (?:skal|bør|forventes|er|ønskes)\b"),
    examples=("Målet skal være nået i 2027",),
    rejects=("Målene skal",),
)
_INFINITIVE = shown(re.compile(r",?\s*(?:og\s+)?at\s"), examples=(", at fastholde", "og at øge"), rejects=(", mens",))
_SAME_YEARS = shown(
    compile_danish(r"samme (?:periode|tidsrum|år)\b"), examples=("i samme periode",), rejects=("samme niveau",)
)
_RELATIVE = shown(
    re.compile(r"(?i)[,;]?\s*(?:hvor|heraf|deraf|så(?:ledes|dan)?\b)"), examples=(", hvor den", ", så"), rejects=("og",)
)
_NEXT = shown(compile_danish(r",|\b(?:skal|bør|må)\b"), examples=("31 %, skal",), rejects=("31 % i byen",))
_NARROWER: dict[Offence, Offence] = {"burglary": "burglary_residential", "theft": "theft_from_citizens"}
_CRIME: tuple[Indicator, Indicator] = ("reported_offences", "reported_offences_per_1000")
_LONGEST = 700  # characters of a sentence that states a goal


@dataclass(frozen=True, slots=True)
class Statement:
    """A goal as stated at `core`; `span` is the whole of it. `levels` are what it starts from and asks for."""

    number: str | None
    span: Span
    core: Span
    indicator: Indicator
    direction: Direction
    offences: tuple[Offence, ...]
    levels: tuple[Level, ...] = ()
    deadline: int | None = None
    baseline_year: int | None = None
    threshold: Number | None = None
    rule: str = "goal-sentence"
    pieces: tuple[Span, ...] = ()
    asked: bool = False  # a row that says in words what is asked
    about: Span | None = None  # the sentence before, where that names what is measured


def read_unit(paper: Paper, gazetteer: Gazetteer, unit: Unit) -> list[Statement]:
    """The goals of a unit; those of its children where they carry the content, the offences of bare items joined."""
    held = [statement for child in unit.children for statement in read_unit(paper, gazetteer, child)]
    listed = listed_offences(paper, unit.items)
    if held and not listed:
        return held
    found = _read(paper, gazetteer, unit)
    if listed and found:
        codes = tuple(dict.fromkeys((*found[0].offences, *listed)))
        return [replace(found[0], offences=codes, span=(found[0].span[0], unit.items[-1][1])), *found[1:]]
    return found or held


def _read(paper: Paper, gazetteer: Gazetteer, unit: Unit) -> list[Statement]:
    found: list[Statement] = []
    for core in _cores(paper, unit):
        if core[1] - core[0] > _LONGEST or (found and core[0] < found[-1].span[1]):
            continue
        first = len(found)
        for segment in _segments(paper, core):
            statement = _statement(paper, gazetteer, unit, segment, found[0] if found else None, core)
            if statement is None:
                continue
            behind = paper.sentences_over((segment[1], unit.rest)) if segment[1] < unit.rest else []
            around = [*_before(paper, unit), *((max(a, segment[1]), min(b, unit.rest)) for a, b in behind)]
            statement = _explained(paper, gazetteer, statement, around)
            if found and _goes_on(found[-1], statement):
                found[-1] = _united(found[-1], statement)
            else:
                found.append(statement)
        found[first:] = _sharing_years(paper, found[first:])
    return found


def _sharing_years(paper: Paper, statements: Sequence[Statement]) -> list[Statement]:
    """The goals of one sentence, those without years with those of the others: "…, og utrygheden skal ned på 10 %"."""
    base = next((one.baseline_year for one in statements if one.baseline_year), None)
    due = next((one.deadline for one in statements if one.deadline), None)
    done = []
    for one in statements:
        if one.direction in ("increase", "decrease", "at_least"):
            same = _SAME_YEARS.search(paper.text, *one.core) is not None
            start = one.baseline_year or (base if same else None)
            one = replace(one, baseline_year=start, deadline=one.deadline or due)
        done.append(one)
    return done


def _before(paper: Paper, unit: Unit) -> list[Span]:
    """The sentence before a goal that may tell what it starts from: it announces it, or is the one before it."""
    if unit.lead is not None or unit.rule != "goal-sentence":
        return [unit.lead] if unit.lead is not None else []
    before = paper.sentences_in((max(0, unit.span[0] - _LONGEST), unit.span[0]))[-1:]
    return [s for s in before if not re.search(r"\n[ \t]*\n", paper.text[s[1] : unit.span[0]]) and not _asks(paper, s)]


def _asks(paper: Paper, span: Span) -> bool:
    return paper.marks.has("asks", span)


def _goes_on(first: Statement, second: Statement) -> bool:
    """Whether a sentence of a numbered goal says more of the same: a title, then all; or which way, then how far."""
    if first.rule == "goal-sentence" or first.indicator != second.indicator or first.core[1] > second.core[0]:
        return False
    told = any(level.role == "target" for level in first.levels) and any(x.role == "target" for x in second.levels)
    same = not first.offences or not second.offences or first.offences == second.offences
    return same and not told and "monitor" not in (first.direction, second.direction)


def _united(first: Statement, second: Statement) -> Statement:
    """A goal told in two sentences; where the first names neither level nor year it is the title of the second."""
    roles = {level.role for level in first.levels}
    return replace(
        first,
        span=(first.span[0], max(first.span[1], second.span[1])),
        core=(first.core[0], second.core[1]),
        direction=second.direction if second.direction in ("maintain", "approach") else first.direction,
        offences=first.offences or second.offences,
        levels=(*first.levels, *(level for level in second.levels if level.role not in roles)),
        deadline=first.deadline or second.deadline,
        baseline_year=first.baseline_year or second.baseline_year,
        threshold=second.threshold if first.threshold is None else first.threshold,
    )


def _cores(paper: Paper, unit: Unit) -> list[Span]:
    """The sentences of a unit that may state a goal, pieces after a colon put to what announces them."""
    low, high = unit.span
    merged: list[Span] = []
    for start, end in paper.sentences_over(unit.span) or [unit.span]:
        # A sentence may go on behind what its list takes for the end of an item: before a name with a capital.
        piece = (max(low, start), min(max(high, unit.rest), end))
        if merged and paper.text[merged[-1][1] - 1] == ":":
            merged[-1] = (merged[-1][0], piece[1])
        else:
            merged += _without_title(paper, piece)
    return merged


def _without_title(paper: Paper, span: Span) -> list[Span]:
    """A sentence that a title was read into, as two: "Flere skal være trygge" on a line of its own, then the goal."""
    match = _TITLE.match(paper.text, *span)
    if match is None or not _is_whole(paper, match.span("title")):
        return [span]
    return [match.span("title"), (match.end(), span[1])]


def _segments(paper: Paper, core: Span) -> list[Span]:
    """A sentence parted where a new clause states a goal of its own: what, and which way or how much."""
    cuts = [core[0]]
    for mark in paper.marks.of("break", core):
        left, right = (cuts[-1], mark.start), (mark.start, core[1])
        if _may_part(paper, mark, core) and _is_whole(paper, left) and _is_whole(paper, right):
            cuts.append(mark.start)
    return list(zip(cuts, [*cuts[1:], core[1]], strict=True))


def _may_part(paper: Paper, mark: Mark, core: Span) -> bool:
    if any(paper.marks.covering(kind, mark.start) for kind in ("time_of_day", "offence", "place")):
        return False
    if _RELATIVE.match(paper.text, mark.start):
        return False
    return mark.value == "strong" or paper.text[mark.start] in ",;" or paper.text[mark.start : mark.end].lower() == "og"


def _is_whole(paper: Paper, span: Span) -> bool:
    """Whether a piece could be a goal by itself: it names what is measured, a way, and a figure or a word that asks."""
    named = find_subjects(paper, span) or paper.marks.has("crime", span)
    figures = bool(find_figures(paper, span))
    asks = paper.marks.has("asks", span)
    if not named or not (paper.marks.has("direction", span) or (asks and figures)):
        return False
    return asks or figures or bool(_INFINITIVE.match(paper.text, *span))


def _statement(
    paper: Paper, gazetteer: Gazetteer, unit: Unit, core: Span, before: Statement | None, whole: Span
) -> Statement | None:
    lead = unit.lead
    subject = _subject(paper, core) or (_subject(paper, lead) if lead else None)
    listed = listed_offences(paper, unit.items)
    if subject is None and listed:
        subject = Subject(_CRIME[0], listed[0], unit.items[0])
    if subject is None and before is not None and paper.marks.has("refers", core):
        subject = Subject(before.indicator, before.offences[0] if before.offences else None, before.core)
    if subject is None:
        return None
    indicator = subject.indicator
    levels = list(_levels(paper, gazetteer, core, subject))
    direction = _direction(paper, core, lead, indicator, levels, unit)
    if direction is None or not _is_goal(paper, unit, core, indicator, direction, levels, whole):
        return None
    offences = _offences(paper, core) or (_offences(paper, lead) if lead else ()) or listed
    if not offences and before is not None and subject.span == before.core:
        offences = before.offences
    crime = indicator in _CRIME
    statement = Statement(
        unit.number, (core[0], core[1]), core, indicator, direction, offences if crime else (), rule=unit.rule
    )
    if lead is not None and lead[0] <= subject.span[0] < lead[1]:
        statement = replace(statement, about=lead)
    if indicator == "activities_with_partners":
        return _with_years(replace(statement, threshold=_threshold(paper, core)), paper, core, lead)
    statement = _with_levels(statement, levels)
    return _with_years(statement, paper, core, lead)


def _subject(paper: Paper, span: Span) -> Subject | None:
    """What a goal is measured by: activities of several partners, else the first thing named."""
    found = find_subjects(paper, span)
    shared = next((s for s in found if s.indicator == "activities_with_partners"), None)
    if shared and _threshold(paper, span) is not None:
        return shared
    need = next((s for s in found if s.indicator == "need_for_safety_measures"), None)
    if need:
        return need
    named = next((s for s in found if s.indicator != "activities_with_partners"), None)
    if named is not None or not paper.marks.has("crime", span):
        return named
    mark = paper.marks.first("crime", span)
    rated = paper.marks.has("per_1000", span)
    return Subject(_CRIME[1] if rated else _CRIME[0], None, mark.span) if mark else None


def _offences(paper: Paper, span: Span) -> tuple[Offence, ...]:
    found: list[Offence] = list(dict.fromkeys(mark.value for mark in paper.marks.of("offence", span)))
    totals = tuple(code for code in found if code.startswith("total_"))
    return totals or tuple(code for code in found if not _is_said_again(code, found))


def _is_said_again(code: Offence, found: Sequence[Offence]) -> bool:
    """Whether a general name stands for the exact one before it: "indbrud i privat beboelse …, hvor 24 indbrud"."""
    narrow = _NARROWER.get(code)
    return narrow in found and found.index(narrow) < found.index(code)


def _direction(
    paper: Paper, core: Span, lead: Span | None, indicator: Indicator, levels: Sequence[Level], unit: Unit
) -> Direction | None:
    told = read_direction(paper, core, indicator)
    if told is None and lead is not None:
        told = read_direction(paper, lead, indicator)
    way = told[0] if told else compared(levels)
    if way is None and (paper.marks.has("asks", core) or (unit.inside and core[0] == unit.span[0])):
        way = wished(indicator, levels)
    if way == "at_least" and indicator.startswith("feels"):
        return compared(levels) or way
    return way


def _is_goal(
    paper: Paper, unit: Unit, core: Span, indicator: Indicator, way: Direction, levels: Sequence[Level], whole: Span
) -> bool:
    """Whether a sentence, or a clause of the `whole` of it, asks for something, and for what can be measured."""
    marks = paper.marks
    asks = marks.has("asks", whole) or (unit.lead is not None and marks.has("asks", unit.lead))
    due = any(
        meaning == "deadline" and not marks.covering("years", at) for _, meaning, (at, _) in years_told(paper, whole)
    )
    asks = asks or (unit.inside and due)
    targets = any(level.role == "target" for level in levels)
    if _looks_back_first(paper, core):
        return False
    if marks.has("about_goals", core) and indicator not in ("activities_with_partners", "need_for_safety_measures"):
        return False
    if marks.has("looks_back", core) and not asks:
        return False
    if marks.has("vague", (whole[0], core[1])) and not targets and indicator != "activities_with_partners":
        return False
    if way == "at_least" and not levels and _threshold(paper, core) is None:
        return False
    if way == "monitor":
        return (marks.has("offence", core) or bool(unit.items)) and (unit.inside or asks or marks.has("measured", core))
    if unit.inside and (asks or unit.rule != "goal-sentence"):
        return True
    if unit.inside and any(level.role == "target" and not level.weak for level in levels):
        return not marks.has("looks_back", core)
    if not asks:
        return False
    return targets or (
        marks.has("measured", core) and (marks.has("year", core) or way in ("maintain", "approach", "monitor"))
    )


def _looks_back_first(paper: Paper, core: Span) -> bool:
    """Whether a sentence tells what has been, and only then that something is to be done: "er steget til 19 %, og det
    skal der gøres noget ved"."""
    back, asked = paper.marks.first("looks_back", core), paper.marks.first("asks", core)
    ways = paper.marks.of("direction", core)
    if back is None or asked is None or back.start > asked.start or not ways:
        return False
    return all(mark.start < asked.start for mark in (*ways, *paper.marks.of("share", core)))


def _levels(paper: Paper, gazetteer: Gazetteer, core: Span, subject: Subject) -> Iterator[Level]:
    """The levels a goal names in its core, with their roles."""
    figures = [f for f in find_figures(paper, core) if _fits(f, subject.indicator) and not _is_of_others(gazetteer, f)]
    roles = _roles(paper, figures)
    for place, figure in enumerate(figures):
        role = roles[place]
        year = _year_of(paper, figure, role)
        change = figure.value if figure.moves or _is_change(figure, subject.indicator) else None
        level = Level(
            _own_subject(paper, figure, subject),
            None if change is not None else figure.value,
            unit_of(subject.indicator, figure.value if change is None else None),
            figure.mark.span,
            "goal-start" if role == "baseline" else "goal-target",
            role,
            year=year[0] if year else None,
            change=change if change is not None else figure.change(paper),  # type: ignore[arg-type]
            weak=() if figure.pointer else ("role-guessed",),
        )
        yield level.told("year", year[1]) if year else level


def _own_subject(paper: Paper, figure: Figure, subject: Subject) -> Subject:
    """What a figure of a goal measures: the one offence that its own words name, else what the goal is about."""
    own = {mark.value for mark in paper.marks.of("offence", figure.own)} if subject.offence else set()
    return replace(subject, offence=own.pop(), span=figure.own) if len(own) == 1 else subject


def _fits(figure: Figure, indicator: Indicator) -> bool:
    if figure.kind == "level":
        return indicator == "need_for_safety_measures"
    if indicator == "need_for_safety_measures":
        return False
    return indicator in _CRIME or figure.kind == "share"


def _is_change(figure: Figure, indicator: Indicator) -> bool:
    """A share is a change where crime is counted: "skal falde 10 %"."""
    return indicator in _CRIME and figure.kind == "share"


def _is_of_others(gazetteer: Gazetteer, figure: Figure) -> bool:
    """Whether a figure is the level of another area, which a goal is only held against."""
    text = gazetteer.paper.text
    end = min(figure.own[1], figure.mark.end + 40)
    stop = _NEXT.search(text, figure.mark.end, end)
    near = (max(figure.own[0], figure.mark.start - 60), stop.start() if stop else end)
    return any(area != OWN for area, _ in gazetteer.find(near))


def _roles(paper: Paper, figures: Sequence[Figure]) -> list[Role]:
    """What the figures of a goal are: by the word before each, its bracket, the years, what stands beside it."""
    roles = [_told_role(figure) for figure in figures]
    open_ones = [at for at, role in enumerate(roles) if role is None]
    dated = {at: year for at in open_ones if (year := _any_year(paper, figures[at]))}
    if len(set(dated.values())) > 1:
        for at, year in dated.items():
            roles[at] = "baseline" if year == min(dated.values()) else "target"
    for at in (at for at in open_ones if roles[at] is None):
        later = any(role == "target" for role in roles[at + 1 :] if role)
        roles[at] = "baseline" if later or figures[at].aside else "target"
    return [role or "target" for role in roles]


def _told_role(figure: Figure) -> Role | None:
    """What a word before a figure says it is; a change is asked for."""
    if figure.moves or (figure.kind == "share" and figure.mark.kind == "change"):
        return "target"
    return figure.pointer


def _any_year(paper: Paper, figure: Figure) -> int | None:
    told = [*years_told(paper, figure.after), *years_told(paper, figure.before)]
    return told[0][0] if told else None


def _year_of(paper: Paper, figure: Figure, role: str) -> tuple[int, Span] | None:
    """A figure's own year: one that its words tell, of the meaning that its role has."""
    other = "deadline" if role == "baseline" else "baseline"
    behind = [one for one in years_told(paper, figure.after) if one[1] != other]
    before = [one for one in years_told(paper, figure.before) if one[1] != other]
    near = behind[:1] if behind and behind[0][2][0] - figure.mark.end < 24 else []
    for year, _, span in (*near, *reversed(before), *behind):
        return year, span
    return None


def _threshold(paper: Paper, core: Span) -> Number | None:
    """How many activities: a share of them, or a number right before their name."""
    share = paper.marks.last("share", core)
    if share is not None:
        return share.value  # type: ignore[no-any-return]
    for activity in paper.marks.of("activity", core):
        number = paper.marks.last("number", (core[0], activity.start))
        if number and not paper.text[number.end : activity.start].strip():
            return number.value  # type: ignore[no-any-return]
    return None


def _with_levels(statement: Statement, levels: Sequence[Level]) -> Statement:
    """The statement with its levels; a change goes with the figure it leads to and is signed as the goal goes."""
    if statement.direction == "monitor":
        return statement
    changes = [level for level in levels if level.value is None]
    figures = [level for level in levels if level.value is not None]
    sign = -1 if statement.direction == "decrease" else 1
    for change in changes[:1]:
        moved = tidy(sign * abs(change.change or 0))
        target = next(
            (at for at, level in enumerate(figures) if level.role == "target" and level.unit == "count"), None
        )
        if target is not None:
            figures[target] = replace(figures[target], change=moved)
        elif not any(level.role == "target" for level in figures) and statement.direction in ("increase", "decrease"):
            figures.append(replace(change, change=moved, rule="goal-by-percent"))
    return replace(statement, levels=tuple(figures))


def _with_years(statement: Statement, paper: Paper, core: Span, lead: Span | None) -> Statement:
    told = list(years_told(paper, core)) + (list(years_told(paper, lead)) if lead else [])
    own = {level.role: level.year for level in statement.levels if level.year}
    starts = [year for year, meaning, _ in told if meaning == "baseline"]
    base = own.get("baseline") or (starts[0] if starts else None)
    dues = [year for year, meaning, _ in told if meaning == "deadline" and year != base]
    plain = [year for year, meaning, _ in told if meaning is None and year != base]
    target = own.get("target")
    if statement.direction == "maintain" and base is None and target and target not in dues:
        base, target = target, None  # what is to be kept has been reached
    due = target or next(iter([*dues, *(year for year in plain if year != base)]), None)
    if statement.direction == "monitor":
        due = None
    return replace(statement, deadline=due, baseline_year=base)


def _explained(paper: Paper, gazetteer: Gazetteer, statement: Statement, around: Sequence[Span]) -> Statement:
    """The statement with the start, or the target, that the sentences around it tell."""
    if statement.direction == "monitor" or statement.indicator == "activities_with_partners":
        return statement
    roles = {level.role for level in statement.levels}
    levels = list(statement.levels)
    end = statement.span[1]
    for sentence in around:
        subject = _subject(paper, sentence)
        if subject is not None and (subject.indicator != statement.indicator or _other_offence(subject, statement)):
            break
        if re.search(r"\n[ \t]*\n", paper.text[end : sentence[0]]) and statement.rule == "goal-sentence":
            break
        if subject is None and statement.deadline is None:
            statement = replace(statement, deadline=_due(paper, sentence))
        named = Subject(
            statement.indicator, statement.offences[0] if len(statement.offences) == 1 else None, statement.core
        )
        for level in _levels(paper, gazetteer, sentence, named):
            level = _of_year(paper, sentence, level)
            role = _role_told(paper, sentence, level)
            if level.change is not None:
                levels = [_changed(one, level, statement.direction) for one in levels]
            if role == "baseline" and level.year and role in roles:
                levels = [_dated(one, level) for one in levels]
            if role and role not in roles and level.value is not None:
                roles.add(role)
                levels.append(
                    replace(level, role=role, rule=f"goal-{'start' if role == 'baseline' else 'target'}-told")
                )
                end = max(end, sentence[1])
    if levels == list(statement.levels):
        return statement
    base = statement.baseline_year or next((x.year for x in levels if x.role == "baseline" and x.year), None)
    due = statement.deadline or next((x.year for x in levels if x.role == "target" and x.year), None)
    way = statement.direction
    if way == "at_least" and statement.indicator.startswith("feels"):
        way = compared(levels) or way
    return replace(
        statement, levels=tuple(levels), baseline_year=base, deadline=due, direction=way, span=(statement.span[0], end)
    )


def _due(paper: Paper, sentence: Span) -> int | None:
    """When a goal is due that the sentence behind it speaks of: "Målet skal være nået i 2027"."""
    if not _THE_GOAL.match(paper.text, *sentence):
        return None
    return next((year for year, meaning, _ in years_told(paper, sentence) if meaning == "deadline"), None)


def _of_year(paper: Paper, sentence: Span, level: Level) -> Level:
    """A level told behind a goal with the one year of its sentence."""
    years = list(paper.marks.of("year", sentence))
    if level.year or len({mark.value for mark in years}) != 1:
        return level
    return replace(level, year=years[0].value).told("year", years[0].span, 1)


def _changed(level: Level, told: Level, way: Direction) -> Level:
    """A target with the change that the sentence about it tells: "hvilket svarer til et fald på 25 %"."""
    if level.role != "target" or level.change is not None or level.unit != "count" or told.change is None:
        return level
    return replace(level, change=tidy((-1 if way == "decrease" else 1) * abs(told.change))).told("change", told.span)


def _role_told(paper: Paper, sentence: Span, level: Level) -> Role | None:
    """What a level told behind a goal is: a target where a word asks for it, else its start, if it is dated."""
    if level.role == "target":
        asked = _AIMS.search(paper.text[sentence[0] : level.span[0]])
        pointed = not level.weak and not paper.marks.has("looks_back", sentence)
        if asked or pointed:
            return "target"
    said = level.role == "baseline" and paper.marks.has("role", sentence, "baseline")
    return "baseline" if said or level.year else None


def _dated(level: Level, told: Level) -> Level:
    """A start whose year only what explains it tells, where it tells the same start."""
    if level.role != "baseline" or level.year or level.value != told.value:
        return level
    return replace(level, year=told.year).told("year", told.span, 2)


def _other_offence(subject: Subject, statement: Statement) -> bool:
    return subject.offence is not None and bool(statement.offences) and subject.offence not in statement.offences
