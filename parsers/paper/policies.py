"""Strategies, policies and plans of others that a paper names: by a proper name or a title in quotes.

The anchor is the word that a title is built on; the title is what belongs to its name to the left and to the right:

    understøtter Nordby Kommunes Tryg Hverdag strategi 2020-2023
                 owner: left out ^ begins     ^ head   ^ years
    jf. Politik for udsatte byområder og                           a tail in small letters behind a bare head
    strategien "Byen for alle", helhedsplanen Lundeplanen          what a head tells of: quoted, or named

A capital that no sentence begins with, an owner, years or a tail make a name of it: "en strategi" is none.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.slugs import make_slug
from models.records import Policy
from parsers.marks.mark import Mark, Span, meets
from parsers.rules.rule import Trace
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_CONFIDENCE = {
    "policy-in-quotes": 0.93,
    "policy-by-name": 0.85,
    "policy-named-by-its-kind": 0.8,
    "policy-in-a-table": 0.75,
}
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?(?!\d)"
_YEARS_BEHIND = shown(
    re.compile(rf"\s+\(?(?P<years>{_YEARS})"),
    examples=(" 2022-2025", " (2018)"),
)
_QUOTED = shown(
    re.compile(
        r"(?<![\w.,!?])[\"”“»„'‘](?P<title>[A-ZÆØÅ][^\"”“»«„’\n]{3,90}(?:\n[^\"”“»«„’\n]{3,60})?)[\"”“»«„’'](?:\s(?P<years>"
        rf"{_YEARS}))?"
    ),
    examples=('"Byen for alle"', "»Et lyst kvarter« 2018-2020"),
    rejects=('"en"',),
)
_LEFT = shown(re.compile(r"(?P<word>[^\W\d_][\w’'-]*)(?:[ ]|[ ]?\n[ ]*)$"), examples=("Tryg ",), rejects=("Tryg, ",))
_RIGHT = shown(re.compile(r"[ \n]+(?P<word>[^\W\d_][\w’'-]*)"), examples=(" for",), rejects=(",for",))
_OWNER = shown(
    re.compile(
        r"(?i)(?:kommunes?|kommunens|byens|\w*politis|politiets|byråds|byrådets|udvalgets|regionens?|statens"
        r"|regeringens?|ministeriets?|styrelsens?|fondens?|lands\w+s|\w+kommunens|områdets|kommunale)$"
    ),
    examples=("Kommunes", "byens"),
    rejects=("Hverdag",),
)
_BREAKS = shown(re.compile(r"(?:^|[.:!?•|\t*>–-]\s*|\n\s*\n\s*|[ ]{2,})$"), examples=("", "sat. "), rejects=("med ",))
_FROM_ARTICLE = shown(
    re.compile(r"(?<=[a-zæøå,] )(?:Den|Det|De|En|Et) (?:[a-zæøå]+ ){1,2}$"),
    examples=("til Den sidste ",),
    rejects=("sat. Den sidste ",),
)
_OF_A_PLACE = shown(
    re.compile(r"^[A-ZÆØÅ]\w+(?:planen|strategien|programmet|politikken)$"),
    examples=("Lundeplanen",),
    rejects=("Lunden",),
)
_JOINS = frozenset(("og", "for", "af", "i", "på", "til", "the"))
_TAILS = frozenset(("for", "om", "mod", "til", "vedrørende"))
_STOPS = frozenset(
    (
        "om",
        "som",
        "der",
        "hvor",
        "at",
        "er",
        "skal",
        "har",
        "vil",
        "kan",
        "samt",
        "men",
        "blev",
        "bliver",
        "i",
        "med",
        "på",
    )
)
_SMALL = frozenset(("det", "de", "den", "en", "et"))
# No part of a name, also with a capital: what a sentence or a label may begin with.
_OPENS = frozenset(
    [
        "desuden",
        "endelig",
        "herunder",
        "samt",
        "i",
        "jf",
        "se",
        "også",
        "med",
        "som",
        "både",
        "ifølge",
        "efter",
        "til",
        "på",
        "af",
        "grundlag",
        "bygger",
        "baggrund",
    ]
)
_ARTICLES = frozenset(("den", "det", "de", "en", "et"))
_MOST_LEFT, _MOST_RIGHT = 5, 7
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Found:
    title: str
    start: int
    end: int
    rule: str


def read_policies(paper: Paper, title: Span, trace: Trace) -> list[Policy]:
    """One row for each policy, under its fullest name. What the paper's own title says is not one."""
    found: list[_Found] = []
    taken: list[Span] = []  # in the order of their places
    own: dict[str, bool] = {}
    for one in (*_quoted(paper), *_named(paper), *_in_tables(paper)):
        span = one.start, one.end
        outcome = "kept"
        if one.start < title[1] and one.end > title[0]:
            outcome = "in the paper's own title"
        elif _is_none(paper, one, own):
            outcome = "no policy of others"
        elif meets(span, taken):
            outcome = "read another way"
        trace.note("policies", one.rule, span, one.title, outcome)
        if outcome == "kept":
            found.append(one)
            insort(taken, span)
    return _fullest(paper, sorted(found, key=lambda one: one.start), trace)


def _quoted(paper: Paper) -> Iterator[_Found]:
    """Titles in quotes: with such a word in them, or that a word before or behind tells of, or with years."""
    marks = paper.marks
    for match in _QUOTED.finditer(paper.text):
        span = match.span("title")
        dated = bool(match["years"] or re.search(_YEARS, match["title"]))
        led = marks.has("policy_lead", (max(0, match.start() - _NEAR), match.start()))
        spoken = marks.has("in_speech", span)
        built = marks.has("policy_head", span) and not spoken
        if built or _is_announced(paper, match.span()) or (dated and led and not spoken):
            end = match.end("years") if match["years"] else span[1]
            years = f" {match['years']}" if match["years"] and match["years"] not in match["title"] else ""
            yield _Found(paper.words(span).strip(" .,") + years, span[0], end, "policy-in-quotes")


def _is_announced(paper: Paper, span: Span) -> bool:
    """Whether words tell what is quoted: 'strategien "…"', 'handlingsplanen for Engen "…"', '"…", byens strategi'."""
    head = paper.marks.last("policy_head", (max(0, span[0] - _NEAR), span[0]))
    between = paper.text[head.end : span[0]].split() if head else ["."]
    if not between or (between[0] == "for" and len(between) == 2):
        return True
    behind = paper.marks.first("policy_head", (span[1], span[1] + _NEAR))
    if behind is None or paper.text[span[1] : span[1] + 1] != ",":
        return False
    words = paper.text[span[1] + 1 : behind.start].split()
    return len(words) < 4 and any(word.endswith("s") for word in words)


def _named(paper: Paper) -> Iterator[_Found]:
    """Titles that a head gives: what belongs to its name to the left and to the right of it."""
    text = paper.text
    for head in paper.marks.any_of(("policy_head", "policy_named"), (0, len(text))):
        if head.kind == "policy_named" or head.value == "told":
            yield from _told(paper, head)
            start, _ = _begins(text, head)
            years = _YEARS_BEHIND.match(text, head.end)
            if not (years and text[start].isupper()):
                continue
        if text[head.start].islower():
            yield from _told(paper, head)
        start, owned = _begins(text, head)
        end, tailed = _ends(paper, head)
        years = _YEARS_BEHIND.match(text, end)
        if _is_name(text, head, start, owned=owned, told=tailed or bool(years)):
            name = paper.words((start, end)) + (f" {years['years']}" if years else "")
            yield _Found(name, start, years.end("years") if years else end, "policy-by-name")


def _begins(text: str, head: Mark) -> tuple[int, bool]:
    """Where the name of a head begins, and whether whose it is stands before it."""
    start = at = head.start
    whole = _FROM_ARTICLE.search(text, max(0, at - 40), at)
    if whole and not _BREAKS.search(text, max(0, whole.start() - 4), whole.start()):
        return whole.start(), False
    for _ in range(_MOST_LEFT):
        match = _LEFT.search(text, max(0, at - 40), at)
        if match is None or "\n\n" in match.group():
            break
        word = match["word"]
        if _OWNER.search(word):
            return start, True
        low = word.casefold()
        if low in _OPENS and not text[start].islower():
            break
        if word[0].isupper() and not (
            low in _ARTICLES and _BREAKS.search(text, max(0, match.start() - 3), match.start())
        ):
            start = match.start("word")
        elif low not in _JOINS or not _joins(text, match, head):
            break
        at = match.start("word")
    return start, False


def _joins(text: str, match: re.Match[str], head: Mark) -> bool:
    """Whether a small word stands inside a name: "Børne- og Ungepolitik", "Liv i Mosen plan"."""
    before = _LEFT.search(text, max(0, match.start() - 40), match.start("word"))
    inside = text[head.start].islower() and match.end() < head.start
    return before is not None and (before["word"].endswith("-") or inside)


def _ends(paper: Paper, head: Mark) -> tuple[int, bool]:
    """Where the name of a head ends, and whether it has a tail: "Politik for udsatte byområder"."""
    text = paper.text
    first = _RIGHT.match(text, head.end)
    if first is None or first["word"] not in _TAILS:
        return head.end, False
    end = at = first.end()
    capital = False
    for _ in range(_MOST_RIGHT):
        match = _RIGHT.match(text, at)
        if match is None or "\n\n" in match.group():
            break
        word = match["word"]
        if (word in _STOPS and not _goes_on(text, match.end())) or paper.marks.starting_at(
            "policy_head", match.start("word")
        ):
            break
        if word == "og" and not _goes_on(text, match.end()):
            break
        capital |= word[0].isupper()
        at = match.end()
        end = end if word == "og" or word in _SMALL else at
    opens = bool(_BREAKS.search(text, max(0, head.start - 4), head.start))
    told = end > first.end() and (capital or (text[head.start].isupper() and not opens) or _is_dated(text, end))
    return (end, True) if told else (head.end, False)


def _is_dated(text: str, at: int) -> bool:
    return _YEARS_BEHIND.match(text, at) is not None


def _goes_on(text: str, at: int) -> bool:
    """Whether a tail goes on behind "og" or a preposition: a name, or one word that ends it or has its years."""
    match = _RIGHT.match(text, at)
    if match is None:
        return False
    ends = re.match(rf"[.;)]|\s+{_YEARS}|\s*$", text[match.end() : match.end() + 12])
    return match["word"][0].isupper() or bool(ends)


def _is_name(text: str, head: Mark, start: int, *, owned: bool, told: bool) -> bool:
    """Whether a head is a name: by its capital where no sentence begins, by whose it is, by its years or its tail."""
    if not text[start].isupper():
        return False
    opens = bool(_BREAKS.search(text, max(0, start - 4), start))
    if head.value == "bare":
        return told and not (opens and _RIGHT.match(text, head.end) is None) if start == head.start else owned or told
    if text[head.start].islower() and start != head.start:
        return owned or told
    return owned or told or not opens


def _told(paper: Paper, head: Mark) -> Iterator[_Found]:
    """What a head tells of: "helhedsplanen Lundeplanen", "strategien Lys By 2024", "Byfornyelsen Lunden"."""
    text = paper.text
    named = head.kind == "policy_named"
    opens = bool(_BREAKS.search(text, max(0, head.start - 4), head.start))
    if named and (opens or not text[head.start].isupper()):
        return
    end = at = head.end
    for _ in range(_MOST_LEFT):
        match = _RIGHT.match(text, at)
        if match is None or "\n\n" in match.group() or not (match["word"][0].isupper() or match["word"] in _JOINS):
            break
        if paper.marks.starting_at("policy_head", match.start("word")) and named:
            break
        at = match.end()
        end = at if match["word"][0].isupper() else end
    years = _YEARS_BEHIND.match(text, end)
    start = head.start if named else head.end + len(text[head.end : end]) - len(text[head.end : end].lstrip())
    if end == head.end or not (named or years or _OF_A_PLACE.search(text, start, end)):
        return
    name = paper.words((start, end)) + (f" {years['years']}" if years else "")
    yield _Found(name, start, years.end("years") if years else end, "policy-named-by-its-kind")


def _in_tables(paper: Paper) -> Iterator[_Found]:
    """The cells of a column whose head says that it names policies."""
    for table in paper.tables:
        rows = table.grid.at
        heads = rows[0] if rows else ()
        for at, head in enumerate(heads):
            if (
                head.is_empty
                or not paper.marks.has("policy_head", head.span)
                or len(paper.words(head.span).split()) > 3
            ):
                continue
            for row in rows[1:]:
                if at < len(row) and not row[at].is_empty and re.search(rf"{_YEARS}$", paper.words(row[at].span)):
                    yield _Found(paper.words(row[at].span), *row[at].span, "policy-in-a-table")


def _is_none(paper: Paper, one: _Found, own: dict[str, bool]) -> bool:
    """Whether a title is of another kind of paper, or a plan that the partnership makes itself; `own`: those known."""
    if paper.marks.has("no_policy", (one.start, one.end)):
        return True
    words = re.sub(r"[\W\d]+$", "", one.title.split(" for ")[0]).split()
    if not words or not words[-1].casefold().endswith("plan"):
        return False
    if words[-1] not in own:
        own[words[-1]] = _is_made(paper, words[-1])
    return own[words[-1]]


def _is_made(paper: Paper, word: str) -> bool:
    """Whether the paper says of a plan anywhere that the partnership makes it, or has it."""
    text = paper.text
    return any(
        paper.marks.has("own_plan", (max(0, match.start() - _NEAR), match.start()))
        and "." not in text[max(0, match.start() - _NEAR) : match.start()]
        for match in re.finditer(rf"(?i)(?<![\w-]){re.escape(word)}(?:en)?\b", text)
    )


def _fullest(paper: Paper, found: list[_Found], trace: Trace) -> list[Policy]:
    groups: dict[str, list[_Found]] = {}
    for one in found:
        bare = re.sub(r"-?\b(?:19|20)\d\d\b.*$", "", make_slug(one.title)).strip("-")
        key = next((k for k in groups if k.startswith(bare) or bare.startswith(k)), bare)
        groups.setdefault(key, []).append(one)
    policies: list[Policy] = []
    for group in groups.values():
        best = max(group, key=lambda one: (bool(re.search(r"\d{4}", one.title)), len(one.title), -one.start))
        for one in group:
            if one is not best:
                trace.note("policies", one.rule, (one.start, one.end), one.title, f"same as {best.title}")
        evidence = paper.body.evidence(best.start, best.end, best.rule, _CONFIDENCE[best.rule])
        policies.append(Policy(title=best.title, evidence=evidence))
    return policies
