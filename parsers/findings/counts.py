"""Counts that differ: of the same things in two places, or between a count and what is listed or named.

    Aftalens fire indsatsområder er:          a count that announces a list
    1. Unge  2. Naboskab  3. Lys              three are listed

The anchor is a noun of what papers count of their own parts, with a number before it. "Kommunens ni indsatsområder" are
not the paper's own and count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.records import Agreement, Evidence, Finding, FocusArea, Goal, Party
from parsers.findings.stated import find_places, state_finding
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.lists import Item, find_lists
from parsers.structure.paper import Paper

_CODE = "count-mismatch"
_COUNTS = range(2, 30)
_WORD = shown(re.compile(r"[^\W\d_]+"), examples=("tre",), rejects=("3",))
_LAST_WORD = shown(re.compile(r"([^\W\d_]+)\s+$"), examples=("de ", "Aftalens\n"), rejects=("de, ",))
# What may stand between the number and what is counted.
_ADJECTIVES = frozenset(
    ("overordnede", "udvalgte", "følgende", "konkrete", "fælles", "prioriterede", "særlige", "store", "centrale")
) | {"forskellige"}
# What stands before the number where all of the paper's own are meant, and where another's are.
_ALL_OF_OURS = shown(
    re.compile(r"(?:de|alle|disse|(?:aftale|partnerskab|samarbejd|part)\w*)", re.IGNORECASE),
    examples=("aftalens", "De"),
    rejects=("kommunens",),
)
_ANOTHERS = shown(re.compile(r"\w+(?:ets|ens|ernes)", re.IGNORECASE), examples=("kommunens",), rejects=("de",))
# "Aftalen har tre mål": what is counted is all of it.
_HAS = shown(
    compile_danish(
        r"\b(?:(?:partnerskabs)?aftalen|partnerskabet|samarbejdet|vi|parterne|indsatsen"
        r"|aftalen i (?:kort form|korte træk|overblik))\b"
        r"(?: (?:har|omfatter|indeholder|rummer|arbejder med|bygger på|opstiller|sætter|består af|samles om"
        r"|er enige om)|:)(?: (?:\w+ ){0,4}(?:og|samt))?\s*$"
    ),
    examples=("Aftalen har ", "Aftalen har tre mål og "),
    rejects=("Kommunen har ",),
)
_REACH = 90  # letters before a number that may say whose it counts
_ANNOUNCES = shown(re.compile(r"[^.\n]{0,25}:\s"), examples=(" er: ",), rejects=(".",))
_BRACKETS = shown(
    re.compile(r"\s*\((?P<items>[^()]{5,200})\)"), examples=(" (indbrud, tyveri og vold)",), rejects=(" (4)",)
)
# A list that goes on in the sentence, up to its full stop.
_RUN_ON = shown(
    re.compile(r"\s*:\s+(?P<items>[^.:;]{8,300})\.(?=\s|$)"),
    examples=(": unge, naboskab og lys.",),
    rejects=(": lys.",),
)
_OFFENCES_ARE = shown(
    re.compile(r"(?:,[^.:\n]{3,40},)?\s+er\s+(?P<items>[^.:;]{8,200})\.(?=\s|$)"),
    examples=(", som følges, er indbrud og vold.",),
    rejects=(" er faldet",),
)
_PARTED = shown(
    re.compile(r",|\bog\b|\bsamt\b"),
    examples=(
        "a, b",
        "a og b",
    ),
    rejects=("oganden",),
)
_AND = shown(re.compile(r"\b(?:og|samt)\b"), examples=("a samt b",), rejects=("a, b",))
_NO_LIST = shown(
    re.compile(
        r"\d|\b(?:herunder|blandt andet|bl\.\s?a\.|m\.?m|mv|m\.v|f\.eks|fx|hvor|der|som|at|med|for)\b|[()/–]"
        r"|\b(?:og|samt)\b.*,(?!.*\b(?:og|samt)\b)",
        re.DOTALL,
    ),
    examples=("unge, herunder piger", "3 møder", "unge og voksne, piger"),
    rejects=("unge, naboskab og lys",),
)
_JOINT = shown(re.compile(r"\w-\s+og\b"), examples=("børne- og unge",), rejects=("unge og",))
_NEAR = 60  # letters between a count and the list it announces
_FAR = 4000
_SHORT = 120  # letters of an item that names something and tells nothing of it
_SET_APART = shown(re.compile(r"[ ]*(?:\n[ ]*\n|$)"), examples=(" \n\n",))


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things said at `span`; `definite`: all of them are meant; `announces`: a list follows."""

    number: int
    span: Span
    definite: bool
    announces: bool


def find_count_mismatches(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Differences between counts of the same things, and between counts and what is listed or named."""
    nouns: dict[str, list[Mark]] = {}
    for noun in paper.marks.of("counted", (0, paper.end)):
        nouns.setdefault(str(noun.value), []).append(noun)
    for subject, marks in sorted(nouns.items()):
        counts = [count for noun in marks if (count := _read(paper, noun))]
        if subject == "focus":
            yield from _differing(paper, counts)
            yield from _against_focus_areas(agreement, paper, counts)
        elif subject == "administrations":
            yield from _against_administrations(agreement, paper, counts)
        yield from _named_behind(paper, counts, subject)
        yield from _against_group(agreement, paper, counts, subject)
        if subject not in ("administrations", "offences"):
            yield from _against_lists(paper, counts, subject)


def _read(paper: Paper, noun: Mark) -> Count | None:
    """The count that a noun belongs to, where a number stands right before it and it is the paper's own."""
    text = paper.text
    number = paper.marks.last("number", (max(0, noun.start - _REACH), noun.start))
    if number is None or number.value not in _COUNTS or not _is_counted(text[number.end : noun.start]):
        return None
    before = text[max(0, number.start - _REACH) : number.start]
    ours = _is_ours(before)
    if ours is False:
        return None
    announces = bool(_ANNOUNCES.match(text[noun.end : noun.end + 40] + " "))
    definite = ours or announces or _HAS.search(before) is not None
    return Count(int(number.value), (number.start, noun.end), definite, announces)


def _is_ours(before: str) -> bool | None:
    """Whether the word before a number says that all of the paper's own are meant, or another's; None: neither."""
    whose = _LAST_WORD.search(before)
    if whose is None:
        return None
    ours = _ALL_OF_OURS.fullmatch(whose[1]) is not None
    return ours or (False if _ANOTHERS.fullmatch(whose[1]) else None)


def _is_counted(between: str) -> bool:
    """Whether a number counts the noun that it stands before: what stands between is but an adjective."""
    words = {word.casefold() for word in _WORD.findall(between)}
    return words <= _ADJECTIVES and between.count("\n") <= 1 and not between.rstrip(" \n").endswith(",")


def _of_all(counts: Sequence[Count]) -> list[Count]:
    """The counts that are of all the paper's own."""
    return [count for count in counts if count.definite]


def _agree(counts: Sequence[Count]) -> bool:
    return len({count.number for count in counts}) == 1


def _differing(paper: Paper, counts: Sequence[Count]) -> Iterator[Finding]:
    meant = _of_all(counts)
    other = next((count for count in meant if count.number != meant[0].number), None)
    if other:
        yield _finding(paper, meant[0], {"later": _said(paper, other)}, _quote(paper, other))


def _against_focus_areas(agreement: Agreement, paper: Paper, counts: Sequence[Count]) -> Iterator[Finding]:
    """More focus areas than are announced, or than all of them are said to be where they are numbered from 1 on."""
    rows = agreement.focus_areas
    numbered = [row.number for row in rows] == list(range(1, len(rows) + 1))
    bare = [one for one in _of_all(counts) if _is_bare(paper, one)] if numbered else []
    said = next((one for one in counts if one.announces or one in bare), None)
    if said and len(rows) > said.number and _agree(_of_all(counts)):
        yield _finding(paper, said, {"listed": len(rows)}, [row.evidence[0] for row in rows])


def _against_administrations(agreement: Agreement, paper: Paper, counts: Sequence[Count]) -> Iterator[Finding]:
    rows = [party for party in agreement.parties if party.kind == "administration"]
    if counts and rows and len(rows) != counts[0].number:
        yield _finding(paper, counts[0], {"listed": len(rows)}, [row.evidence[0] for row in rows])


def _against_group(agreement: Agreement, paper: Paper, counts: Sequence[Count], subject: str) -> Iterator[Finding]:
    """A count of all goals, focus areas or parties against the one list that holds all that were read of them."""
    places = find_places(paper.body, [row.evidence[0] for row in _rows(agreement, subject)])
    meant = _meant(paper, counts)
    if len(places) < 2 or meant is None:
        return
    top = next((top for group in paper.lists if _holds_all(top := group.top(), places)), [])
    whole = all(item.number for item in top) if subject == "goals" else len(top) == len(places)
    if top and whole and meant.number not in (len(top), len(places)):
        yield _finding(paper, meant, {"listed": len(top)}, _quote_items(paper, top))


def _meant(paper: Paper, counts: Sequence[Count]) -> Count | None:
    """The count of all of the paper's own that nothing is added to, where it says but one number."""
    definite = _of_all(counts)
    bare = (count for count in definite if not count.announces and _is_bare(paper, count))
    return next(bare, None) if _agree(definite) else None


def _rows(agreement: Agreement, subject: str) -> Sequence[Goal | FocusArea | Party]:
    rows: Mapping[str, Sequence[Goal | FocusArea | Party]] = {
        "goals": agreement.goals,
        "focus": agreement.focus_areas,
        "parties": [party for party in agreement.parties if party.kind != "administration"],
    }
    return rows.get(subject, ())


def _holds_all(top: Sequence[Item], places: Sequence[int]) -> bool:
    """Whether all places lie in a list, and every item of it holds one."""
    inside = all(top[0].marker_start <= at < top[-1].end for at in places)
    return inside and all(any(item.marker_start <= at < item.end for at in places) for item in top)


def _is_bare(paper: Paper, count: Count) -> bool:
    """Whether nothing stands between the number and what it counts: "tre overordnede mål" are not all the goals."""
    words = paper.text[slice(*count.span)].split()
    return len(words) == 2 and not words[1].casefold().startswith(("delmål", "succes"))


def _named_behind(paper: Paper, counts: Sequence[Count], subject: str) -> Iterator[Finding]:
    """ "tre gerningstyper (indbrud, tyveri og vold)", "tre parter: A, B og C": what is named there is counted."""
    for count in counts:
        match = _behind(paper, count, subject)
        items = _items(match["items"]) if match else None
        if match and items and count.number not in items:
            details = {"said": _said(paper, count), "named": items[0]}
            quotes = paper.body.evidence(count.span[0], match.end(), _CODE, 0.8)
            yield state_finding(_CODE, "warning", details, quotes)


def _behind(paper: Paper, count: Count, subject: str) -> re.Match[str] | None:
    end = count.span[1]
    match = _BRACKETS.match(paper.text, end, end + 260) or _RUN_ON.match(paper.text, end, end + 360)
    return match or (_offences_behind(paper, end) if subject == "offences" else None)


def _offences_behind(paper: Paper, end: int) -> re.Match[str] | None:
    """ "gerningstyper er indbrud, tyveri og vold": a list where each piece of it names an offence."""
    match = _OFFENCES_ARE.match(paper.text, end, end + 260)
    if match is None:
        return None
    low, high = match.span("items")
    stops = [place for stop in _PARTED.finditer(paper.text, low, high) for place in stop.span()]
    pieces = zip([low, *stops[1::2]], [*stops[::2], high], strict=True)
    return match if all(paper.marks.has("offence", piece) for piece in pieces) else None


def _items(words: str) -> range | None:
    """How many things a running list can be: "a, b og c" is three, "a og b, c og d" two to four; None for no list."""
    commas, ands = words.count(","), len(_AND.findall(words))
    if _NO_LIST.search(words) or not ands:
        return None
    sure = ands == 1 and not _JOINT.search(words)
    return range(commas + (2 if sure else 1), commas + ands + 2)


def _against_lists(paper: Paper, counts: Sequence[Count], subject: str) -> Iterator[Finding]:
    """A count with a colon and the numbered list right behind it."""
    for count in counts:
        top = _list_behind(paper, count.span[1]) if count.announces else []
        if len(top) < 2 or not _is_whole(paper, top, subject):
            continue
        longer = subject == "focus" and len(top) > count.number and len(top[-1].text) < _SHORT
        if len(top) < count.number or longer:
            yield _finding(paper, count, {"listed": len(top)}, _quote_items(paper, top))


def _list_behind(paper: Paper, end: int) -> list[Item]:
    """The outermost items of the list that begins right behind a place; a heading is no item of it."""
    group = next(iter(find_lists(paper.text, end, min(paper.end, end + _FAR))), None)
    heads = {section.start for section in paper.sections}
    near = group is not None and group.start - end < _NEAR
    return [item for item in group.top() if item.marker_start not in heads] if group and near else []


def _is_whole(paper: Paper, top: Sequence[Item], subject: str) -> bool:
    """Whether a list can be counted: it has numbers, or short bullets with a line each and an end set apart."""
    if all(item.number for item in top):
        return True
    lines = all("\n" not in paper.text[item.start : item.end] and len(item.text) < _SHORT for item in top)
    bullets = not any(item.number for item in top)
    return subject == "focus" and lines and bullets and bool(_SET_APART.match(paper.text, top[-1].end))


def _said(paper: Paper, count: Count) -> str:
    return paper.words(count.span)


def _quote(paper: Paper, count: Count) -> list[Evidence]:
    return paper.body.evidence(*count.span, _CODE, 0.85)


def _quote_items(paper: Paper, top: Sequence[Item]) -> list[Evidence]:
    return [q for item in top for q in paper.body.evidence(item.marker_start, item.end, _CODE, 0.7)]


def _finding(paper: Paper, count: Count, other: Mapping[str, object], quotes: Sequence[Evidence]) -> Finding:
    """A count as it is said, and what it differs from."""
    return state_finding(_CODE, "warning", {"said": _said(paper, count), **other}, [*_quote(paper, count), *quotes])
