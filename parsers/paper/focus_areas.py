"""The focus areas of a partnership, whatever they are called: indsatsområder, temaer, spor, fokusområder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import FocusArea, Kind
from parsers.paper.focus_titles import (
    Title,
    counted_lines,
    find_after,
    find_in_tables,
    find_subheadings,
    make_title,
    of_items,
)
from parsers.rules.rule import Rule, Trace
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body
from parsers.structure.lists import find_lists
from parsers.structure.sections import Sections

_NOUN = (
    r"(?:indsatsområder(?:ne)?|fokusområder(?:ne)?|indsatsspor(?:ene)?|temaer(?:ne)?|hovedtemaer(?:ne)?|spor"
    r"|arbejdsspor"
    r"|hovedspor|indsatstemaer|fokuspunkter|pejlemærker|indsatsfelter|arbejdsområder|tværgående indsatser"
    r"|hovedindsatser"
    r"|hovedområder|strategiske indsatser)"
)
_ONE = r"(?:indsatsområde|fokusområde|indsatsspor|tema|spor|arbejdsspor|hovedspor|fokuspunkt|pejlemærke|hovedtema)"

_COUNT = r"(?P<count>to|tre|fire|fem|seks|syv|otte|[2-8])"

RULES = (
    Rule(
        "focus-announced",
        "focus_areas",
        compile_danish(rf"\b{_NOUN}(?: (?!(?:for|i|af)\b)(?-i:[a-zæøå]+)){{0,3}}\s?(?:\([^)]*\))?:"),
        lambda match: match.group(),
        examples=(("samlet om tre temaer: lys", "temaer:"),),
        rejects=("de tre indsatsområder skal",),
        confidence=0.95,
    ),
    Rule(
        "focus-announced-loosely",
        "focus_areas",
        compile_danish(
            rf"\b(?:to|tre|fire|fem|seks|syv|otte|\d"
            rf"|følgende) (?:\w+ ){{0,2}}{_NOUN}(?:[^.:;\n]{{0,60}})[.:]?(?=\s*\n)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Der er fire overordnede indsatsområder\n1. Lys", "fire overordnede indsatsområder"),),
        rejects=("de indsatsområder, som",),
        confidence=0.9,
    ),
    Rule(
        "focus-numbered-line",
        "focus_areas",
        re.compile(
            rf"(?im)^[ \t#*_>|•·-]*{_ONE}"
            rf" (?P<number>\d{{1,2}}|[IVX]+|[A-H])\b[*_]*(?:[ \t]*[:.–—-][ \t]*"
            rf"|[ \t]*\n\s*(?=(?-i:[A-ZÆØÅ][a-zæøå])))"
            r"(?P<title>[^\n|]{3,120})"
        ),
        lambda match: (match["number"], match["title"].strip(" *_.")),
        examples=(("Spor 1: Børn i bevægelse", ("1", "Børn i bevægelse")), ("**Tema 2: Lys**", ("2", "Lys"))),
        rejects=("Tema om lys", "indsatsområde 1 og 3 er uændrede"),
        confidence=0.93,
    ),
    Rule(
        "focus-counted-out",
        "focus_areas",
        compile_danish(
            rf"\bdet (?P<nth>første|andet|tredje|fjerde|femte|sjette|syvende|ottende)(?: {_ONE})? (?:er|hedder|kaldes"
            r"|handler om) (?P<title>(?!at\b|en\b|ikke\b)[^.;:,]{2,110}?)(?=[.;]|,? og det "
            r"|,? (?:mens )?det (?:andet|tredje|fjerde)|$)"
        ),
        lambda match: (match["nth"].casefold(), " ".join(match["title"].split())),
        examples=(
            ("Det første er Lys i gården. Det andet", ("første", "Lys i gården")),
            ("Det første er lys i gården, det andet er", ("første", "lys i gården")),
        ),
        rejects=("det første er at lytte",),
        confidence=0.88,
    ),
    Rule(
        "focus-added",
        "focus_areas",
        compile_danish(
            rf"\b(?:nyt {_ONE}|nye {_NOUN})(?: nr\. \d{{1,2}})? (?:tilføjes|optages|indføjes|indsættes"
            rf"|er)[^.:\n]{{0,40}}:"
            rf"|\b{_ONE}[^:\n]{{0,120}}\.?(?:\s+I stedet| og i stedet)? (?:indsættes|optages|erstattes af"
            r"|afløses af|ændres til|får (?:denne|følgende) (?:titel|ordlyd))[^.:\n]{0,40}:"
            rf"|\b(?:tilføjes|indsættes|indføjes|optages) efter (?:{_ONE}|(?:indsats|fokus)område) (?:nr\. )?\d{{1,2}}"
            r"(?: som (?:nyt )?(?:nr\. \d{1,2}|\w+))?:"
            rf"|\b(?:indsættes|tilføjes|indføjes|optages)(?:[^.:\n]|\bnr\.){{0,50}} som (?:et )?nye?t?"
            rf" (?:{_ONE}|{_NOUN})(?: nr\. \d{{1,2}})?:"
            rf"|\bnyt {_ONE}(?: nr\. \d{{1,2}})?:"
            rf"|\b(?:udvides med|tilføjes|suppleres med|optages) (?:et nyt )?{_ONE}t?(?:,)?(?: om)? (?=[\"”»“])"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(
            ("Som nyt indsatsområde nr. 3 optages:", "nyt indsatsområde nr. 3 optages:"),
            ("indsættes efter nr. 3 som nyt indsatsområde:", "indsættes efter nr. 3 som nyt indsatsområde:"),
        ),
        rejects=("et nyt indsatsområde kan komme til",),
        confidence=0.9,
    ),
    Rule(
        "focus-before-the-word",
        "focus_areas",
        compile_danish(
            r"(?P<list>\(?1\) (?-i:[A-ZÆØÅ])[^.;:\n]{2,300}? og \(?\d\) [^.;:\n]{3,110})\."
            rf" (?:det|dette|de) (?:er|udgør)[^.\n]{{0,40}} {_NOUN}"
        ),
        lambda match: " ".join(match["list"].split()),
        examples=(
            ("samles om 1) Lys i gården og 2) Unge i job. Det er vores to temaer", "1) Lys i gården og 2) Unge i job"),
        ),
        rejects=("samles om 1) Lys i gården og 2) Unge i job. Det er godt",),
        confidence=0.88,
    ),
    Rule(
        "focus-namely",
        "focus_areas",
        compile_danish(
            rf"\b{_COUNT} (?:\w+ ){{0,2}}{_NOUN}(?:,? nemlig|,? det vil sige|,? der er|,? som er| er) (?!at\b)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("samlet i to spor, nemlig lys og ro", "to spor, nemlig"),),
        rejects=("de tre indsatsområder skal drøftes",),
        confidence=0.85,
    ),
    Rule(
        "focus-counted-things",
        "focus_areas",
        compile_danish(
            r"\b(?:arbejde\w*|indsats\w*|samle\w*|prioritere\w*|fokus\w*|kræfter\w*|koncentrere\w*)[^.:;]{0,60}?"
            rf" {_COUNT} (?:\w+ )?(?:områder|punkter|felter|retninger|søjler|hjørnesten)(?:,? nemlig|:)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("arbejder med tre områder: lys, unge og ro", "arbejder med tre områder:"),),
        rejects=("området består af tre områder: A, B og C",),
        confidence=0.8,
    ),
    Rule(
        "focus-marked",
        "focus_areas",
        compile_danish(
            r"\b(?:samles|koncentreres|fokuserer?s?|samler|prioriteres|retter sig"
            r"|rettes) (?:sig )?(?:\w+ ){0,3}?(?:om|på|mod):?"
            r" (?P<list>\(?1\) [^.;:\n]{2,300}? og \(?\d\) [^.;:\n]{2,110})(?=\.)"
        ),
        lambda match: " ".join(match["list"].split()),
        examples=(("Arbejdet samles om: 1) lys, 2) unge og 3) ro.", "1) lys, 2) unge og 3) ro"),),
        rejects=("Arbejdet samles om målene.",),
        confidence=0.85,
    ),
)
_ANNOUNCED, _LOOSELY, _LINES, _COUNTED_OUT, _ADDED, _BEFORE, _NAMELY, _THINGS, _MARKED = RULES
_ORDINALS = ("første", "andet", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende")
_COUNTS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8}


def read_focus_areas(body: Body, sections: Sections, kind: Kind, trace: Trace) -> list[FocusArea]:
    """The focus areas in order, from the first place that lists at least two of them."""
    if kind not in ("partnership_agreement", "addendum", "status_report"):
        return []
    for name, confidence, titles in _candidates(body, sections):
        kept = len(titles) > 1 or (name == _ADDED.name and bool(titles))
        for title in titles:
            trace.note("focus_areas", name, (title.start, title.end), title.text, "kept" if kept else "only one")
        if kept:
            return [
                FocusArea(number=t.number, title=t.text, evidence=body.evidence(t.start, t.end, name, confidence))
                for t in titles
            ]
    return []


def _candidates(body: Body, sections: Sections) -> Iterator[tuple[str, float, list[Title]]]:
    text = body.text
    numbered = [_numbered(text, match, value) for match, value in _LINES.find(text)]
    yield _LINES.name, _LINES.confidence, _first_count(numbered)
    for rule in (_ANNOUNCED, _LOOSELY):
        for match, _ in rule.find(text):
            count = _announced_count(match.group(), text[max(0, match.start() - 40) : match.start()])
            titles = find_after(text, match.end(), sections, count)
            if count and len(titles) != count:
                titles = counted_lines(text, match.end(), count, sections) or titles
            yield rule.name, rule.confidence, titles
    yield _COUNTED_OUT.name, _COUNTED_OUT.confidence, _counted_out(text)
    for match, _ in _BEFORE.find(text):
        yield _BEFORE.name, _BEFORE.confidence, list(_marked(text, *match.span("list")))
    for match, _ in _MARKED.find(text):
        yield _MARKED.name, _MARKED.confidence, list(_marked(text, *match.span("list")))
    for rule in (_NAMELY, _THINGS):
        for match, _ in rule.find(text):
            count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
            titles = find_after(text, match.end(), sections, count)
            yield rule.name, rule.confidence, titles if len(titles) == count else []
    for titles in find_in_tables(body, rf"(?:{_NOUN}|{_ONE})"):
        yield "focus-table", 0.8, titles
    added = [t for match, _ in _ADDED.find(text) for t in _added(text, match.end(), sections)]
    yield _ADDED.name, _ADDED.confidence, added
    for section in sections.about("focus"):
        if "goals" in section.topics:
            continue
        lists = find_lists(text, section.body_start, section.end)
        yield "focus-section", 0.85, of_items(text, lists[0].top()) if lists else []
        yield "focus-subheadings", 0.75, find_subheadings(text, section.body_start, section.end)


def _added(text: str, at: int, sections: Sections) -> list[Title]:
    """What an addendum adds: a title in quotes, or the item or line right behind the colon."""
    quoted = re.compile(r"\s*[\"”»“](?P<title>[^\"”»«“]{3,90})[\"”«“]").match(text, at)
    if quoted:
        own = re.match(r"(\d{1,2})[.)]\s+", quoted["title"])
        low = quoted.start("title") + (own.end() if own else 0)
        return [
            make_title(
                own[1] if own else None, " ".join(text[low : quoted.end("title")].split()), low, quoted.end("title")
            )
        ]
    return find_after(text, at, sections, None)[:1]


def _marked(text: str, start: int, end: int) -> Iterator[Title]:
    """The areas of a sentence that numbers them, commas inside and all: "1) Lys, 2) Unge, der hjælper, og 3) Ro"."""
    pattern = re.compile(r"\(?(\d)\)\s+(.+?)(?=,?(?:\s+og|\s+samt)?\s+\(?\d\)\s|$)", re.DOTALL)
    for match in pattern.finditer(text, start, end):
        yield make_title(match[1], " ".join(match[2].split()), *match.span(2))


def _counted_out(text: str) -> list[Title]:
    """Those told one after the other in sentences: "Det første er …. Det andet er …"."""
    if not re.search(_NOUN, text):
        return []
    titles: list[Title] = []
    for match, (nth, _) in _COUNTED_OUT.find(text):
        if nth == _ORDINALS[len(titles)] and (not titles or match.start() - titles[-1].end < 600):
            titles.append(make_title(None, " ".join(match["title"].split()), *match.span("title")))
    return titles


def _announced_count(noun: str, before: str) -> int | None:
    """The number of focus areas announced: "fem overordnede indsatsområder" -> 5."""
    said = re.split(r"[:;]|\.\s", f"{before} {noun.rstrip(':. ')}".casefold())[-1]
    words = re.findall(r"\w+", said)[-6:]
    known = [_COUNTS.get(word) or (int(word) if word.isdigit() and len(word) == 1 else None) for word in words]
    return next((count for count in reversed(known) if count), None)


def _numbered(text: str, match: re.Match[str], value: tuple[str, str]) -> Title:
    return make_title(value[0], value[1], match.start("title"), match.end("title"))


def _first_count(titles: list[Title]) -> list[Title]:
    """The titles up to where the numbering begins again: later ones repeat the first."""
    kept: list[Title] = []
    for title in titles:
        if title.number in {other.number for other in kept} and title.number is not None:
            break
        kept.append(title)
    return kept
