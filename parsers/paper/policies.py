"""Strategies, policies and plans of others that a paper names: by a proper name or a title in quotes.

The anchor is the word that a title is built on; the title is what belongs to its name to the left and to the right:

    understøtter Nordby Kommunes Tryg Hverdag strategi 2020-2023
                 owner: left out ^ begins     ^ head   ^ years
    jf. Politik for udsatte byområder og                           a tail in small letters behind a bare head
    strategien "Byen for alle", strategien Lys By 2024             what a head tells of: quoted, or named
    vil følge Trygt i Lunden 2023-2027                             what the paper follows, by a name with years

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
from parsers.structure.grids.grid import Cell
from parsers.structure.paper import Paper

_CONFIDENCE = {
    "policy-in-quotes": 0.93,
    "policy-by-name": 0.85,
    "policy-named-by-its-kind": 0.8,
    "policy-in-a-table": 0.75,
    "policy-followed": 0.75,
}
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?(?!\d)"
_YEARS_BEHIND = shown(
    re.compile(rf"\s+\(?(?P<years>{_YEARS})"),
    examples=(" 2022-2025", " (2018)"),
)
_QUOTED = shown(
    re.compile(r"(?<![\w.,!?])[\"”“»„'‘](?P<title>[A-ZÆØÅ][^\"”“»«„’\n]{3,90}(?:\n[^\"”“»«„’\n]{3,60})?)[\"”“»«„’']"),
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
_JOINS = frozenset(("og", "for", "af", "i", "på", "til", "the"))
_TAILS = frozenset(("for", "om", "mod", "til", "vedrørende"))
# A tail goes on behind these only with a name or its last word.
_STOPS = frozenset([
    "om", "som", "der", "hvor", "at", "er", "skal", "har", "vil", "kan", "samt", "men", "blev", "bliver", "i",
    "med", "på", "og",
])  # fmt: skip
_ARTICLES = frozenset(("den", "det", "de", "en", "et"))
_INSIDE = _ARTICLES | {"og"}  # no tail ends with them
# No part of a name, also with a capital: what a sentence or a label may begin with.
_OPENS = frozenset([
    "desuden", "endelig", "herunder", "samt", "i", "jf", "se", "også", "med", "som", "både", "ifølge", "efter",
    "til", "på", "af", "grundlag", "bygger", "baggrund",
])  # fmt: skip
_ENDS_HERE = shown(re.compile(rf"[.;)]|\s+{_YEARS}|\s*$"), examples=(".", " 2022-2025", ""))
_DATED = shown(re.compile(_YEARS), examples=("Byen 2022-2025",), rejects=("Byen",))
_ENDS_DATED = shown(re.compile(rf"{_YEARS}$"), examples=("Byen 2022-2025",), rejects=("2022 for Byen",))
_SIGNS_BEHIND = shown(re.compile(r"[\W\d]+$"), examples=("Byplan 2022",), rejects=("Byplan",))
_DATED_SLUG = shown(re.compile(r"-?\b(?:19|20)\d\d\b.*$"), examples=("byplan-2022-2025",), rejects=("byplan-2",))
_DIGITS = shown(re.compile(r"\d{4}"), examples=("2022",), rejects=("22",))
_MOST_LEFT, _MOST_RIGHT = 5, 7
_WORDS_OF_A_HEAD = 3
_NEAR = 60
_NONE = ("survey", "register", "no_policy", "organisation")  # what a name without a head of its own must not hold

# "Trafikplan Nord 2025": what a name ends with, before its years or a stop.
_NAMED_BEHIND = shown(
    re.compile(r" (?P<name>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)(?=\s+(?:19|20)\d\d\b|[.,;])"),
    examples=(" Nord 2025", " Nord."),
    rejects=(" nord 2025", " Nordby vedtog"),
)


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
    for one in (*_quoted(paper), *_named(paper), *_in_tables(paper), *_led(paper)):
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
        dated = _is_dated(paper.text, match.end()) or _DATED.search(match["title"])
        led = dated and marks.has("policy_lead", (max(0, match.start() - _NEAR), match.start()))
        told = (led or marks.has("policy_head", span)) and not marks.has("in_speech", span)
        if told or _is_announced(paper, match.span()):
            yield _with_years(paper, span, match.end(), "policy-in-quotes")


def _with_years(paper: Paper, span: Span, end: int, rule: str) -> _Found:
    """A title with the years right behind its `end`."""
    years = _YEARS_BEHIND.match(paper.text, end)
    name = paper.words(span).strip(" .,")
    if years is None or years["years"] in name:
        return _Found(name, *span, rule)
    return _Found(f"{name} {years['years']}", span[0], years.end("years"), rule)


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
        tells = head.kind == "policy_named" or head.value == "told"
        if tells or text[head.start].islower():
            yield from _told(paper, head)
        if tells and not _is_dated(text, head.end):
            continue
        start, owned = _begins(text, head)
        end, tailed = _ends(paper, head)
        if _is_name(text, head, start, owned=owned, told=tailed or _is_dated(text, end)):
            yield _with_years(paper, (start, end), end, "policy-by-name")


def _begins(text: str, head: Mark) -> tuple[int, bool]:
    """Where the name of a head begins, and whether whose it is stands before it."""
    start = at = head.start
    whole = _FROM_ARTICLE.search(text, max(0, at - 40), at)
    if whole:
        return whole.start(), False
    for _ in range(_MOST_LEFT):
        match = _LEFT.search(text, max(0, at - 40), at)
        if match is None or (match["word"].casefold() in _OPENS and not text[start].islower()):
            break
        if _OWNER.search(match["word"]):
            return start, True
        at = match.start("word")
        if text[at].isupper() and not _is_article(text, match):
            start = at
        elif not _joins(text, match, head):
            break
    return start, False


def _is_article(text: str, match: re.Match[str]) -> bool:
    """Whether a word with a capital is but the article that a sentence begins with: "Den Grønne Bydel strategi"."""
    return match["word"].casefold() in _ARTICLES and _opens(text, match.start())


def _joins(text: str, match: re.Match[str], head: Mark) -> bool:
    """Whether a small word stands inside a name: "Børne- og Ungepolitik", "Liv i Mosen plan"."""
    if match["word"].casefold() not in _JOINS:
        return False
    before = _LEFT.search(text, max(0, match.start() - 40), match.start("word"))
    inside = text[head.start].islower() and match.end() < head.start
    return before is not None and (before["word"].endswith("-") or inside)


def _ends(paper: Paper, head: Mark) -> tuple[int, bool]:
    """Where the name of a head ends, and whether it has a tail: "Politik for udsatte byområder"."""
    text = paper.text
    first = _RIGHT.match(text, head.end)
    if first is None or first["word"] not in _TAILS:
        behind = _NAMED_BEHIND.match(text, head.end) if text[head.start].isupper() else None
        other = behind and paper.marks.starting_at("organisation", behind.start("name"))
        return (behind.end("name"), True) if behind and not other else (head.end, False)
    end, capital = _tail(paper, first.end())
    named = capital or (text[head.start].isupper() and not _opens(text, head.start)) or _is_dated(text, end)
    return (end, True) if named and end > first.end() else (head.end, False)


def _tail(paper: Paper, at: int) -> tuple[int, bool]:
    """Where the tail of a name ends, at another head at the latest, and whether a word of it has a capital."""
    end, capital = at, False
    for match in _words_behind(paper.text, at, _MOST_RIGHT):
        word = match["word"]
        if word in _STOPS and not _goes_on(paper.text, match.end()):
            break
        if paper.marks.starting_at("policy_head", match.start("word")):
            break
        capital |= word[0].isupper()
        end = end if word in _INSIDE else match.end()
    return end, capital


def _words_behind(text: str, at: int, most: int) -> Iterator[re.Match[str]]:
    """The words behind a place, as far as its paragraph."""
    for _ in range(most):
        match = _RIGHT.match(text, at)
        if match is None or "\n\n" in match.group():
            return
        yield match
        at = match.end()


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, an item or a cell begins at a place."""
    return _BREAKS.search(text, max(0, at - 4), at) is not None


def _is_dated(text: str, at: int) -> bool:
    return _YEARS_BEHIND.match(text, at) is not None


def _goes_on(text: str, at: int) -> bool:
    """Whether a tail goes on behind "og" or a preposition: a name, or one word that ends it or has its years."""
    match = _RIGHT.match(text, at)
    if match is None:
        return False
    return match["word"][0].isupper() or _ENDS_HERE.match(text[match.end() : match.end() + 12]) is not None


def _is_name(text: str, head: Mark, start: int, *, owned: bool, told: bool) -> bool:
    """Whether a head is a name: by its capital where no sentence begins, by whose it is, by its years or its tail."""
    if not text[start].isupper():
        return False
    if head.value == "bare" and start == head.start:
        # "Strategi 2022" above a list is a heading
        return told and not (_opens(text, start) and _RIGHT.match(text, head.end) is None)
    return owned or told or (head.value != "bare" and text[head.start].isupper() and not _opens(text, start))


def _told(paper: Paper, head: Mark) -> Iterator[_Found]:
    """What a head tells of: "strategien Lys By 2024", "Byfornyelsen Lunden"."""
    text = paper.text
    named = head.kind == "policy_named"
    if named and (_opens(text, head.start) or not text[head.start].isupper()):
        return
    end = _end_of_told(paper, head)
    start = head.start if named else head.end + len(text[head.end : end]) - len(text[head.end : end].lstrip())
    if end > head.end and (named or _is_dated(text, end)):
        yield _with_years(paper, (start, end), end, "policy-named-by-its-kind")


def _end_of_told(paper: Paper, head: Mark) -> int:
    """Where the name behind a head ends: with its last word with a capital."""
    end = head.end
    for match in _words_behind(paper.text, head.end, _MOST_LEFT):
        word = match["word"]
        told = head.kind == "policy_named" and paper.marks.starting_at("policy_head", match.start("word"))
        if told or not (word[0].isupper() or word in _JOINS):
            break
        end = match.end() if word[0].isupper() else end
    return end


def _led(paper: Paper) -> Iterator[_Found]:
    """Names of several words with years that the paper says it follows: "bidrager til Trygt i Lunden 2023-2027"."""
    text = paper.text
    for lead in paper.marks.of("policy_lead", (0, len(text))):
        end = _end_of_told(paper, lead)
        start = end - len(text[lead.end : end].lstrip())
        owner = text[start:end].split(" ")[0]
        if owner.endswith("s") and f"{owner[:-1]} Kommune" in text:
            start += len(owner) + 1
        years = _YEARS_BEHIND.match(text, end)
        named = text[start:end].count(" ") and text[start].isupper() and not paper.marks.has_any(_NONE, (start, end))
        if named and years and not years["years"].isdigit():
            yield _with_years(paper, (start, end), end, "policy-followed")


def _in_tables(paper: Paper) -> Iterator[_Found]:
    """The cells with years of a column whose head says that it names policies."""
    for table in paper.tables:
        heads, *rows = table.grid.at
        named = [at for at, head in enumerate(heads) if _names_policies(paper, head)]
        for cell in (row[at] for at in named for row in rows):
            if _ENDS_DATED.search(paper.words(cell.span)):
                yield _Found(paper.words(cell.span), *cell.span, "policy-in-a-table")


def _names_policies(paper: Paper, head: Cell) -> bool:
    """Whether a head says in few words that its column names policies."""
    return len(paper.words(head.span).split()) <= _WORDS_OF_A_HEAD and paper.marks.has("policy_head", head.span)


def _is_none(paper: Paper, one: _Found, own: dict[str, bool]) -> bool:
    """Whether a title is of another kind of paper, or a plan that the partnership makes itself; `own`: those known."""
    if one.rule == "policy-by-name" and paper.marks.has("organisation", (one.start, one.end)):
        return True  # a line of those who sign: "For Fyns Politi / Plan og Byg"
    of_another_kind = paper.marks.first("no_policy", (one.start, one.end))
    if of_another_kind:
        led = paper.marks.has("policy_lead", (max(0, one.start - _NEAR), one.start))
        return not (of_another_kind.value == "unless_led" and led and _DATED.search(one.title))
    words = _SIGNS_BEHIND.sub("", one.title.split(" for ")[0]).split()
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
        bare = _DATED_SLUG.sub("", make_slug(one.title)).strip("-")
        key = next((k for k in groups if k.startswith(bare) or bare.startswith(k)), bare)
        groups.setdefault(key, []).append(one)
    policies: list[Policy] = []
    for group in groups.values():
        best = max(group, key=lambda one: (bool(_DIGITS.search(one.title)), len(one.title), -one.start))
        for one in group:
            if one is not best:
                trace.note("policies", one.rule, (one.start, one.end), one.title, f"same as {best.title}")
        evidence = paper.body.evidence(best.start, best.end, best.rule, _CONFIDENCE[best.rule])
        policies.append(Policy(title=best.title, evidence=evidence))
    return policies
